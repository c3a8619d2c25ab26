"""When a change happens, and whom and what it touches then (S-28)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from playbook.alike import Name, alike, systems_in, teams_in
from playbook.dossier import Dossier
from playbook.records import FreezeWindow, Holiday, Phase, Use, Wave
from playbook.standing import UNDER_WAY, standing

Span = tuple[date, date]
"""A first and a last day."""

_LIVE = (Phase.SUBMITTED, Phase.PAUSED, *UNDER_WAY)
"""A paused change may be taken up again on any day, and keeps its days until they are moved."""
_BEFORE = (Phase.DRAFT, Phase.REOPENED)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row on which a change happens."""

    first: date
    last: date
    wave: Wave | None
    """The wave whose days they are; None for the go-live window."""
    teams: tuple[Name, ...]
    people: Mapping[str, str]
    """Who is needed on these days: names by Entra object id."""

    @property
    def span(self) -> Span:
        return self.first, self.last


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a change touches, and when, the soonest first."""

    change: str
    systems: tuple[Name, ...]
    stretches: tuple[Stretch, ...]


def counts(dossier: Dossier) -> bool:
    """Whether a change is in the way of others: asked for, approved, or under way."""
    return dossier.change.use is not Use.TEMPLATE and standing(dossier).phase in _LIVE


def may_come(dossier: Dossier) -> bool:
    """Whether a change may yet be in the way of others: a draft too, which nobody else sees."""
    phase = standing(dossier).phase
    return dossier.change.use is not Use.TEMPLATE and phase in (*_LIVE, *_BEFORE)


def footprint(dossier: Dossier) -> Footprint:
    """The days of a change are those of its waves; and until one has any, its go-live window."""
    change = dossier.change
    return Footprint(
        change.key,
        systems_in(change.in_scope_systems),
        tuple(sorted(_stretches(dossier), key=lambda each: (each.span, each.wave is None))),
    )


def _stretches(dossier: Dossier) -> Iterator[Stretch]:
    change = dossier.change
    planned = [(wave, span) for wave in dossier.waves if (span := span_of(*wave.days))]
    everybody = teams_in(change.in_scope_teams)
    if not planned and (window := span_of(change.go_live_from, change.go_live_to)):
        yield Stretch(*window, None, everybody, _people(dossier, None))
    for wave, span in planned:
        yield Stretch(*span, wave, _teams(wave, everybody), _people(dossier, wave))


def _teams(wave: Wave, in_scope: tuple[Name, ...]) -> tuple[Name, ...]:
    """A wave that tells one of the teams in scope is that team's; any other touches them all, and
    whom it tells.
    """
    told = teams_in(wave.audience.name) if wave.audience else ()
    within = tuple(one for one in told if any(alike(one, team) for team in in_scope))
    return within or (*in_scope, *told)


def _people(dossier: Dossier, wave: Wave | None) -> Mapping[str, str]:
    """The lead, who sees to what is still waited for, and the owner of the wave."""
    awaited = (one.owner for one in dossier.dependencies if one.settled_on is None)
    who = (dossier.change.lead, *awaited, *((wave.owner,) if wave else ()))
    return {one.id: one.name for one in who if one}


def span_of(first: date | None, last: date | None) -> Span | None:
    """The days from the first to the last; one day where only one is known, and none where they
    are typed the wrong way round.
    """
    begins, ends = first or last, last or first
    return (begins, ends) if begins and ends and begins <= ends else None


def days_of(row: FreezeWindow | Holiday) -> Span | None:
    return span_of(row.first_day, row.last_day)


def overlap(one: Span, other: Span) -> Span | None:
    """The days that are in both."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def monday_of(day: date) -> date:
    """The Monday of the week that a day is in: weeks go from Monday to Sunday."""
    return day - timedelta(days=day.weekday())


def week_of(monday: date) -> Span:
    return monday, monday + timedelta(days=6)
