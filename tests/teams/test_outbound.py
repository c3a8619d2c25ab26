"""What goes out to Teams, and what is known of each send afterwards."""

import asyncio
import dataclasses
import json
import socket
from collections.abc import AsyncIterator
from email.utils import formatdate
from typing import Any

import aiohttp
import pytest

from bot.teams.connector import (
    Delivery,
    Member,
    Mention,
    Message,
    NotSent,
    Refused,
    Sent,
    Unknown,
)
from bot.teams.outbound import TeamsConnector
from bot.teams.service_urls import ServiceUrls
from bot.teams.turn import Place
from tests.teams.issuer import APP_ID
from tests.teams.wire import HANG_UP, SILENCE, Reply, Wire

TEXT = Message("Approved", text="The change is approved.")
CARD = Message("Please approve", card={"type": "AdaptiveCard", "version": "1.5", "body": []})


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    wire = Wire()
    await wire.start()
    yield wire
    await wire.close()


@pytest.fixture
def place(wire: Wire) -> Place:
    return Place("19:x@thread.tacv2", "channel", wire.service_url, "tenant")


async def token() -> str:
    return "the-token"


@pytest.fixture
def connector(session: aiohttp.ClientSession, wire: Wire) -> TeamsConnector:
    return TeamsConnector(
        session,
        APP_ID,
        token,
        ServiceUrls((wire.service_url,)),
    )


async def test_a_message_is_posted_with_the_bots_token(
    connector: TeamsConnector, wire: Wire, place: Place
) -> None:
    assert await connector.send(place, TEXT) == Sent("1772460200000")
    request = wire.requests[0]
    assert request.method == "POST"
    assert request.path == "/teams/v3/conversations/19%3Ax%40thread.tacv2/activities"
    assert request.headers["authorization"] == "Bearer the-token"
    assert request.body == {
        "type": "message",
        "summary": "Approved",
        "text": "The change is approved.",
    }


async def test_a_card_is_the_only_attachment_and_there_is_no_text(
    connector: TeamsConnector, wire: Wire, place: Place
) -> None:
    await connector.send(place, CARD)
    assert wire.requests[0].body == {
        "type": "message",
        "summary": "Please approve",
        "attachments": [
            {"contentType": "application/vnd.microsoft.card.adaptive", "content": CARD.card}
        ],
    }


async def test_a_mention_names_the_person(
    connector: TeamsConnector, wire: Wire, place: Place
) -> None:
    mention = Mention("Dev Patel", "29:dev")
    await connector.send(
        place, Message("s", text="<at>Dev Patel</at>: tomorrow", mentions=(mention,))
    )
    assert wire.requests[0].body["entities"] == [
        {
            "type": "mention",
            "text": "<at>Dev Patel</at>",
            "mentioned": {"id": "29:dev", "name": "Dev Patel"},
        }
    ]


@pytest.mark.parametrize(
    "parts",
    [{}, {"text": "a", "card": {}}, {"card": {}, "mentions": (Mention("a", "b"),)}],
    ids=str,
)
def test_a_message_is_either_a_card_or_a_text(parts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"text"):
        Message("s", **parts)


async def test_a_reply_goes_into_its_thread(
    connector: TeamsConnector, wire: Wire, place: Place
) -> None:
    await connector.send(dataclasses.replace(place, thread="177"), TEXT)
    assert wire.requests[0].path.endswith("/19%3Ax%40thread.tacv2%3Bmessageid%3D177/activities")


async def test_edits_and_recalls_name_the_message(
    connector: TeamsConnector, wire: Wire, place: Place
) -> None:
    wire.replies = [Reply(200, b'{"id": "1:7"}'), Reply(200, b"")]
    assert await connector.update(place, "1:7", CARD) == Sent("1:7")
    assert await connector.delete(place, "1:7") == Sent("1:7")
    assert [(request.method, request.path.rpartition("/")[2]) for request in wire.requests] == [
        ("PUT", "1%3A7"),
        ("DELETE", "1%3A7"),
    ]


async def test_a_chat_with_one_person_is_opened(connector: TeamsConnector, wire: Wire) -> None:
    wire.replies = [Reply(201, b'{"id": "a:chat"}')]
    opened = await connector.open_personal(wire.service_url, "tenant", "29:marie")
    assert opened == Place("a:chat", "personal", wire.service_url, "tenant")
    assert wire.requests[0].path == "/teams/v3/conversations"
    assert wire.requests[0].body == {
        "isGroup": False,
        "bot": {"id": f"28:{APP_ID}"},
        "members": [{"id": "29:marie"}],
        "channelData": {"tenant": {"id": "tenant"}},
        "tenantId": "tenant",
    }


