"""Filing a change: what a complete request is, who may edit it, and asking its sponsor."""

import re
from datetime import date, datetime

from playbook import recording, templates, why
from playbook.commands import File
from playbook.completing import completed
from playbook.differing import snapshot
from playbook.dossier import Dossier, Workplace
from playbook.editors import editors_of, is_editor
from playbook.fields import Kept, Kind, Who, asked_of, readable
from playbook.outcome import (
    Drafted,
    Fault,
    Filed,
    Finding,
    Moved,
    Outcome,
    Reason,
    Refusal,
    Unfinished,
)
from playbook.records import (
    AuditEvent,
    ChangeRequest,
    Dependency,
    Duty,
    Move,
    Person,
    Phase,
    Record,
    Verdict,
)
from playbook.scoping import ASKED, Where, drift, is_put_back
from playbook.sending import route_today
from playbook.standing import (
    AT_WORK,
    OPEN_TO_EDITS,
    Standing,
    is_named,
    next_version,
    scope_fields,
    scope_hash,
    standing,
)

MARKUP = re.compile(r"<[/!a-zA-Z][^>]*>")

_WRONG_LENGTH = {
    why.Length.EMPTY: Fault.MISSING,
    why.Length.TOO_FEW: Fault.TOO_FEW_SENTENCES,
    why.Length.TOO_MANY: Fault.TOO_MANY_SENTENCES,
}


def examine(change: ChangeRequest, today: date, *, complete: bool = True) -> tuple[Finding, ...]:
    """What is wrong with a request, field by field; with `complete`, what is missing too."""
    return tuple(
        finding
        for kept in scope_fields()
        if (finding := _fault(kept, change, today, complete=complete)) is not None
    )


def _fault(kept: Kept, change: ChangeRequest, today: date, *, complete: bool) -> Finding | None:
    value = getattr(change, kept.name)
    if not value or (isinstance(value, str) and not readable(value).strip()):
        return Finding(kept.name, Fault.MISSING) if complete and kept.required else None
    if kept.kind is Kind.DATE:
        return _date_fault(kept.name, value, change, today)
    text = value.name if isinstance(value, Who) else value
    if len(text) > kept.limit:
        return Finding(kept.name, Fault.TOO_LONG, limit=kept.limit, actual=len(text))
    if MARKUP.search(text):
        return Finding(kept.name, Fault.MARKUP)
    return _why_fault(kept.name, readable(text)) if complete and kept.name == "why" else None


def _why_fault(name: str, text: str) -> Finding | None:
    """A scope whose why does not fit two or three sentences is not ready (S-19)."""
    fault = why.refused(text)
    if fault is None:
        return None
    return Finding(name, _WRONG_LENGTH[fault.length], actual=fault.sentences)


def _date_fault(name: str, value: date, change: ChangeRequest, today: date) -> Finding | None:
    if name == "go_live_to" and change.go_live_from and value < change.go_live_from:
        return Finding(name, Fault.BACKWARDS)
    if value < today:
        return Finding(name, Fault.IN_THE_PAST)
    return None


def is_whole(dossier: Dossier, today: date) -> bool:
    """Whether the request, as it reads now, may go before its sponsor."""
    found = faults(dossier, dossier.change, today)
    return not found and not any(map(missing_in, dossier.dependencies))


def missing_in(dependency: Dependency) -> tuple[Finding, ...]:
    """What a dependency lacks before it may go before a sponsor: lists are filled cell by cell."""
    if not is_named(dependency):
        return ()
    asked = (kept for kept in asked_of(Dependency) if kept.required)
    return tuple(
        Finding(kept.name, Fault.MISSING) for kept in asked if not getattr(dependency, kept.name)
    )


def faults(
    dossier: Dossier | None, entered: ChangeRequest, today: date, *, complete: bool = True
) -> tuple[Finding, ...]:
    """What is wrong with a request as it was entered. Days that have passed since they were
    approved are as they should be.
    """
    found = examine(entered, today, complete=complete)
    return tuple(finding for finding in found if not _stood_before(finding, dossier, entered))


def _overtaken(dossier: Dossier, command: File) -> bool:
    """Whether the form would put back what somebody else has edited since it was opened."""
    stands = scope_hash(dossier.change)
    return command.base not in ("", stands) and scope_hash(command.entered) != stands


def file(
    dossier: Dossier | None, workplace: Workplace, command: File, person: Person, now: datetime
) -> Outcome:
    """Keep a new request or an edit of one; with `submit`, ask the sponsor."""
    entered = command.entered
    if dossier is None and entered.key:
        return Outcome(reply=Refusal(Reason.NO_SUCH_RECORD, entered.key))
    if dossier is not None and (refusal := _not_open(dossier, workplace, person)):
        return recording.refused(dossier, "edit", refusal, person, now)
    found = {finding.field for finding in command.unread}
    findings = command.unread + tuple(
        finding
        for finding in faults(dossier, entered, workplace.today(now), complete=command.submit)
        if finding.field not in found
    )
    if command.submit:
        kept = {"begun_from": dossier.change.begun_from} if dossier else {}
        whole = entered.model_copy(update=kept)
        findings += templates.astray(whole, workplace, workplace.today(now))
    if findings:
        return Outcome(reply=Unfinished(findings))
    if dossier is not None and _overtaken(dossier, command):
        return Outcome(reply=Unfinished((), overtaken=True))
    if dossier is None:
        return _create(workplace, command, person, now)
    return _edit(dossier, workplace, command, person, now)


def _stood_before(finding: Finding, dossier: Dossier | None, entered: ChangeRequest) -> bool:
    """Whether a day that has passed was approved when it had not: work is under way by now."""
    if finding.fault is not Fault.IN_THE_PAST or dossier is None:
        return False
    same = getattr(entered, finding.field) == getattr(dossier.change, finding.field)
    return same and standing(dossier).under_way


