"""What happens when an approver does not answer: reminder, stand-in, manager.

Each nudge is a post, and so on the record, and comes in the working hours of whoever gets it. It
counts from when the one who decides now was asked; the reminder, from the answer where they asked
something first. While their question is open nobody is nudged for them: the word is then with
somebody else, and the digest brings the question up every morning.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from playbook.asked_first import answered_at, is_open
from playbook.calls import Call, answered
from playbook.deciders import delegate_on, stand_in_on, turned_on
from playbook.dossier import Dossier
from playbook.fields import NOBODY, Who
from playbook.hours import Hours, local_day, next_open, next_working_day, opening
from playbook.records import Duty, Post, PostState, Purpose
from playbook.standing import Standing, standing
from playbook.workplace import Workplace

REMIND_AFTER = timedelta(days=1)
"""An approval nobody has answered is brought up once more after this long."""
STAND_IN_AFTER = 2
"""Working days without an answer until the approver's stand-in is asked to decide for them."""
MANAGER_AFTER = 3
"""Working days without an answer until the approver's manager, or the project lead, is told."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One nudge: which, to whom, when. It is due once from `since` on, when it began to count."""

    purpose: Purpose
    approver: Who
    receiver: Who
    due: datetime
    since: datetime


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


def holds(dossier: Dossier, workplace: Workplace, post: Post, now: datetime) -> bool:
    """Whether whoever a claimed reminder is for still decides, and has no question open."""
    approver = post.about or post.receiver.id
    waiting = next((who for who in standing(dossier).waiting if who.id == approver), None)
    if waiting is None or is_open(dossier, post.version, (waiting.id, post.receiver.id)):
        return False
    decides = delegate_on(dossier, workplace, waiting, now) or waiting
    return decides.id == post.receiver.id


def _call(rung: Rung, where: Standing) -> Call:
    own = rung.purpose is Purpose.REMINDER and rung.receiver.id == rung.approver.id
    about = "" if own else rung.approver.id
    return Call(
        rung.purpose,
        receiver=rung.receiver,
        about=about,
        version=where.version,
        since=rung.since,
    )


def _rungs(
    dossier: Dossier, workplace: Workplace, where: Standing, now: datetime
) -> Iterator[Rung]:
    for approver in where.waiting:
        asked = asked_now(dossier, workplace, where, approver, now)
        if asked is None:
            continue
        decides, hours = asked.receiver, workplace.hours(asked.receiver)
        if is_open(dossier, where.version, (approver.id, decides.id)):
            continue
        answer = answered_at(dossier, where.version, (approver.id, decides.id))
        begun = asked.settled_at or asked.claimed_at
        counted = max(begun, answer) if answer else begun
        due = next_open(counted + REMIND_AFTER, hours)
        yield Rung(Purpose.REMINDER, approver, decides, due, counted)
        stand_in = NOBODY
        if decides.id == approver.id:
            stand_in = stand_in_on(dossier, workplace, approver)
        if stand_in:
            due = _after(counted, STAND_IN_AFTER, hours)
            due = next_open(due, workplace.hours(stand_in))
            yield Rung(Purpose.STAND_IN, approver, stand_in, due, begun)
        if told := _over(dossier, workplace, approver, (decides, stand_in)):
            due = _after(counted, MANAGER_AFTER, hours)
            due = next_open(due, workplace.hours(told))
            yield Rung(Purpose.ESCALATED, approver, told, due, begun)


def _over(dossier: Dossier, workplace: Workplace, approver: Who, asked: tuple[Who, ...]) -> Who:
    """Who is told that no answer comes: the approver's manager, or whoever runs the change; nobody
    who was asked for the answer themselves.
    """
    in_line = (
        workplace.person(approver).manager,
        dossier.change.lead,
        workplace.holder(Duty.COORDINATOR),
    )
    knows = {approver.id, *(who.id for who in asked)}
    return next((who for who in in_line if who and who.id not in knows), NOBODY)


def asked_now(
    dossier: Dossier, workplace: Workplace, where: Standing, approver: Who, now: datetime
) -> Post | None:
    """The post by which whoever decides for an approver now was asked, since it is they who do."""
    delegate = delegate_on(dossier, workplace, approver, now)
    turned = turned_on(dossier, workplace, approver, now)
    purpose = Purpose.STAND_IN if delegate else Purpose.APPROVAL
    asks = (
        post
        for post in dossier.posts
        if post.purpose is purpose
        and post.version == where.version
        and post.state is PostState.SENT
        and post.receiver.id == (delegate or approver).id
        and post.about == (approver.id if delegate else "")
        and (turned is None or post.claimed_at >= turned)
    )
    return max(asks, key=lambda post: (post.claimed_at, post.key), default=None)


def _after(at: datetime, days: int, hours: Hours) -> datetime:
    """The opening of the office so many working days after an instant."""
    day = local_day(at, hours)
    for _ in range(days):
        day = next_working_day(day, hours)
    return opening(day, hours)
