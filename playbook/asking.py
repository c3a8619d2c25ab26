"""What an approval calls for: its approvers are asked, those who do not answer are reminded, then
others are, and everybody hears the word.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from playbook import expiring, ladder
from playbook.by_hand import key_removed
from playbook.calls import Call, answered
from playbook.deciders import delegate_on, turned_on, who_may_decide
from playbook.dossier import Dossier, is_number
from playbook.fields import NOBODY, Who
from playbook.hours import is_open
from playbook.records import Decision, Duty, Phase, Post, PostState, Purpose
from playbook.standing import Standing, last_submission, standing
from playbook.workplace import Workplace

ASKS = 3
"""How often Teams may refuse the same question before nobody but a person asks again."""

_ON_ITS_WAY = (PostState.CLAIMED, PostState.SENT, PostState.UNKNOWN)


def calls(dossier: Dossier, workplace: Workplace, now: datetime) -> Iterator[Call]:
    """The posts that the request for approval calls for."""
    where = standing(dossier)
    for approver in where.waiting:
        yield from _asks(dossier, workplace, where, approver, now)
    yield from ladder.calls(dossier, workplace, where, now)
    yield from expiring.calls(dossier, workplace, now)
    yield from _tells(dossier, where)


def holds(dossier: Dossier, workplace: Workplace, post: Post, now: datetime) -> bool:
    """Whether a claimed request, reminder or warning still says something true."""
    where = standing(dossier)
    if post.purpose is Purpose.EXPIRED:
        return expiring.has_expired(dossier, where) and post.version == where.version
    if not where.waiting or post.version != where.version:
        return False
    waiting = {who.id for who in where.waiting}
    match post.purpose:
        case Purpose.APPROVAL:
            return post.receiver.id in waiting
        case Purpose.REMINDER:
            return ladder.holds(dossier, workplace, post, now)
        case Purpose.STAND_IN:
            approver = next((who for who in where.waiting if who.id == post.about), NOBODY)
            may = who_may_decide(dossier, workplace, approver, post.version, now)
            return bool(approver) and post.receiver.id in may
        case Purpose.ESCALATED:
            return post.about in waiting
        case Purpose.EXPIRING:
            return expiring.ends_at(dossier, workplace) is not None
        case _:
            return True


def _asks(
    dossier: Dossier, workplace: Workplace, where: Standing, approver: Who, now: datetime
) -> Iterator[Call]:
    """An approver is asked, or their delegate on these days; where nobody can be reached, the
    project lead is told.

    Asked again once they have the app, but not for ever: Teams may refuse for reasons that asking
    again does not mend.
    """
    delegate = delegate_on(dossier, workplace, approver, now)
    purpose = Purpose.STAND_IN if delegate else Purpose.APPROVAL
    about = approver.id if delegate else ""
    receiver = delegate or approver
    taken_back = _taken_back_at(dossier, where.version, approver)
    call = Call(purpose, receiver=receiver, about=about, version=where.version, since=taken_back)
    asks = answered(dossier, call)
    on_their_way = [post for post in asks if post.state in _ON_ITS_WAY]
    again = len(_lost(dossier, where.version, approver))
    turned = turned_on(dossier, workplace, approver, now)
    if _turned_while_asked(dossier, where.version, approver, on_their_way, turned, taken_back):
        # Days turn at midnight, and nobody is asked in the middle of the night for that.
        if not is_open(now, workplace.office):
            return
        again = len(on_their_way)
    elif len(on_their_way) > again:
        return
    refused = sum(post.state is PostState.REFUSED for post in asks)
    reachable = workplace.person(receiver).installed in ("", "yes")
    if not refused or (reachable and refused < ASKS):
        yield replace(call, times=refused + again + 1)
    elif told := _told_instead(dossier, workplace, where.version, receiver):
        yield Call(Purpose.UNREACHABLE, receiver=told, version=where.version)


def _turned_while_asked(
    dossier: Dossier,
    version: str,
    approver: Who,
    asks: list[Post],
    turned: datetime | None,
    taken_back: datetime | None,
) -> bool:
    """Whether an approver's word went from one person to another while it was waited for, and
    whoever decides now was not asked since.
    """
    if turned is None or (taken_back is not None and taken_back >= turned):
        return False
    if any(post.claimed_at >= turned for post in asks):
        return False
    return any(
        post.version == version
        and post.state in _ON_ITS_WAY
        and (
            (post.purpose is Purpose.APPROVAL and post.receiver.id == approver.id)
            or (post.purpose is Purpose.STAND_IN and post.about == approver.id)
        )
        for post in dossier.posts
    )


def is_asked_again(dossier: Dossier) -> bool:
    """Whether an approver's word is waited for because the one that was given does not count."""
    where = standing(dossier)
    return any(_lost(dossier, where.version, approver) for approver in where.waiting)


