"""Cards of a wave: its digest, its survey, and the survey's results in charts."""

from typing import Any

Card = dict[str, Any]


def _text(text: str, **more: object) -> Card:
    return {"type": "TextBlock", "text": text, "wrap": True, **more}


def _card(*body: Card, **more: object) -> Card:
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body), **more}


def _row(verb: str, title: str, detail: str) -> Card:
    """One line of the digest: the whole of it can be pressed."""
    return {
        "type": "Container",
        "separator": True,
        "spacing": "Medium",
        "selectAction": {
            "type": "Action.Execute",
            "title": title,
            "verb": verb,
            "data": {"line": title},
        },
        "items": [
            _text(title, weight="Bolder"),
            _text(detail, isSubtle=True, spacing="None", size="Small"),
        ],
    }


def digest() -> Card:
    """A morning's lines, one of which opens a dialog; wide screens see one line more."""
    problem = _row("open", "Printer 2 is offline", "Sam, yesterday 4:10 p.m. · not answered")
    edit = _row("edit", "Wave 1 lacks a rollback owner", "Starts Thursday, March 12")
    edit["selectAction"] = {
        "type": "Action.Submit",
        "title": "Wave 1 lacks a rollback owner",
        "data": {"verb": "edit", "msteams": {"type": "task/fetch"}},
    }
    return _card(
        _text("Stand-up · Tuesday, March 10", size="Medium", weight="Bolder"),
        problem,
        edit,
        _text("Seen on wide screens only", targetWidth="atLeast:wide"),
        _text("Seen on narrow screens only", targetWidth="atMost:standard"),
        msteams={"width": "Full"},
    )


def survey() -> Card:
    """Two taps, in both styles, and a button for more."""
    ease = [{"title": str(one), "value": str(one)} for one in range(1, 6)]
    help_ = [{"title": one, "value": one} for one in ("Yes", "No", "I did not need any")]
    more = {
        "type": "Action.Submit",
        "title": "Tell us more",
        "associatedInputs": "none",
        "data": {"verb": "edit", "msteams": {"type": "task/fetch"}},
    }
    return _card(
        _text("How was the first day?", size="Medium", weight="Bolder"),
        {
            "type": "Input.ChoiceSet",
            "id": "ease",
            "label": "How easy was it? 5 is very easy",
            "style": "expanded",
            "isRequired": True,
            "errorMessage": "Choose a number.",
            "choices": ease,
        },
        {
            "type": "Input.ChoiceSet",
            "id": "help",
            "label": "Did you get help when you needed it?",
            "style": "compact",
            "placeholder": "Choose",
            "choices": help_,
        },
        {
            "type": "ActionSet",
            "actions": [
                {"type": "Action.Execute", "title": "Send", "verb": "answer", "data": {}},
                more,
            ],
        },
    )


def results() -> Card:
    """Every chart that the page draws, and one that it leaves to the fallback."""
    return _card(
        _text("What 37 of 40 people said", size="Medium", weight="Bolder"),
        {
            "type": "Chart.HorizontalBar.Stacked",
            "title": "Ready for the move",
            "data": [
                {"title": "Production", "data": _parts(9, 4, 1)},
                {"title": "Office, reception and shipping", "data": _parts(12, 3, 0)},
            ],
        },
        {
            "type": "Chart.HorizontalBar",
            "title": "What people still miss",
            "data": [
                {"x": "Time to try it out", "y": 11},
                {"x": "Somebody to ask on the shop floor", "y": 7},
                {"x": "Nothing", "y": 19},
            ],
        },
        {
            "type": "Chart.Donut",
            "title": "Got help when needed",
            "value": "86%",
            "data": [
                {"legend": "Yes", "value": 24, "color": "good"},
                {"legend": "No", "value": 4, "color": "attention"},
                {"legend": "Needed none", "value": 9, "color": "neutral"},
            ],
        },
        {
            "type": "Chart.VerticalBar",
            "title": "How easy was it",
            "data": [{"x": str(at), "y": y} for at, y in enumerate((1, 2, 6, 15, 13), 1)],
        },
        {
            "type": "Chart.Gauge",
            "value": 86,
            "fallback": _text("Readiness: 86 of 100"),
        },
        {"type": "Chart.Pie", "title": "Nothing yet", "data": []},
    )


def _parts(ready: int, soon: int, no: int) -> list[Card]:
    return [
        {"legend": "Ready", "value": ready, "color": "good"},
        {"legend": "Soon", "value": soon, "color": "warning"},
        {"legend": "Not ready", "value": no, "color": "attention"},
    ]
