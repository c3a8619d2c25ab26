"""When people work: working days, the hours of a day, and the quiet outside them.

Time is an argument, as everywhere in the playbook. Days are local days; every instant that is
worked out here is in UTC. What makes a day a working day, and what happens when the clocks
change, is decided in docs/decisions/0009-working-time.md.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from playbook.records import Holiday

if TYPE_CHECKING:
    from holidays import HolidayBase

_A_DAY = timedelta(days=1)
_LONGEST_CLOSING = timedelta(days=366)
_SATURDAY = 5
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])(?:[:h.]([0-5][0-9]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody, or the organisation, works; all other time is quiet.

    Zone and province are taken as they are. `hours_of` is the way in for what people typed.
    """

    zone: str = "America/Toronto"
    """An IANA name."""
    province: str = "ON"
    """One of `provinces()`: whose public holidays are kept."""
    opens: time = time(9)
    """Local; the first minute that is not quiet."""
    closes: time = time(17)
    """Local; the first minute that is quiet again. Later than `opens`, on the same day."""
    closed: frozenset[date] = frozenset()
    """Days on which nobody works, besides weekends and public holidays."""

    def __post_init__(self) -> None:
        if not self.opens < self.closes:
            raise ValueError(f"{self.opens} to {self.closes} is no working day")


def hours_of(zone: str, province: str, otherwise: Hours, begins: str = "", ends: str = "") -> Hours:
    """Somebody's hours, from what their row says; what is empty or unknown is as in `otherwise`.

    A province may be written as its code or by its name in English or French, a time as 8:30.
    """
    opens, closes = clock(begins) or otherwise.opens, clock(ends) or otherwise.closes
    if not opens < closes:
        opens, closes = otherwise.opens, otherwise.closes
    return replace(
        otherwise,
        zone=zone.strip() if is_zone(zone.strip()) else otherwise.zone,
        province=_codes().get(province.strip().casefold(), otherwise.province),
        opens=opens,
        closes=closes,
    )


def clock(text: str) -> time | None:
    """A time of day as people type it, such as 8:30; None for anything else."""
    found = _CLOCK.fullmatch(text.strip())
    return time(int(found[1]), int(found[2] or 0)) if found else None


@lru_cache(maxsize=1024)
def is_zone(name: str) -> bool:
    """Whether this is the name of a time zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # A name nobody knows, no possible name ("", "../x"), a folder of zones ("America").
        return False
    return True


def provinces() -> tuple[str, ...]:
    """The two-letter codes of the thirteen provinces and territories."""
    return _calendar().subdivisions


@cache
def _codes() -> Mapping[str, str]:
    """Each province's code by itself and by its names, in folded case."""
    canada = _calendar()
    named = {**canada.subdivisions_aliases, **{code: code for code in canada.subdivisions}}
    return MappingProxyType({name.casefold(): code for name, code in named.items()})


@lru_cache(maxsize=256)
def _public_holidays(province: str, year: int) -> frozenset[date]:
    return frozenset(_calendar(province, year))


@lru_cache(maxsize=256)
def public_holidays(province: str, year: int, language: str) -> Mapping[date, str]:
    """A province's public holidays by name, in English unless it is French that is asked for."""
    spoken = "fr" if language.startswith("fr") else "en_CA"
    return MappingProxyType(dict(_calendar(province, year, spoken)))


def _calendar(
    province: str | None = None, year: int | None = None, language: str = "en_CA"
) -> "HolidayBase":
    # Every country on earth is imported with it, 0.2 s of CPU, so not before somebody asks.
    from holidays import country_holidays

    return country_holidays("CA", subdiv=province, years=year, expand=False, language=language)


def local_day(at: datetime, hours: Hours) -> date:
    """The date on somebody's wall at an instant."""
    return at.astimezone(ZoneInfo(hours.zone)).date()


def is_working_day(day: date, hours: Hours) -> bool:
    """Monday to Friday, unless it is a public holiday of the province, or the office is closed."""
    if day.weekday() >= _SATURDAY or day in hours.closed:
        return False
    return day not in _public_holidays(hours.province, day.year)


def working_day_from(day: date, hours: Hours) -> date:
    """The day itself where it is a working day, or else the next one."""
    return day if is_working_day(day, hours) else next_working_day(day, hours)


def next_working_day(day: date, hours: Hours) -> date:
    """The first working day after this day."""
    day += _A_DAY
    while not is_working_day(day, hours):
        day += _A_DAY
    return day


def previous_working_day(day: date, hours: Hours) -> date:
    """The last working day before this day."""
    day -= _A_DAY
    while not is_working_day(day, hours):
        day -= _A_DAY
    return day


def opening(day: date, hours: Hours) -> datetime:
    """When work begins on a day; whether it is a working day is not asked."""
    return _instant(day, hours.opens, hours)


def opening_after(at: datetime, days: int, hours: Hours) -> datetime:
    """When work begins so many working days after an instant."""
    day = local_day(at, hours)
    for _ in range(days):
        day = next_working_day(day, hours)
    return opening(day, hours)


def closing(day: date, hours: Hours) -> datetime:
    """When quiet begins on a day; whether it is a working day is not asked.

    Later than the opening, unless the clocks go forward by more than the day's hours are long.
    """
    return _instant(day, hours.closes, hours)


def is_open(at: datetime, hours: Hours) -> bool:
    """Whether it is working time; the instant of opening is, the instant of closing is not."""
    return next_open(at, hours) == at


def next_open(at: datetime, hours: Hours) -> datetime:
    """The instant itself in working time, and in quiet hours the next opening."""
    day = working_day_from(local_day(at, hours), hours)
    while max(at, opening(day, hours)) >= closing(day, hours):
        day = next_working_day(day, hours)
    return max(at, opening(day, hours))


def _instant(day: date, clock: time, hours: Hours) -> datetime:
    """When a clock on somebody's wall shows this time of this day.

    A time that the clocks skip is moved forward by what they skip: 02:30 becomes 03:30. Of a time
    that they show twice it is the first. Both is what `fold=0` means (PEP 495).
    """
    local = datetime.combine(day, clock.replace(fold=0), ZoneInfo(hours.zone))
    return local.astimezone(UTC)


def closed_days(holidays: Iterable[Holiday]) -> Iterator[date]:
    """The days on which the office is closed; a closing of years is a slip of the keyboard."""
    for holiday in holidays:
        last = holiday.last_day or holiday.first_day
        if last - holiday.first_day <= _LONGEST_CLOSING:
            days = range((last - holiday.first_day).days + 1)
            yield from (holiday.first_day + timedelta(days=day) for day in days)
