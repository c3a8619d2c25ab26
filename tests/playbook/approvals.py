"""A firm whose changes several people approve."""

from datetime import date

from playbook.commands import Asked, Decide, File, Withdraw
from playbook.fields import Who
from playbook.outcome import Reply
from playbook.records import (
    ApprovalPolicy,
    Delegation,
    Person,
    Quorum,
    Record,
    Role,
    RoleKind,
    Verdict,
)
from tests.playbook.firm import JULIE, Firm, firm, form, somebody

NINA, OMAR, PAUL = somebody("nina"), somebody("omar"), somebody("paul")
MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def stage(
    number: int, *approvers: Person, needed: int | None = None, veto: Who | None = None
) -> ApprovalPolicy:
    """One row of the policy: all of these must agree, or so many of them."""
    return ApprovalPolicy(
        key=f"approval policy/{number}",
        name=f"Stage {number}",
        stage=number,
        approvers="\n".join(person.name for person in approvers),
        quorum=Quorum.ALL if needed is None else Quorum.SOME,
        needed=needed,
        veto=veto or Who(),
    )


def away(of: Person, to: Person, days: tuple[date | None, date | None] = MARCH) -> Delegation:
    """Somebody decides for somebody, in March unless told otherwise."""
    key = f"delegation/{of.key}/{to.key}"
    return Delegation(key=key, of=of.who, to=to.who, first_day=days[0], last_day=days[1])


def signs_for_the_provider(person: Person, change: str = "CHG-0001") -> Role:
    return Role(
        key=f"{change}/role/6",
        change=change,
        kind=RoleKind.PROVIDER,
        who=person.who,
        tenant=person.tenant,
    )


def asked(*rows: Record, requester: Person = JULIE, **entered: object) -> Firm:
    """A change that waits for its approvers; `rows` stand in the lists before it is sent."""
    made = firm()
    made.put(NINA, OMAR, PAUL, *rows)
    made.press(File(entered=form(**entered), submit=True), requester)
    return made


def decides(
    made: Firm,
    person: Person,
    verdict: Verdict = Verdict.APPROVED,
    *conditions: Asked,
    approver: str = "",
) -> Reply:
    """Somebody presses on the version that stands."""
    press = Decide(
        change="CHG-0001",
        version=made.standing().version,
        verdict=verdict,
        comment="So be it.",
        approver=approver,
        conditions=conditions,
    )
    return made.press(press, person)


def takes_back(made: Firm, person: Person, reason: str = "I misread the dates.") -> Reply:
    press = Withdraw(change="CHG-0001", version=made.standing().version, reason=reason)
    return made.press(press, person)