def _lost(dossier: Dossier, version: str, approver: Who) -> frozenset[str]:
    """The approver's decisions on a version that somebody edited or deleted in their list, by key:
    each calls for another.
    """
    key = f"{dossier.change.key}/decision/{version}/{approver.id}"
    told = (key_removed(Decision.KEPT_IN, event.key) for event in dossier.audit)
    keys = (*dossier.taken, *(row.key for row in dossier.gone), *told)
    return frozenset(one for one in keys if one == key or is_number(one.removeprefix(f"{key}/")))


def _taken_back_at(dossier: Dossier, version: str, approver: Who) -> datetime | None:
    """When the approver's last decision on a version was taken back: they are asked anew."""
    stem = f"{dossier.change.key}/decision/{version}/{approver.id}"
    theirs = (one for one in dossier.withdrawals if one.decision.startswith(stem))
    return max((one.at for one in theirs), default=None)


def _told_instead(
    dossier: Dossier, workplace: Workplace, version: str, unreached: Who
) -> Who | None:
    """Who hears next that an approver cannot be reached; None once somebody has been told."""
    change = dossier.change
    for who in (lead_of(dossier), change.requester, workplace.holder(Duty.COORDINATOR)):
        if not who or who.id == unreached.id:
            continue
        told = answered(dossier, Call(Purpose.UNREACHABLE, receiver=who, version=version))
        if not told:
            return who
        if any(post.state is not PostState.REFUSED for post in told):
            return None
    return None


def _tells(dossier: Dossier, where: Standing) -> Iterator[Call]:
    """Whoever asked for the change, and whoever runs it, hears the decision, and that it was taken
    back. An approver hears what was decided in their place.
    """
    listeners = {who.id: who for who in (dossier.change.requester, lead_of(dossier)) if who}
    if where.decision is not None:
        for who in listeners.values():
            if who.id != where.decision.by.id:
                since = where.decision.at
                yield Call(Purpose.DECIDED, receiver=who, version=where.version, since=since)
    yield from _tells_beforehand(dossier, where)
    for given in where.approval.given if where.approval else ():
        heard = given == where.decision and given.approver.id in listeners
        if given.approver and not heard:
            about, since = given.key, given.at
            yield Call(
                Purpose.DECIDED,
                receiver=given.approver,
                about=about,
                version=where.version,
                since=since,
            )
    for withdrawal in dossier.withdrawals:
        if withdrawal.version != where.version or where.phase is not Phase.SUBMITTED:
            continue
        for who in listeners.values():
            if who.id != withdrawal.by.id:
                yield Call(
                    Purpose.WITHDRAWN,
                    receiver=who,
                    about=withdrawal.key,
                    version=where.version,
                )


def _tells_beforehand(dossier: Dossier, where: Standing) -> Iterator[Call]:
    """Where a template had it approved, whoever runs it hears that nobody is asked, and so do its
    sponsor and those who approved the template. Whoever sent it reads it at once.
    """
    approval, submission = where.approval, last_submission(dossier)
    if approval is None or submission is None or not approval.beforehand:
        return
    change = dossier.change
    listeners = (change.requester, lead_of(dossier), change.sponsor, *approval.rests_on)
    for who in {who.id: who for who in listeners if who}.values():
        if who.id != submission.by.id:
            since = submission.at
            yield Call(Purpose.DECIDED, receiver=who, version=where.version, since=since)


def lead_of(dossier: Dossier) -> Who:
    """Who runs the change: its project lead, or whoever filed it."""
    return dossier.change.lead or dossier.change.requester
