"""A dialog, and what of a card works inside one.

In a dialog neither Action.Execute nor a button that would open another dialog does anything; a
plain submit does, and its answer is the dialog's next page (docs/platform.md#dialogs).
"""

from dataclasses import dataclass
from typing import Any

from cards.build import CardJson
from cards.escaping import escaped


@dataclass(frozen=True, slots=True)
class Dialog:
    """A dialog's title, and the card in it."""

    title: str
    card: CardJson


def in_dialog(card: CardJson) -> CardJson:
    """The card with buttons that work in a dialog; drawn for one already, it stays as it is.

    The line that its notification shows is the dialog's title, and is not said a second time.
    """
    title = escaped(str(card.get("fallbackText", "")))
    shown = {name: _within(value) for name, value in card.items() if name != "refresh"}
    said = (at for at, part in enumerate(shown["body"]) if part.get("text") == title)
    if (twice := next(said, None)) is not None:
        del shown["body"][twice]
    return shown


def _within(part: Any) -> Any:
    if isinstance(part, list):
        return [_within(one) for one in part]
    if not isinstance(part, dict):
        return part
    match part.get("type"):
        case "Action.Execute":
            kept = {name: part[name] for name in ("id", "title", "style", "mode") if name in part}
            data = {"verb": part["verb"], **part["data"]}
            return {**kept, "type": "Action.Submit", "data": data}
        case "Action.Submit":
            data = {name: value for name, value in part["data"].items() if name != "msteams"}
            return {**part, "data": data}
        case _:
            return {name: _within(value) for name, value in part.items()}
