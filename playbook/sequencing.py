"""Sequence before ambition: which changes get in each other's way, and whom they are too much for.

They warn and never block: whoever plans knows why both can go at once, or why one cannot wait
(S-28). What a change touches, and when, is worked out in `playbook.footprint`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import product

from playbook.alike import Name, alike, shared, systems_in, teams_in
from playbook.dossier import Dossier
from playbook.footprint import (
    Footprint,
    Span,
    Stretch,
    counts,
    days_of,
    footprint,
    may_come,
    monday_of,
    overlap,
    span_of,
    week_of,
)
from playbook.records import FreezeWindow, Wave
from playbook.workplace import Workplace

MUCH = 2
"""Changes for one team in one week that are too much. In a business of this size a team learns a
new way beside its day's work and from few people: two at once, and each is blamed for the other's
trouble (S-28).
"""
_A_DAY = timedelta(days=1)


class ClashKind(StrEnum):
    """What two changes get in each other's way with, in the order in which it is said."""

    FREEZE = "freeze"
    """The change falls into days on which nothing is to be changed."""
    SYSTEM = "system"
    TEAM = "team"
    """Both change a team's work on the same days."""
    WEEK = "week"
    """Both change a team's work in the same week, on different days."""
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that a change shares with another one, on days in a row."""

    kind: ClashKind
    what: str
    """The system, team, person or freeze window, by name."""
    other: str
    """Key of the other change; empty for a freeze window."""
    first: date
    last: date


_Found = Mapping[tuple[ClashKind, str], list[Span]]


def clashes(
    dossier: Dossier, dossiers: Iterable[Dossier], workplace: Workplace, now: datetime
) -> tuple[Clash, ...]:
    """What gets in a change's way from today on, the soonest first.

    The change itself may be a draft, or not kept yet; of `dossiers`, which are all changes, drafts
    and templates do not count, nor what is over.
    """
    if not may_come(dossier):
        return ()
    today, ours = workplace.today(now), footprint(dossier)
    if not ours.stretches or max(each.last for each in ours.stretches) < monday_of(today):
        return ()
    found = list(in_freezes(ours, ours.stretches, workplace.freezes, today))
    for other in dossiers:
        if other.change.key != dossier.change.key and _is_near(ours, other) and counts(other):
            found += between(ours, footprint(other), workplace, today)
    return tuple(sorted(found, key=soonest))


def frozen(dossier: Dossier, wave: Wave, workplace: Workplace, now: datetime) -> tuple[Clash, ...]:
    """The freeze windows that a wave's days fall into, the soonest first."""
    ours = footprint(dossier)
    its = tuple(each for each in ours.stretches if each.wave and each.wave.key == wave.key)
    found = in_freezes(ours, its, workplace.freezes, workplace.today(now))
    return tuple(sorted(found, key=soonest))


def between(
    ours: Footprint, theirs: Footprint, workplace: Workplace, today: date
) -> Iterator[Clash]:
    """What two changes get in each other's way with; the same whichever way round one asks."""
    found: dict[tuple[ClashKind, str], list[Span]] = {}
    for one, other in product(ours.stretches, theirs.stretches):
        if span := overlap(one.span, other.span):
            for team in shared(one.teams, other.teams):
                found.setdefault((ClashKind.TEAM, team), []).append(span)
            for person in _people(one, other, workplace):
                found.setdefault((ClashKind.PERSON, person), []).append(span)
        else:
            for team, week in _one_week(one, other):
                found.setdefault((ClashKind.WEEK, team), []).append(week)
    yield from same_systems(ours, theirs, today)
    for (kind, name), spans in found.items():
        new = [s for s in spans if kind is not ClashKind.WEEK or not _is_told(found, name, s)]
        yield from _each(kind, name, theirs.change, new, today)


def same_systems(ours: Footprint, theirs: Footprint, today: date) -> Iterator[Clash]:
    """The systems that two changes touch on the same days."""
    if names := shared(ours.systems, theirs.systems):
        pairs = product(ours.stretches, theirs.stretches)
        spans = [days for one, other in pairs if (days := overlap(one.span, other.span))]
        for name in names:
            yield from _each(ClashKind.SYSTEM, name, theirs.change, spans, today)


def _each(
    kind: ClashKind, what: str, other: str, spans: Iterable[Span], today: date
) -> Iterator[Clash]:
    """One for all days in a row, unless they are over."""
    for first, last in _in_a_row(spans):
        if last >= today:
            yield Clash(kind, what, other, first, last)


def _is_near(ours: Footprint, other: Dossier) -> bool:
    """Whether another change has days in the weeks of ours: asked first, as it costs least."""
    begins = monday_of(min(each.first for each in ours.stretches))
    ends = week_of(monday_of(max(each.last for each in ours.stretches)))[1]
    window = (other.change.go_live_from, other.change.go_live_to)
    spans = (span_of(*days) for days in (window, *(wave.days for wave in other.waves)))
    return any(span and overlap(span, (begins, ends)) for span in spans)


