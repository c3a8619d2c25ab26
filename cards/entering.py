"""What all forms share: an input made from its field's declaration, and what is to mend."""

from collections.abc import Iterator, Sequence
from datetime import date

from cards import build
from cards.elements import Element
from cards.words import _, counted
from playbook.fields import Kept, Kind, Who

_IN_SIGHT = 42
"""Characters that a field of one line shows on a phone; a longer hint stands under its field."""


def entry(kept: Kept, value: object, *, name: str = "") -> Element:
    """The input of one field, with what was entered; `name` is its id, the field's own if empty."""
    name, label, hint = name or kept.name, _(kept.label), _(kept.help) if kept.help else ""
    match kept.kind:
        case Kind.PERSON:
            return build.people_picker(
                name, label, value if isinstance(value, Who) else Who(), hint=hint
            )
        case Kind.DATE:
            told = value.isoformat() if isinstance(value, date) else ""
            return build.date_input(name, label, value=told)
        case Kind.CHOICE:
            choices = [(choice, _(choice)) for choice in kept.choices]
            chosen = str(value or "")
            hint = "" if chosen else _("Choose one")
            return build.choice_input(name, label, choices, value=chosen, hint=hint)
        case Kind.LINES:
            return build.lines_input(name, label, value=str(value), hint=hint)
        case _:
            return build.line_input(name, label, value=str(value), hint=hint)


def under(kept: Kept) -> str:
    """The hint, where it would not be read whole in its field."""
    hint = _(kept.help) if kept.help else ""
    return hint if len(hint) > _IN_SIGHT and kept.kind in (Kind.PERSON, Kind.TEXT) else ""


def to_mend(labels: Sequence[str], elsewhere: int = 0) -> Iterator[Element]:
    """The opening of a form that came back: how much is to mend, and in which fields of this page;
    `elsewhere` is how much more there is on others.
    """
    told = counted(
        "One thing to mend. Nothing you entered is lost.",
        "{n} things to mend. Nothing you entered is lost.",
        len(labels) + elsewhere,
    )
    yield build.text(told, bold=True)
    if labels:
        line = _("To mend here: {fields}.") if elsewhere else _("To mend: {fields}.")
        yield build.text(line.format(fields="; ".join(labels)), close=True)
