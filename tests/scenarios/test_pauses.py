"""A pause is one person's, agreed beforehand, and stops everything that was to be sent."""

from bot.demo.rollout import PILOT, WAVE
from tests.scenarios.firm import Row
from tests.scenarios.rollout import Rollout, opened

AGREED = "It was agreed beforehand that Dev Patel decides on this"
WHY = "The plotter cannot read the new folder."


async def test_nobody_but_the_rollback_owner_pauses_a_wave(rollout: Rollout) -> None:
    await rollout.announced()
    step: Row = {"wave": WAVE, "to": "Paused", "ordinal": 3, "reason": WHY}

    for person in ("alex", "julie", "marie", "sam"):
        answer = await rollout.firm.forge(person, "wave.move", step)
        assert AGREED in answer.words, person

    assert (await rollout.wave())["Status"] == "Announced"
    tried = await rollout.firm.rows("History/Act", Act="wave Paused")
    assert [row["Result"] for row in tried] == ["refused: not yours to pause"] * 4
    assert not await rollout.posts("paused")


async def test_a_pause_needs_a_reason(rollout: Rollout) -> None:
    await rollout.announced()

    answer = await rollout.pause(reason="  ")

    assert "say in a few words why" in answer.words
    assert (await rollout.wave())["Status"] == "Announced"
    assert not await rollout.posts("paused")


async def test_a_pause_pressed_twice_is_one_pause_and_told_once(rollout: Rollout) -> None:
    await rollout.announced()
    card = await rollout.stage.shown("dev", "Pause this wave")

    first, second = await rollout.at_once("dev", card, "Pause this wave", 2, reason=WHY)
    await rollout.firm.forge(
        "dev", "wave.move", {"wave": WAVE, "to": "Paused", "ordinal": 3, "reason": "Again."}
    )
    await rollout.firm.settle()

    assert "Paused" in first.words
    assert "Paused" in second.words
    steps = [(row["MovedTo"], row.get("Reason")) for row in await rollout.steps()]
    assert steps == [("Scheduled", None), ("Announced", None), ("Paused", WHY)]
    assert await rollout.firm.count("marie", WHY) == 1
    assert await rollout.count_in("announcements", "paused for now") == 1


async def test_taken_up_again_everybody_who_heard_of_the_pause_hears_it_and_nobody_is_told_twice(
    rollout: Rollout,
) -> None:
    await rollout.announced()
    await rollout.pause()
    await rollout.firm.settle()
    await rollout.take_up()
    await rollout.firm.settle("PT4H")

    assert (await rollout.wave())["Status"] == "Announced"
    assert set((await rollout.told()).values()) == {1}
    assert await rollout.count_in("announcements", "This goes on again") == 1
    assert await rollout.firm.count("marie", f"Taken up again: {PILOT}") == 1


async def test_a_wave_paused_before_its_morning_is_not_announced(rollout: Rollout) -> None:
    await rollout.schedule()
    card = await rollout.wave_card("dev")
    await rollout.firm.press("dev", card, "Pause this wave", {"reason": WHY})
    await rollout.until_hour(12)

    assert not await rollout.told()
    await rollout.take_up()
    await rollout.firm.settle()
    assert set((await rollout.told()).values()) == {1}


async def test_every_press_on_a_card_whose_wave_was_deleted_has_a_sentence(
    rollout: Rollout,
) -> None:
    card = await rollout.announced()
    question = opened(await rollout.tap("sam", card, "I have a question"))
    rollback = await rollout.stage.shown("dev", "Pause this wave")
    firm = rollout.firm
    await firm.remove("Waves", WAVE)
    await firm.settle()
    before = await rollout.records()

    step: Row = {"wave": WAVE, "ordinal": 3}
    answers = [
        await firm.forge("sam", "announcement.gotit", {"wave": WAVE}),
        await firm.forge("sam", "concern.form", {"wave": WAVE, "kind": "Question"}),
        await firm.forge("sam", "concern.form", {"wave": WAVE, "kind": "Problem"}),
        await firm.submit("sam", question, {"text": "May I still ask?"}),
        await firm.forge("dev", "wave.move", step | {"to": "Paused", "reason": WHY}),
        await firm.forge("julie", "wave.move", step | {"to": "Scheduled"}),
    ]

    for answer in answers:
        assert "Somebody removed the wave" in answer.words
        assert "Nothing was changed" in answer.words
    for verb, named in (("wave.show", "wave"), ("row.show", "row")):
        shown = await firm.forge("julie", verb, {named: WAVE})
        assert "not in the list any more" in shown.words
    assert await rollout.records() == before
    seen = {message.id: message.words for message in await firm.seen("dev")}
    assert "not in the list any more" in seen[rollback.id]
