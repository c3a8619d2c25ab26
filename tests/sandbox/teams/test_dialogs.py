"""Dialogs open from a card, may take several steps, and end with a word or silently."""

from tests.sandbox.teams.bot_double import CARD, Json, approval, with_card
from tests.sandbox.teams.conftest import Office


def form(title: str) -> Json:
    card = {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [{"type": "Input.Text", "id": "name", "isRequired": True, "maxLength": 3}],
        "actions": [
            {"type": "Action.Submit", "title": "Send", "data": {"verb": "file"}},
            {"type": "Action.Submit", "title": "Save for later", "data": {"verb": "keep"}},
        ],
    }
    shown = {"title": title, "width": "large", "card": {"contentType": CARD, "content": card}}
    return {"task": {"type": "continue", "value": shown}}


async def _opened(office: Office) -> Json:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(approval()))
    office.bot.answers(form("A change"))
    press = {"person": "julie", "action": "Details", "inputs": {"comment": "x"}}
    answer: Json = await office.presses(chat, message, press)
    return answer


async def test_a_fetch_opens_the_dialog_that_the_bot_gives(office: Office) -> None:
    answer = await _opened(office)
    assert (answer["dialog"]["title"], answer["dialog"]["width"]) == ("A change", "large")
    assert answer["dialog"]["card"]["actions"][0]["title"] == "Send"
    (fetch,) = office.bot.invokes("task/fetch")
    data = {"msteams": {"type": "task/fetch"}, "verb": "details", "comment": "x", "when": "soon"}
    assert fetch["value"] == {"data": data, "context": {"theme": "default"}}


async def test_a_bad_submission_reaches_the_bot_and_the_form_comes_back(office: Office) -> None:
    dialog = (await _opened(office))["dialog"]["id"]
    office.bot.answers(form("A change, once more"))
    submission = {"person": "julie", "inputs": {"name": "much too long"}}
    again = await office.control("POST", f"dialogs/{dialog}", submission)
    assert (again["dialog"]["id"], again["dialog"]["title"]) == (dialog, "A change, once more")
    (submit,) = office.bot.invokes("task/submit")
    assert submit["value"]["data"] == {"verb": "file", "name": "much too long"}


async def test_another_submit_action_can_be_chosen(office: Office) -> None:
    dialog = (await _opened(office))["dialog"]["id"]
    office.bot.answers({"task": {"type": "message", "value": "Kept."}})
    submission = {"person": "julie", "action": "Save for later"}
    answer = await office.control("POST", f"dialogs/{dialog}", submission)
    assert answer["message"] == "Kept."
    assert office.bot.heard[-1]["value"]["data"] == {"verb": "keep"}
    await office.control("POST", f"dialogs/{dialog}", submission, 404)


async def test_an_empty_answer_closes_the_dialog(office: Office) -> None:
    dialog = (await _opened(office))["dialog"]["id"]
    office.bot.answers(None)
    answer = await office.control("POST", f"dialogs/{dialog}", {"person": "julie"})
    assert answer == {"closed": True}


async def test_a_failing_bot_leaves_the_dialog_open(office: Office) -> None:
    dialog = (await _opened(office))["dialog"]["id"]
    office.bot.answers({}, status=500)
    answer = await office.control("POST", f"dialogs/{dialog}", {"person": "julie"})
    assert answer["status"] == 500
    office.bot.answers(None)
    assert await office.control("POST", f"dialogs/{dialog}", {"person": "julie"}) == {
        "closed": True
    }


async def test_a_dialog_belongs_to_who_opened_it(office: Office) -> None:
    dialog = (await _opened(office))["dialog"]["id"]
    await office.control("POST", f"dialogs/{dialog}", {"person": "dev"}, 403)
    await office.control("POST", f"dialogs/{dialog}", {"person": "julie", "action": "Nothing"}, 404)


async def test_a_dialog_can_be_closed_by_the_person(office: Office) -> None:
    dialog = (await _opened(office))["dialog"]["id"]
    await office.control("DELETE", f"dialogs/{dialog}")
    await office.control("POST", f"dialogs/{dialog}", {"person": "julie"}, 404)
    assert office.bot.invokes("task/submit") == []


async def test_a_fetch_may_be_answered_with_a_sentence(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(approval()))
    office.bot.answers({"task": {"type": "message", "value": "Nothing to show."}})
    answer = await office.presses(chat, message, {"person": "julie", "action": "Details"})
    assert (answer["type"], answer["value"]) == ("message", "Nothing to show.")