async def test_every_page_of_members_is_read(
    connector: TeamsConnector, wire: Wire, place: Place
) -> None:
    marie = {
        "id": "29:m",
        "name": "Marie",
        "aadObjectId": "m",
        "tenantId": "t",
        "email": "m@example.com",
        "userPrincipalName": "m@example.com",
        "userRole": "user",
    }
    pages: list[dict[str, Any]] = [
        {"members": [marie], "continuationToken": "a b&c"},
        {"members": [{"id": "29:x"}]},
    ]
    wire.replies = [Reply(200, json.dumps(page).encode()) for page in pages]
    assert await connector.members(place) == (
        Member("m", "29:m", "Marie", "t", "m@example.com", "m@example.com"),
        Member("", "29:x", ""),
    )
    assert wire.requests[1].path.endswith("/pagedmembers?pageSize=500&continuationToken=a%20b%26c")


async def test_a_teams_channels_are_read_by_name(
    connector: TeamsConnector, wire: Wire, place: Place
) -> None:
    body = {"conversations": [{"id": "19:g"}, {"id": "19:a", "name": "Announcements"}]}
    wire.replies = [Reply(200, json.dumps(body).encode())]
    found = await connector.channels(dataclasses.replace(place, team="19:team@thread.tacv2"))
    assert found == {"19:g": "", "19:a": "Announcements"}
    assert wire.requests[0].path == "/teams/v3/teams/19%3Ateam%40thread.tacv2/conversations"


async def test_one_connection_serves_one_send_after_another(
    connector: TeamsConnector, wire: Wire, place: Place
) -> None:
    for _ in range(20):
        await connector.send(place, TEXT)
    assert (len(wire.requests), wire.connections) == (20, 1)


def error(code: str, message: str = "why") -> bytes:
    return json.dumps({"error": {"code": code, "message": message}}).encode()


BLOCKED = json.dumps(
    {
        "errorCode": 209,
        "message": '{ "subCode": "MessageWritesBlocked", "details": "Thread is blocked." }',
    }
).encode()

ANSWERS: list[tuple[Reply, Delivery, Delivery]] = [
    (
        Reply(429, error("Throttled"), {"Retry-After": "1.5"}),
        NotSent("429 Throttled why", 1.5),
        NotSent("429 Throttled why", 1.5),
    ),
    (
        Reply(429, b"", {"Retry-After": "2"}),
        NotSent("429 http 429", 2.0),
        NotSent("429 http 429", 2.0),
    ),
    (
        Reply(429, b"", {"Retry-After": "soon"}),
        NotSent("429 http 429", None),
        NotSent("429 http 429", None),
    ),
    (
        Reply(429, b"", {"Retry-After": "nan"}),
        NotSent("429 http 429", None),
        NotSent("429 http 429", None),
    ),
    (
        Reply(412, error("PreconditionFailed")),
        NotSent("412 PreconditionFailed why"),
        NotSent("412 PreconditionFailed why"),
    ),
    (
        Reply(403, error("BotNotInConversationRoster")),
        Refused("BotNotInConversationRoster", "403 BotNotInConversationRoster why", "place"),
        Refused("BotNotInConversationRoster", "403 BotNotInConversationRoster why", "place"),
    ),
    (
        Reply(403, BLOCKED),
        Refused("MessageWritesBlocked", "403 MessageWritesBlocked Thread is blocked.", "place"),
        Refused("MessageWritesBlocked", "403 MessageWritesBlocked Thread is blocked.", "place"),
    ),
    (
        Reply(404, error("ActivityNotFoundInConversation")),
        Refused(
            "ActivityNotFoundInConversation", "404 ActivityNotFoundInConversation why", "message"
        ),
        Refused(
            "ActivityNotFoundInConversation", "404 ActivityNotFoundInConversation why", "message"
        ),
    ),
    (
        Reply(413, error("MessageSizeTooBig")),
        Refused("MessageSizeTooBig", "413 MessageSizeTooBig why"),
        Refused("MessageSizeTooBig", "413 MessageSizeTooBig why"),
    ),
    (
        Reply(401, b"<html>"),
        Refused("http 401", "401 http 401"),
        Refused("http 401", "401 http 401"),
    ),
    (
        Reply(403, b'{"message": "not json", "error": 7}'),
        Refused("http 403", "403 http 403"),
        Refused("http 403", "403 http 403"),
    ),
    (
        Reply(302, b"", {"Location": "http://127.0.0.1:9/"}),
        Refused("http 302", "302 http 302"),
        Refused("http 302", "302 http 302"),
    ),
    (
        Reply(500, error("ServiceError")),
        Unknown("500 ServiceError why"),
        NotSent("500 ServiceError why"),
    ),
    (
        Reply(502, b"Bad Gateway", content_type="text/plain"),
        Unknown("502 http 502"),
        NotSent("502 http 502"),
    ),
    (
        Reply(503, b"", {"Retry-After": "3"}),
        Unknown("503 http 503"),
        NotSent("503 http 503", 3.0),
    ),
    (Reply(504, b""), Unknown("504 http 504"), NotSent("504 http 504")),
    (HANG_UP, Unknown("ServerDisconnectedError"), NotSent("ServerDisconnectedError")),
]


