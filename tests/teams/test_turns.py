"""What Teams sends, as it was recorded, and the turn that it becomes."""

import json
from typing import Any

import pytest

from bot.teams.activity import Activity, MalformedError, read
from bot.teams.acts import UnknownInvokeError, turn_of
from bot.teams.turn import (
    Act,
    Actor,
    AppAdded,
    AppRemoved,
    ChannelsChanged,
    DialogAsked,
    DialogSent,
    Json,
    Other,
    Place,
    Pressed,
    Said,
    Turn,
)
from bot.teams.words import plain
from tests.teams.conftest import ACTIVITIES, recorded

TENANT = "72f988bf-0000-41af-91ab-2d7cd011db47"
CHANNEL = "19:e2c1a9d6f0de4f6cb1d9ec9f1f7b5a54@thread.tacv2"
APPROVAL: dict[str, Json] = {"v": 1, "change": "CHG-0001", "comment": "Go ahead"}

ACTS: dict[str, Act] = {
    "message_personal": Said("We need to move to Microsoft 365"),
    "message_channel_mention": Said("who approves CHG-0001, Dev Patel ?"),
    "message_group_submit": Pressed("approve", APPROVAL, fallback=True),
    "invoke_card_action": Pressed("approve", APPROVAL),
    "invoke_card_refresh": Pressed("refresh", {"v": 1, "change": "CHG-0001"}, "automatic"),
    "invoke_task_fetch": DialogAsked("start", {"v": 1}),
    "invoke_task_submit": DialogSent(
        "file", {"v": 1, "name": "Move our files", "problem": "The server is old"}
    ),
    "installation_add": AppAdded(),
    "installation_remove": AppRemoved(),
    "installation_upgrade": Other("installationUpdate/add-upgrade"),
    "conversation_bot_added": AppAdded(),
    "conversation_channel_renamed": ChannelsChanged(),
    "message_reaction": Other("messageReaction"),
}


def turn(name: str, /, **changed: Any) -> Turn:
    return turn_of(Activity.model_validate(recorded(name, **changed)), "correlation")


def test_every_recorded_activity_is_tried() -> None:
    assert {path.stem for path in ACTIVITIES.glob("*.json")} == set(ACTS)


@pytest.mark.parametrize("name", ACTS)
def test_an_activity_becomes_its_act(name: str) -> None:
    assert turn(name).act == ACTS[name]


def test_a_turn_names_person_place_and_message() -> None:
    pressed = turn("invoke_card_action")
    assert pressed.actor == Actor(
        person="5e1c7f64-9b9a-4f39-8f6e-0c3f2a1b7d10",
        tenant=TENANT,
        teams_id=recorded("invoke_card_action")["from"]["id"],
        name="Marie Tremblay",
    )
    assert pressed.place == Place(
        id=recorded("invoke_card_action")["conversation"]["id"],
        kind="personal",
        service_url=f"https://smba.trafficmanager.net/amer/{TENANT}/",
        tenant=TENANT,
    )
    assert pressed.reply_to == "1772460200000"
    assert pressed.locale == "en-CA"


def test_a_channels_thread_is_kept_apart_from_its_id() -> None:
    place = turn("message_channel_mention").place
    assert (place.id, place.thread, place.kind) == (CHANNEL, "1772460201412", "channel")
    assert place.team == "19:0e3fd5d5c6c04ea1b3a1ecf2f3ac4a35@thread.tacv2"


def test_a_person_from_another_tenant_keeps_their_own() -> None:
    guest = turn("message_personal", channelData={"tenant": {"id": "another"}})
    assert (guest.actor.tenant, guest.place.tenant) == ("another", TENANT)


def test_the_conversations_tenant_serves_where_teams_names_no_other() -> None:
    assert turn("message_personal", channelData=None).actor.tenant == TENANT


def test_an_invoke_nobody_answers_is_named() -> None:
    with pytest.raises(UnknownInvokeError, match="composeExtension/query"):
        turn("invoke_card_action", name="composeExtension/query")


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("message_personal", {"from": {"id": "29:x"}}),
        ("message_personal", {"conversation": {"id": "a:x"}, "channelData": None}),
        ("message_personal", {"conversation": {"id": "a:x", "conversationType": "forum"}}),
        ("message_personal", {"value": {"verb": 7}}),
        ("message_personal", {"value": {"verb": ""}}),
        ("invoke_card_action", {"value": None}),
        ("invoke_card_action", {"value": "approve"}),
        ("invoke_card_action", {"value": []}),
        ("invoke_card_action", {"value": {"action": None}}),
        ("invoke_card_action", {"value": {"action": {"type": "Action.Submit", "verb": "x"}}}),
        ("invoke_card_action", {"value": {"action": {"type": "Action.Execute"}}}),
        (
            "invoke_card_action",
            {"value": {"action": {"type": "Action.Execute", "verb": "x", "data": []}}},
        ),
        (
            "invoke_card_action",
            {"value": {"action": {"type": "Action.Execute", "verb": "x"}, "trigger": "magic"}},
        ),
        ("invoke_task_fetch", {"value": {"data": None}}),
        ("invoke_task_submit", {"value": {"data": {"name": "no verb"}}}),
    ],
    ids=str,
)
def test_what_an_act_must_carry_is_asked_for(name: str, changed: dict[str, Any]) -> None:
    with pytest.raises(MalformedError):
        turn(name, **changed)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'"text"',
        b"\xff\xfe",
        b'{"type": "message"',
        b"[" * 100_000,
        b'{"type":"message","value":' + b'{"a":' * 1000 + b"1" + b"}" * 1001,
        b'{"type":"message","value":NaN}',
    ],
    ids=lambda body: str(body[:20]),
)
def test_a_body_that_is_no_activity_is_malformed(body: bytes) -> None:
    with pytest.raises(MalformedError):
        read(body)


@pytest.mark.parametrize("field", ["from", "recipient", "conversation", "type", "id"])
@pytest.mark.parametrize("value", [None, 5, "", [], {"id": ""}, {"id": 5}], ids=str)
def test_the_fields_every_activity_has_are_not_guessed(field: str, value: object) -> None:
    with pytest.raises(MalformedError):
        read(json.dumps(recorded("message_personal") | {field: value}).encode())


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("", ""),
        ("  a \n\t b ", "a b"),
        ("<p>status&nbsp;<b>please</b></p>", "status please"),
        ("<at>Cutover</at>status", "status"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("&lt;b&gt; R&amp;D", "<b> R&D"),
    ],
)
def test_markup_is_taken_off_what_was_said(said: str, understood: str) -> None:
    mention = {
        "type": "mention",
        "text": "<at>Cutover</at>",
        "mentioned": {"id": "28:bot", "name": "Cutover"},
    }
    strange: list[Any] = [mention, {}, {"type": "mention"}, {"type": "mention", "mentioned": 5}]
    assert plain(said, strange, "28:bot") == understood
