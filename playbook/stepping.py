"""Moving a change along its phases, by those who run it."""

from datetime import datetime

from playbook import hindsight, recording
from playbook.commands import Step
from playbook.completing import completed
from playbook.dossier import Dossier
from playbook.editors import editors_of, is_editor
from playbook.fields import field_of
from playbook.filing import anew
from playbook.outcome import Moved, Outcome, Reason, Refusal
from playbook.records import Move, Person, Phase, Use
from playbook.scoping import EDITED_IN_LISTS
from playbook.standing import standing
from playbook.workplace import Workplace

_SPONSOR_TOO = (Phase.PAUSED, Phase.ROLLED_BACK, Phase.CANCELLED)
_NEEDS_REASON = (Phase.PAUSED, Phase.ROLLED_BACK, Phase.CANCELLED, Phase.REOPENED)

REASON_LIMIT = field_of(Move, "reason").limit


def open_steps(dossier: Dossier, workplace: Workplace, person: Person) -> tuple[Phase, ...]:
    """The phases this person may move the change to by hand, the usual one first."""
    where = standing(dossier)
    offered = tuple(
        to
        for to in where.steps
        # Whoever takes an addition back takes it out of the scope.
        if to not in (Phase.SUBMITTED, Phase.DRAFT, where.at_work)
        # Nothing is rolled out from a template.
        and not (to is Phase.PLANNING and dossier.change.use is Use.TEMPLATE)
    )
    if is_editor(dossier.change, workplace, person.key):
        return offered
    if person.key == dossier.change.sponsor.id:
        return tuple(to for to in offered if to in _SPONSOR_TOO)
    return ()


def step(
    dossier: Dossier, workplace: Workplace, command: Step, person: Person, now: datetime
) -> Outcome:
    """Take the step that the card offered, once; a press on an older card is told where we are."""
    where = standing(dossier)
    key = f"{dossier.change.key}/step/{command.ordinal}"
    taken = next((move for move in dossier.moves if move.key == key), None)
    if taken and taken.to is command.to and taken.by.id == person.key:
        return completed(
            Outcome(Moved(dossier.change.key, command.to, again=True)), dossier, workplace, now
        )
    editors = editors_of(dossier.change, workplace)
    mine = is_editor(dossier.change, workplace, person.key)
    if mine and (owed := _owed(dossier, workplace, command.to)) is not None:
        return recording.refused(dossier, f"move to {command.to}", owed, person, now)
    if command.to not in open_steps(dossier, workplace, person):
        reason = Reason.NO_SUCH_STEP if mine else Reason.NOT_YOURS_TO_MOVE
        refusal = Refusal(reason, dossier.change.key, editors, where.phase)
        return recording.refused(dossier, f"move to {command.to}", refusal, person, now)
    if taken or command.ordinal != where.ordinal + 1:
        return Outcome(Refusal(Reason.NO_SUCH_STEP, dossier.change.key, editors, where.phase))
    if command.to in _NEEDS_REASON and not command.reason.strip():
        return Outcome(Refusal(Reason.REASON_MISSING, dossier.change.key, editors, where.phase))
    if len(command.reason.strip()) > REASON_LIMIT:
        too_long = Reason.COMMENT_TOO_LONG
        return Outcome(
            Refusal(too_long, dossier.change.key, editors, where.phase, limit=REASON_LIMIT)
        )
    move = Move(
        key=key,
        change=dossier.change.key,
        ordinal=command.ordinal,
        to=command.to,
        version=where.version,
        by=person.who,
        at=now,
        reason=command.reason.strip(),
    )
    audit = recording.done(dossier, f"move to {command.to}", key, person, now)
    return completed(
        Outcome(Moved(dossier.change.key, command.to), facts=(move, audit)), dossier, workplace, now
    )


def _owed(dossier: Dossier, workplace: Workplace, to: Phase) -> Refusal | None:
    """What stands against a step besides its place: nothing is rolled out from a template, and no
    emergency is closed that nobody has looked back at.
    """
    change, where = dossier.change, standing(dossier)
    if to is Phase.PLANNING and change.use is Use.TEMPLATE:
        return Refusal(Reason.A_TEMPLATE, change.key, editors_of(change, workplace), where.phase)
    if to is Phase.CLOSED and hindsight.is_owed(dossier):
        who = hindsight.reviewers(dossier, workplace)
        return Refusal(Reason.REVIEW_OWED, change.key, who, where.phase)
    return None


def resubmission(dossier: Dossier, workplace: Workplace, now: datetime) -> Outcome:
    """A scope edited by hand in the list, put before the sponsor as a new version."""
    move = anew(dossier, workplace, dossier.change.requester, now, reason=EDITED_IN_LISTS)
    return completed(Outcome(facts=(move,)), dossier, workplace, now)
