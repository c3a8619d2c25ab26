"""The cards of the bot that the page's tests talk to: each thing the page must draw is in one."""

from typing import Any

Card = dict[str, Any]


def _text(text: str, **more: object) -> Card:
    return {"type": "TextBlock", "text": text, "wrap": True, **more}


def _card(*body: Card, **more: object) -> Card:
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body), **more}


def approval() -> Card:
    """A sponsor's request: facts, a comment, four kinds of button, details folded away."""
    why = "The file server failed twice this winter. Each time the shop floor lost half a day."
    facts = [
        {"title": "Window", "value": "Sat 21 Mar, 18:00 to Sun 22 Mar, 12:00"},
        {"title": "Disrupted", "value": "Everyone who opens shared drawings"},
    ]
    details = [{"title": "Sponsor", "value": "Marie Tremblay"}]
    return _card(
        _text("Approval · CHG-0001", size="Small", isSubtle=True),
        _text("Move our files to Microsoft 365", size="Large", weight="Bolder", spacing="None"),
        _text("**Julie Chen** asks you to approve this change.", spacing="Small"),
        _text("Why", weight="Bolder", spacing="Medium"),
        _text(why, spacing="None"),
        _text("Cost of doing nothing", weight="Bolder", spacing="Medium"),
        _text("About $4,200 for each day the server is down.", spacing="None"),
        {"type": "FactSet", "spacing": "Medium", "facts": facts},
        {"type": "Input.Text", "id": "comment", "label": "Comment", "isMultiline": True},
        {"type": "ActionSet", "actions": [_approve(), _ask(), _edit(), _details()]},
        {
            "type": "Container",
            "id": "details",
            "isVisible": False,
            "items": [{"type": "FactSet", "facts": details}],
        },
    )


def _approve() -> Card:
    fallback = {"type": "Action.Submit", "title": "Approve", "data": {"verb": "approve"}}
    return {
        "type": "Action.Execute",
        "title": "Approve",
        "verb": "approve",
        "style": "positive",
        "data": {"v": 1},
        "fallback": fallback,
    }


def _ask() -> Card:
    return {"type": "Action.Execute", "title": "Ask for changes", "verb": "ask", "data": {"v": 1}}


def _edit() -> Card:
    data = {"verb": "edit", "msteams": {"type": "task/fetch"}}
    return {"type": "Action.Submit", "title": "Edit", "data": data}


def _details() -> Card:
    return {"type": "Action.ToggleVisibility", "title": "Details", "targetElements": ["details"]}


def decided(comment: str) -> Card:
    """What stands in the approval's place once it is decided."""
    said = [_text(f"Comment: {comment}", isSubtle=True)] if comment else []
    good = _text("Approved by Marie Tremblay", weight="Bolder")
    return _card(
        _text("Move our files to Microsoft 365", size="Large", weight="Bolder"),
        {"type": "Container", "style": "good", "items": [good]},
        _text("Next, Julie plans the pilot. You will hear on Friday morning."),
        *said,
    )


def request_form(values: dict[str, str], complaint: str = "") -> Card:
    """The change request's dialog, holding what was typed and, if need be, what is wrong."""
    wrong = {"type": "Container", "style": "attention", "items": [_text(complaint)]}
    people = {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
    return _card(
        *([wrong] if complaint else []),
        {
            "type": "Input.Text",
            "id": "name",
            "label": "Project name",
            "isRequired": True,
            "errorMessage": "Give the project a name.",
            "value": values.get("name", ""),
        },
        {
            "type": "Input.ChoiceSet",
            "id": "sponsor",
            "label": "Sponsor",
            "isRequired": True,
            "errorMessage": "Choose who decides.",
            "choices": [],
            "choices.data": people,
            "value": values.get("sponsor", ""),
        },
        {
            "type": "Input.Text",
            "id": "problem",
            "label": "Business problem",
            "isMultiline": True,
            "value": values.get("problem", ""),
        },
        {"type": "Input.Number", "id": "people", "label": "People affected", "min": 0, "max": 5000},
        actions=[{"type": "Action.Submit", "title": "Send for approval", "data": {"verb": "file"}}],
    )
