"""Threads: posts with replies under them, by people and by the bot."""

from urllib.parse import quote

from tests.sandbox.teams.bot_double import CARD, Json, approval, with_card
from tests.sandbox.teams.conftest import Office

HELLO = {"type": "message", "text": "Hello"}


async def _channel(office: Office, name: str = "Announcements") -> str:
    """A channel that the bot may write to."""
    channel = await office.conversation("marie", name)
    general = await office.conversation("marie", "General")
    await office.control("POST", f"teams/{quote(general)}/app", {"person": "marie"})
    office.bot.heard.clear()
    return channel


async def test_the_bot_answers_in_a_thread(office: Office) -> None:
    channel = await _channel(office)
    root = await office.sends(channel, HELLO)
    thread = f"{channel};messageid={root}"
    reply = await office.sends(thread, {"type": "message", "text": "An answer"})
    read = await office.reads("dev", channel)
    assert [(one["id"], one["replyTo"]) for one in read] == [(root, None), (reply, root)]


async def test_a_thread_begun_by_the_bot_takes_its_updates_and_replies(office: Office) -> None:
    channel = await _channel(office)
    asked = {"isGroup": True, "channelData": {"channel": {"id": channel}}, "activity": HELLO}
    _, made, _ = await office.connector("POST", "conversations", asked, expect=201)
    assert made["id"] == f"{channel};messageid={made['activityId']}"
    reply = await office.sends(made["id"], HELLO)
    path = f"conversations/{quote(made['id'])}/activities/{reply}"
    await office.connector("PUT", path, {"type": "message", "text": "Mended"}, expect=200)
    read = await office.reads("dev", channel)
    assert [(one["text"], one["replyTo"]) for one in read] == [
        ("Hello", None),
        ("Mended", made["activityId"]),
    ]


async def test_a_person_answers_in_a_thread_and_mentions_the_bot(office: Office) -> None:
    channel = await _channel(office)
    root = await office.sends(channel, HELLO)
    said = {"person": "sam", "text": "@Cutover when?", "replyTo": root}
    path = f"conversations/{quote(channel)}/messages"
    reply = (await office.control("POST", path, said, 201))["id"]
    (heard,) = office.bot.heard
    assert heard["conversation"]["id"] == f"{channel};messageid={root}"
    read = await office.reads("dev", channel)
    assert [(one["id"], one["replyTo"]) for one in read] == [(root, None), (reply, root)]


async def test_an_answer_to_a_reply_joins_the_same_thread(office: Office) -> None:
    channel = await _channel(office)
    root = await office.sends(channel, HELLO)
    reply = await office.sends(f"{channel};messageid={root}", HELLO)
    said = {"person": "sam", "text": "Thank you", "replyTo": reply}
    path = f"conversations/{quote(channel)}/messages"
    await office.control("POST", path, said, 201)
    assert (await office.reads("dev", channel))[-1]["replyTo"] == root


async def test_a_thread_that_is_not_there_is_refused(office: Office) -> None:
    channel = await _channel(office)
    path = f"conversations/{quote(channel + ';messageid=1')}/activities"
    status, answer, _ = await office.connector("POST", path, HELLO)
    assert (status, answer["error"]["code"]) == (404, "ConversationNotFound")
    said = {"person": "sam", "text": "Hello", "replyTo": "1"}
    path = f"conversations/{quote(channel)}/messages"
    await office.control("POST", path, said, 404)


async def test_a_press_in_a_thread_names_the_thread_it_is_in(office: Office) -> None:
    channel = await _channel(office)
    root = await office.sends(channel, HELLO)
    reply = await office.sends(f"{channel};messageid={root}", with_card(approval()))
    office.bot.answers_with_card(approval())
    await office.presses(channel, reply, {"person": "dev", "action": "approve"})
    (invoke,) = office.bot.invokes("adaptiveCard/action")
    assert invoke["conversation"]["id"] == f"{channel};messageid={root}"
    assert invoke["replyToId"] == reply


async def test_a_dialog_from_a_card_in_a_channel_is_one_persons_own(office: Office) -> None:
    channel = await _channel(office)
    root = await office.sends(channel, with_card(approval()))
    form: Json = {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [],
        "actions": [{"type": "Action.Submit", "title": "Send", "data": {"verb": "answer"}}],
    }
    value = {"title": "Tell us more", "card": {"contentType": CARD, "content": form}}
    office.bot.answers({"task": {"type": "continue", "value": value}})
    opened = [
        await office.presses(channel, root, {"person": person, "action": "Details"})
        for person in ("sam", "dev")
    ]
    (sams, devs) = [one["dialog"]["id"] for one in opened]
    assert sams != devs
    await office.control("POST", f"dialogs/{sams}", {"person": "dev", "inputs": {}}, 403)
    office.bot.answers({})
    answer = {"person": "sam", "inputs": {"tried": "yes"}}
    assert await office.control("POST", f"dialogs/{sams}", answer) == {"closed": True}
    (submit,) = office.bot.invokes("task/submit")
    assert submit["from"]["name"] == "Sam Okafor"
    assert submit["conversation"]["id"] == f"{channel};messageid={root}"
    assert submit["replyToId"] == root
    assert submit["value"]["data"] == {"verb": "answer", "tried": "yes"}
