"""From the inputs of an approval on conditions to what is asked for."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from cards.typed import line_of, lines_of, person_of
from playbook.commands import Asked

MOST = 3
"""Conditions that one approval may carry; with more it is no approval yet."""
FIELDS = ("what", "owner", "due")


def conditions_in(inputs: Mapping[str, str]) -> tuple[Asked, ...]:
    """The conditions of which anything was filled in, in order. What cannot be read as a person or
    a day reads as not given, and is asked for again.
    """
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
