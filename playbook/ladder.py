"""What happens when an approver does not answer: reminder, stand-in, manager.

Each nudge is a post, and so on the record, and comes in the working hours of whoever gets it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from playbook.calls import Call, answered
from playbook.delegating import delegate_of, stand_in_of
from playbook.dossier import Dossier, Workplace
from playbook.fields import Who
from playbook.hours import Hours, local_day, next_open, next_working_day, opening
from playbook.records import Post, PostState, Purpose
from playbook.standing import Standing, standing

REMIND_AFTER = timedelta(days=1)
"""An approval nobody has answered is brought up once more after this long."""
STAND_IN_AFTER = 2
"""Working days without an answer until the approver's stand-in is asked to decide for them."""
MANAGER_AFTER = 3
"""Working days without an answer until the approver's manager, or the project lead, is told."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One nudge: which, to whom, when."""

    purpose: Purpose
    approver: Who
    receiver: Who
    due: datetime


def calls(dossier: Dossier, workplace: Workplace, where: Standing, now: datetime) -> Iterator[Call]:
    """The nudges whose time has come."""
    for rung in _rungs(dossier, workplace, where, now):
        if rung.due <= now:
            yield _call(rung, where)


def next_rung(dossier: Dossier, workplace: Workplace, now: datetime) -> Rung | None:
    """The next nudge that is still to come, if nobody answers."""
    where = standing(dossier)
    to_come = (
        rung
        for rung in _rungs(dossier, workplace, where, now)
        if not answered(dossier, _call(rung, where))
    )
    return min(to_come, key=lambda rung: rung.due, default=None)


def reminder_due(dossier: Dossier, workplace: Workplace, now: datetime) -> datetime | None:
    """When the next approver is to be reminded; None where nothing waits or it was done."""
    rung = next_rung(dossier, workplace, now)
    return rung.due if rung is not None and rung.purpose is Purpose.REMINDER else None


def _call(rung: Rung, where: Standing) -> Call:
    about = "" if rung.purpose is Purpose.REMINDER else rung.approver.id
    return Call(rung.purpose, receiver=rung.receiver, about=about, version=where.version)


def _rungs(
    dossier: Dossier, workplace: Workplace, where: Standing, now: datetime
) -> Iterator[Rung]:
    today = workplace.today(now)
    for approver in where.waiting:
        asked = first_asked(dossier, where, approver)
        if asked is None:
            continue
        at = asked.settled_at or asked.claimed_at
        yield Rung(
            Purpose.REMINDER,
            approver,
            asked.receiver,
            next_open(at + REMIND_AFTER, workplace.hours(asked.receiver)),
        )
        stand_in = stand_in_of(approver, workplace)
        if stand_in and not delegate_of(approver, workplace, today):
            due = _after(at, STAND_IN_AFTER, workplace.hours(approver))
            due = next_open(due, workplace.hours(stand_in))
            yield Rung(Purpose.STAND_IN, approver, stand_in, due)
        told = workplace.person(approver).manager or dossier.change.lead
        if told and told.id not in (approver.id, asked.receiver.id):
            due = _after(at, MANAGER_AFTER, workplace.hours(approver))
            yield Rung(Purpose.ESCALATED, approver, told, next_open(due, workplace.hours(told)))


def first_asked(dossier: Dossier, where: Standing, approver: Who) -> Post | None:
    """The post that first asked for this approver's word on the version that stands."""
    asks = (
        post
        for post in dossier.posts
        if post.version == where.version
        and post.state is PostState.SENT
        and (
            (post.purpose is Purpose.APPROVAL and post.receiver.id == approver.id)
            or (post.purpose is Purpose.STAND_IN and post.about == approver.id)
        )
    )
    return min(asks, key=lambda post: (post.claimed_at, post.key), default=None)


def _after(at: datetime, days: int, hours: Hours) -> datetime:
    """The opening of the office so many working days after an instant."""
    day = local_day(at, hours)
    for _ in range(days):
        day = next_working_day(day, hours)
    return opening(day, hours)
