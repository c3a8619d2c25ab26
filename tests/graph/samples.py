"""Records to keep, one of each kind and with every field filled."""

from datetime import UTC, date, datetime

from playbook.fields import Who
from playbook.records import (
    AuditEvent,
    ChangeRequest,
    Conversation,
    Decision,
    Duty,
    Move,
    Person,
    Phase,
    Post,
    PostState,
    Purpose,
    Record,
    Setting,
    Verdict,
)
from playbook.sealing import digest, sealed

MARIE = Who(id="8b000032-03f3-58f3-8fbd-42210a507d69", name="Marie Tremblay")
NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def change(number: int = 1, **fields: object) -> ChangeRequest:
    given: dict[str, object] = {
        "key": f"CHG-{number:04}",
        "project_name": "Files to Microsoft 365",
        "sponsor": MARIE,
        "why": "The file server fails every week.\nNobody can repair it.",
        "go_live_from": date(2026, 4, 6),
        "go_live_to": date(2026, 4, 17),
        "lead": Who(id="1", name="Alex Novak"),
        "filed_at": NOW,
        "status": Phase.SUBMITTED,
        "version": "1.9f31c0aa",
    }
    return ChangeRequest.model_validate(given | fields)


def move(number: int = 1, ordinal: int = 1, to: Phase = Phase.SUBMITTED) -> Move:
    key = f"CHG-{number:04}"
    return Move(key=f"{key}/move/{ordinal}", change=key, ordinal=ordinal, to=to, by=MARIE, at=NOW)


def decision(number: int = 1, version: str = "1.9f31c0aa") -> Decision:
    key = f"CHG-{number:04}"
    return Decision(
        key=f"{key}/{version}/{MARIE.id}",
        change=key,
        version=version,
        verdict=Verdict.APPROVED,
        by=MARIE,
        tenant="t",
        at=NOW,
        comment="Go ahead.",
    )


def post(key: str = "CHG-0001/approval", subject: str = "CHG-0001", **fields: object) -> Post:
    given: dict[str, object] = {
        "key": key,
        "purpose": Purpose.APPROVAL,
        "subject": subject,
        "receiver": MARIE,
        "claimed_at": NOW,
    }
    return Post.model_validate(given | fields)


def audit(number: int = 1, act: str = "approve") -> AuditEvent:
    key = f"CHG-{number:04}"
    event = AuditEvent(
        key=f"{key}/{act}/audit",
        change=key,
        act=act,
        result="done",
        version="1.9f31c0aa",
        by=MARIE,
        tenant="t",
        at=NOW,
        via="approval/CHG-0001/marie/1",
        link=7,
        before="5:0123456789abcdef0123456789abcdef 6:fedcba9876543210fedcba9876543210",
        tells=digest(decision(number)),
    )
    return sealed(event)


def person(who: Who = MARIE) -> Person:
    return Person(key=who.id, name=who.name, tenant="t", installed="yes", language="fr-CA")


ONE_OF_EACH: tuple[Record, ...] = (
    change(),
    decision(),
    move(),
    audit(),
    post(state=PostState.SENT, message="1700000000000", settled_at=NOW, detail="It's sent."),
    person(),
    Conversation(key="19:abc@thread.tacv2", name="Announcements", kind="channel", team="19:t"),
    Setting(key="sponsor", duty=Duty.SPONSOR, holder=MARIE),
)
