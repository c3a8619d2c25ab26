"""What follows from facts: the posts they call for and the columns that people read."""

from dataclasses import replace
from datetime import datetime

from playbook import recording
from playbook.dossier import Dossier, Workplace
from playbook.outcome import Outcome
from playbook.posting import superseded, wanted
from playbook.records import ChangeRequest
from playbook.standing import standing


def projected(dossier: Dossier) -> ChangeRequest:
    """The change with its status and version columns as the facts have them."""
    where = standing(dossier)
    return dossier.change.model_copy(update={"status": where.phase, "version": where.version})


def completed(outcome: Outcome, dossier: Dossier, workplace: Workplace, now: datetime) -> Outcome:
    """The outcome with all that follows from its facts: audit, claims of posts, projections.

    `dossier` is the one the outcome was decided on. A new change's row carries its projection
    from the start; an existing one is edited, once.
    """
    after = dossier.after(outcome.rows)
    owed = recording.owed(after, workplace)
    claims = wanted(after, workplace, now)
    after = after.after(claims)
    dropped = superseded(after, now)
    change = projected(after)
    others = tuple(row for row in outcome.edits if not _is(row, change))
    is_new = any(_is(row, change) for row in outcome.facts)
    facts = tuple(change if _is(row, change) else row for row in outcome.facts)
    edits = (*others, *dropped)
    if not is_new and change != dossier.change:
        edits = (change, *edits) if outcome.edit_decides else (*edits, change)
    return replace(outcome, facts=(*facts, *owed, *claims), edits=edits)


def _is(row: object, change: ChangeRequest) -> bool:
    return isinstance(row, ChangeRequest) and row.key == change.key
