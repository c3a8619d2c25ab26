"""A wave's days moved by hand in Lists: the announcement moves, and whoever had heard is told."""

from tests.scenarios.rollout import Rollout

FIRST_DAY = "2026-03-09T12:00:00Z"
LAST_DAY = "2026-03-20T12:00:00Z"


async def moved(rollout: Rollout) -> None:
    """Dev moves the pilot by a week, cell by cell, as one does in Lists."""
    wave = "CHG-0001/wave/1"
    await rollout.firm.edit("Waves", wave, person="dev", FirstDay=FIRST_DAY)
    await rollout.firm.settle("PT31S")
    await rollout.firm.edit("Waves", wave, person="dev", LastDay=LAST_DAY)
    await rollout.firm.settle("PT31S")


async def corrections(rollout: Rollout) -> int:
    """How many messages anywhere say that the days have moved."""
    found = await rollout.tenant.call("GET", "posts", contains="You were told:")
    return sum(found.values())


async def test_before_it_is_announced_a_moved_day_moves_the_announcement_and_nothing_else(
    rollout: Rollout,
) -> None:
    await rollout.schedule()
    await rollout.firm.edit(
        "Waves", "CHG-0001/wave/1", person="dev", AnnounceOn="2026-03-05T12:00:00Z",
        FirstDay=FIRST_DAY,
    )  # fmt: skip

    await rollout.next_morning()
    assert await rollout.told() == {}
    await rollout.until_hour(9, day=5)

    assert await rollout.told()
    assert await corrections(rollout) == 0


async def test_everybody_who_had_heard_hears_the_new_days_once(rollout: Rollout) -> None:
    await rollout.announced()
    told = await rollout.told()

    await moved(rollout)
    await rollout.firm.settle("PT10M")
    await rollout.firm.settle("PT10M")

    assert await corrections(rollout) == sum(told.values())
    card = await rollout.in_channel("New days", "March 9", "You were told", "March 4")
    assert "announcement above" in card.words
    await rollout.firm.stage.shown("dev", "New days", "Everything else that you were told")
    sheets = await rollout.firm.rows("Mailings", Purpose="correction")
    assert [row["State"] for row in sheets] == ["done"] * len(sheets)


async def test_days_moved_and_moved_back_within_minutes_trouble_nobody(rollout: Rollout) -> None:
    await rollout.announced()
    before = await rollout.wave()
    await moved(rollout)

    await rollout.firm.edit(
        "Waves", "CHG-0001/wave/1", person="dev",
        FirstDay=before["FirstDay"], LastDay=before["LastDay"],
    )  # fmt: skip
    await rollout.firm.settle("PT30M")

    assert await corrections(rollout) == 0


async def test_in_the_evening_the_correction_waits_for_the_morning(rollout: Rollout) -> None:
    await rollout.announced()
    await rollout.until_hour(20)
    await moved(rollout)
    await rollout.firm.settle("PT1H")
    assert await corrections(rollout) == 0

    await rollout.until_hour(10, day=4)

    assert await corrections(rollout) == sum((await rollout.told()).values())
