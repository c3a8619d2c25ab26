"""With Graph away, what people press of a rollout waits, is saved in order, and is told."""

from datetime import UTC, datetime

from bot.demo.rollout import WAVE
from tests.scenarios.rollout import QUESTION, Rollout, opened
from tests.scenarios.test_journal_loss import RECEIVED, all_saved, graph_away, kept

SAVED = "What you sent earlier is saved now"


async def test_what_is_pressed_while_graph_is_away_is_saved_in_order_and_told(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    await rollout.survey()
    card = await rollout.announced()
    survey = await rollout.in_channel("How does the new way of working go")
    question = opened(await rollout.tap("sam", card, QUESTION))
    await graph_away(firm, retryAfter=1)

    answers = [
        await rollout.tap("dev", card, "got-it"),
        await firm.submit("sam", question, {"text": "Where are the quotes?"}, "concern.raise"),
        await rollout.vote("aaron.whitfield", survey, "Half and half"),
    ]
    assert all(RECEIVED in answer.words for answer in answers), [a.words for a in answers]
    assert await kept(firm) == 3
    assert not await rollout.concerns()
    assert not await rollout.votes()
    await firm.no_more_faults()
    await all_saved(firm)

    channel = await rollout.stage.row("Mailings", f"{WAVE}/sheet/channel")
    assert channel["Acknowledged"] == 1
    (concern,) = await rollout.concerns()
    assert concern["Text"] == "Where are the quotes?"
    assert concern["Thread"] == card.id
    (vote,) = await rollout.votes()
    assert vote["Feeling"] == "Half and half"
    assert await firm.count("alex", "Where are the quotes?") == 1
    for person in ("dev", "sam", "aaron.whitfield"):
        assert await firm.count(person, SAVED) == 1, person


async def test_a_wave_scheduled_while_graph_is_away_is_scheduled_once_it_is_back(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    card = await rollout.wave_card("julie")
    await graph_away(firm, retryAfter=1)

    answer = await firm.press("julie", card, "to-scheduled")
    assert RECEIVED in answer.words
    assert (await rollout.wave())["Status"] == "Planned"
    await firm.no_more_faults()
    await all_saved(firm)

    assert (await rollout.wave())["Status"] == "Scheduled"
    assert await firm.count("julie", SAVED) == 1
    await rollout.announced_by_itself()
    assert set((await rollout.told()).values()) == {1}


async def test_a_wave_that_lost_something_meanwhile_is_not_scheduled_late(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    card = await rollout.wave_card("julie")
    await graph_away(firm, retryAfter=1)
    await firm.press("julie", card, "to-scheduled")
    await firm.edit(
        "Rollback plans", "CHG-0001/rollback/1", DecisionOwner="", DecisionOwnerEntra=""
    )
    await firm.no_more_faults()
    await all_saved(firm)

    assert (await rollout.wave())["Status"] == "Planned"
    assert await firm.count("julie", "could not be saved") == 1


async def test_a_pause_pressed_while_graph_is_away_is_no_pause_before_it_is_saved(
    rollout: Rollout,
) -> None:
    await rollout.announced()
    await graph_away(rollout.firm, retryAfter=1)

    answer = await rollout.pause()
    assert "has not moved yet" in answer.words
    await rollout.firm.no_more_faults()
    await all_saved(rollout.firm)

    assert (await rollout.wave())["Status"] == "Paused"
    await rollout.stage.shown("marie", "The plotter is down.")


async def test_an_answer_pressed_in_time_and_saved_after_the_survey_closed_counts(
    rollout: Rollout,
) -> None:
    await rollout.survey()
    await rollout.next_morning()
    survey = await rollout.in_channel("How does the new way of working go")
    await rollout.until_hour(16)
    await graph_away(rollout.firm, retryAfter=1)
    await rollout.vote("sam", survey, "It works well")
    await rollout.firm.bot.stop()
    await rollout.firm.no_more_faults()
    await rollout.back_at(datetime(2026, 3, 3, 23, tzinfo=UTC))
    await all_saved(rollout.firm)

    (vote,) = await rollout.votes()
    assert vote["Feeling"] == "It works well"
    assert str(vote["Moment"]).startswith("2026-03-03T21:")
