"""The end of a request that nobody decided on by the day that the business chose: never silent.

It ends as the office closes on that day, but never before everybody concerned has had `NOTICE` to
act on the announcement. Where Cutover was down over both, or the request was sent late on its very
last day, it is announced first and ends at a later closing. A question that an approver asked does
not move the day: the business chose it, and whoever is to answer hears of it beforehand too.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from playbook.calls import Call
from playbook.deciders import delegate_on
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.hours import (
    closing,
    local_day,
    next_open,
    opening,
    previous_working_day,
    working_day_from,
)
from playbook.records import Move, Phase, Post, PostState, Purpose
from playbook.standing import EXPIRED, Standing, standing
from playbook.workplace import Workplace

NOTICE = timedelta(hours=4)
"""How long before a request ends everybody concerned knows of it at least: half a working day."""


def ends_at(dossier: Dossier, workplace: Workplace) -> datetime | None:
    """When the request expires: as its last day's office hours end, or later ones if it could not
    be announced in time. None where it has no such day, or nothing waits.
    """
    day, where = dossier.change.decide_by, standing(dossier)
    # The day was chosen for the request; an addition under way is decided when it is decided.
    if day is None or not where.waiting or where.at_work is not None:
        return None
    office = workplace.office
    ends = closing(working_day_from(day, office), office)
    told = (post.settled_at or post.claimed_at for post in _announced(dossier, workplace))
    known = max(told, default=None)
    if known is None or known + NOTICE <= ends:
        return ends
    return closing(local_day(next_open(known + NOTICE, office), office), office)


def _announced(dossier: Dossier, workplace: Workplace) -> tuple[Post, ...]:
    """The messages that announce the end of the version that stands, as its day is now: one that
    was moved to a later day is announced again.
    """
    version, due = standing(dossier).version, announced_at(dossier, workplace)
    return tuple(
        post
        for post in dossier.posts
        if post.purpose is Purpose.EXPIRING
        and post.version == version
        and due is not None
        and post.claimed_at >= due
        and post.state is not PostState.SUPERSEDED
    )


def announced_at(dossier: Dossier, workplace: Workplace) -> datetime | None:
    """When it is announced that the request will expire: on the working day before its last."""
    day = dossier.change.decide_by
    where = standing(dossier)
    if day is None or not where.waiting or where.asked_at is None or where.at_work is not None:
        return None
    last = working_day_from(day, workplace.office)
    before = opening(previous_working_day(last, workplace.office), workplace.office)
    return next_open(max(before, where.asked_at), workplace.office)


def has_expired(dossier: Dossier, where: Standing) -> bool:
    """Whether the version that stands was taken back because its time was over."""
    last = dossier.moves[-1] if dossier.moves else None
    return (
        last is not None
        and where.phase is last.to is Phase.DRAFT
        and where.decision is None
        and last.reason == EXPIRED
        and last.version == where.version
    )


def expiry(dossier: Dossier, workplace: Workplace, now: datetime) -> tuple[Move, ...]:
    """The step that ends a request whose time is over."""
    ends = ends_at(dossier, workplace)
    told = _announced(dossier, workplace)
    # Unsent, nobody could hear it; refused or in doubt, it has at least been tried.
    unsent = any(post.state is PostState.CLAIMED for post in told)
    if ends is None or now < ends or not told or unsent:
        return ()
    where = standing(dossier)
    return (
        Move(
            key=f"{dossier.change.key}/step/{where.ordinal + 1}",
            change=dossier.change.key,
            ordinal=where.ordinal + 1,
            to=Phase.DRAFT,
            version=where.version,
            by=Who(),
            at=now,
            reason=EXPIRED,
        ),
    )


def calls(dossier: Dossier, workplace: Workplace, now: datetime) -> Iterator[Call]:
    """Whoever is asked, and whoever asked, hears beforehand that it ends, and then that it did."""
    where = standing(dossier)
    due = announced_at(dossier, workplace)
    if due is not None and due <= now:
        for approver in where.waiting:
            who = delegate_on(dossier, workplace, approver, now) or approver
            about = approver.id if who.id != approver.id else ""
            yield Call(
                Purpose.EXPIRING, receiver=who, about=about, version=where.version, since=due
            )
        if not any(who.id == dossier.change.requester.id for who in where.waiting):
            receiver = dossier.change.requester
            yield Call(Purpose.EXPIRING, receiver=receiver, version=where.version, since=due)
    if has_expired(dossier, where) and where.approval is not None:
        change = dossier.change
        since = dossier.moves[-1].at
        asked = where.approval.waiting
        instead = (delegate_on(dossier, workplace, who, since) for who in asked)
        for who in _each_once(*asked, *instead, change.requester, change.lead):
            yield Call(Purpose.EXPIRED, receiver=who, version=where.version, since=since)


def _each_once(*people: Who) -> tuple[Who, ...]:
    return tuple({who.id: who for who in people if who}.values())
