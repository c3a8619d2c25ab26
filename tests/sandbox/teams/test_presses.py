"""Pressing: what reaches the bot, and what the person gets back."""

import asyncio
from urllib.parse import quote

from aiohttp import ClientSession, web

from sandbox.app import running
from tests.sandbox.conftest import equipped
from tests.sandbox.teams.bot_double import Json, approval, listening, with_card
from tests.sandbox.teams.conftest import Office

DECIDED = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "Ok"}]}


async def test_an_execute_reaches_the_bot_as_an_invoke_with_data_and_inputs(
    office: Office,
) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(approval()))
    office.bot.answers_with_card(DECIDED)
    press = {"person": "julie", "action": "approve", "inputs": {"comment": "Go"}}
    answer = await office.presses(chat, message, press)
    assert answer == {
        "status": 200,
        "type": "application/vnd.microsoft.card.adaptive",
        "value": DECIDED,
    }
    (invoke,) = office.bot.invokes("adaptiveCard/action")
    assert invoke["value"] == {
        "action": {
            "type": "Action.Execute",
            "id": "yes",
            "verb": "approve",
            "title": "Approve",
            "data": {"change": "CHG-0001", "comment": "Go", "when": "soon"},
        },
        "trigger": "manual",
    }
    julie = await office.person("julie")
    registration = office.tenant.registration
    assert invoke["replyToId"] == message
    assert invoke["from"] == {
        "id": julie["teamsId"],
        "name": "Julie Chen",
        "aadObjectId": julie["aadId"],
    }
    assert invoke["recipient"] == {"id": registration.bot_id, "name": "Cutover"}
    assert invoke["conversation"] == {
        "conversationType": "personal",
        "tenantId": registration.tenant_id,
        "id": chat,
    }
    assert invoke["serviceUrl"] == registration.service_url
    assert invoke["channelData"]["tenant"]["id"] == registration.tenant_id


async def test_a_card_in_the_reply_is_seen_only_by_who_pressed_until_an_update(
    office: Office,
) -> None:
    chat = await office.conversation("julie", "IT move")
    await office.control("POST", f"conversations/{quote(chat)}/app", {"person": "julie"})
    message = await office.sends(chat, with_card(approval()))
    office.bot.answers_with_card(DECIDED)
    await office.presses(chat, message, {"person": "julie", "action": "yes"})
    assert (await office.reads("julie", chat))[0]["card"] == DECIDED
    assert (await office.reads("dev", chat))[0]["card"] == approval()
    path = f"conversations/{quote(chat)}/activities/{message}"
    final = {"type": "AdaptiveCard", "version": "1.5", "body": []}
    await office.connector("PUT", path, with_card(final), expect=200)
    assert (await office.reads("julie", chat))[0]["card"] == final


async def test_actions_are_found_by_id_verb_and_title_in_every_corner(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(approval()))
    office.bot.answers({"statusCode": 200, "type": "text", "value": "Thanks"})
    for name, verb in (
        ("yes", "approve"),
        ("approve", "approve"),
        ("Approve", "approve"),
        ("inner", "inner"),
    ):
        await office.presses(chat, message, {"person": "julie", "action": name})
        assert office.bot.heard[-1]["value"]["action"]["verb"] == verb
    assert office.bot.heard[-1]["value"]["action"]["data"] == {"when": "soon", "why": "because"}


async def test_an_unknown_action_is_answered_with_what_there_is(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(approval()))
    for name in ("reject", "Fallback", "look"):
        answer = await office.presses(chat, message, {"person": "julie", "action": name}, 404)
        assert [one["title"] for one in answer["actions"]] == [
            "Approve",
            "Details",
            "Later",
            "More",
            None,
        ]


async def test_what_the_client_does_by_itself_never_reaches_the_bot(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(approval()))
    answer = await office.presses(chat, message, {"person": "julie", "action": "More"}, 400)
    assert "never hears of it" in answer["error"]
    assert office.bot.heard == []