def _not_open(dossier: Dossier, workplace: Workplace, person: Person) -> Refusal | None:
    where = standing(dossier)
    editors = editors_of(dossier.change, workplace)
    if not is_editor(dossier.change, workplace, person.key):
        return Refusal(Reason.NOT_YOURS_TO_EDIT, dossier.change.key, editors)
    if where.phase not in (*OPEN_TO_EDITS, *AT_WORK):
        return Refusal(Reason.NO_SUCH_STEP, dossier.change.key, editors, where.phase)
    return None


def begun(
    change: ChangeRequest, workplace: Workplace, by: Who, at: datetime | None
) -> ChangeRequest:
    """A new request with its key, and with what whoever files it may leave out."""
    return change.model_copy(
        update={
            "key": f"CHG-{workplace.last_change + 1:04}",
            "requester": change.requester or by,
            "lead": change.lead or workplace.holder(Duty.LEAD) or by,
            "filed_at": change.filed_at or at,
        }
    )


def _create(workplace: Workplace, command: File, person: Person, now: datetime) -> Outcome:
    change = begun(command.entered, workplace, person.who, now)
    dossier = Dossier(change)
    if not command.submit:
        audit = recording.done(dossier, "draft", change.key, person, now)
        outcome = Outcome(Drafted(change.key), facts=(change, audit))
    else:
        step, audit = _submission(dossier, workplace, person, now)
        outcome = Outcome(Filed(change.key), facts=(change, step, audit))
    return completed(outcome, dossier, workplace, now)


def _edit(
    dossier: Dossier, workplace: Workplace, command: File, person: Person, now: datetime
) -> Outcome:
    asked = {kept.name: getattr(command.entered, kept.name) for kept in scope_fields()}
    # A list of choices cannot be left once chosen from; older forms do not have it.
    asked["project_type"] = command.entered.project_type or dossier.change.project_type
    edited = dossier.after((dossier.change.model_copy(update=asked),))
    where = standing(edited)
    if _comes_again(command, where):
        refusal = Refusal(Reason.ALREADY_DECIDED, edited.change.key, phase=where.phase)
        return Outcome(refusal)
    edits = (edited.change,) if edited.change != dossier.change else ()
    if not command.submit:
        taken_back = where.phase in ASKED and where.edited
        drifts = drift(edited, person.who, now, Where.TEAMS)
        facts = _withdrawal(edited, person, now) if taken_back else drifts
        outcome = Outcome(Drafted(edited.change.key), facts=facts, edits=edits)
        return completed(outcome, dossier, workplace, now)
    if where.phase in (*ASKED, *AT_WORK) and not where.edited:
        reply = Filed if where.phase in ASKED else Drafted
        outcome = Outcome(reply(edited.change.key), edits=edits)
        return completed(outcome, dossier, workplace, now)
    put_back = is_put_back(edited)
    outcome = Outcome(
        Moved(edited.change.key, where.at_work)
        if put_back and where.at_work
        else Filed(edited.change.key),
        facts=_withdrawal(edited, person, now)
        if put_back
        else _submission(edited, workplace, person, now),
        edits=edits,
        edit_decides=bool(edits),
    )
    return completed(outcome, dossier, workplace, now)


def _comes_again(command: File, where: Standing) -> bool:
    """Whether the form that made the change comes once more after the sponsor declined it."""
    declined = where.decision is not None and where.decision.verdict is Verdict.DECLINED
    return not command.entered.key and declined and not where.edited


def _withdrawal(dossier: Dossier, person: Person, now: datetime) -> tuple[Record, ...]:
    """The change is taken back from its sponsor while it is being reworked."""
    step = back_to_work(dossier, person.who, now)
    return step, recording.done(dossier, recording.act_of(step), step.key, person, now)


def back_to_work(dossier: Dossier, by: Who, now: datetime, reason: str = "") -> Move:
    """The step that takes a change back from its sponsor: to where the work stands, if any has
    begun.
    """
    where = standing(dossier)
    return Move(
        key=f"{dossier.change.key}/step/{where.ordinal + 1}",
        change=dossier.change.key,
        ordinal=where.ordinal + 1,
        to=where.at_work or Phase.DRAFT,
        version=where.version,
        by=by,
        at=now,
        reason=reason,
    )


def anew(dossier: Dossier, workplace: Workplace, by: Who, now: datetime, reason: str = "") -> Move:
    """What an edited scope calls for: it goes before its sponsor as a new version; or, put back to
    what was approved, nowhere.
    """
    if is_put_back(dossier):
        return back_to_work(dossier, by, now, reason)
    return submission(dossier, workplace, by, now, reason)


def _submission(
    dossier: Dossier, workplace: Workplace, person: Person, now: datetime
) -> tuple[Move, AuditEvent]:
    step = submission(dossier, workplace, person.who, now)
    return step, recording.done(dossier, "submit", step.key, person, now)


def submission(
    dossier: Dossier, workplace: Workplace, by: Who, now: datetime, reason: str = ""
) -> Move:
    """The step that puts the change, as it reads now, before its approvers."""
    ordinal = standing(dossier).ordinal + 1
    return Move(
        key=f"{dossier.change.key}/step/{ordinal}",
        change=dossier.change.key,
        ordinal=ordinal,
        to=Phase.SUBMITTED,
        version=next_version(dossier),
        by=by,
        at=now,
        reason=reason,
        asked=dossier.change.sponsor,
        scope=snapshot(dossier),
        route=route_today(dossier, workplace, workplace.today(now)).model_dump_json(),
    )
