"""Somebody is away: delegations for a week of March, and time that goes by."""

from datetime import UTC, date, datetime, timedelta

from playbook.deciders import who_may_decide
from playbook.records import Delegation, Person
from tests.playbook.firm import Firm, answered

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 3, day) for day in range(9, 14))


def handed(
    of: Person,
    to: Person,
    first: date | None = None,
    last: date | None = None,
    name: str = "1",
    ended_at: datetime | None = None,
) -> Delegation:
    return Delegation(
        key=f"delegation/{name}",
        of=of.who,
        to=to.who,
        first_day=first,
        last_day=last,
        ended_at=ended_at,
    )


def morning(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A time of March 2026 in Ontario, where the clocks have gone forward."""
    return datetime(2026, 3, day, hour + 4, minute, tzinfo=UTC)


def live_until(made: Firm, then: datetime) -> None:
    """Time passes by the quarter of an hour; what is claimed is sent at once."""
    while made.now < then:
        made.now = min(then, made.now + timedelta(minutes=15))
        made.tick()
        made.deliver()
        made.tick()


def may(made: Firm, approver: Person) -> set[str]:
    dossier, version = made.dossier(), made.standing().version
    return set(who_may_decide(dossier, made.workplace, approver.who, version, made.now))


def press(made: Firm, person: Person, approver: str = "", **more: object) -> object:
    command = answered(made).model_copy(update={"approver": approver, **more})
    return made.press(command, person)
