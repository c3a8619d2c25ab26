"""Rows, columns and pictures that can be pressed, wherever a card has them."""

from urllib.parse import quote

import pytest

from tests.sandbox.teams.bot_double import Json, with_card
from tests.sandbox.teams.conftest import Office

THANKS = {
    "statusCode": 200,
    "type": "application/vnd.microsoft.activity.message",
    "value": "Opened.",
}
FETCH: Json = {
    "type": "Action.Submit",
    "title": "Tell us more",
    "data": {"verb": "more", "msteams": {"type": "task/fetch"}},
}
FORM: Json = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [
        {
            "type": "Container",
            "selectAction": {"type": "Action.Submit", "title": "Skip", "data": {"skip": True}},
        }
    ],
    "actions": [{"type": "Action.Submit", "title": "Send", "data": {"verb": "send"}}],
}


def _execute(verb: str) -> Json:
    title = f"Open {verb}"
    return {"type": "Action.Execute", "verb": verb, "title": title, "data": {"row": verb}}


def _digest() -> Json:
    """Everything that takes a selectAction, each with one, and an input beside them."""
    column = {"type": "Column", "selectAction": _execute("column"), "items": []}
    picture = {
        "type": "Image",
        "url": "data:image/png;base64,",
        "altText": "A chart",
        "selectAction": _execute("image"),
    }
    run = {"type": "TextRun", "text": "three overdue", "selectAction": _execute("run")}
    cell = {"type": "TableCell", "items": [], "selectAction": _execute("cell")}
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "selectAction": _execute("card"),
        "body": [
            {"type": "Input.Text", "id": "note", "value": "kept"},
            {"type": "Container", "items": [picture], "selectAction": _execute("container")},
            {"type": "ColumnSet", "columns": [column], "selectAction": _execute("set")},
            {"type": "RichTextBlock", "inlines": [run]},
            {"type": "Table", "rows": [{"type": "TableRow", "cells": [cell]}]},
            {"type": "Container", "items": [], "selectAction": FETCH},
        ],
    }


@pytest.mark.parametrize("verb", ["card", "container", "image", "set", "column", "run", "cell"])
@pytest.mark.parametrize("named", ["{}", "Open {}"])
async def test_what_is_selected_reaches_the_bot_with_the_cards_inputs(
    office: Office, verb: str, named: str
) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(_digest()))
    office.bot.answers(THANKS)
    press = {"person": "julie", "action": named.format(verb), "inputs": {"more": "1"}}
    answer = await office.presses(chat, message, press)
    assert answer["value"] == "Opened."
    (invoke,) = office.bot.invokes("adaptiveCard/action")
    assert invoke["value"]["action"]["verb"] == verb
    assert invoke["value"]["action"]["data"] == {"row": verb, "note": "kept", "more": "1"}


async def test_a_row_can_open_a_dialog(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(_digest()))
    card = {"contentType": "application/vnd.microsoft.card.adaptive", "content": FORM}
    office.bot.answers({"task": {"type": "continue", "value": {"title": "More", "card": card}}})
    opened = await office.presses(chat, message, {"person": "julie", "action": "more"})
    assert opened["dialog"]["title"] == "More"
    (fetch,) = office.bot.invokes("task/fetch")
    assert fetch["value"]["data"] == FETCH["data"] | {"note": "kept"}


async def test_a_dialog_without_a_named_action_is_sent_by_its_button(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, with_card(_digest()))
    card = {"contentType": "application/vnd.microsoft.card.adaptive", "content": FORM}
    office.bot.answers({"task": {"type": "continue", "value": {"title": "More", "card": card}}})
    opened = await office.presses(chat, message, {"person": "julie", "action": "more"})
    office.bot.answers({})
    path = f"dialogs/{opened['dialog']['id']}"
    await office.control("POST", path, {"person": "julie", "inputs": {"words": "Good"}})
    (submit,) = office.bot.invokes("task/submit")
    assert submit["value"]["data"] == {"verb": "send", "words": "Good"}


async def test_rows_of_ones_own_view_can_be_pressed(office: Office) -> None:
    """What a refresh brought is what the person presses."""
    julie = await office.person("julie")
    chat = await office.conversation("julie", "Cutover")
    base: Json = {
        "type": "AdaptiveCard",
        "version": "1.5",
        "refresh": {
            "action": {"type": "Action.Execute", "verb": "look", "data": {}},
            "userIds": [julie["teamsId"]],
        },
        "body": [],
    }
    message = await office.sends(chat, with_card(base))
    office.bot.answers_with_card(_digest())
    (read,) = await office.reads("julie", chat)
    assert read["card"] == _digest()
    office.bot.answers(THANKS)
    path = f"conversations/{quote(chat)}/messages/{message}/actions"
    press = {"person": "julie", "action": "container"}
    assert (await office.control("POST", path, press))["value"] == "Opened."
