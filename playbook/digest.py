"""The stand-up digest: what the project team looks at each working morning (S-44)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from playbook.calls import key_of
from playbook.concerns import waiting
from playbook.dossier import Dossier
from playbook.hours import (
    closing,
    is_working_day,
    next_working_day,
    opening,
    previous_working_day,
)
from playbook.outcome import Lack, Outcome
from playbook.readiness import lacks
from playbook.records import (
    ConcernKind,
    Duty,
    Phase,
    Post,
    PostState,
    Purpose,
    Wave,
    WaveState,
)
from playbook.standing import standing
from playbook.waves import state_of
from playbook.workplace import Workplace

TEAM = "team"
"""What a digest is about, where changes have their keys."""

_OVER = (Phase.CLOSED, Phase.CANCELLED)


class LineKind(StrEnum):
    """What a line of the digest is about, in the order in which they are read."""

    PROBLEM = "problem"
    QUESTION = "question"
    ADDITION = "addition"
    OVERDUE = "overdue"
    DUE = "due today"
    WAITING = "waiting for a decision"
    SOLVED = "problem answered"
    MOVED = "moved"
    WAVE = "wave moved"
    DECIDED = "decided"
    UNDELIVERED = "may not have arrived"
    NEXT_WAVE = "next wave"


_WAITS = {
    ConcernKind.PROBLEM: LineKind.PROBLEM,
    ConcernKind.QUESTION: LineKind.QUESTION,
    ConcernKind.ADDITION: LineKind.ADDITION,
}
"""The line of what nobody has answered yet."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to look at. `row` is the key of the row behind it; of the change itself if none."""

    kind: LineKind
    change: str
    row: str
    lacks: tuple[Lack, ...] = ()


def lines(
    dossiers: Iterable[Dossier], workplace: Workplace, day: date, now: datetime
) -> tuple[Line, ...]:
    """What there is to say on the morning of a working day, sorted as it is read.

    What moved is what happened since the working morning before; the rest is as it stands `now`.
    """
    begins = opening(previous_working_day(day, workplace.office), workplace.office)
    ends = opening(day, workplace.office)
    found = [
        line
        for dossier in dossiers
        for line in (
            *_open(dossier, day, ends),
            *_moved(dossier, begins, ends),
            *_next_wave(dossier, workplace, now),
        )
    ]
    order = list(LineKind)
    return tuple(sorted(found, key=lambda line: (order.index(line.kind), line.change)))


def _open(dossier: Dossier, day: date, ends: datetime) -> Iterator[Line]:
    change = dossier.change.key
    for concern in waiting(dossier):
        if concern.at < ends:
            yield Line(_WAITS[concern.kind], change, concern.key)
    due = ((item.due, item) for item in dossier.items if item.is_open and item.due)
    for last_day, item in sorted(due, key=lambda one: (one[0], one[1].key)):
        if last_day <= day:
            kind = LineKind.DUE if last_day == day else LineKind.OVERDUE
            yield Line(kind, change, item.key)
    where = standing(dossier)
    if where.phase is Phase.SUBMITTED and where.asked_at and where.asked_at < ends:
        yield Line(LineKind.WAITING, change, change)
    if any(post.state is PostState.UNKNOWN for post in dossier.posts) or any(
        sheet.in_doubt for sheet in dossier.sheets
    ):
        yield Line(LineKind.UNDELIVERED, change, change)


def _moved(dossier: Dossier, begins: datetime, ends: datetime) -> Iterator[Line]:
    change = dossier.change.key
    if any(begins <= decision.at < ends for decision in dossier.decisions):
        yield Line(LineKind.DECIDED, change, change)
    if any(begins <= move.at < ends for move in dossier.moves):
        yield Line(LineKind.MOVED, change, change)
    for concern in dossier.concerns:
        answered = concern.answered_at is not None and begins <= concern.answered_at < ends
        if answered and concern.kind is ConcernKind.PROBLEM:
            # The team hears of every problem, also of one that was answered before the morning.
            yield Line(LineKind.SOLVED, change, concern.key)
    for wave in dossier.waves:
        if any(step.wave == wave.key and begins <= step.at < ends for step in dossier.wave_steps):
            yield Line(LineKind.WAVE, change, wave.key)


def _next_wave(dossier: Dossier, workplace: Workplace, now: datetime) -> Iterator[Line]:
    """The next wave and what it still lacks. By itself it is nothing new: see `standup`."""
    wave = next_wave(dossier)
    if wave is not None and standing(dossier).phase not in _OVER:
        missing = lacks(dossier, wave, workplace, now)
        yield Line(LineKind.NEXT_WAVE, dossier.change.key, wave.key, missing)


def next_wave(dossier: Dossier) -> Wave | None:
    """The wave that is announced next."""
    to_come = [
        wave
        for wave in dossier.waves
        if wave.announce_on is not None
        and state_of(dossier, wave).state
        in (WaveState.PLANNED, WaveState.SCHEDULED, WaveState.HELD)
    ]
    return min(to_come, key=lambda wave: (wave.announce_on, wave.key), default=None)


def standup(dossiers: Iterable[Dossier], workplace: Workplace, now: datetime) -> Outcome:
    """The digest of this working morning, claimed, if there is anything to say.

    Named by its local date (`digest/team/2026-03-09`). Late by hours it still goes out; after the
    evening it is worth nothing. A next wave that lacks nothing, alone, is no news.
    """
    team, day = workplace.holder(Duty.PROJECT_TEAM), workplace.today(now)
    key = key_of(Purpose.DIGEST, TEAM, day.isoformat(), 1)
    if not team or key in workplace.posts or not is_working_day(day, workplace.office):
        return Outcome()
    if not opening(day, workplace.office) <= now < closing(day, workplace.office):
        return Outcome()
    if not any(_is_news(line) for line in lines(dossiers, workplace, day, now)):
        return Outcome()
    post = Post(key=key, purpose=Purpose.DIGEST, subject=TEAM, conversation=team.id, claimed_at=now)
    return Outcome(facts=(post,))


def _is_news(line: Line) -> bool:
    return line.kind is not LineKind.NEXT_WAVE or bool(line.lacks)


def expired(workplace: Workplace, now: datetime) -> tuple[Post, ...]:
    """Digests whose evening has come before they were sent, or that are in doubt, superseded."""
    return tuple(
        post.model_copy(update={"state": PostState.SUPERSEDED, "settled_at": now})
        for post in workplace.posts.values()
        if post.purpose is Purpose.DIGEST
        and post.state in (PostState.CLAIMED, PostState.UNKNOWN)
        and now >= closing(day_of(post, workplace), workplace.office)
    )


def day_of(post: Post, workplace: Workplace) -> date:
    """The morning that a digest is for."""
    return workplace.today(post.claimed_at)


def next_standup(workplace: Workplace, after: datetime) -> datetime | None:
    """The next working morning; None while nobody has said which channel the team's is."""
    if not workplace.holder(Duty.PROJECT_TEAM):
        return None
    day = workplace.today(after)
    if is_working_day(day, workplace.office):
        morning = opening(day, workplace.office)
        if morning > after:
            return morning
    return opening(next_working_day(day, workplace.office), workplace.office)
