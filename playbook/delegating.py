"""Who decides in the place of whom, and for how long.

With days, a delegation holds from its first day to its last. Without days it names a stand-in, who
is asked when no answer comes (playbook/ladder.py). Days are those of the office.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from playbook.dossier import Dossier
from playbook.fields import NOBODY, Who
from playbook.hours import Hours, opening, working_day_from
from playbook.records import Delegation
from playbook.standing import standing
from playbook.workplace import Workplace

_A_DAY = timedelta(days=1)


def delegate_of(approver: Who, workplace: Workplace, today: date) -> Who:
    """Who decides for an approver on this day; NOBODY where they do themselves.

    A delegate who is away has a delegate too. A loop, which somebody can type by hand, leads
    nowhere: then everybody decides for themselves.
    """
    line = _line(approver, workplace, today)
    return line[-1] if len(line) > 1 else NOBODY


def stand_in_of(approver: Who, workplace: Workplace) -> Who:
    """Who decides for an approver when no answer comes; NOBODY where nobody was named."""
    named = (one for one in _of(approver, workplace) if not has_days(one))
    return next((one.to for one in named if _can_decide(one, workplace)), NOBODY)


def current_of(approver: Who, workplace: Workplace, today: date) -> Delegation | None:
    """The delegation with days by which somebody's own decisions are another's on this day."""
    current = (one for one in _of(approver, workplace) if is_current(one, today))
    return next((one for one in current if _can_decide(one, workplace)), None)


def has_days(delegation: Delegation) -> bool:
    """Whether it holds for some days, and not whenever no answer comes."""
    return delegation.first_day is not None or delegation.last_day is not None


def is_current(delegation: Delegation, today: date) -> bool:
    """Whether a delegation with days holds on this one."""
    if not has_days(delegation) or delegation.ended_at is not None:
        return False
    begun = delegation.first_day is None or delegation.first_day <= today
    return begun and (delegation.last_day is None or today <= delegation.last_day)


def is_over(delegation: Delegation, today: date) -> bool:
    """Whether nothing comes of a delegation any more."""
    past = delegation.last_day is not None and delegation.last_day < today
    return past or delegation.ended_at is not None


def overlaps(one: Delegation, other: Delegation) -> bool:
    """Whether two delegations of one person contradict each other: both have days, and a common
    one, or both name a stand-in.
    """
    if has_days(one) != has_days(other):
        return False
    return not has_days(one) or _shared(one, other) is not None


def makes_a_loop(delegation: Delegation, workplace: Workplace) -> bool:
    """Whether decisions would be handed round in a circle, on any day of this delegation.

    A stand-in hands nothing on, so two people may well stand in for each other.
    """
    if delegation.of.id == delegation.to.id:
        return True
    return has_days(delegation) and _leads_back(delegation, delegation, workplace, frozenset())


def _leads_back(
    first: Delegation, step: Delegation, workplace: Workplace, seen: frozenset[str]
) -> bool:
    """Whether whoever decides by `step` hands on, on one of its days, to whose decisions they are.
    The days of `step` are those that all steps so far have in common.
    """
    for one in _of(step.to, workplace):
        if one.key in seen or one.key == first.key or not has_days(one):
            continue
        common = _shared(one, step)
        if common is None:
            continue
        if one.to.id == first.of.id:
            return True
        further = one.model_copy(update={"first_day": common[0], "last_day": common[1]})
        if _leads_back(first, further, workplace, seen | {one.key}):
            return True
    return False


def _shared(one: Delegation, other: Delegation) -> tuple[date, date] | None:
    """The first and the last day on which two delegations with days both hold."""
    first = max(one.first_day or date.min, other.first_day or date.min)
    last = min(one.last_day or date.max, other.last_day or date.max)
    return (first, last) if first <= last else None


def next_turn(dossier: Dossier, workplace: Workplace, after: datetime) -> datetime | None:
    """When next, after this instant, a delegation begins or is over while something waits.

    It is morning by then: nobody is asked at midnight, when the days themselves turn.
    """
    if not workplace.delegations or not standing(dossier).waiting:
        return None
    office = workplace.office
    days = (day for one in workplace.delegations for day in _turns(one))
    turns = (opening(working_day_from(day, office), office) for day in days)
    return min((turn for turn in turns if turn > after), default=None)


def turned_at(
    approver: Who, workplace: Workplace, now: datetime, *, passed_over: Who = NOBODY
) -> datetime | None:
    """When an approver's decisions last went from one person to another, by now; to whoever is
    passed over they never went.

    Whoever was asked before that is not the one who decides now, or has been away since.
    """
    line = _line(approver, workplace, workplace.today(now)) or (approver,)
    midnight = replace(workplace.office, opens=time.min)
    turns = (
        turn
        for who in line
        for one in workplace.delegations
        if one.of.id == who.id and has_days(one) and one.to.id != passed_over.id
        for turn in _instants(one, midnight)
    )
    return max((turn for turn in turns if turn <= now), default=None)


def _instants(delegation: Delegation, midnight: Hours) -> Iterator[datetime]:
    ended = delegation.ended_at
    for day in _turns(delegation):
        turn = opening(day, midnight)
        if ended is None or turn < ended:
            yield turn
    if ended is not None:
        yield ended


def _turns(delegation: Delegation) -> Iterator[date]:
    """The day on which it begins, and the first on which it is over."""
    if delegation.first_day is not None:
        yield delegation.first_day
    if delegation.last_day is not None and delegation.last_day < date.max:
        yield delegation.last_day + _A_DAY


def _line(approver: Who, workplace: Workplace, today: date) -> tuple[Who, ...]:
    """Who hands on to whom on this day, the approver first; empty where it leads back."""
    line, seen = [approver], {approver.id}
    while step := current_of(line[-1], workplace, today):
        if step.to.id in seen:
            return ()
        seen.add(step.to.id)
        line.append(step.to)
    return tuple(line)


def _of(approver: Who, workplace: Workplace) -> Iterator[Delegation]:
    """The delegations of somebody's decisions that nobody has ended."""
    own = (one for one in workplace.delegations if one.of.id == approver.id)
    return (one for one in own if one.ended_at is None)


def _can_decide(delegation: Delegation, workplace: Workplace) -> bool:
    """Whether there is somebody who decides instead, other than oneself, and not gone for good."""
    to = delegation.to
    named = bool(to) and to.id != delegation.of.id
    return named and workplace.person(to).left_on is None
