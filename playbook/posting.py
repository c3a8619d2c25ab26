"""Which posts a change's facts call for: a decision claims them, the agenda repairs them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from playbook import announcing, asking, concerns, hindsight, surveys
from playbook.calls import Call, claimed, is_open, ordinal_of
from playbook.dossier import Dossier
from playbook.lateness import LATENESS, Lateness
from playbook.records import Post, PostState, Purpose
from playbook.workplace import Workplace

_ABOUT_APPROVAL = (
    Purpose.APPROVAL,
    Purpose.REMINDER,
    Purpose.STAND_IN,
    Purpose.ESCALATED,
    Purpose.EXPIRING,
    Purpose.EXPIRED,
)
_ABOUT_WAVES = (
    Purpose.ANNOUNCEMENT,
    Purpose.ROLLBACK,
    Purpose.HELD,
    Purpose.PAUSED,
    Purpose.CORRECTION,
)
_ABOUT_CONCERNS = (Purpose.QUESTION, Purpose.PROBLEM, Purpose.ADDITION, Purpose.ANSWERED)
_ABOUT_SURVEYS = (Purpose.SURVEY, Purpose.COUNTS)


def wanted(dossier: Dossier, workplace: Workplace, now: datetime) -> tuple[Post, ...]:
    """The posts that the facts call for and that nobody has claimed yet, claimed."""
    posts: list[Post] = []
    for call in _calls(dossier, workplace, now):
        if is_open(dossier, call):
            posts.append(claimed(dossier, call, now))
            # Two channels are told under one stem: the next ordinal counts this post too.
            dossier = dossier.after((posts[-1],))
    return tuple(posts)


def _calls(dossier: Dossier, workplace: Workplace, now: datetime) -> Iterator[Call]:
    yield from asking.calls(dossier, workplace, now)
    yield from hindsight.calls(dossier, workplace, now)
    yield from announcing.calls(dossier, workplace)
    yield from concerns.calls(dossier)
    yield from surveys.calls(dossier, workplace, now)


def superseded(dossier: Dossier, workplace: Workplace, now: datetime) -> tuple[Post, ...]:
    """Claimed posts that no longer say anything true, marked so; they are never sent.

    A reminder in doubt goes the same way: nobody needs to say whether it arrived.
    """
    resent = tuple(
        replaced_by(successor, post, now)
        for post in dossier.posts
        if post.state is PostState.UNKNOWN and (successor := successor_of(post, dossier.posts))
    )
    kept = {post.key for post in resent}
    return resent + tuple(
        post.model_copy(update={"state": PostState.SUPERSEDED, "settled_at": now})
        for post in dossier.posts
        if post.key not in kept
        and _may_go_stale(post)
        and not _holds(dossier, workplace, post, now)
    )


def _may_go_stale(post: Post) -> bool:
    if post.state is PostState.UNKNOWN:
        return LATENESS[post.purpose] is Lateness.SUPERSEDED
    return post.state is PostState.CLAIMED


def _holds(dossier: Dossier, workplace: Workplace, post: Post, now: datetime) -> bool:
    """Whether what a post would say is still true."""
    unreached = post.purpose is Purpose.UNREACHABLE and not post.about
    if post.purpose in _ABOUT_APPROVAL or unreached:
        return asking.holds(dossier, workplace, post, now)
    if post.purpose is Purpose.REVIEW:
        return hindsight.holds(dossier, workplace, post)
    if post.purpose in _ABOUT_WAVES:
        return announcing.holds(dossier, post)
    if post.purpose in _ABOUT_CONCERNS:
        return concerns.holds(dossier, post)
    if post.purpose in _ABOUT_SURVEYS:
        return surveys.holds(dossier, workplace, post, now)
    return True


def successor_of(post: Post, others: Iterable[Post]) -> Post | None:
    """The post that somebody had sent in place of one in doubt, if there is one."""
    stem = post.key.rpartition("/")[0]
    later = (
        other
        for other in others
        if (other.key.rpartition("/")[0], other.version) == (stem, post.version)
        and (bool(post.receiver) or other.conversation == post.conversation)
        and ordinal_of(other.key) > ordinal_of(post.key)
    )
    return min(later, key=lambda other: ordinal_of(other.key), default=None)


def replaced_by(successor: Post, post: Post, now: datetime) -> Post:
    """The post in doubt, once another was sent in its place."""
    detail = f"Sent again as {successor.key}"[:255]
    return post.model_copy(
        update={"state": PostState.SUPERSEDED, "settled_at": now, "detail": detail}
    )
