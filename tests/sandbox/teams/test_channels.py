"""Channels come, are renamed and go; the app is taken out; the bot hears, and is refused."""

from urllib.parse import quote

import pytest

from tests.sandbox.teams.bot_double import Json
from tests.sandbox.teams.conftest import Office

HELLO = {"type": "message", "text": "Hello"}


async def _team(office: Office) -> Json:
    """The sample's team, with the app in it."""
    (team,) = await office.control("GET", "teams")
    await office.control("POST", f"teams/{quote(team['id'])}/app", {"person": "marie"})
    office.bot.heard.clear()
    return dict(team)


async def _made(office: Office, team: Json, name: str) -> str:
    path = f"teams/{quote(team['id'])}/channels"
    made = await office.control("POST", path, {"person": "julie", "name": name}, 201)
    return str(made["id"])


async def test_a_new_channel_is_seen_by_the_team_and_told_to_the_bot(office: Office) -> None:
    team = await _team(office)
    channel = await _made(office, team, "Pilot")
    (event,) = office.bot.heard
    assert event["type"] == "conversationUpdate"
    assert event["conversation"]["id"] == team["id"]
    assert event["channelData"]["eventType"] == "channelCreated"
    assert event["channelData"]["channel"] == {"id": channel, "name": "Pilot"}
    assert event["channelData"]["team"]["id"] == team["id"]
    assert await office.conversation("sam", "Pilot") == channel
    await office.sends(channel, HELLO)
    (after,) = await office.control("GET", "teams")
    assert after["channels"][-1] == {"id": channel, "name": "Pilot"}


async def test_a_renamed_channel_keeps_its_id(office: Office) -> None:
    team = await _team(office)
    channel = await _made(office, team, "Pilot")
    path = f"teams/{quote(team['id'])}/channels/{quote(channel)}"
    for _ in range(2):
        await office.control("PATCH", path, {"person": "julie", "name": "First wave"})
    assert [one["channelData"]["eventType"] for one in office.bot.heard] == [
        "channelCreated",
        "channelRenamed",
    ]
    assert office.bot.heard[-1]["channelData"]["channel"]["name"] == "First wave"
    assert await office.conversation("sam", "First wave") == channel


async def test_a_deleted_channel_takes_no_more_messages(office: Office) -> None:
    team = await _team(office)
    channel = await office.conversation("sam", "Announcements")
    message = await office.sends(channel, HELLO)
    path = f"teams/{quote(team['id'])}/channels/{quote(channel)}"
    await office.control("DELETE", path, expect=204)
    (event,) = office.bot.heard
    assert event["channelData"]["eventType"] == "channelDeleted"
    assert event["channelData"]["channel"] == {"id": channel, "name": "Announcements"}
    for address in (channel, f"{channel};messageid={message}"):
        path = f"conversations/{quote(address)}/activities"
        status, answer, _ = await office.connector("POST", path, HELLO)
        assert (status, answer["error"]["code"]) == (404, "ConversationNotFound")
    path = f"conversations/{quote(channel)}/activities/{message}"
    assert (await office.connector("PUT", path, HELLO))[0] == 404
    seen = await office.control("GET", "conversations?person=sam")
    assert channel not in [one["id"] for one in seen]


async def test_without_the_app_a_teams_channels_change_unheard(office: Office) -> None:
    (team,) = await office.control("GET", "teams")
    await _made(office, team, "Pilot")
    assert office.bot.heard == []


async def test_after_the_app_was_taken_out_of_the_team_its_channels_refuse(office: Office) -> None:
    team = await _team(office)
    channel = await office.conversation("sam", "Announcements")
    message = await office.sends(channel, HELLO)
    await office.control("DELETE", f"teams/{quote(team['id'])}/app?person=marie")
    for method, address in (("POST", ""), ("PUT", f"/{message}"), ("DELETE", f"/{message}")):
        path = f"conversations/{quote(channel)}/activities{address}"
        status, answer, _ = await office.connector(method, path, HELLO)
        assert (status, answer["error"]["code"]) == (403, "BotNotInConversationRoster")
    assert office.bot.heard[0]["action"] == "remove"
    assert office.bot.heard[1]["channelData"]["eventType"] == "teamMemberRemoved"


async def test_a_group_chat_takes_the_bots_messages_while_the_app_is_in_it(office: Office) -> None:
    chat = await office.conversation("dev", "IT move")
    path = f"conversations/{quote(chat)}/activities"
    assert (await office.connector("POST", path, HELLO))[0] == 403
    await office.control("POST", f"conversations/{quote(chat)}/app", {"person": "dev"})
    await office.connector("POST", path, HELLO, expect=201)
    await office.control("DELETE", f"conversations/{quote(chat)}/app?person=dev")
    status, answer, _ = await office.connector("POST", path, HELLO)
    assert (status, answer["error"]["code"]) == (403, "BotNotInConversationRoster")


@pytest.mark.parametrize(
    ("method", "channel", "body", "status"),
    [
        ("POST", "", {"person": "julie", "name": "general"}, 409),
        ("POST", "", {"person": "julie", "name": " "}, 400),
        ("POST", "", {"person": "nobody", "name": "Pilot"}, 404),
        ("PATCH", "/19:x@thread.tacv2", {"person": "julie", "name": "Pilot"}, 404),
        ("DELETE", "/19:x@thread.tacv2", None, 404),
    ],
)
async def test_what_teams_would_not_do_is_refused(
    office: Office, method: str, channel: str, body: Json | None, status: int
) -> None:
    team = await _team(office)
    path = f"teams/{quote(team['id'])}/channels{quote(channel)}"
    answer = await office.control(method, path, body, status)
    assert answer["error"].endswith(".")
    general = f"teams/{quote(team['id'])}/channels/{quote(team['id'])}"
    await office.control("DELETE", general, expect=400)
    assert office.bot.heard == []


async def test_what_the_bot_said_is_counted_by_conversation(office: Office) -> None:
    julie, dev = [await office.conversation(one, "Cutover") for one in ("julie", "dev")]
    for chat in (julie, julie, dev):
        await office.sends(chat, {"type": "message", "text": 'The "répétition" is on'})
    await office.sends(dev, HELLO)
    said = {"person": "dev", "text": 'Which "répétition"?'}
    await office.control("POST", f"conversations/{quote(dev)}/messages", said, 201)
    path = "posts?contains=" + quote('"répétition"')
    assert await office.control("GET", path) == {julie: 2, dev: 1}
    await office.control("GET", "posts", expect=400)
