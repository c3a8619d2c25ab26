"""Going from one instant to another through everything that is due on the way."""

from bisect import bisect_right
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock.steps import next_step, rest

START = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
instants = st.integers(min_value=0, max_value=10_000).map(lambda s: START + timedelta(seconds=s))
agendas = st.sets(instants, max_size=12).map(sorted)


def next_in(agenda: list[datetime], after: datetime) -> datetime | None:
    index = bisect_right(agenda, after)
    return agenda[index] if index < len(agenda) else None


def walk(agenda: list[datetime], start: datetime, to: datetime) -> list[datetime]:
    steps, at = [], start
    while (step := next_step(at, to, next_in(agenda, at))) is not None:
        steps.append(step)
        at = step
    return steps


@given(agendas, instants, instants)
def test_every_due_instant_on_the_way_is_a_step_once_in_order_and_the_last_is_the_goal(
    agenda: list[datetime], start: datetime, to: datetime
) -> None:
    between = [at for at in agenda if start < at < to]
    assert walk(agenda, start, to) == ([*between, to] if start < to else [])


@given(agendas, st.tuples(instants, instants, instants).map(sorted))
def test_stopping_on_the_way_misses_nothing_and_repeats_nothing(
    agenda: list[datetime], way: list[datetime]
) -> None:
    start, middle, to = way
    in_two = walk(agenda, start, middle) + walk(agenda, middle, to)
    assert [at for at in in_two if at in agenda] == [
        at for at in walk(agenda, start, to) if at in agenda
    ]


def test_a_due_instant_that_lies_behind_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be due"):
        next_step(START, START + timedelta(days=1), START)


@given(instants, st.none() | instants)
def test_a_rest_ends_when_something_is_due_and_is_never_longer_than_the_interval(
    now: datetime, due: datetime | None
) -> None:
    length = rest(now, due, timedelta(seconds=30))
    assert timedelta(0) <= length <= timedelta(seconds=30)
    if due is not None and due >= now:
        assert now + length <= due
