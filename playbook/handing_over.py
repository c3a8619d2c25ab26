"""Handing one's own decisions over to somebody, ending that, and telling both of them (S-49).

Nobody hands over what is not theirs: whoever runs things for others may type a row in the list
Settings, where the same rules hold.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from playbook.calls import key_of, next_key, ordinal_of
from playbook.commands import EndHandOver, HandOver
from playbook.delegating import has_days, is_over, makes_a_loop, overlaps
from playbook.fields import Who
from playbook.findings import Fault, Finding
from playbook.outcome import HandedOver, HandOverEnded, Outcome, Reason, Refusal, Unfinished
from playbook.records import AuditEvent, Delegation, Person, Post, PostState, Purpose, Record
from playbook.workplace import Workplace

SUBJECT = "delegations"
"""What the messages are about, where others have their change's key."""


def hand_over(workplace: Workplace, command: HandOver, person: Person, now: datetime) -> Outcome:
    """Keep who decides in this person's place, and tell both."""
    today = workplace.today(now)
    first = command.first_day
    if first is None and command.last_day is not None:
        first = today
    delegation = Delegation(
        key=f"delegation/{person.key}/{_short(command.form)}",
        of=person.who,
        to=command.to,
        first_day=first,
        last_day=command.last_day,
    )
    if any(one.key == delegation.key for one in workplace.delegations):
        return Outcome(HandedOver(delegation.key, again=True))
    found = {finding.field for finding in command.unread}
    findings = command.unread + tuple(
        finding
        for finding in faults(delegation, workplace, today, new=True)
        if finding.field not in found
    )
    if findings:
        return Outcome(Unfinished(findings))
    audit = _audit(delegation.key, "hand over", person, now)
    after = replace(workplace, delegations=(*workplace.delegations, delegation))
    facts = (delegation, audit, *owed(after, now))
    return Outcome(HandedOver(delegation.key), facts=facts)


def end(workplace: Workplace, command: EndHandOver, person: Person, now: datetime) -> Outcome:
    """End it, from this moment on. Only whose decisions they are may."""
    stands = next((one for one in workplace.delegations if one.key == command.delegation), None)
    if stands is None:
        return Outcome(Refusal(Reason.NO_SUCH_RECORD, about=command.delegation))
    if stands.of.id != person.key:
        return _refused(workplace, stands, person, now)
    if is_over(stands, workplace.today(now)):
        return Outcome(HandOverEnded(stands.key, again=True))
    ended = stands.model_copy(update={"ended_at": now})
    audit = _audit(f"{stands.key}/ended", "end hand-over", person, now)
    others = tuple(ended if one.key == ended.key else one for one in workplace.delegations)
    told = owed(replace(workplace, delegations=others), now)
    return Outcome(
        HandOverEnded(ended.key), facts=(audit, *told), edits=(ended,), edit_decides=True
    )


def faults(
    delegation: Delegation, workplace: Workplace, today: date, *, new: bool
) -> Iterator[Finding]:
    """What is wrong with a delegation, field by field. Of one that has held before, the days may
    lie in the past.
    """
    if not delegation.of:
        yield Finding("of", Fault.MISSING)
    yield from _of_the_delegate(delegation, workplace)
    first, last = delegation.first_day, delegation.last_day
    if new and last is not None and last < today:
        yield Finding("last_day", Fault.IN_THE_PAST)
    elif first is not None and last is not None and last < first:
        yield Finding("last_day", Fault.BACKWARDS)
    if new and first is not None and first < today:
        yield Finding("first_day", Fault.IN_THE_PAST)
    others = (
        one
        for one in workplace.delegations
        if one.key != delegation.key and one.of.id == delegation.of.id
    )
    current = (one for one in others if not is_over(one, today))
    clashing = next((one for one in current if overlaps(one, delegation)), None)
    if clashing is not None:
        field = "first_day" if has_days(delegation) else "to"
        yield Finding(field, Fault.OVERLAPPING, about=(clashing.to.name,))


def _of_the_delegate(delegation: Delegation, workplace: Workplace) -> Iterator[Finding]:
    to = delegation.to
    if not to:
        yield Finding("to", Fault.MISSING)
    elif to.id == delegation.of.id:
        yield Finding("to", Fault.ONESELF)
    elif workplace.person(to).left_on is not None:
        yield Finding("to", Fault.NO_LONGER_HERE, about=(to.name,))
    elif makes_a_loop(delegation, workplace):
        yield Finding("to", Fault.LOOP, about=(to.name,))


def theirs(workplace: Workplace, person: str, today: date) -> tuple[Delegation, ...]:
    """Somebody's own delegations that hold, or will; the first to begin comes first."""
    own = (one for one in workplace.delegations if one.of.id == person and one.to)
    to_come = (one for one in own if not is_over(one, today))
    return tuple(sorted(to_come, key=lambda one: (one.first_day or date.min, one.key)))


