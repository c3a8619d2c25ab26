"""Many people told one to one in simulated time, at the limits of docs/platform.md#rates."""

from random import Random

import pytest

from playbook.records import LISTS
from tests.delivery.soak import Soak, soaked
from tests.delivery.teams import BAD


def test_hundreds_are_told_at_nearly_the_published_pace_and_nothing_is_too_fast() -> None:
    soak = soaked(500, seed=1, met=500)

    assert soak.sent == 500
    assert soak.rate >= 45
    assert soak.throttled == 0
    assert_nobody_wronged(soak)


def test_opening_each_chat_first_takes_twice_as_long_and_little_more() -> None:
    soak = soaked(200, seed=2, met=0)

    assert soak.sent == 200
    assert soak.seconds <= 200 * 2 / 38
    assert soak.throttled == 0
    assert_nobody_wronged(soak)


def test_telling_a_thousand_people_costs_ninety_units_and_one_reading_of_the_lists() -> None:
    soak = soaked(1000, seed=3, met=1000)

    assert soak.sent == 1000
    assert soak.written <= 90
    assert soak.read == len(LISTS)


@pytest.mark.parametrize("seed", range(8))
def test_on_a_bad_day_everybody_is_told_refused_or_listed_as_in_doubt(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - makes days, guards nothing
    kills = [random.uniform(0, 1.5), *(random.uniform(0, 4) for _ in range(3))]

    soak = soaked(160, seed=seed, met=80, weather=BAD, kills=kills)

    assert soak.sent + soak.refused + soak.unknown == 160
    assert soak.sent > 80
    assert_nobody_wronged(soak)


def assert_nobody_wronged(soak: Soak) -> None:
    assert (soak.missing, soak.doubled, soak.lost) == (0, 0, 0)
