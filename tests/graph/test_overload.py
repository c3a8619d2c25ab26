"""Three times as much asked of Graph as it may be asked for: all of it is done, once, in time."""

import pytest

from tests.graph.overload import GOOD, Overload, overloaded

CEILING = 200
MINUTES = 4


@pytest.fixture(scope="module")
def overload() -> Overload:
    return overloaded(MINUTES, ceiling=CEILING)


def test_nothing_is_lost_or_doubled_and_no_minute_of_graphs_is_over_the_ceiling(
    overload: Overload,
) -> None:
    assert overload.demanded * 2 >= 3 * CEILING * MINUTES * 0.95
    assert (overload.lost, overload.doubled, overload.disordered) == (0, 0, 0)
    assert 0.8 * CEILING <= overload.worst_minute <= CEILING
    assert overload.throttled == 0


def test_people_hear_within_two_seconds_and_the_lists_are_read_all_the_same(
    overload: Overload,
) -> None:
    assert 0 < overload.kept < overload.presses
    assert overload.slowest <= 2.1
    assert overload.oldest_reading <= 150


def test_at_half_the_ceiling_no_press_is_kept_for_later() -> None:
    calm = overloaded(MINUTES, ceiling=CEILING, times=0.5, weather=GOOD)
    assert (calm.lost, calm.kept) == (0, 0)