def for_others(workplace: Workplace, person: str, today: date) -> tuple[Delegation, ...]:
    """Those by which somebody decides, or will, in the place of others."""
    others = (one for one in workplace.delegations if one.to.id == person and one.of)
    return tuple(one for one in others if one.of.id != person and not is_over(one, today))


def owed(workplace: Workplace, now: datetime) -> tuple[Record, ...]:
    """What follows from the delegations as they are now: both people are told, each once of the
    same days, and again when it was ended. Somebody nobody has met gets a row, so that their word
    is taken.
    """
    rows: dict[str, Record] = {}
    for delegation in workplace.delegations:
        if not delegation.of or not delegation.to or delegation.of.id == delegation.to.id:
            continue
        if delegation.ended_at is None and is_over(delegation, workplace.today(now)):
            continue
        if delegation.ended_at is not None and not _was_told(workplace, delegation):
            continue
        for who in (delegation.of, delegation.to):
            if (post := _news(workplace, delegation, who, now)) is not None:
                rows[post.key] = post
                if who.id not in workplace.people:
                    rows[who.id] = Person(key=who.id, name=who.name)
    return tuple(rows.values())


def told_of_removal(
    delegation: Delegation, workplace: Workplace, now: datetime
) -> tuple[Post, ...]:
    """What both are told once somebody has deleted the row in its list."""
    if delegation.ended_at is not None or not delegation.of or not delegation.to:
        return ()
    ended = delegation.model_copy(update={"ended_at": now})
    news = (_news(workplace, ended, who, now) for who in (ended.of, ended.to))
    return tuple(post for post in news if post is not None)


def told_in(post: Post) -> Delegation | None:
    """The delegation as a message tells of it; it may have been changed since."""
    try:
        return Delegation.model_validate_json(post.says)
    except ValueError:
        return None


def superseded(workplace: Workplace, now: datetime) -> tuple[Post, ...]:
    """Messages that nobody has sent yet and that tell what is not so any more."""
    stands = {one.key: one for one in workplace.delegations}
    return tuple(
        post.model_copy(update={"state": PostState.SUPERSEDED, "settled_at": now})
        for post in workplace.posts.values()
        if post.purpose is Purpose.DELEGATED
        and post.state is PostState.CLAIMED
        and (now_it_is := stands.get(post.about)) is not None
        and not _says(post, now_it_is)
    )


def _says(post: Post, delegation: Delegation) -> bool:
    """Whether a message tells what a delegation says. Lists keep no fractions of a second, and
    people are called by other names in time.
    """
    told = told_in(post)
    return told is not None and _terms(told) == _terms(delegation)


def _terms(one: Delegation) -> tuple[object, ...]:
    return one.of.id, one.to.id, one.first_day, one.last_day, one.ended_at is not None


def _was_told(workplace: Workplace, delegation: Delegation) -> bool:
    return any(post.about == delegation.key for post in workplace.posts.values())


def _news(workplace: Workplace, delegation: Delegation, who: Who, now: datetime) -> Post | None:
    """The message to one of the two; None where the last one told them the same."""
    stem = key_of(Purpose.DELEGATED, SUBJECT, f"{_short(delegation.key)}/{who.id}", 1)
    before = [
        post
        for post in workplace.posts.values()
        if post.purpose is Purpose.DELEGATED
        and (post.about, post.receiver.id) == (delegation.key, who.id)
    ]
    heard = (post for post in before if post.state is not PostState.SUPERSEDED)
    last = max(heard, key=lambda post: ordinal_of(post.key), default=None)
    if last is not None and _says(last, delegation):
        return None
    return Post(
        key=next_key(stem, (post.key for post in before)),
        purpose=Purpose.DELEGATED,
        subject=SUBJECT,
        about=delegation.key,
        receiver=who,
        says=delegation.model_dump_json(),
        claimed_at=now,
    )


def _short(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def _audit(
    subject: str, act: str, person: Person, now: datetime, result: str = "done"
) -> AuditEvent:
    return AuditEvent(
        key=f"{subject}/audit",
        change="",
        act=act,
        result=result,
        by=person.who,
        tenant=person.tenant,
        at=now,
    )


def _refused(workplace: Workplace, stands: Delegation, person: Person, now: datetime) -> Outcome:
    """Refuse, and keep the attempt, once for each person."""
    reason = Reason.NOT_YOURS_TO_HAND_OVER
    refusal = Refusal(reason, can_act=(stands.of,), about=stands.key)
    event = _audit(
        f"{stands.key}/refused/{person.key}", "end hand-over", person, now, f"refused: {reason}"
    )
    return Outcome(refusal, facts=() if event.key in workplace.audit else (event,))
