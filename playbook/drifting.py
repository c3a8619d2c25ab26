"""How far a scope has moved since it was first approved: each step may be valid, and all of them
together a moving target (S-10).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from playbook import differing
from playbook.differing import IN_SCOPE, lines_in
from playbook.dossier import Dossier
from playbook.scoping import approved, submissions


@dataclass(frozen=True, slots=True)
class Meter:
    """What has been added to the lists of what is in scope since the first approval.

    Counted by their lines, so it does not matter in how many steps, or where, they were written.
    """

    approved: int
    """Lines added that the version approved last has."""
    waiting: int
    """Lines added since that one: nobody has approved them yet."""
    at_first: int
    now: int
    versions: int
    """Versions submitted after the one that was approved first."""


def drift_meter(dossier: Dossier) -> Meter | None:
    """The meter of a change that was approved once; None where there is nothing to measure by."""
    agreed = [differing.read(move.scope) for move in approved(dossier)]
    first, last = (agreed[0], agreed[-1]) if agreed else (None, None)
    if first is None or last is None:
        return None
    began = next(iter(approved(dossier)))
    later = [move for move in submissions(dossier) if move.ordinal > began.ordinal]
    at_first, agreed_now = _lines(first.fields), _lines(last.fields)
    now = _lines({name: getattr(dossier.change, name) for name in IN_SCOPE})
    return Meter(
        approved=(agreed_now - at_first).total(),
        waiting=(now - agreed_now).total(),
        at_first=at_first.total(),
        now=now.total(),
        versions=len(later),
    )


def _lines(fields: Mapping[str, str]) -> Counter[tuple[str, str]]:
    """The lines of what is in scope, each with the list that it stands in."""
    return Counter((name, line) for name in IN_SCOPE for line in lines_in(fields[name]))
