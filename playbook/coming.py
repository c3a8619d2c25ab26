"""What is coming, week by week: everybody's changes side by side (S-28)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as date
from datetime import datetime, timedelta
from itertools import combinations

from playbook.dossier import Dossier
from playbook.footprint import (
    Footprint,
    Span,
    Stretch,
    counts,
    days_of,
    footprint,
    monday_of,
    overlap,
    week_of,
)
from playbook.records import FreezeWindow, Holiday
from playbook.sequencing import Clash, Load, in_freezes, loads_in, same_systems, soonest
from playbook.workplace import Workplace

_A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Happening:
    """A wave of a change, or its go-live window, in a week that it has days in."""

    dossier: Dossier
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Between:
    """Two changes of the same system, or one that falls into a freeze window.

    Whom two changes need is told to those who plan them: in a business of this size the same lead
    would be in every line here.
    """

    change: str
    clash: Clash


@dataclass(frozen=True, slots=True)
class Week:
    """One week, from Monday to Sunday."""

    monday: date
    happenings: tuple[Happening, ...]
    freezes: tuple[FreezeWindow, ...]
    closings: tuple[Holiday, ...]
    much: tuple[Load, ...]
    """The teams for which it is too much."""
    clashes: tuple[Between, ...]
    """What gets in each other's way from this week on; it is told in its first week only."""

    @property
    def span(self) -> Span:
        return week_of(self.monday)

    @property
    def is_empty(self) -> bool:
        return not (self.happenings or self.freezes or self.closings)


def weeks_from(
    dossiers: Iterable[Dossier], workplace: Workplace, now: datetime, number: int
) -> tuple[Week, ...]:
    """This week and those after it. Drafts and templates are nobody else's business, and what is
    over is not coming.
    """
    today = workplace.today(now)
    first = monday_of(today)
    whole = (first, week_of(first + (number - 1) * _A_WEEK)[1])
    live = [(each, footprint(each)) for each in dossiers if counts(each)]
    near = [(each, steps) for each, steps in live if _has_days_in(steps, whole)]
    found = _clashes([steps for _, steps in near], workplace, today)
    clashes = sorted(found, key=lambda each: (soonest(each.clash), each.change))
    return tuple(
        Week(
            monday,
            tuple(sorted(_happenings(near, week_of(monday)), key=_by_day)),
            tuple(row for row in workplace.freezes if _is_in(days_of(row), week_of(monday))),
            tuple(row for row in workplace.closings if _is_in(days_of(row), week_of(monday))),
            tuple(each for each in loads_in((s for _, s in near), monday) if each.is_much),
            tuple(each for each in clashes if monday_of(max(each.clash.first, first)) == monday),
        )
        for monday in (first + _A_WEEK * after for after in range(number))
    )


def _has_days_in(steps: Footprint, span: Span) -> bool:
    return any(_is_in(each.span, span) for each in steps.stretches)


def _is_in(days: Span | None, span: Span) -> bool:
    return days is not None and overlap(days, span) is not None


def _happenings(near: Iterable[tuple[Dossier, Footprint]], week: Span) -> Iterator[Happening]:
    for dossier, steps in near:
        yield from (Happening(dossier, s) for s in steps.stretches if overlap(s.span, week))


def _by_day(happening: Happening) -> tuple[Span, str]:
    return happening.stretch.span, happening.dossier.change.key


def _clashes(near: list[Footprint], workplace: Workplace, today: date) -> Iterator[Between]:
    for each in near:
        for clash in in_freezes(each, each.stretches, workplace.freezes, today):
            yield Between(each.change, clash)
    for one, other in combinations(near, 2):
        yield from (Between(one.change, clash) for clash in same_systems(one, other, today))
