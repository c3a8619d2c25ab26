"""Time goes by over weekends, holidays and nights, at once or with Cutover away."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.demo.rollout import WAVE
from tests.scenarios.rollout import PROBLEM, Rollout

BARRIE = ZoneInfo("America/Toronto")


def barrie(month: int, day: int, hour: int = 0) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=BARRIE)


async def told_at(rollout: Rollout) -> datetime:
    """When people were told, on the office's clock. They were told once."""
    (step,) = [row for row in await rollout.steps() if row["MovedTo"] == "Announced"]
    assert set((await rollout.told()).values()) == {1}
    return datetime.fromisoformat(str(step["Moment"])).astimezone(BARRIE)


async def planned_for(rollout: Rollout, told_on: str, first_day: str, last_day: str) -> None:
    await rollout.edit_wave(announce_on=told_on, first_day=first_day, last_day=last_day)
    await rollout.schedule()


async def test_planned_for_a_saturday_it_is_told_on_monday_on_summer_time(
    rollout: Rollout,
) -> None:
    await planned_for(rollout, "2026-03-07", "2026-03-11", "2026-03-20")
    await rollout.until(barrie(3, 9, 8))
    assert not await rollout.told()

    await rollout.until(barrie(3, 9, 10))

    assert await told_at(rollout) == barrie(3, 9, 9)


async def test_planned_for_good_friday_it_is_told_on_the_monday_after(rollout: Rollout) -> None:
    await planned_for(rollout, "2026-04-03", "2026-04-13", "2026-04-20")
    await rollout.away_until(barrie(4, 2, 20))
    await rollout.until(barrie(4, 5, 20))
    assert not await rollout.told()

    await rollout.until(barrie(4, 6, 12))

    assert await told_at(rollout) == barrie(4, 6, 9)


async def test_with_cutover_away_on_the_morning_it_is_told_on_the_next(rollout: Rollout) -> None:
    await rollout.schedule()
    await rollout.away_until(barrie(3, 3, 20))
    await rollout.firm.settle()
    assert not await rollout.told()

    await rollout.until(barrie(3, 4, 12))

    assert await told_at(rollout) == barrie(3, 4, 9)


async def test_with_cutover_away_on_friday_it_is_told_on_monday(rollout: Rollout) -> None:
    await planned_for(rollout, "2026-03-06", "2026-03-16", "2026-03-20")
    await rollout.away_until(barrie(3, 7, 11))
    await rollout.until(barrie(3, 9, 12))

    assert await told_at(rollout) == barrie(3, 9, 9)


async def test_back_before_the_evening_it_is_told_the_same_day(rollout: Rollout) -> None:
    await rollout.schedule()
    await rollout.away_until(barrie(3, 3, 14))
    await rollout.firm.settle()

    assert (await told_at(rollout)).date() == barrie(3, 3).date()


async def test_two_weeks_at_once_bring_a_digest_each_working_morning_and_none_at_weekends(
    rollout: Rollout,
) -> None:
    card = await rollout.announced()
    await rollout.speak_up("sam", card, PROBLEM, "The plotter is silent.")
    await rollout.until(barrie(3, 17, 12))

    days = sorted(str(post["Key"]).split("/")[2] for post in await rollout.posts("digest"))
    assert days == [
        "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-09", "2026-03-10",
        "2026-03-11", "2026-03-12", "2026-03-13", "2026-03-16", "2026-03-17",
    ]  # fmt: skip
    assert {post["State"] for post in await rollout.posts("digest")} == {"sent"}
    # The digest of the first morning was sent before anybody had said anything.
    assert await rollout.count_in("project_team", "The plotter is silent.") == 10


async def test_a_digest_that_could_not_be_sent_by_the_evening_is_not_sent(
    rollout: Rollout,
) -> None:
    await rollout.schedule()
    team = await rollout.channel("project_team")
    await rollout.firm.fault(
        {"status": 429, "retryAfter": 1}, times=999, service="connector", path=team
    )
    await rollout.until(barrie(3, 3, 18))
    await rollout.firm.no_more_faults()
    await rollout.until(barrie(3, 3, 19))

    (digest,) = await rollout.posts("digest")
    assert digest["State"] == "superseded"
    assert not await rollout.tenant.call("GET", "posts", contains="Next wave")


async def test_with_cutover_away_all_day_there_is_no_digest_of_that_day(rollout: Rollout) -> None:
    await rollout.firm.edit("Waves", WAVE, AnnounceOn="2026-03-20T05:00:00Z")
    await rollout.away_until(barrie(3, 3, 18))
    await rollout.firm.settle()
    assert not [post for post in await rollout.posts("digest") if "2026-03-03" in str(post["Key"])]
