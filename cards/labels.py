"""What people call a field of any form."""

from collections.abc import Sequence

from cards.payloads import ROWS
from cards.words import _, counted
from playbook.fields import declared
from playbook.records import ChangeRequest, SurveyAnswer
from playbook.steps import DEPENDENCIES

_NAMED = 3
_RECORDS = (ChangeRequest, *ROWS.values(), SurveyAnswer)


def label_of(field: str) -> str:
    """What people call a field of any form; a duty's name is its own label."""
    if field == DEPENDENCIES:
        return _("Dependencies")
    kept = (kept for record in _RECORDS for kept in declared(record) if kept.name == field)
    return next((_(one.label) for one in kept), _(field))


def told_shortly(labels: Sequence[str]) -> str:
    """A few fields by name; more of them only as how many there are."""
    if len(labels) <= _NAMED:
        return "; ".join(labels)
    return counted("one thing", "{n} things", len(labels))
