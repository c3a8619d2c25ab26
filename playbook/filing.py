"""Filing a change: what a complete request is, who may edit it, and asking its sponsor."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from playbook import depending, filling, recording, templates
from playbook.commands import File
from playbook.completing import completed
from playbook.differing import snapshot
from playbook.dossier import Dossier
from playbook.editors import editors_of, is_editor
from playbook.examining import examine
from playbook.fields import Who
from playbook.findings import Fault, Finding
from playbook.outcome import Drafted, Filed, Moved, Outcome, Reason, Refusal, Unfinished
from playbook.records import (
    AuditEvent,
    ChangeRequest,
    Duty,
    Move,
    Person,
    Phase,
    Record,
    Verdict,
)
from playbook.scoping import ASKED as BEFORE_APPROVERS
from playbook.scoping import Where, asks_anew, drift, is_put_back
from playbook.sending import route_today
from playbook.standing import (
    AT_WORK,
    OPEN_TO_EDITS,
    Standing,
    next_version,
    scope_hash,
    standing,
)
from playbook.steps import ASKED
from playbook.workplace import Workplace


def is_whole(dossier: Dossier, today: date) -> bool:
    """Whether the request, as it reads now, may go before its approvers."""
    found = faults(dossier, dossier.change, today)
    return not found and not depending.lacking(dossier, dossier.change)


def faults(
    dossier: Dossier | None, entered: ChangeRequest, today: date, *, complete: bool = True
) -> tuple[Finding, ...]:
    """What is wrong with a request as it was entered. Days that have passed since they were
    approved are as they should be.
    """
    found = examine(entered, today, complete=complete)
    return tuple(finding for finding in found if not _stood_before(finding, dossier, entered))


def _stood_before(finding: Finding, dossier: Dossier | None, entered: ChangeRequest) -> bool:
    """Whether a day that has passed was approved when it had not: work is under way by now."""
    if finding.fault is not Fault.IN_THE_PAST or dossier is None:
        return False
    same = getattr(entered, finding.field) == getattr(dossier.change, finding.field)
    return same and standing(dossier).under_way


def file(
    dossier: Dossier | None, workplace: Workplace, command: File, person: Person, now: datetime
) -> Outcome:
    """Keep a new request or an edit of one; with `submit`, ask the sponsor.

    Where something is to mend, all the rest is kept as a draft: nothing typed is lost with the
    window that it was typed in (S-146).
    """
    if dossier is None and command.entered.key:
        return Outcome(reply=Refusal(Reason.NO_SUCH_RECORD, command.entered.key))
    if dossier is not None and (refusal := _not_open(dossier, workplace, person)):
        return recording.refused(dossier, "edit", refusal, person, now)
    if dossier is not None and _overtaken(dossier, command):
        return Outcome(reply=Unfinished((), overtaken=True))
    if findings := _findings(dossier, workplace, command, now):
        rest = _without(command, {finding.field for finding in findings if finding.spoils})
        if not rest.fields or (dossier is None and not _says_anything(rest.entered)):
            return Outcome(reply=Unfinished(findings))
        outcome = _kept(dossier, workplace, rest, person, now)
        refused = isinstance(outcome.reply, Refusal)
        return outcome if refused else replace(outcome, reply=Unfinished(findings))
    return _kept(dossier, workplace, command, person, now)


def _kept(
    dossier: Dossier | None, workplace: Workplace, command: File, person: Person, now: datetime
) -> Outcome:
    if dossier is None:
        return _create(workplace, command, person, now)
    return _edit(dossier, workplace, command, person, now)


def asked_in(command: File) -> frozenset[str]:
    """The fields that the command's form asked."""
    return command.fields or ASKED


def with_typed(change: ChangeRequest, command: File) -> ChangeRequest:
    """The change with what was typed in the fields that the form asked."""
    typed = {name: getattr(command.entered, name) for name in asked_in(command)}
    # A list of choices cannot be left once chosen from; older forms do not have it.
    if "project_type" in typed:
        typed["project_type"] = command.entered.project_type or change.project_type
    return change.model_copy(update=typed)


def _findings(
    dossier: Dossier | None, workplace: Workplace, command: File, now: datetime
) -> tuple[Finding, ...]:
    """What is to mend: of a draft in what was typed into its step, of what goes before a sponsor
    anywhere.
    """
    whole = with_typed(dossier.change, command) if dossier else command.entered
    found = {finding.field for finding in command.unread}
    today = workplace.today(now)
    if command.submit:
        wrong = whole_findings(dossier, whole, workplace, today)
        return command.unread + tuple(one for one in wrong if one.field not in found)
    examined = faults(dossier, whole, today, complete=False)
    wrong = tuple(finding for finding in examined if finding.field not in found)
    stands = dossier.change if dossier else None
    typed = asked_in(command)
    return command.unread + tuple(
        finding
        for finding in wrong
        if finding.field in typed
        and getattr(stands, finding.field, None) != getattr(whole, finding.field)
    )


def whole_findings(
    dossier: Dossier | None, change: ChangeRequest, workplace: Workplace, today: date
) -> tuple[Finding, ...]:
    """What is to mend in a request before it goes before its sponsor."""
    lacking = depending.lacking(dossier, change) if dossier else ()
    astray = templates.astray(change, workplace, today)
    return (*faults(dossier, change, today), *lacking, *astray)


def _without(command: File, fields: Collection[str]) -> File:
    """The command as a draft without what was typed in these fields."""
    nothing = {name: ChangeRequest.model_fields[name].default for name in ASKED & set(fields)}
    return command.model_copy(
        update={
            "entered": command.entered.model_copy(update=nothing),
            "fields": asked_in(command).difference(fields),
            "submit": False,
        }
    )


def _says_anything(entered: ChangeRequest) -> bool:
    """Whether a new request holds anything that somebody typed or chose."""
    return any(getattr(entered, name) != ChangeRequest.model_fields[name].default for name in ASKED)


def _overtaken(dossier: Dossier, command: File) -> bool:
    """Whether the form would put back what somebody else has edited since it was opened."""
    stands = scope_hash(dossier.change)
    typed = scope_hash(with_typed(dossier.change, command))
    return command.base not in ("", stands) and typed != stands


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
    edited = dossier.after((with_typed(dossier.change, command),))
    where = standing(edited)
    if _comes_again(command, where):
        refusal = Refusal(Reason.ALREADY_DECIDED, edited.change.key, phase=where.phase)
        return Outcome(refusal)
    edits: tuple[Record, ...] = ()
    if edited.change != dossier.change:
        edits = (edited.change, *filling.reworded(dossier, edited.change))
    if not command.submit:
        facts = taken_back(edited, person, now) or drift(edited, person.who, now, Where.TEAMS)
        outcome = Outcome(Drafted(edited.change.key), facts=facts, edits=edits)
        return completed(outcome, dossier, workplace, now)
    if where.phase in (*BEFORE_APPROVERS, *AT_WORK) and not where.edited:
        reply = Filed if where.phase in BEFORE_APPROVERS else Drafted
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


def taken_back(dossier: Dossier, person: Person, now: datetime) -> tuple[Record, ...]:
    """The step that takes an edited change back from its approvers while it is being reworked."""
    return _withdrawal(dossier, person, now) if asks_anew(dossier) else ()


def _withdrawal(dossier: Dossier, person: Person, now: datetime) -> tuple[Record, ...]:
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
