"""What is due: repairs of what facts call for, and what time brings."""

from datetime import datetime

from playbook.completing import completed
from playbook.dossier import Dossier, Workplace
from playbook.filing import examine
from playbook.outcome import Outcome
from playbook.posting import reminder_due
from playbook.records import Phase
from playbook.standing import standing
from playbook.stepping import resubmission


def agenda(dossier: Dossier, workplace: Workplace, now: datetime) -> Outcome:
    """What is due for one change at this instant; an empty outcome where nothing is.

    Whatever a crash, a refused part of a batch or a hand edit left undone is found here,
    since it follows from the facts alone: posts nobody claimed, columns that do not tell
    what the facts tell, a scope that was edited in the list while it waited or after.
    """
    where = standing(dossier)
    if where.edited and where.phase in (Phase.SUBMITTED, Phase.APPROVED):
        complete = not examine(dossier.change, workplace.today(now))
        if complete:
            return resubmission(dossier, workplace, now)
    return completed(Outcome(), dossier, workplace, now)


def next_due(dossier: Dossier, after: datetime) -> datetime | None:
    """The first instant later than `after` at which time alone makes something due."""
    due = reminder_due(dossier)
    return due if due is not None and due > after else None
