"""How an act becomes rows: the audit event beside it, and the refusal that is on the record too."""

from collections.abc import Iterator
from datetime import datetime

from playbook.dossier import Dossier, Workplace
from playbook.outcome import Outcome, Refusal
from playbook.records import AuditEvent, Decision, Move, Person, Phase, Verdict, WaveStep


def done(
    dossier: Dossier, act: str, subject: str, person: Person, now: datetime, *, via: str = ""
) -> AuditEvent:
    """The audit event of an accepted act. Its key follows from `subject`, so it is written once."""
    return AuditEvent(
        key=f"{subject}/audit",
        change=dossier.change.key,
        act=act,
        result="done",
        by=person.who,
        tenant=person.tenant,
        at=now,
        via=via,
    )


def act_of(fact: Move | Decision | WaveStep) -> str:
    """What the audit trail calls the act that made a fact."""
    match fact:
        case WaveStep(to=state):
            return f"wave {state}"
        case Decision(verdict=verdict):
            return "approve" if verdict is Verdict.APPROVED else "decline"
        case Move(to=Phase.SUBMITTED):
            return "submit"
        case Move(to=to):
            return f"move to {to}"


def owed(dossier: Dossier, workplace: Workplace) -> tuple[AuditEvent, ...]:
    """The audit events that the facts call for and that were never written."""
    written = {event.key for event in (*dossier.audit, *dossier.void)}
    change = dossier.change
    facts: tuple[Move | Decision | WaveStep, ...] = (
        *dossier.moves,
        *dossier.decisions,
        *dossier.wave_steps,
    )
    events = [
        done(
            dossier,
            act_of(fact),
            fact.key,
            workplace.person(fact.by),
            fact.at,
            via=fact.via if isinstance(fact, Decision) else "",
        )
        for fact in facts
    ]
    events += _owed_by_the_plan(dossier, workplace)
    if not dossier.moves and change.filed_at:
        requester = workplace.person(change.requester)
        events.append(done(dossier, "draft", change.key, requester, change.filed_at))
    return tuple(event for event in events if event.key not in written)


def _owed_by_the_plan(dossier: Dossier, workplace: Workplace) -> Iterator[AuditEvent]:
    for concern in dossier.concerns:
        who = workplace.person(concern.by)
        yield done(dossier, f"raise {concern.kind}", concern.key, who, concern.at)
        if concern.answered_at is not None:
            who, subject = workplace.person(concern.answered_by), f"{concern.key}/answer"
            yield done(dossier, "answer", subject, who, concern.answered_at)
    for item in dossier.items:
        if item.done_at is not None:
            who, subject = workplace.person(item.done_by), f"{item.key}/done"
            yield done(dossier, "finish item", subject, who, item.done_at)


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
            "refused",
            act,
            version or "-",
            person.key,
            refusal.reason.name.lower(),
        )
    )
    if any(event.key == key for event in (*dossier.audit, *dossier.void)):
        return Outcome(reply=refusal)
    event = AuditEvent(
        key=key,
        change=dossier.change.key,
        act=act,
        result=f"refused: {refusal.reason}",
        version=version,
        by=person.who,
        tenant=person.tenant,
        at=now,
        via=via,
    )
    return Outcome(reply=refusal, facts=(event,))