@pytest.mark.parametrize(("reply", "new", "again"), ANSWERS, ids=lambda value: str(value)[:60])
async def test_what_became_of_a_send_is_told_by_the_answer(
    reply: Reply,
    new: Delivery,
    again: Delivery,
    connector: TeamsConnector,
    wire: Wire,
    place: Place,
) -> None:
    # An edit that meets a dropped connection is repeated once by the client itself.
    wire.replies = [reply, reply, reply]
    assert await connector.send(place, CARD) == new
    assert await connector.update(place, "1", CARD) == again


async def test_a_new_message_is_posted_once_whatever_happens(
    connector: TeamsConnector, wire: Wire, place: Place
) -> None:
    await connector.send(place, TEXT)
    wire.replies = [HANG_UP]
    assert isinstance(await connector.send(place, TEXT), Unknown)
    assert len(wire.requests) == 2


async def test_silence_leaves_a_new_message_unknown(
    session: aiohttp.ClientSession, wire: Wire, place: Place
) -> None:
    impatient = aiohttp.ClientTimeout(total=0.1)
    connector = TeamsConnector(session, APP_ID, token, ServiceUrls((wire.service_url,)), impatient)
    wire.replies = [SILENCE, SILENCE]
    assert isinstance(await connector.send(place, TEXT), Unknown)
    assert isinstance(await connector.delete(place, "1"), NotSent)


async def test_a_message_accepted_under_no_id_is_unknown(
    connector: TeamsConnector, wire: Wire, place: Place
) -> None:
    wire.replies = [Reply(201, b"{}"), Reply(202, b"")]
    assert isinstance(await connector.send(place, TEXT), Unknown)
    assert isinstance(await connector.send(place, TEXT), Unknown)


async def test_what_never_left_is_not_sent(session: aiohttp.ClientSession, place: Place) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        connector = TeamsConnector(session, APP_ID, token, ServiceUrls((nobody,)))
        outcome = await connector.send(dataclasses.replace(place, service_url=nobody), TEXT)
    assert outcome == NotSent("ClientConnectorError")


async def test_without_a_token_nothing_is_sent(
    session: aiohttp.ClientSession, wire: Wire, place: Place
) -> None:
    async def refused() -> str:
        raise PermissionError("the secret has expired")

    connector = TeamsConnector(session, APP_ID, refused, ServiceUrls((wire.service_url,)))
    assert await connector.send(place, TEXT) == NotSent("no token: PermissionError")
    assert wire.requests == []


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "http://127.0.0.1.evil.example/", "", "nonsense"]
)
async def test_the_token_goes_to_no_address_off_the_list(
    address: str, connector: TeamsConnector, place: Place
) -> None:
    outcome = await connector.send(dataclasses.replace(place, service_url=address), TEXT)
    assert isinstance(outcome, Refused)
    assert outcome.code == "ServiceUrlNotAllowed"


@pytest.mark.parametrize("prefix", ["https://host", "https://", "host/", "ftp://host/", ""])
def test_an_address_list_without_a_whole_host_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="service address"):
        ServiceUrls((prefix,))


async def test_a_retry_after_may_be_a_date(
    connector: TeamsConnector, wire: Wire, place: Place
) -> None:
    wire.replies = [Reply(429, b"", {"Retry-After": formatdate(0, usegmt=True)})]
    assert await connector.send(place, TEXT) == NotSent("429 http 429", 0.0)


async def test_sixteen_at_once_share_few_connections(
    connector: TeamsConnector, wire: Wire, place: Place
) -> None:
    for _ in range(3):
        await asyncio.gather(*(connector.send(place, TEXT) for _ in range(16)))
    assert len(wire.requests) == 48
    assert wire.connections <= 16
