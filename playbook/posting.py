"""Which posts a change's facts call for: a decision claims them, the agenda repairs them."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from playbook.dossier import Dossier, Workplace
from playbook.fields import Who
from playbook.records import ChangeRequest, Duty, Phase, Post, PostState, Purpose
from playbook.standing import Standing, standing

REMIND_AFTER = timedelta(days=1)
"""An approval nobody has answered is brought up once more after this long."""

ASKS = 3
"""How often Teams may refuse the same question before nobody but a person asks again."""

_ON_ITS_WAY = (PostState.CLAIMED, PostState.SENT, PostState.UNKNOWN)


def key_of(purpose: Purpose, subject: str, receiver: str, ordinal: int) -> str:
    """A post's key: purpose, subject, receiver and ordinal; never an index or an instant."""
    return f"{purpose}/{subject}/{receiver}/{ordinal}"


def subject_in(key: str) -> str:
    """What a post is about, as its key tells; empty where somebody typed another key by hand."""
    _, _, rest = key.partition("/")
    return rest.partition("/")[0]


def next_key(key: str, taken: Iterable[str]) -> str:
    """A post's key with the first ordinal beyond those that are taken."""
    stem = key.rpartition("/")[0]
    ordinals = (ordinal_of(other) for other in taken if other.rpartition("/")[0] == stem)
    return f"{stem}/{max(ordinals, default=0) + 1}"


def ordinal_of(key: str) -> int:
    """The ordinal that a post's key ends in; 0 where somebody typed another ending by hand."""
    ordinal = key.rpartition("/")[2]
    return int(ordinal) if ordinal.isdecimal() else 0


def wanted(dossier: Dossier, workplace: Workplace, now: datetime) -> tuple[Post, ...]:
    """The posts that the facts call for and that nobody has claimed yet, claimed."""
    where = standing(dossier)
    return tuple(
        _claim(dossier, purpose, receiver, where.version, now)
        for purpose, receiver in (
            *_asks(dossier, workplace, where),
            *_reminds(dossier, where, now),
            *_tells(dossier, where),
        )
    )


def superseded(dossier: Dossier, now: datetime) -> tuple[Post, ...]:
    """Claimed posts that no longer say anything true, marked so; they are never sent.

    A reminder in doubt goes the same way: nobody needs to say whether it arrived.
    """
    where = standing(dossier)
    waiting = where.phase is Phase.SUBMITTED and not where.edited
    resent = tuple(
        replaced_by(successor, post, now)
        for post in dossier.posts
        if post.state is PostState.UNKNOWN and (successor := successor_of(post, dossier.posts))
    )
    kept = {post.key for post in resent}
    return resent + tuple(
        post.model_copy(update={"state": PostState.SUPERSEDED, "settled_at": now})
        for post in dossier.posts
        if post.purpose in (Purpose.APPROVAL, Purpose.REMINDER, Purpose.UNREACHABLE)
        and (
            post.state is PostState.CLAIMED
            or (post.state is PostState.UNKNOWN and post.purpose is Purpose.REMINDER)
        )
        and post.key not in kept
        and not (waiting and post.version == where.version)
    )


def successor_of(post: Post, others: Iterable[Post]) -> Post | None:
    """The post that somebody had sent in place of one in doubt, if there is one."""
    stem = post.key.rpartition("/")[0]
    later = (
        other
        for other in others
        if (other.key.rpartition("/")[0], other.version) == (stem, post.version)
        and ordinal_of(other.key) > ordinal_of(post.key)
    )
    return min(later, key=lambda other: ordinal_of(other.key), default=None)


def replaced_by(successor: Post, post: Post, now: datetime) -> Post:
    """The post in doubt, once another was sent in its place."""
    detail = f"Sent again as {successor.key}"[:255]
    return post.model_copy(
        update={"state": PostState.SUPERSEDED, "settled_at": now, "detail": detail}
    )


def reminder_due(dossier: Dossier) -> datetime | None:
    """When the sponsor is to be reminded; None where nothing waits or it was done."""
    where = standing(dossier)
    asked = _asked(dossier, where)
    if where.phase is not Phase.SUBMITTED or where.edited or asked is None:
        return None
    if _sent(dossier, Purpose.REMINDER, where.version, asked.receiver):
        return None
    return (asked.settled_at or asked.claimed_at) + REMIND_AFTER


def _asks(dossier: Dossier, workplace: Workplace, where: Standing) -> Iterator[tuple[Purpose, Who]]:
    """The sponsor is asked; where the sponsor cannot be reached, the project lead is told.

    Asked again once the sponsor has the app, but not for ever: Teams may refuse for reasons
    that asking again does not mend.
    """
    if where.phase is not Phase.SUBMITTED or where.edited:
        return
    sponsor = dossier.change.sponsor
    asks = _posts(dossier, Purpose.APPROVAL, where.version, sponsor)
    if any(post.state in _ON_ITS_WAY for post in asks):
        return
    refused = sum(post.state is PostState.REFUSED for post in asks)
    reachable = workplace.person(sponsor).installed in ("", "yes")
    if not refused or (reachable and refused < ASKS):
        yield Purpose.APPROVAL, sponsor
    elif told := _told_instead(dossier, workplace, where.version):
        yield Purpose.UNREACHABLE, told


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


def _reminds(dossier: Dossier, where: Standing, now: datetime) -> Iterator[tuple[Purpose, Who]]:
    due = reminder_due(dossier)
    if due is not None and due <= now and _asked(dossier, where) is not None:
        yield Purpose.REMINDER, dossier.change.sponsor


def _tells(dossier: Dossier, where: Standing) -> Iterator[tuple[Purpose, Who]]:
    """Whoever asked for the change, and whoever runs it, hears the decision."""
    if where.decision is None:
        return
    listeners = {who.id: who for who in (dossier.change.requester, lead_of(dossier)) if who}
    for who in listeners.values():
        if who.id != where.decision.by.id and not _sent(
            dossier, Purpose.DECIDED, where.version, who
        ):
            yield Purpose.DECIDED, who


def lead_of(dossier: Dossier) -> Who:
    """Who runs the change: its project lead, or whoever filed it."""
    return dossier.change.lead or dossier.change.requester


def waits_for(change: ChangeRequest, person: Who, where: Standing) -> bool:
    """Whether this person's decision is what the change waits for."""
    return where.phase is Phase.SUBMITTED and not where.edited and change.sponsor.id == person.id


def _asked(dossier: Dossier, where: Standing) -> Post | None:
    asks = _posts(dossier, Purpose.APPROVAL, where.version, dossier.change.sponsor)
    return next((post for post in asks if post.state is PostState.SENT), None)


def _posts(dossier: Dossier, purpose: Purpose, version: str, receiver: Who) -> list[Post]:
    return [
        post
        for post in dossier.posts
        if post.purpose is purpose and post.version == version and post.receiver.id == receiver.id
    ]


def _sent(dossier: Dossier, purpose: Purpose, version: str, receiver: Who) -> bool:
    return bool(_posts(dossier, purpose, version, receiver))


def _claim(dossier: Dossier, purpose: Purpose, receiver: Who, version: str, now: datetime) -> Post:
    subject = dossier.change.key
    stem = key_of(purpose, subject, receiver.id, 1)
    return Post(
        key=next_key(stem, (post.key for post in dossier.posts)),
        purpose=purpose,
        subject=subject,
        version=version,
        receiver=receiver,
        claimed_at=now,
    )
