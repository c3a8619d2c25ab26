"""What follows from facts: the posts they call for and the columns that people read."""

from dataclasses import replace
from datetime import datetime

from playbook import conditions, correcting, filling, mailing, recording, scoping
from playbook.dossier import Dossier
from playbook.outcome import Outcome
from playbook.posting import superseded, wanted
from playbook.records import ChangeRequest, Record
from playbook.standing import standing
from playbook.waves import state_of
from playbook.workplace import Workplace


def projected(dossier: Dossier) -> ChangeRequest:
    """The change with its status and version columns as the facts have them."""
    where = standing(dossier)
    return dossier.change.model_copy(update={"status": where.phase, "version": where.version})


def completed(outcome: Outcome, dossier: Dossier, workplace: Workplace, now: datetime) -> Outcome:
    """The outcome with all that follows from its facts: audit, claims of posts, projections, and
    the plan that a change of its type begins with.

    `dossier` is the one the outcome was decided on. A new change's row carries its projection
    from the start; an existing one is edited, once.
    """
    adopted = tuple(adoption.record for adoption in outcome.adoptions)
    after = dossier.after((*outcome.rows, *adopted))
    owed = (*recording.owed(after, workplace), *scoping.owed(after, now), *conditions.owed(after))
    after = after.after(owed)
    claims = wanted(after, workplace, now)
    after = after.after(claims)
    dropped = superseded(after, workplace, now)
    change = projected(after)
    waves = waves_projected(after)
    # What somebody edited in Lists and has not heard about yet is put back with an explanation.
    untold = {edit.record.key for edit in dossier.unnoticed if edit.record is not None}
    untold |= {row.key for row in adopted}
    waves = {key: wave for key, wave in waves.items() if key not in untold}
    others = tuple(waves.pop(row.key, row) for row in outcome.edits if not _is(row, change))
    is_new = any(_is(row, change) for row in outcome.facts)
    facts = tuple(change if _is(row, change) else waves.pop(row.key, row) for row in outcome.facts)
    moved = correcting.corrections(after, workplace, now)
    sheets = mailing.claimed_again(after, workplace, now)
    edited = {row.key for row in others}
    fallen = (item for item in conditions.dropped(after, now) if item.key not in edited)
    edits = (*others, *dropped, *sheets, *fallen, *waves.values())
    asked = change.key not in untold or any(_is(row, change) for row in outcome.edits)
    if not is_new and asked and change != dossier.change:
        edits = (change, *edits) if outcome.edit_decides else (*edits, change)
    later = filling.owed(after, now)
    return replace(outcome, facts=(*facts, *owed, *claims, *moved), edits=edits, later=later)


def waves_projected(dossier: Dossier) -> dict[str, Record]:
    """By key, the waves whose status column does not tell what their steps tell, as they should."""
    states = ((wave, state_of(dossier, wave).state) for wave in dossier.waves)
    return {
        wave.key: wave.model_copy(update={"status": state})
        for wave, state in states
        if wave.status is not state
    }


def _is(row: object, change: ChangeRequest) -> bool:
    return isinstance(row, ChangeRequest) and row.key == change.key
