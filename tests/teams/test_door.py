"""The door: exact answers to Teams, and nothing at all to anyone else."""

import asyncio
import gzip
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.teams.connector import Message
from bot.teams.replies import Replies
from bot.teams.turn import (
    Actor,
    Answer,
    CloseDialog,
    DialogSent,
    Nothing,
    OpenDialog,
    Place,
    Pressed,
    Said,
    ShowCard,
    ShowError,
    ShowText,
    Turn,
)
from tests.teams.conftest import Bot, Client, recorded
from tests.teams.fakes import RecordingConnector
from tests.teams.issuer import Issuer

CARD: dict[str, Any] = {"type": "AdaptiveCard", "version": "1.5", "body": []}
UNREADABLE: Any = {"type": b"not JSON"}
FORM = {"contentType": "application/vnd.microsoft.card.adaptive", "content": CARD}


async def post(client: Client, issuer: Issuer, body: bytes) -> tuple[int, bytes]:
    headers = {"Authorization": f"Bearer {issuer.sign()}"}
    async with client.post("/api/messages", data=body, headers=headers) as answer:
        return answer.status, await answer.read()


async def deliver(
    client: Client, issuer: Issuer, name: str, /, **changed: Any
) -> tuple[int, bytes]:
    return await post(client, issuer, json.dumps(recorded(name, **changed)).encode())


CARD_ACTION: list[tuple[Answer, Any]] = [
    (
        ShowCard(CARD),
        {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": CARD},
    ),
    (
        ShowText("Saved."),
        {
            "statusCode": 200,
            "type": "application/vnd.microsoft.activity.message",
            "value": "Saved.",
        },
    ),
    (
        Nothing(),
        {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": ""},
    ),
    (
        ShowError("gone", "That change is gone."),
        {
            "statusCode": 400,
            "type": "application/vnd.microsoft.error",
            "value": {"code": "gone", "message": "That change is gone."},
        },
    ),
]


@pytest.mark.parametrize(("answer", "shown"), CARD_ACTION, ids=str)
async def test_a_press_is_answered_in_the_shape_teams_shows(
    answer: Answer, shown: Any, client: Client, issuer: Issuer, bot: Bot
) -> None:
    bot.answer = answer
    status, body = await deliver(client, issuer, "invoke_card_action")
    assert (status, json.loads(body)) == (200, shown)
    assert bot.replies == []


DIALOG: list[tuple[Answer, Any]] = [
    (
        OpenDialog("Start a change", CARD),
        {
            "task": {
                "type": "continue",
                "value": {
                    "title": "Start a change",
                    "height": "large",
                    "width": "medium",
                    "card": FORM,
                },
            }
        },
    ),
    (CloseDialog("Filed."), {"task": {"type": "message", "value": "Filed."}}),
    (ShowText("Filed."), {"task": {"type": "message", "value": "Filed."}}),
    (ShowError("gone", "It is gone."), {"task": {"type": "message", "value": "It is gone."}}),
    (CloseDialog(), None),
    (Nothing(), None),
]


@pytest.mark.parametrize(("answer", "shown"), DIALOG, ids=str)
@pytest.mark.parametrize("asked", ["invoke_task_fetch", "invoke_task_submit"])
async def test_a_dialog_is_answered_in_the_shape_teams_shows(
    asked: str, answer: Answer, shown: Any, client: Client, issuer: Issuer, bot: Bot
) -> None:
    bot.answer = answer
    status, body = await deliver(client, issuer, asked)
    assert status == 200
    assert (json.loads(body) if body else None) == shown


@pytest.mark.parametrize("answer", [ShowCard(CARD), ShowText("Hello."), ShowError("x", "No.")])
@pytest.mark.parametrize("name", ["message_personal", "message_group_submit"])
async def test_an_answer_that_no_response_carries_is_sent(
    name: str, answer: Answer, client: Client, issuer: Issuer, bot: Bot
) -> None:
    bot.answer = answer
    assert await deliver(client, issuer, name) == (200, b"")
    assert bot.replies == [(bot.turns[0], answer)]


async def test_an_event_is_taken_in_silence(client: Client, issuer: Issuer, bot: Bot) -> None:
    assert await deliver(client, issuer, "installation_add") == (200, b"")
    assert bot.replies == []


async def test_a_failure_behind_a_press_is_a_sentence_with_the_turns_number(
    client: Client, issuer: Issuer, bot: Bot
) -> None:
    bot.answer = RuntimeError("secret detail")
    with capture_logs() as logs:
        status, body = await deliver(client, issuer, "invoke_card_action")
    shown = json.loads(body)
    assert (status, shown["statusCode"], shown["type"]) == (
        200,
        500,
        "application/vnd.microsoft.error",
    )
    assert bot.turns[0].correlation in shown["value"]["message"]
    assert b"secret" not in body
    assert [log["event"] for log in logs if log["log_level"] == "error"] == ["turn.failed"]


async def test_a_failure_behind_words_is_a_reply_and_an_empty_500(
    client: Client, issuer: Issuer, bot: Bot
) -> None:
    bot.answer = RuntimeError("secret detail")
    assert await deliver(client, issuer, "message_personal") == (500, b"")
    assert bot.replies == [(bot.turns[0], bot.trouble(bot.turns[0]))]


async def test_a_failure_behind_an_event_tells_nobody(
    client: Client, issuer: Issuer, bot: Bot
) -> None:
    bot.answer = RuntimeError("secret detail")
    assert await deliver(client, issuer, "installation_add") == (500, b"")
    assert bot.replies == []


@pytest.mark.parametrize("answer", [OpenDialog("Start", CARD), CloseDialog(), ShowCard(UNREADABLE)])
async def test_an_answer_that_cannot_be_shown_is_a_failure(
    answer: Answer, client: Client, issuer: Issuer, bot: Bot
) -> None:
    bot.answer = answer
    status, body = await deliver(client, issuer, "invoke_card_action")
    assert (status, json.loads(body)["statusCode"]) == (200, 500)


async def test_a_reply_that_cannot_be_sent_does_not_undo_the_turn(
    client: Client, issuer: Issuer, bot: Bot
) -> None:
    bot.answer, bot.reply_fails = ShowText("Hello."), True
    assert await deliver(client, issuer, "message_personal") == (200, b"")


async def test_an_unknown_invoke_is_not_implemented(
    client: Client, issuer: Issuer, bot: Bot
) -> None:
    assert await deliver(client, issuer, "invoke_card_action", name="signin/x") == (501, b"")
    assert await deliver(client, issuer, "invoke_card_action", name=None) == (501, b"")
    assert bot.turns == []


async def test_more_than_256_kilobytes_are_not_read(
    client: Client, issuer: Issuer, bot: Bot
) -> None:
    assert await post(client, issuer, b" " * (256 * 1024 + 1)) == (413, b"")

    async def endless() -> Any:
        for _ in range(40):
            yield b" " * 8192

    headers = {"Authorization": f"Bearer {issuer.sign()}"}
    async with client.post("/api/messages", data=endless(), headers=headers) as answer:
        assert (answer.status, await answer.read()) == (413, b"")


async def test_a_malformed_request_leaves_one_log_line(
    client: Client, issuer: Issuer, bot: Bot
) -> None:
    with capture_logs() as logs:
        assert await post(client, issuer, b"{") == (400, b"")
    assert [(log["event"], log["log_level"]) for log in logs] == [
        ("request.turned_away", "warning")
    ]


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "nonsense"])
async def test_a_packed_body_is_not_unpacked(
    encoding: str, client: Client, issuer: Issuer, bot: Bot
) -> None:
    headers = {"Authorization": f"Bearer {issuer.sign()}", "Content-Encoding": encoding}
    body = gzip.compress(json.dumps(recorded("message_personal")).encode())
    async with client.post("/api/messages", data=body, headers=headers) as answer:
        assert (answer.status, await answer.read()) == (400, b"")
    assert bot.turns == []


