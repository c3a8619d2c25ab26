"""When people work: in every Canadian zone, on every day of a year, and as the clocks change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from holidays import country_holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.hours import (
    Hours,
    closing,
    hours_of,
    is_open,
    is_working_day,
    is_zone,
    local_day,
    next_open,
    next_working_day,
    opening,
    previous_working_day,
    provinces,
    working_day_from,
)

ONTARIO = Hours()
PLACES = {
    "NL": ("St_Johns", "Goose_Bay"),
    "NS": ("Halifax", "Glace_Bay"),
    "PE": ("Halifax",),
    "NB": ("Moncton",),
    "QC": ("Montreal", "Blanc-Sablon"),
    "ON": ("Toronto", "Nipigon", "Thunder_Bay", "Atikokan", "Rainy_River"),
    "MB": ("Winnipeg",),
    "NU": ("Iqaluit", "Pangnirtung", "Resolute", "Rankin_Inlet", "Cambridge_Bay"),
    "SK": ("Regina", "Swift_Current"),
    "AB": ("Edmonton",),
    "NT": ("Yellowknife", "Inuvik"),
    "BC": ("Vancouver", "Dawson_Creek", "Fort_Nelson", "Creston"),
    "YT": ("Whitehorse", "Dawson"),
}
EVERYWHERE = [
    Hours(f"America/{place}", province) for province, places in PLACES.items() for place in places
]
# No opening or closing in Canada is made of these; the first falls into the hour that the clocks
# skip in March, the second into the hour that they show twice in November.
ODD = [(time(2, 30), time(17)), (time(1, 30), time(9, 45)), (time(0), time(23, 59))]
AT_ODD_TIMES = [
    Hours(kept.zone, kept.province, opens, closes) for kept in EVERYWHERE for opens, closes in ODD
]
YEAR = 2027
DAYS = [date(YEAR, 1, 1) + timedelta(day) for day in range(365)]

somewhere = st.sampled_from(EVERYWHERE)
at_any_hours = st.sampled_from([*EVERYWHERE, *AT_ODD_TIMES])
anytime = st.timedeltas(timedelta(0), timedelta(days=1095)).map(
    datetime(2026, 1, 1, tzinfo=UTC).__add__
)
CHANGES = [date(2026, 3, 8), date(2026, 11, 1), date(2027, 3, 14), date(2027, 11, 7)]
around_a_change = st.builds(
    lambda day, hour: datetime.combine(day, time(0), UTC) + timedelta(hours=hour),
    st.sampled_from(CHANGES),
    st.floats(-72, 72),
)
instants = anytime | around_a_change
thoroughly = settings(max_examples=400)
days = st.dates(date(2026, 1, 1), date(2029, 1, 1))


def named(hours: Hours) -> str:
    return f"{hours.zone} {hours.province} from {hours.opens:%H:%M}"


def openings(after: datetime, until: datetime, hours: Hours) -> Iterator[datetime]:
    """The openings later than the one instant and not later than the other, one by one."""
    at = after
    if is_open(at, hours):
        at = closing(local_day(at, hours), hours)
    while (at := next_open(at, hours)) <= until:
        if at > after:
            yield at
        at = closing(local_day(at, hours), hours)


@cache
def holidays(province: str, year: int) -> frozenset[date]:
    return frozenset(country_holidays("CA", subdiv=province, years=year))


def quiet(at: datetime, hours: Hours) -> bool:
    """Whether the clock and the calendar on the wall forbid a message, said without `hours`."""
    local = at.astimezone(ZoneInfo(hours.zone))
    return not (
        local.isoweekday() <= 5
        and local.date() not in holidays(hours.province, local.year)
        and hours.opens <= local.time() < hours.closes
    )


@thoroughly
@given(at_any_hours, instants)
def test_nothing_lands_in_quiet_hours_on_a_weekend_or_on_a_holiday(
    hours: Hours, at: datetime
) -> None:
    assert not quiet(next_open(at, hours), hours)


@thoroughly
@given(somewhere, instants)
def test_nobody_waits_longer_than_they_must(hours: Hours, at: datetime) -> None:
    lands = next_open(at, hours)
    waiting = int((lands - at) / timedelta(minutes=15))
    assert all(quiet(at + timedelta(minutes=15 * tick), hours) for tick in range(waiting))
    assert lands == at or quiet(lands - timedelta(seconds=1), hours)


@given(at_any_hours, instants)
def test_who_has_waited_once_need_not_wait_again(hours: Hours, at: datetime) -> None:
    lands = next_open(at, hours)
    assert next_open(lands, hours) == lands
    assert is_open(lands, hours)
    assert is_open(at, hours) == (lands == at)


@thoroughly
@given(at_any_hours, instants, st.timedeltas(timedelta(0), timedelta(days=5)))
def test_who_comes_later_is_never_served_before(
    hours: Hours, at: datetime, later: timedelta
) -> None:
    assert next_open(at, hours) <= next_open(at + later, hours)


@given(at_any_hours, instants)
def test_no_weekend_and_no_holidays_last_a_week(hours: Hours, at: datetime) -> None:
    assert timedelta(0) <= next_open(at, hours) - at < timedelta(days=7)


@given(at_any_hours, instants, st.sampled_from(EVERYWHERE))
def test_an_instant_is_the_same_wherever_it_is_told_from(
    hours: Hours, at: datetime, other: Hours
) -> None:
    elsewhere = at.astimezone(ZoneInfo(other.zone))
    assert next_open(elsewhere, hours).astimezone(UTC) == next_open(at, hours)
    assert is_open(elsewhere, hours) == is_open(at, hours)


@pytest.mark.parametrize("hours", [*EVERYWHERE, *AT_ODD_TIMES], ids=named)
def test_every_working_day_of_a_year_opens_once_and_closes_after(hours: Hours) -> None:
    first, last = opening(DAYS[0], hours), closing(DAYS[-1], hours)
    working = [day for day in DAYS if is_working_day(day, hours)]
    assert list(openings(first - timedelta(seconds=1), last, hours)) == [
        opening(day, hours) for day in working
    ]
    assert all(opening(day, hours) < closing(day, hours) for day in DAYS)
    assert all(closing(day, hours) < opening(after, hours) for day, after in pairwise(DAYS))
    assert all(local_day(opening(day, hours), hours) == day for day in DAYS)


@thoroughly
@given(at_any_hours, instants, st.lists(st.timedeltas(timedelta(0), timedelta(90)), max_size=12))
def test_going_step_by_step_meets_the_same_mornings_as_a_jump_of_90_days(
    hours: Hours, start: datetime, steps: list[timedelta]
) -> None:
    end = start + timedelta(days=90)
    stops = [start, *sorted(start + step for step in steps), end]
    walked = [at for here, there in pairwise(stops) for at in openings(here, there, hours)]
    assert walked == list(openings(start, end, hours))


@given(somewhere, days)
def test_the_next_and_the_previous_working_day_mirror_each_other(hours: Hours, day: date) -> None:
    assert previous_working_day(day, hours) < day < next_working_day(day, hours)
    working = working_day_from(day, hours)
    assert is_working_day(working, hours)
    assert previous_working_day(next_working_day(working, hours), hours) == working
    assert next_working_day(previous_working_day(working, hours), hours) == working
    assert working_day_from(working, hours) == working


def test_victoria_day_is_kept_in_ontario_and_the_tuesday_opens() -> None:
    friday_evening = datetime(2027, 5, 21, 18, tzinfo=ZoneInfo("America/Toronto"))
    assert next_open(friday_evening, ONTARIO) == datetime(2027, 5, 25, 13, tzinfo=UTC)


def test_saint_jean_is_kept_in_quebec_only() -> None:
    saint_jean = date(2027, 6, 24)
    kept_in = [code for code in provinces() if not is_working_day(saint_jean, Hours(province=code))]
    assert kept_in == ["QC"]


@pytest.mark.parametrize("code", provinces())
def test_the_third_monday_of_february_is_kept_by_most_and_not_by_all(code: str) -> None:
    at_work = {"NL", "NT", "NU", "QC", "YT"}
    assert is_working_day(date(2027, 2, 15), Hours(province=code)) == (code in at_work)


def test_a_holiday_that_falls_on_a_weekend_is_kept_on_the_days_after() -> None:
    christmas_eve = date(2027, 12, 24)
    assert christmas_eve.strftime("%A") == "Friday"
    assert next_working_day(christmas_eve, ONTARIO) == date(2027, 12, 29)
    assert next_working_day(christmas_eve, Hours(province="QC")) == date(2027, 12, 28)


def test_newfoundland_is_half_an_hour_ahead_of_everybody() -> None:
    st_johns = Hours("America/St_Johns", "NL")
    assert opening(date(2027, 3, 9), st_johns) == datetime(2027, 3, 9, 12, 30, tzinfo=UTC)
    assert is_open(datetime(2027, 3, 9, 12, 30, tzinfo=UTC), st_johns)
    assert not is_open(datetime(2027, 3, 9, 20, 30, tzinfo=UTC), st_johns)


def test_the_date_is_the_one_on_the_persons_own_wall() -> None:
    late = datetime(2027, 3, 10, 3, 30, tzinfo=UTC)
    assert local_day(late, ONTARIO) == date(2027, 3, 9)
    assert local_day(late, Hours("America/St_Johns", "NL")) == date(2027, 3, 10)


def test_nine_in_the_morning_stays_nine_in_the_morning_when_the_clocks_change() -> None:
    before, after = date(2027, 3, 12), date(2027, 3, 15)
    assert opening(before, ONTARIO) == datetime(2027, 3, 12, 14, tzinfo=UTC)
    assert opening(after, ONTARIO) == datetime(2027, 3, 15, 13, tzinfo=UTC)
    assert next_open(closing(before, ONTARIO), ONTARIO) == opening(after, ONTARIO)


def test_a_time_that_the_clocks_skip_moves_forward() -> None:
    opens = opening(date(2027, 3, 14), Hours(opens=time(2, 30)))
    assert opens.astimezone(ZoneInfo("America/Toronto")).time() == time(3, 30)


def test_of_a_time_that_the_clocks_show_twice_it_is_the_first() -> None:
    opens = opening(date(2027, 11, 7), Hours(opens=time(1, 30)))
    assert opens == datetime(2027, 11, 7, 5, 30, tzinfo=UTC)


def test_where_the_clocks_change_on_a_working_day_it_still_opens_once() -> None:
    # Egypt goes forward at midnight between a Thursday and a Friday.
    friday = date(2026, 4, 24)
    cairo = Hours("Africa/Cairo", opens=time(0, 30))
    assert list(openings(closing(date(2026, 4, 23), cairo), closing(friday, cairo), cairo)) == [
        datetime(2026, 4, 23, 22, 30, tzinfo=UTC)
    ]


def test_a_day_whose_hours_the_clocks_skip_does_not_open() -> None:
    thursday, friday, monday = date(2026, 4, 23), date(2026, 4, 24), date(2026, 4, 27)
    cairo = Hours("Africa/Cairo", opens=time(0, 30), closes=time(1, 15))
    assert opening(friday, cairo) > closing(friday, cairo)
    assert next_open(closing(thursday, cairo), cairo) == opening(monday, cairo)


def test_what_somebody_typed_is_taken_where_it_is_known() -> None:
    assert hours_of("America/Halifax", "NS", ONTARIO) == Hours("America/Halifax", "NS")
    assert hours_of(" America/Halifax ", " Nova scotia ", ONTARIO) == Hours("America/Halifax", "NS")
    assert hours_of("", "Québec", ONTARIO) == Hours(province="QC")
    assert hours_of("America/Regina", "", ONTARIO) == Hours("America/Regina", "ON")


@pytest.mark.parametrize(
    "typed", ["", "America", "Mars/Olympus", "../etc", "/etc/passwd", "a\0b", "x" * 5000, "ZZ"]
)
def test_what_nobody_knows_is_as_in_the_organisation(typed: str) -> None:
    firm = Hours("America/Vancouver", "BC", time(8), time(16, 30))
    assert hours_of(typed, typed, firm) == firm
    assert not is_zone(typed)


def test_there_are_thirteen_provinces_and_territories() -> None:
    assert set(provinces()) == set(PLACES)
    assert len(provinces()) == 13


def test_hours_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(ValueError, match="no working day"):
        Hours(opens=time(17), closes=time(9))


def test_a_day_on_which_the_office_is_closed_is_no_working_day() -> None:
    closed = Hours(closed=frozenset({date(2026, 7, 27), date(2026, 7, 28)}))
    assert not is_working_day(date(2026, 7, 27), closed)
    assert next_working_day(date(2026, 7, 24), closed) == date(2026, 7, 29)


def test_whoever_begins_earlier_than_the_office_is_told_earlier() -> None:
    early = hours_of("", "", ONTARIO, begins="7:30", ends="15h30")
    assert (early.opens, early.closes) == (time(7, 30), time(15, 30))


@pytest.mark.parametrize(("begins", "ends"), [("noon", "late"), ("25:00", ""), ("18:00", "9:00")])
def test_hours_that_nobody_can_make_out_are_those_of_the_office(begins: str, ends: str) -> None:
    assert hours_of("", "", ONTARIO, begins, ends) == ONTARIO