def _one_week(one: Stretch, other: Stretch) -> Iterator[tuple[str, Span]]:
    """The teams that have both in the week in which one ends and the other begins."""
    earlier, later = sorted((one, other), key=lambda each: each.first)
    monday = monday_of(later.first)
    if monday_of(earlier.last) == monday:
        yield from ((team, week_of(monday)) for team in shared(one.teams, other.teams))


def _is_told(found: _Found, team: str, week: Span) -> bool:
    """Whether the same team has both on the same days of that week, which says more."""
    return any(overlap(days, week) for days in found.get((ClashKind.TEAM, team), ()))


def _people(one: Stretch, other: Stretch, workplace: Workplace) -> tuple[str, ...]:
    both = one.people.keys() & other.people.keys()
    names = (_called(key, one, other, workplace) for key in both)
    return tuple(sorted(name for name in names if name))


def _called(key: str, one: Stretch, other: Stretch, workplace: Workplace) -> str:
    """A person's name by their own row, or as the longer of both changes has it."""
    known = workplace.people.get(key)
    if known is not None and known.name:
        return known.name
    return max(one.people[key], other.people[key], key=lambda name: (len(name), name))


def in_freezes(
    ours: Footprint,
    stretches: Iterable[Stretch],
    freezes: Iterable[FreezeWindow],
    today: date,
) -> Iterator[Clash]:
    """The freeze windows that these days of a change fall into."""
    found: dict[str, list[Span]] = {}
    for freeze, each in product(freezes, stretches):
        days = days_of(freeze)
        span = overlap(each.span, days) if days else None
        if span and is_frozen(freeze, (*ours.systems, *each.teams)):
            found.setdefault(freeze.name, []).append(span)
    for name, spans in found.items():
        yield from _each(ClashKind.FREEZE, name, "", spans, today)


def is_frozen(freeze: FreezeWindow, touched: Iterable[Name]) -> bool:
    """Whether a freeze window is about one of these systems and teams; an empty one is about all.

    Read both as systems and as teams, as one column names either.
    """
    named = (*systems_in(freeze.systems), *teams_in(freeze.systems))
    return not named or any(alike(one, name) for one in touched for name in named)


def _in_a_row(spans: Iterable[Span]) -> Iterator[Span]:
    """The same days, each once: what overlaps or follows on is one span."""
    first, last = date.max, date.min
    for begins, ends in sorted(spans):
        if first <= last and begins > last + _A_DAY:
            yield first, last
            first, last = begins, ends
        else:
            first, last = min(first, begins), max(last, ends)
    if first <= last:
        yield first, last


def soonest(clash: Clash) -> tuple[date, int, str, str, date]:
    """The order in which they are told."""
    return clash.first, list(ClashKind).index(clash.kind), clash.other, clash.what, clash.last


@dataclass(frozen=True, slots=True)
class Load:
    """The changes that one team has in one week, from Monday to Sunday."""

    team: str
    monday: date
    changes: tuple[str, ...]
    """Keys, the lowest first."""

    @property
    def is_much(self) -> bool:
        return len(self.changes) >= MUCH


def load(dossiers: Iterable[Dossier], from_day: date, weeks: int) -> tuple[Load, ...]:
    """What each team has in each of the weeks from this day's on: by week, then by team."""
    live = [footprint(dossier) for dossier in dossiers if counts(dossier)]
    first = monday_of(from_day)
    mondays = [first + 7 * _A_DAY * number for number in range(weeks)]
    return tuple(each for monday in mondays for each in loads_in(live, monday))


def loads_in(live: Iterable[Footprint], monday: date) -> Iterator[Load]:
    """What each team has in one week; a name that others have within theirs stands for all."""
    week = week_of(monday)
    touched: dict[Name, set[str]] = {}
    for each in live:
        for stretch in each.stretches:
            if overlap(stretch.span, week):
                for team in stretch.teams:
                    touched.setdefault(team, set()).add(each.change)
    teams: dict[tuple[bool, frozenset[str]], str] = {}
    for name in sorted(touched, key=lambda name: (len(name.text), name.text)):
        teams.setdefault((name.everything, name.words), name.text)
    for (everything, words), text in sorted(teams.items(), key=lambda team: team[1]):
        team = Name(text, words, everything)
        # What everybody has is had by each team; what one team has is not had by everybody.
        its = (
            changes
            for name, changes in touched.items()
            if (name.everything if everything else alike(team, name))
        )
        yield Load(text, monday, tuple(sorted(set().union(*its))))
