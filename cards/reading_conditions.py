"""From the inputs of an approval on conditions to what is asked for."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from cards.payloads import Nonsense
from cards.typed import line_of, lines_of, person_of
from playbook.commands import Asked

MOST = 3
"""Conditions that one approval may carry; with more it is no approval yet."""
FIELDS = ("what", "owner", "due")


def conditions_in(inputs: Mapping[str, str]) -> tuple[Asked, ...] | Nonsense:
    """The conditions of which anything was filled in, in order. What cannot be read as a person or
    a day reads as not given, and is asked for again. Nonsense for more than any card of ours asks:
    none may be left out of an approval unsaid.
    """
    if any(_is_beyond(name) for name, typed in inputs.items() if typed.strip()):
        return Nonsense("conditions: too many")
    asked = []
    for number in range(1, MOST + 1):
        what, owner, due = (inputs.get(f"{name}_{number}", "") for name in FIELDS)
        if not (what.strip() or owner.strip() or due.strip()):
            continue
        who, _unknown = person_of("owner", owner)
        day: date | None = None
        with suppress(ValueError):
            day = date.fromisoformat(line_of(due))
        asked.append(Asked(what=lines_of(what), owner=who, due=day))
    return tuple(asked)


def _is_beyond(name: str) -> bool:
    """Whether an input is of a condition that the page has no place for."""
    field, _, number = name.rpartition("_")
    return field in FIELDS and number not in {str(n) for n in range(1, MOST + 1)}
