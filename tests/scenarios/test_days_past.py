"""A wave cannot be moved into the past, and one that was is never announced as if it were new."""

import pytest

from bot.demo.rollout import PILOT, WAVE
from tests.scenarios.rollout import Rollout


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"announce_on": "2026-02-27"}, "This day has passed"),
        ({"last_day": "2026-02-27"}, "ends before it begins"),
        ({"first_day": "2026-02-02", "last_day": "2026-02-06"}, "This day has passed"),
        ({"announce_on": "2026-03-04"}, "People would hear of it on the first day or later"),
        ({"first_day": "soon"}, "could not be read as a day"),
    ],
)
async def test_the_form_of_a_wave_moved_to_the_past_comes_back(
    rollout: Rollout, fields: dict[str, str], told: str
) -> None:
    before = await rollout.wave()

    answer = await rollout.edit_wave(**fields)

    assert answer.dialog
    assert told in answer.words
    assert await rollout.wave() == before


async def test_moved_to_the_past_by_hand_it_cannot_be_scheduled(rollout: Rollout) -> None:
    await rollout.firm.edit(
        "Waves", WAVE, FirstDay="2026-02-02T05:00:00Z", LastDay="2026-02-06T05:00:00Z"
    )
    await rollout.firm.settle()

    answer = await rollout.schedule()

    assert "The last day of the wave has passed" in answer.words
    assert not await rollout.steps()


async def test_moved_to_the_past_by_hand_once_scheduled_it_is_held(rollout: Rollout) -> None:
    await rollout.schedule()
    await rollout.firm.edit(
        "Waves", WAVE, FirstDay="2026-02-02T05:00:00Z", LastDay="2026-02-06T05:00:00Z"
    )
    await rollout.next_morning()

    assert (await rollout.wave())["Status"] == "Held"
    assert not await rollout.told()
    await rollout.stage.shown("alex", f"Not announced: {PILOT}", "The last day of the wave")


async def test_a_day_of_announcing_put_off_by_hand_is_waited_for(rollout: Rollout) -> None:
    await rollout.schedule()
    await rollout.firm.edit("Waves", WAVE, AnnounceOn="2026-03-05T05:00:00Z")
    await rollout.until_hour(12, day=4)
    assert not await rollout.told()

    await rollout.until_hour(9, day=5)

    assert set((await rollout.told()).values()) == {1}
