"""What lateness does to each kind of message (docs/decisions/0009-working-time.md)."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum, auto

from playbook.hours import closing, local_day, next_open
from playbook.records import Post, Purpose
from playbook.workplace import Workplace


class Lateness(Enum):
    AT_ONCE = auto()
    """Somebody has just asked for it, or cannot wait: it goes at any hour."""
    WAITS = auto()
    """It waits for its reader's working hours."""
    EXPIRES = auto()
    """It is worth nothing after the evening of its day."""
    SUPERSEDED = auto()
    """It waits for working hours too; in doubt, the next one takes its place unasked."""


LATENESS: Mapping[Purpose, Lateness] = {
    Purpose.HELLO: Lateness.AT_ONCE,
    Purpose.SET_UP: Lateness.AT_ONCE,
    Purpose.APPROVAL: Lateness.AT_ONCE,
    Purpose.REMINDER: Lateness.SUPERSEDED,
    Purpose.STAND_IN: Lateness.AT_ONCE,
    Purpose.ESCALATED: Lateness.SUPERSEDED,
    Purpose.EXPIRING: Lateness.SUPERSEDED,
    Purpose.EXPIRED: Lateness.WAITS,
    Purpose.DECIDED: Lateness.AT_ONCE,
    Purpose.WITHDRAWN: Lateness.AT_ONCE,
    Purpose.DELEGATED: Lateness.AT_ONCE,
    Purpose.REVIEW: Lateness.WAITS,
    Purpose.UNREACHABLE: Lateness.AT_ONCE,
    Purpose.SAVED: Lateness.AT_ONCE,
    Purpose.ANNOUNCEMENT: Lateness.WAITS,
    Purpose.ROLLBACK: Lateness.WAITS,
    Purpose.HELD: Lateness.WAITS,
    Purpose.PAUSED: Lateness.AT_ONCE,
    Purpose.QUESTION: Lateness.WAITS,
    Purpose.PROBLEM: Lateness.AT_ONCE,
    Purpose.ADDITION: Lateness.WAITS,
    Purpose.ANSWERED: Lateness.AT_ONCE,
    Purpose.SURVEY: Lateness.WAITS,
    Purpose.COUNTS: Lateness.AT_ONCE,
    Purpose.RESULTS: Lateness.WAITS,
    Purpose.DIGEST: Lateness.EXPIRES,
    Purpose.BY_HAND: Lateness.AT_ONCE,
    Purpose.CORRECTION: Lateness.WAITS,
}


def may_go(post: Post, workplace: Workplace, now: datetime) -> datetime | None:
    """The first instant, from `now` on, at which a claimed post may be sent; None: never more."""
    lateness = LATENESS[post.purpose]
    if lateness is Lateness.AT_ONCE:
        return now
    hours = workplace.hours(post.receiver) if post.receiver else workplace.office
    if lateness is Lateness.EXPIRES and now >= closing(local_day(post.claimed_at, hours), hours):
        return None
    return next_open(now, hours)
