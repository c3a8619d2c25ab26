"""How an act becomes rows: the audit event beside it, and the refusal that is on the record too."""

from datetime import datetime

from playbook.dossier import Dossier
from playbook.outcome import Outcome, Refusal
from playbook.records import AuditEvent, Person


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
    if any(event.key == key for event in dossier.audit):
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
