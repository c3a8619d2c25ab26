"""What an approval calls for: the sponsor is asked, reminded once, and everybody hears the word."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from playbook.by_hand import key_removed
from playbook.calls import Call, answered
from playbook.dossier import Dossier, Workplace, is_number
from playbook.fields import Who
from playbook.hours import next_open
from playbook.records import ChangeRequest, Decision, Duty, Phase, Post, PostState, Purpose
from playbook.standing import Standing, standing

REMIND_AFTER = timedelta(days=1)
"""An approval nobody has answered is brought up once more after this long."""

ASKS = 3
"""How often Teams may refuse the same question before nobody but a person asks again."""

_ON_ITS_WAY = (PostState.CLAIMED, PostState.SENT, PostState.UNKNOWN)


def calls(dossier: Dossier, workplace: Workplace, now: datetime) -> Iterator[Call]:
    """The posts that the request for approval calls for."""
    where = standing(dossier)
    yield from _asks(dossier, workplace, where)
    yield from _reminds(dossier, workplace, where, now)
    yield from _tells(dossier, where)


def holds(dossier: Dossier, post: Post) -> bool:
    """Whether a claimed request, reminder or warning still says something true."""
    where = standing(dossier)
    waiting = where.phase is Phase.SUBMITTED and not where.edited
    return waiting and post.version == where.version


def reminder_due(dossier: Dossier, workplace: Workplace) -> datetime | None:
    """When the sponsor is to be reminded, in their working hours; None where nothing waits or it
    was done.
    """
    where = standing(dossier)
    sponsor = dossier.change.sponsor
    asked = _asked(dossier, where)
    if where.phase is not Phase.SUBMITTED or where.edited or asked is None:
        return None
    if _posts(dossier, Purpose.REMINDER, where.version, sponsor):
        return None
    return next_open(
        (asked.settled_at or asked.claimed_at) + REMIND_AFTER, workplace.hours(sponsor)
    )


def _asks(dossier: Dossier, workplace: Workplace, where: Standing) -> Iterator[Call]:
    """The sponsor is asked; where the sponsor cannot be reached, the project lead is told.

    Asked again once the sponsor has the app, but not for ever: Teams may refuse for reasons
    that asking again does not mend.
    """
    if where.phase is not Phase.SUBMITTED or where.edited:
        return
    sponsor = dossier.change.sponsor
    asks = _posts(dossier, Purpose.APPROVAL, where.version, sponsor)
    lost = len(_lost(dossier, where.version))
    if sum(post.state in _ON_ITS_WAY for post in asks) > lost:
        return
    refused = sum(post.state is PostState.REFUSED for post in asks)
    reachable = workplace.person(sponsor).installed in ("", "yes")
    if not refused or (reachable and refused < ASKS):
        times = refused + lost + 1
        yield Call(Purpose.APPROVAL, receiver=sponsor, version=where.version, times=times)
    elif told := _told_instead(dossier, workplace, where.version):
        yield Call(Purpose.UNREACHABLE, receiver=told, version=where.version)


def is_asked_again(dossier: Dossier) -> bool:
    """Whether the sponsor's word is waited for because the one that was given does not count."""
    where = standing(dossier)
    return where.phase is Phase.SUBMITTED and bool(_lost(dossier, where.version))


def _lost(dossier: Dossier, version: str) -> frozenset[str]:
    """The sponsor's decisions on a version that somebody edited or deleted in their list, by key:
    each calls for another.
    """
    key = f"{dossier.change.key}/decision/{version}/{dossier.change.sponsor.id}"
    told = (key_removed(Decision.KEPT_IN, event.key) for event in dossier.audit)
    keys = (*dossier.taken, *(row.key for row in dossier.gone), *told)
    return frozenset(one for one in keys if one == key or is_number(one.removeprefix(f"{key}/")))


def _told_instead(dossier: Dossier, workplace: Workplace, version: str) -> Who | None:
    """Who hears next that the sponsor cannot be reached; None once somebody has been told."""
    change = dossier.change
    for who in (lead_of(dossier), change.requester, workplace.holder(Duty.COORDINATOR)):
        if not who or who.id == change.sponsor.id:
            continue
        told = _posts(dossier, Purpose.UNREACHABLE, version, who)
        if not told:
            return who
        if any(post.state is not PostState.REFUSED for post in told):
            return None
    return None


def _reminds(
    dossier: Dossier, workplace: Workplace, where: Standing, now: datetime
) -> Iterator[Call]:
    due = reminder_due(dossier, workplace)
    if due is not None and due <= now:
        yield Call(Purpose.REMINDER, receiver=dossier.change.sponsor, version=where.version)


def _tells(dossier: Dossier, where: Standing) -> Iterator[Call]:
    """Whoever asked for the change, and whoever runs it, hears the decision."""
    if where.decision is None:
        return
    listeners = {who.id: who for who in (dossier.change.requester, lead_of(dossier)) if who}
    for who in listeners.values():
        if who.id != where.decision.by.id:
            since = where.decision.at
            yield Call(Purpose.DECIDED, receiver=who, version=where.version, since=since)


def lead_of(dossier: Dossier) -> Who:
    """Who runs the change: its project lead, or whoever filed it."""
    return dossier.change.lead or dossier.change.requester


def waits_for(change: ChangeRequest, person: Who, where: Standing) -> bool:
    """Whether this person's decision is what the change waits for."""
    return where.phase is Phase.SUBMITTED and not where.edited and change.sponsor.id == person.id


def _asked(dossier: Dossier, where: Standing) -> Post | None:
    asks = _posts(dossier, Purpose.APPROVAL, where.version, dossier.change.sponsor)
    return next((post for post in asks if post.state is PostState.SENT), None)


def _posts(dossier: Dossier, purpose: Purpose, version: str, receiver: Who) -> tuple[Post, ...]:
    return answered(dossier, Call(purpose, receiver=receiver, version=version))
