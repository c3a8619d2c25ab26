"""People in another zone are told in their own morning; a pause until then keeps it from them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.demo.rollout import WAVE
from tests.scenarios.firm import Row
from tests.scenarios.rollout import ANNOUNCEMENT, Rollout

WEST = ("bianca.rossi", "carlos.mendes")
BARRIE = ZoneInfo("America/Toronto")


def that_day(hour: int) -> datetime:
    """An hour of Tuesday in Barrie; Vancouver is three hours behind."""
    return datetime(2026, 3, 3, hour, tzinfo=BARRIE)


async def moved_west(rollout: Rollout) -> None:
    """Two of Production work in Vancouver, as somebody types into the list People."""
    for person in WEST:
        soul = rollout.stage.people[person]
        await rollout.firm.add(
            "People", Key=soul.aad_id, Title=soul.name, Zone="America/Vancouver", Province="BC"
        )
    await rollout.firm.settle()


async def told_west(rollout: Rollout) -> list[int]:
    """How often each of the two was told."""
    return [await rollout.firm.count(person, ANNOUNCEMENT) for person in WEST]


async def waiting_sheet(rollout: Rollout) -> Row:
    """The sheet of those in the west."""
    (sheet,) = [row for row in await rollout.sheets() if "Bianca Rossi" in str(row["People"])]
    return sheet


async def test_each_is_told_in_the_morning_of_their_own_zone(rollout: Rollout) -> None:
    await moved_west(rollout)
    await rollout.announced()
    assert await told_west(rollout) == [0, 0]
    assert (await waiting_sheet(rollout))["Due"] == "2026-03-03T17:00:00Z"

    await rollout.until(that_day(12))

    assert await told_west(rollout) == [1, 1]
    assert set((await rollout.told()).values()) == {1}
    assert [row["State"] for row in await rollout.sheets()] == ["done", "done"]


async def test_paused_before_their_morning_they_are_never_told(rollout: Rollout) -> None:
    await moved_west(rollout)
    await rollout.announced()
    await rollout.pause()
    await rollout.until(that_day(23))

    assert await told_west(rollout) == [0, 0]


async def test_taken_up_again_they_are_told_once_in_their_hours(rollout: Rollout) -> None:
    await moved_west(rollout)
    await rollout.announced()
    await rollout.pause()
    await rollout.until(that_day(21))
    await rollout.take_up()
    await rollout.firm.settle("PT1H")
    assert await told_west(rollout) == [0, 0]

    await rollout.until(datetime(2026, 3, 4, 13, tzinfo=BARRIE))

    assert await told_west(rollout) == [1, 1]
    assert set((await rollout.told()).values()) == {1}


async def test_taken_up_again_before_their_morning_they_are_told_in_it(rollout: Rollout) -> None:
    await moved_west(rollout)
    await rollout.announced()
    await rollout.pause()
    await rollout.take_up()
    await rollout.firm.settle()
    assert await told_west(rollout) == [0, 0]

    await rollout.until(that_day(12))

    assert await told_west(rollout) == [1, 1]
    assert (await rollout.stage.row("Waves", WAVE))["Status"] == "Announced"
