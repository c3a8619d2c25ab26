"""Who may press for an approver: they themselves, their delegate, their stand-in once asked.

Whoever asked for a change decides on it as an approver at most, never in the place of somebody
else: then the one who was named is passed over, and the approver is asked.
"""

from datetime import datetime

from playbook.delegating import delegate_of, has_days, stand_in_of, turned_at
from playbook.dossier import Dossier
from playbook.fields import NOBODY, Who
from playbook.records import Person, PostState, Purpose
from playbook.standing import standing
from playbook.workplace import Workplace

_ASKED = (PostState.CLAIMED, PostState.SENT, PostState.UNKNOWN)


def who_may_decide(
    dossier: Dossier, workplace: Workplace, approver: Who, version: str, now: datetime
) -> frozenset[str]:
    """Everybody who may decide for an approver on a version, by Entra object id."""
    delegate = delegate_on(dossier, workplace, approver, now)
    stand_in = stand_in_on(dossier, workplace, approver)
    people = {approver.id}
    if delegate:
        people.add(delegate.id)
    if stand_in and was_asked_instead(dossier, approver, stand_in, version):
        people.add(stand_in.id)
    return frozenset(people)


def delegate_on(dossier: Dossier, workplace: Workplace, approver: Who, now: datetime) -> Who:
    """Who decides on a change for an approver today; NOBODY where they do themselves."""
    delegate = delegate_of(approver, workplace, workplace.today(now))
    return NOBODY if asked_for_it(dossier, delegate) else delegate


def turned_on(
    dossier: Dossier, workplace: Workplace, approver: Who, now: datetime
) -> datetime | None:
    """When an approver's word on a change last went from one person to another, by now."""
    return turned_at(approver, workplace, now, passed_over=dossier.change.requester)


def stand_in_on(dossier: Dossier, workplace: Workplace, approver: Who) -> Who:
    """Who decides on a change for an approver when no answer comes; NOBODY where nobody does."""
    stand_in = stand_in_of(approver, workplace)
    return NOBODY if asked_for_it(dossier, stand_in) else stand_in


def asked_for_it(dossier: Dossier, who: Who) -> bool:
    """Whether it is somebody's own request."""
    return bool(who) and who.id == dossier.change.requester.id


def was_asked_instead(dossier: Dossier, approver: Who, stand_in: Who, version: str) -> bool:
    """Whether the post that asks somebody to decide for an approver is on record."""
    return any(
        post.purpose is Purpose.STAND_IN
        and post.about == approver.id
        and post.version == version
        and post.receiver.id == stand_in.id
        and post.state in _ASKED
        for post in dossier.posts
    )


def was_delegate(dossier: Dossier, person: Person, approver: Who, workplace: Workplace) -> bool:
    """Whether somebody was, or will be, named to decide for an approver: on other days than these,
    or they were asked to, in a row of delegates.
    """
    named = any(
        one.of.id == approver.id
        and one.to.id == person.key
        and (has_days(one) or one.ended_at is not None)
        for one in workplace.delegations
    )
    return named or any(
        post.purpose is Purpose.STAND_IN
        and post.about == approver.id
        and post.receiver.id == person.key
        for post in dossier.posts
    )


def waits_for(dossier: Dossier, workplace: Workplace, person: Who, now: datetime) -> Who:
    """On whose behalf this person's word is waited for, themselves first; or NOBODY."""
    where = standing(dossier)
    mine = next((who for who in where.waiting if who.id == person.id), NOBODY)
    others = (
        approver
        for approver in where.waiting
        if person.id in who_may_decide(dossier, workplace, approver, where.version, now)
    )
    return mine or next(others, NOBODY)