async def test_a_plain_submit_arrives_as_a_message_with_a_value(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(approval()))
    press = {"person": "julie", "action": "later", "inputs": {"comment": "x"}}
    assert (await office.presses(chat, message, press))["status"] == 201
    (activity,) = office.bot.heard
    assert (activity["type"], activity["replyToId"]) == ("message", message)
    assert activity["value"] == {"verb": "later", "comment": "x", "when": "soon"}


async def test_raw_and_activity_forge_what_is_sent(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(approval()))
    office.bot.answers({"statusCode": 400, "type": "application/vnd.microsoft.error", "value": {}})
    press = {"person": "julie", "action": "yes", "raw": {"action": 7}, "activity": {"from": {}}}
    answer = await office.presses(chat, message, press)
    assert answer["status"] == 400
    (invoke,) = office.bot.heard
    assert (invoke["name"], invoke["value"]) == ("adaptiveCard/action", {"action": 7})
    assert invoke["from"] == {}


async def test_a_press_can_be_sent_twice_at_once(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(approval()))
    both = asyncio.Barrier(2)

    async def answer(_: Json) -> web.Response:
        await both.wait()
        return web.json_response({"statusCode": 200, "type": "text", "value": "done"})

    office.bot.answering = answer
    answers = await office.presses(chat, message, {"person": "julie", "action": "yes", "repeat": 2})
    assert [one["value"] for one in answers] == ["done", "done"]
    first, second = office.bot.heard
    assert first == second


async def test_somebody_outside_the_conversation_cannot_press(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(approval()))
    await office.presses(chat, message, {"person": "sam", "action": "yes"}, 403)
    await office.presses(chat, message, {"person": "nobody", "action": "yes"}, 404)
    await office.presses(chat, "1", {"person": "julie", "action": "yes"}, 404)


async def test_a_guest_brings_the_tenant_of_their_own_firm(office: Office) -> None:
    alex = await office.person("alex")
    chat = await office.conversation("alex", "Cutover")
    message = await office.sends(chat, with_card(approval()))
    await office.presses(chat, message, {"person": "alex", "action": "later"})
    (activity,) = office.bot.heard
    assert activity["channelData"]["tenant"]["id"] == alex["tenantId"]
    assert alex["tenantId"] != office.tenant.registration.tenant_id
    assert activity["conversation"]["tenantId"] == office.tenant.registration.tenant_id


async def test_a_bot_that_fails_is_reported_as_teams_does(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(approval()))
    office.bot.answers({"oops": True}, status=500)
    answer = await office.presses(chat, message, {"person": "julie", "action": "yes"})
    assert answer["status"] == 500
    assert answer["value"]["message"] == "Unable to reach app. The bot answered 500."


async def test_a_bot_that_does_not_answer_in_time_is_cut_off(signing_key: bytes) -> None:
    async with (
        running(invoke_seconds=0.05, first_key=signing_key) as sandbox,
        ClientSession(sandbox.root) as client,
        listening(client) as bot,
    ):
        office = Office(equipped(sandbox, client), bot)
        chat = await office.conversation("julie", "Cutover")
        message = await office.sends(chat, with_card(approval()))
        bot.never_answers()
        answer = await office.presses(chat, message, {"person": "julie", "action": "yes"})
        assert answer["status"] == 504


async def test_without_a_bot_a_press_says_so(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(approval()))
    for endpoint in (None, "http://127.0.0.1:9/api/messages"):
        await office.control("PUT", "registration", {"botEndpoint": endpoint})
        answer = await office.presses(chat, message, {"person": "julie", "action": "yes"}, 502)
        assert answer["error"].endswith(".")
        await office.control(
            "POST", f"conversations/{quote(chat)}/messages", {"person": "julie", "text": "Hi"}, 502
        )
        assert len(await office.reads("julie", chat)) >= 2
