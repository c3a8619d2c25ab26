"""Asking for an addition to a change, and taking it up into its scope (S-10, S-27)."""

from datetime import datetime

from playbook import recording
from playbook.commands import AskAddition, TakeAddition
from playbook.completing import completed
from playbook.concerns import owner_of
from playbook.differing import IN_SCOPE, lines_in
from playbook.dossier import Dossier
from playbook.editors import editors_of, is_editor
from playbook.fields import field_of, readable
from playbook.filing import anew, faults
from playbook.findings import Fault, Finding
from playbook.outcome import AdditionAsked, AdditionTaken, Outcome, Reason, Refusal, Unfinished
from playbook.placeholders import has_markup
from playbook.raising import form_named
from playbook.records import ChangeRequest, Concern, ConcernKind, Person, Phase, Record
from playbook.scoping import asks_anew, drifted
from playbook.standing import AT_WORK, OPEN_TO_EDITS, Standing, standing
from playbook.workplace import Workplace

_OVER = (Phase.CLOSED, Phase.CANCELLED)
_ASKED = ("text", "why")
LINE = "text"
"""The field of an addition's card that holds its line in the scope."""
INTO = "into"
"""The field of that card that says in which part of the scope it goes."""


def may_be_asked(where: Standing) -> bool:
    """Whether something may be added to a change that stands there: not to one that is over."""
    return where.phase not in _OVER


def may_be_taken(where: Standing) -> bool:
    """Whether the scope may be edited where the change stands."""
    return where.phase in (*OPEN_TO_EDITS, *AT_WORK)


def ask_addition(
    dossier: Dossier, workplace: Workplace, command: AskAddition, person: Person, now: datetime
) -> Outcome:
    """Keep what somebody asks for beyond what was filed, and bring it to who runs the change.

    Anybody who takes part may ask. What the written scope says of it is told at once.
    """
    change, where = dossier.change.key, standing(dossier)
    if not may_be_asked(where):
        editors = editors_of(dossier.change, workplace)
        return Outcome(Refusal(Reason.NO_SUCH_STEP, change, editors, where.phase))
    findings = tuple(
        finding for name in _ASKED if (finding := _fault(name, getattr(command, name))) is not None
    )
    if findings:
        return Outcome(Unfinished(findings))
    concern = Concern(
        key=f"{change}/concern/{form_named(command.form)}",
        change=change,
        kind=ConcernKind.ADDITION,
        text=readable(command.text).strip(),
        why=readable(command.why).strip(),
        by=person.who,
        at=now,
        owner=owner_of(ConcernKind.ADDITION, None, dossier, workplace, person.who),
    )
    reply = AdditionAsked(change, concern.key)
    if dossier.row(concern.key) is not None:
        return completed(Outcome(reply), dossier, workplace, now)
    audit = recording.done(dossier, f"raise {concern.kind}", concern.key, person, now)
    return completed(Outcome(reply, facts=(concern, audit)), dossier, workplace, now)


def _fault(name: str, text: str) -> Finding | None:
    told, limit = readable(text).strip(), field_of(Concern, name).limit
    if not told:
        return Finding(name, Fault.MISSING)
    return Finding(name, Fault.TOO_LONG, limit, len(told)) if len(told) > limit else None


def take_addition(
    dossier: Dossier, workplace: Workplace, command: TakeAddition, person: Person, now: datetime
) -> Outcome:
    """Write an addition into the scope. That makes a new version: who approved the one before has
    not approved this one, and is asked; work that is under way goes on as it was approved.
    """
    change, concern = dossier.change, dossier.row(command.addition)
    if not isinstance(concern, Concern) or concern.kind is not ConcernKind.ADDITION:
        return Outcome(Refusal(Reason.NO_SUCH_RECORD, change.key, about=command.addition))
    editors, where = editors_of(change, workplace), standing(dossier)
    if not is_editor(change, workplace, person.key):
        refusal = Refusal(Reason.NOT_YOURS_TO_EDIT, change.key, editors)
        return recording.refused(dossier, command.do, refusal, person, now)
    if concern.answered_at is not None:
        return _answered_before(dossier, workplace, concern, command, person, now)
    if not may_be_taken(where):
        return Outcome(Refusal(Reason.NO_SUCH_STEP, change.key, editors, where.phase))
    line = " ".join(readable(command.text).split())
    if findings := _findings(command, line):
        return Outcome(Unfinished(findings))
    edited = _with_line(change, command.into, line)
    complete = where.phase not in (Phase.DRAFT, Phase.REOPENED)
    if findings := faults(dossier, edited, workplace.today(now), complete=complete):
        return Outcome(Unfinished(findings))
    taken = concern.model_copy(
        update={
            "taken_into": field_of(ChangeRequest, command.into).label,
            "answer": line,
            "answered_by": person.who,
            "answered_at": now,
        }
    )
    audit = recording.done(dossier, "take up", f"{concern.key}/answer", person, now)
    outcome = Outcome(
        AdditionTaken(change.key, concern.key),
        facts=(*_goes_before_approvers(dossier.after((edited,)), workplace, person, now), audit),
        edits=(edited, taken),
        edit_decides=True,
    )
    return completed(outcome, dossier, workplace, now)


def _answered_before(
    dossier: Dossier,
    workplace: Workplace,
    concern: Concern,
    command: TakeAddition,
    person: Person,
    now: datetime,
) -> Outcome:
    """The same press twice finds the first; somebody else's answer stands."""
    change = dossier.change.key
    if concern.taken_into and concern.answered_by.id == person.key:
        again = AdditionTaken(change, concern.key, again=True)
        return completed(Outcome(again), dossier, workplace, now)
    by = (concern.answered_by,)
    return Outcome(Refusal(Reason.ALREADY_ANSWERED, change, by, about=command.addition))


def _findings(command: TakeAddition, line: str) -> tuple[Finding, ...]:
    if command.into not in IN_SCOPE:
        return (Finding(INTO, Fault.NOT_A_CHOICE),)
    limit = field_of(ChangeRequest, command.into).limit
    if not line:
        return (Finding(LINE, Fault.MISSING),)
    if len(line) > limit:
        return (Finding(LINE, Fault.TOO_LONG, limit, len(line)),)
    return (Finding(LINE, Fault.MARKUP),) if has_markup(line) else ()


def _with_line(change: ChangeRequest, into: str, line: str) -> ChangeRequest:
    """The request with one more line in that list; one that is there already is not added twice."""
    stands: str = getattr(change, into)
    if line in lines_in(stands):
        return change
    return change.model_copy(update={into: f"{stands.rstrip()}\n{line}".lstrip()})


def _goes_before_approvers(
    reads: Dossier, workplace: Workplace, person: Person, now: datetime
) -> tuple[Record, ...]:
    """The new version, where one has been submitted before; a draft is sent by its editors."""
    if not (asks_anew(reads) or drifted(reads)):
        return ()
    step = anew(reads, workplace, person.who, now)
    return step, recording.done(reads, recording.act_of(step), step.key, person, now)
