"""The end of a request that nobody decided on by the day that the business chose: never silent."""

from collections.abc import Iterator
from datetime import datetime

from playbook.calls import Call
from playbook.dossier import Dossier, Workplace
from playbook.fields import Who
from playbook.hours import closing, next_open, opening, previous_working_day, working_day_from
from playbook.records import Move, Phase, Purpose
from playbook.standing import EXPIRED, Standing, standing


def ends_at(dossier: Dossier, workplace: Workplace) -> datetime | None:
    """When the request expires: as its last day's office hours end. None where it has no such day,
    or nothing waits.
    """
    day, where = dossier.change.decide_by, standing(dossier)
    # The day was chosen for the request; an addition under way is decided when it is decided.
    if day is None or not where.waiting or where.at_work is not None:
        return None
    return closing(working_day_from(day, workplace.office), workplace.office)


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
    if ends is None or now < ends or announced_at(dossier, workplace) is None:
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
        for who in _each_once(*where.waiting, dossier.change.requester):
            yield Call(Purpose.EXPIRING, receiver=who, version=where.version)
    if has_expired(dossier, where) and where.approval is not None:
        change = dossier.change
        asked = where.approval.waiting
        for who in _each_once(*asked, change.requester, change.lead):
            since = dossier.moves[-1].at
            yield Call(Purpose.EXPIRED, receiver=who, version=where.version, since=since)


def _each_once(*people: Who) -> tuple[Who, ...]:
    return tuple({who.id: who for who in people if who}.values())
