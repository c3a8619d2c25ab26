"""How an act becomes rows: the audit event beside it, and the refusal that is on the record too."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.outcome import Outcome, Refusal
from playbook.records import (
    AuditEvent,
    Decision,
    EmergencyReview,
    Move,
    Person,
    Phase,
    Verdict,
    WaveStep,
    Withdrawal,
)
from playbook.workplace import Workplace

_ABOUT = "/audit"
_REFUSED = "refused"


def key_about(subject: str) -> str:
    """The key of the audit event about what a row says; so it is written once."""
    return f"{subject}{_ABOUT}"


def subject_of(event: AuditEvent) -> str:
    """The key of the row that an audit event is about; empty where it is about none."""
    return event.key.removesuffix(_ABOUT) if event.key.endswith(_ABOUT) else ""


def is_refusal(event: AuditEvent) -> bool:
    """Whether an audit event is of an attempt that was refused."""
    return event.result.startswith(_REFUSED)


def done(
    dossier: Dossier, act: str, subject: str, person: Person, now: datetime, *, via: str = ""
) -> AuditEvent:
    """The audit event of an accepted act. Its key follows from `subject`, so it is written once."""
    return AuditEvent(
        key=key_about(subject),
        change=dossier.change.key,
        act=act,
        result="done",
        by=person.who,
        tenant=person.tenant,
        at=now,
        via=via,
    )


def act_of(fact: Move | Decision | Withdrawal | EmergencyReview | WaveStep) -> str:
    """What the audit trail calls the act that made a fact."""
    match fact:
        case WaveStep(to=state):
            return f"wave {state}"
        case Decision(verdict=verdict):
            return "approve" if verdict is Verdict.APPROVED else "decline"
        case Withdrawal():
            return "withdraw"
        case EmergencyReview():
            return "review emergency"
        case Move(to=Phase.SUBMITTED):
            return "submit"
        case Move(to=to):
            return f"move to {to}"


@dataclass(frozen=True, slots=True)
class _Act:
    """An act that calls for an audit event, told by the row that it left."""

    subject: str
    name: str
    by: Who
    at: datetime
    via: str = ""


def owed(dossier: Dossier, workplace: Workplace) -> tuple[AuditEvent, ...]:
    """The audit events that the facts call for and that were never written."""
    written = dossier.taken.union(event.key for event in dossier.audit)
    return tuple(
        done(dossier, act.name, act.subject, workplace.person(act.by), act.at, via=act.via)
        for act in _acts(dossier)
        if key_about(act.subject) not in written
    )


def _acts(dossier: Dossier) -> Iterator[_Act]:
    for move in dossier.moves:
        yield _Act(move.key, act_of(move), move.by, move.at)
    for decision in dossier.decisions:
        yield _Act(decision.key, act_of(decision), decision.by, decision.at, decision.via)
    for withdrawal in dossier.withdrawals:
        yield _Act(withdrawal.key, act_of(withdrawal), withdrawal.by, withdrawal.at, withdrawal.via)
    for condition in dossier.conditions:
        yield _Act(condition.key, "set condition", condition.by, condition.at)
    for scope in dossier.scope_changes:
        yield _Act(scope.key, "change scope", scope.by, scope.at)
    for review in dossier.emergency_reviews:
        yield _Act(review.key, act_of(review), review.by, review.at, review.via)
    for step in dossier.wave_steps:
        yield _Act(step.key, act_of(step), step.by, step.at)
    for concern in dossier.concerns:
        yield _Act(concern.key, f"raise {concern.kind}", concern.by, concern.at)
        if concern.answered_at is not None:
            by, at = concern.answered_by, concern.answered_at
            act = "take up" if concern.taken_into else "answer"
            yield _Act(f"{concern.key}/answer", act, by, at)
    for item in dossier.items:
        if item.done_at is not None:
            yield _Act(f"{item.key}/done", "finish item", item.done_by, item.done_at)
    change = dossier.change
    if not dossier.moves and change.filed_at:
        yield _Act(change.key, "draft", change.requester, change.filed_at)


def refused(
    dossier: Dossier,
    act: str,
    refusal: Refusal,
    person: Person,
    now: datetime,
    *,
    version: str = "",
    via: str = "",
) -> Outcome:
    """Refuse, and keep the attempt: one row for each person, act, version and reason."""
    key = "/".join(
        (
            dossier.change.key,
            _REFUSED,
            act,
            version or "-",
            person.key,
            refusal.reason.name.lower(),
        )
    )
    if key in dossier.taken or any(event.key == key for event in dossier.audit):
        return Outcome(reply=refusal)
    event = AuditEvent(
        key=key,
        change=dossier.change.key,
        act=act,
        result=f"{_REFUSED}: {refusal.reason}",
        version=version,
        by=person.who,
        tenant=person.tenant,
        at=now,
        via=via,
    )
    return Outcome(reply=refusal, facts=(event,))
