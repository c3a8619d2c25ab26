"""Who decides in the place of whom, and for how long."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from playbook.dossier import Dossier, Workplace
from playbook.fields import NOBODY, Who
from playbook.hours import opening
from playbook.records import Delegation
from playbook.standing import standing


def delegate_of(approver: Who, workplace: Workplace, today: date) -> Who:
    """Who decides for an approver on this day; NOBODY where they do themselves.

    A delegate who is away has a delegate too. A loop, which somebody can type by hand, leads
    nowhere: then everybody decides for themselves.
    """
    seen, who = {approver.id}, approver
    while step := _next(who, workplace, today):
        if step.id in seen:
            return NOBODY
        seen.add(step.id)
        who = step
    return who if who.id != approver.id else NOBODY


def stand_in_of(approver: Who, workplace: Workplace) -> Who:
    """Who decides for an approver when no answer comes; NOBODY where nobody was named."""
    named = (one for one in _of(approver, workplace) if not one.first_day and not one.last_day)
    return next((one.to for one in named if one.to.id != approver.id), NOBODY)


def is_current(delegation: Delegation, today: date) -> bool:
    """Whether a delegation with days holds on this one."""
    if not delegation.first_day and not delegation.last_day:
        return False
    begun = delegation.first_day is None or delegation.first_day <= today
    return begun and (delegation.last_day is None or today <= delegation.last_day)


def overlaps(one: Delegation, other: Delegation) -> bool:
    """Whether two delegations hold on a common day; those without days always might."""
    if not (one.first_day or one.last_day) or not (other.first_day or other.last_day):
        return True
    first = max(one.first_day or date.min, other.first_day or date.min)
    return first <= min(one.last_day or date.max, other.last_day or date.max)


def makes_a_loop(delegation: Delegation, workplace: Workplace) -> bool:
    """Whether decisions would be handed round in a circle, on any day of this delegation."""
    if delegation.of.id == delegation.to.id:
        return True
    ahead, seen = [delegation.to], {delegation.to.id}
    while ahead:
        for one in _of(ahead.pop(), workplace):
            if one.key == delegation.key or not overlaps(one, delegation):
                continue
            if one.to.id == delegation.of.id:
                return True
            if one.to.id not in seen:
                seen.add(one.to.id)
                ahead.append(one.to)
    return False


def _next(who: Who, workplace: Workplace, today: date) -> Who:
    current = (one for one in _of(who, workplace) if is_current(one, today))
    return next((one.to for one in current if one.to), NOBODY)


def _of(approver: Who, workplace: Workplace) -> Iterator[Delegation]:
    return (one for one in workplace.delegations if one.of.id == approver.id)


def next_turn(dossier: Dossier, workplace: Workplace, after: datetime) -> datetime | None:
    """When next, after this instant, a delegation begins or is over while something waits."""
    waiting = {who.id for who in standing(dossier).waiting}
    if not waiting:
        return None
    days = (
        day
        for one in workplace.delegations
        for day in (one.first_day, one.last_day and one.last_day + timedelta(days=1))
        if day is not None
    )
    turns = (opening(day, workplace.office) for day in days)
    return min((turn for turn in turns if turn > after), default=None)
