"""A wave is announced once, to its channel and to each of its people, whoever presses what."""

from bot.demo.rollout import PILOT, WAVE
from tests.scenarios.rollout import ANNOUNCEMENT, Rollout

PRODUCTION = 15


async def test_scheduling_twice_schedules_once_and_announces_once(rollout: Rollout) -> None:
    card = await rollout.wave_card("julie")

    answers = await rollout.firm.press_at_once("julie", card, "to-scheduled", 3)
    await rollout.announced_by_itself()
    await rollout.firm.settle("PT4H")

    assert all(PILOT in answer.words for answer in answers)
    assert [row["MovedTo"] for row in await rollout.steps()] == ["Scheduled", "Announced"]
    assert len(await rollout.posts("announcement")) == 1
    told = await rollout.told()
    assert len(told) == 1 + PRODUCTION
    assert set(told.values()) == {1}


async def test_two_who_schedule_at_once_are_both_told_that_it_is_scheduled(
    rollout: Rollout,
) -> None:
    cards = {person: await rollout.wave_card(person) for person in ("julie", "alex")}

    first = await rollout.firm.press("julie", cards["julie"], "to-scheduled")
    second = await rollout.firm.press("alex", cards["alex"], "to-scheduled")

    assert "on Tuesday, March 3 at 9:00" in first.words
    assert "has moved on since your card was drawn" in second.words
    assert len(await rollout.steps()) == 1


async def test_got_it_pressed_in_the_channel_and_in_ones_own_chat_is_noted_once(
    rollout: Rollout,
) -> None:
    card = await rollout.announced()
    own = await rollout.stage.shown("dev", ANNOUNCEMENT)

    await rollout.tap_at_once("sam", card, "got-it", 2)
    answer = await rollout.tap("dev", card, "got-it")
    await rollout.firm.press("dev", own, "got-it")

    assert "Noted" in answer.words
    channel = await rollout.stage.row("Mailings", f"{WAVE}/sheet/channel")
    (sheet,) = await rollout.sheets()
    assert channel["Acknowledged"] == 2
    assert sheet["Acknowledged"] == 1
    assert sheet["Told"] == PRODUCTION


async def test_a_change_edited_after_its_approval_is_not_announced(rollout: Rollout) -> None:
    await rollout.schedule()
    firm = rollout.firm
    await firm.edit(
        "Change requests", "CHG-0001", InScopeSystems="Everything, and the Barrie shop."
    )
    await rollout.next_morning()

    assert (await rollout.wave())["Status"] == "Held"
    assert not await rollout.told()
    held = await rollout.stage.shown("alex", f"Not announced: {PILOT}")
    assert "Marie Tremblay can see to it" in held.words

    await firm.press("marie", await firm.approval(), "Approve")
    await rollout.schedule()
    await firm.settle()

    assert len(await rollout.told()) == 1 + PRODUCTION


async def test_emptied_by_hand_before_the_morning_it_is_held_and_once_mended_told_next_morning(
    rollout: Rollout,
) -> None:
    await rollout.schedule()
    firm = rollout.firm
    await firm.edit(
        "Rollback plans", "CHG-0001/rollback/1", DecisionOwner="", DecisionOwnerEntra=""
    )
    await rollout.next_morning()

    held = await rollout.stage.shown("alex", f"Not announced: {PILOT}")
    assert "Nobody is named to decide on a rollback" in held.words
    assert not await rollout.told()
    await firm.settle("PT2H")
    assert await firm.count("alex", f"Not announced: {PILOT}") == 1

    await rollout.until_hour(18)
    dev = rollout.stage.people["dev"].aad_id
    await rollout.fill_in("Edit: Rollback plan", decision_owner=dev)
    await rollout.schedule()
    await firm.settle("PT1H")
    assert not await rollout.told()
    await firm.settle("P2D")

    *_, announced = await rollout.steps()
    assert str(announced["Moment"]).startswith("2026-03-04T14:00")
    told = await rollout.told()
    assert len(told) == 1 + PRODUCTION
    assert set(told.values()) == {1}
    assert len(await rollout.posts("rollback")) == 1
