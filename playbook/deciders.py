"""Who may press for an approver: they themselves, their delegate, their stand-in once asked."""

from datetime import datetime

from playbook.delegating import delegate_of, stand_in_of
from playbook.dossier import Dossier, Workplace
from playbook.fields import NOBODY, Who
from playbook.records import Person, PostState, Purpose
from playbook.standing import standing

_ASKED = (PostState.CLAIMED, PostState.SENT, PostState.UNKNOWN)


def who_may_decide(
    dossier: Dossier, workplace: Workplace, approver: Who, version: str, now: datetime
) -> frozenset[str]:
    """Everybody who may decide for an approver on a version, by Entra object id."""
    delegate = delegate_of(approver, workplace, workplace.today(now))
    stand_in = stand_in_of(approver, workplace)
    people = {approver.id}
    if delegate:
        people.add(delegate.id)
    if stand_in and was_asked_instead(dossier, approver, stand_in, version):
        people.add(stand_in.id)
    return frozenset(people)


def was_asked_instead(dossier: Dossier, approver: Who, stand_in: Who, version: str) -> bool:
    """Whether the ladder has come to the stand-in: the post that asks them is on record."""
    return any(
        post.purpose is Purpose.STAND_IN
        and post.about == approver.id
        and post.version == version
        and post.receiver.id == stand_in.id
        and post.state in _ASKED
        for post in dossier.posts
    )


def was_delegate(person: Person, approver: Who, workplace: Workplace) -> bool:
    """Whether somebody is named as a delegate for some days, these or others."""
    return any(
        one.of.id == approver.id and one.to.id == person.key and (one.first_day or one.last_day)
        for one in workplace.delegations
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