async def test_a_body_that_breaks_off_is_no_turn(client: Client, bot: Bot) -> None:
    head = b"POST /api/messages HTTP/1.1\r\nHost: x\r\n"
    for rest in (
        b"Content-Length: 50\r\n\r\n{",
        b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\nZZ\r\n",
    ):
        reader, writer = await asyncio.open_connection(client.host, client.port)
        writer.write(head + rest)
        writer.write_eof()
        answer = await reader.read()
        writer.close()
        assert answer == b"" or answer.startswith(b"HTTP/1.1 400 ")
    assert bot.turns == []


async def test_half_a_surrogate_pair_is_malformed(client: Client, issuer: Issuer) -> None:
    body = json.dumps(recorded("message_personal", text="\ud800")).encode()
    assert await post(client, issuer, body) == (400, b"")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
spoiled = st.tuples(
    st.sampled_from(["message_personal", "invoke_card_action", "invoke_task_submit"]),
    st.dictionaries(
        st.sampled_from(
            [
                *("type", "id", "from", "recipient", "conversation", "channelData", "value"),
                *("name", "text", "entities", "membersAdded", "locale", "replyToId", "action"),
                *("serviceUrl", "channelId"),
            ]
        ),
        json_values,
        min_size=1,
        max_size=3,
    ),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(case=spoiled | st.binary(max_size=64))
async def test_whatever_arrives_is_never_a_server_error(
    case: tuple[str, dict[str, Any]] | bytes, client: Client, issuer: Issuer
) -> None:
    body = case if isinstance(case, bytes) else json.dumps(recorded(case[0]) | case[1]).encode()
    status, content = await post(client, issuer, body)
    assert status < 500 or status == 501
    assert status == 200 or content == b""


def turn(act: Any) -> Turn:
    place = Place("19:x@thread.tacv2", "channel", "https://x/", "t", thread="1")
    return Turn(Actor("p", "t", "29:p", "P"), place, "a", None, None, "c", act)


async def test_a_reply_goes_into_the_thread_it_answers() -> None:
    connector = RecordingConnector()
    await Replies(connector)(turn(Said("hi")), ShowCard(CARD, "Home"))
    await Replies(connector)(turn(Pressed("x", {}, fallback=True)), ShowText("Done."))
    await Replies(connector)(turn(DialogSent("x", {})), Nothing())
    assert [(place.thread, message) for place, message in connector.sent] == [
        ("1", Message("Home", card=CARD)),
        ("1", Message("Done.", text="Done.")),
    ]
