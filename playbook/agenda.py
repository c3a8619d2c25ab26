"""What is due: repairs of what facts call for, and what time brings."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from playbook import (
    delegating,
    digest,
    expiring,
    handing_over,
    hindsight,
    ladder,
    mailing,
    surveys,
)
from playbook.chaining import chained
from playbook.completing import completed
from playbook.dossier import Dossier
from playbook.filing import is_whole
from playbook.lateness import may_go
from playbook.outcome import Outcome
from playbook.records import PostState
from playbook.rolling import brought_by_time, next_announcement
from playbook.scoping import asks_anew, is_put_back
from playbook.stepping import resubmission
from playbook.workplace import Workplace


def agenda(dossier: Dossier, workplace: Workplace, now: datetime) -> Outcome:
    """What is due for one change at this instant; an empty outcome where nothing is.

    Whatever a crash, a refused part of a batch or a hand edit left undone is found here,
    since it follows from the facts alone: posts nobody claimed, columns that do not tell
    what the facts tell, a scope that was edited in the list while it waited or after.
    """
    return chained(_due(dossier, workplace, now), dossier)


def _due(dossier: Dossier, workplace: Workplace, now: datetime) -> Outcome:
    if asks_anew(dossier) and _is_ready(dossier, workplace.today(now)):
        return resubmission(dossier, workplace, now)
    steps = expiring.expiry(dossier, workplace, now) or brought_by_time(dossier, workplace, now)
    return completed(Outcome(facts=steps), dossier, workplace, now)


def _is_ready(dossier: Dossier, today: date) -> bool:
    """Whether an edited scope may go before its approvers by itself: not one that is noted to be
    wrong, nor one whose editor is about to hear of it, and is then named as who sent it.
    """
    if dossier.note or dossier.unnoticed:
        return False
    return is_put_back(dossier) or is_whole(dossier, today)


def next_due(dossier: Dossier, workplace: Workplace, after: datetime) -> datetime | None:
    """The first instant later than `after` at which time alone makes something due."""
    waiting = (
        may_go(post, workplace, after) for post in dossier.posts if post.state is PostState.CLAIMED
    )
    dues = (
        *_of_the_approval(dossier, workplace, after),
        next_announcement(dossier, workplace, after),
        surveys.next_change(dossier, workplace, after),
        mailing.next_sheet(dossier, after),
        *waiting,
    )
    return min((due for due in dues if due is not None and due > after), default=None)


def _of_the_approval(
    dossier: Dossier, workplace: Workplace, after: datetime
) -> Iterator[datetime | None]:
    rung = ladder.next_rung(dossier, workplace, after)
    yield rung.due if rung else None
    yield expiring.announced_at(dossier, workplace)
    yield expiring.ends_at(dossier, workplace)
    yield delegating.next_turn(dossier, workplace, after)
    yield hindsight.next_call(dossier, workplace, after)


def standup(dossiers: Iterable[Dossier], workplace: Workplace, now: datetime) -> Outcome:
    """What is due for the whole organisation: this morning's digest, an end to stale ones, and
    what people are told of who decides in whose place.
    """
    claimed = digest.standup(dossiers, workplace, now)
    stale = (*digest.expired(workplace, now), *handing_over.superseded(workplace, now))
    return Outcome(facts=(*claimed.facts, *handing_over.owed(workplace, now)), edits=stale)


def next_standup(workplace: Workplace, after: datetime) -> datetime | None:
    """The first instant later than `after` at which the organisation has something due."""
    return digest.next_standup(workplace, after)
