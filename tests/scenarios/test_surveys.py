"""A survey is answered while it is open, by people of the organisation, once a person."""

import asyncio

from bot.demo.rollout import SURVEY
from bot.demo.tenant import Seen
from tests.scenarios.firm import Row
from tests.scenarios.rollout import Rollout
from tests.scenarios.test_authority import stranger

ASKS = "How does the new way of working go"
WELL: Row = {"survey": SURVEY, "feeling": "It works well"}


async def asked(rollout: Rollout) -> Seen:
    """The survey, on its morning, in its channel."""
    await rollout.survey()
    await rollout.next_morning()
    return await rollout.in_channel(ASKS)


async def test_answered_before_it_opens_it_says_when(rollout: Rollout) -> None:
    await rollout.survey(opens="2026-03-04", closes="2026-03-05")

    for verb in ("survey.answer", "survey.form", "survey.save"):
        answer = await rollout.firm.forge("sam", verb, WELL)
        assert "On Wednesday, March 4 at 9:00 a.m. it opens" in answer.words, verb

    assert not await rollout.votes()


async def test_answered_after_it_closed_it_says_when_and_whom_to_tell(rollout: Rollout) -> None:
    card = await asked(rollout)
    await rollout.vote("sam", card, "Half and half")
    await rollout.until_hour(18)
    before = await rollout.votes()

    for verb in ("survey.answer", "survey.form", "survey.save"):
        answer = await rollout.firm.forge("sam", verb, WELL)
        assert "at 5:00 p.m. it closed" in answer.words, verb
        assert "Julie Chen" in answer.words, verb

    assert await rollout.votes() == before


async def test_somebody_of_another_organisation_answers_nothing(rollout: Rollout) -> None:
    await asked(rollout)

    for verb in ("survey.answer", "survey.form", "survey.save", "survey.show"):
        answer = await rollout.firm.forge("dev", verb, WELL, stranger())
        assert "people of this organisation" in answer.words, verb

    assert not await rollout.votes()
    assert not await rollout.firm.rows("People", Title="Eve Moss")


async def test_nothing_chosen_is_asked_for(rollout: Rollout) -> None:
    card = await asked(rollout)

    answer = await rollout.tap("sam", card, "survey.answer")

    assert "Choose one of these first" in answer.words
    assert not await rollout.votes()


async def test_one_person_pressing_from_two_clients_has_one_answer(rollout: Rollout) -> None:
    card = await asked(rollout)

    answers = await rollout.tap_at_once("sam", card, "survey.answer", 3, feeling="Half and half")

    for answer in answers:
        assert "Thank you. Your answer is kept." in answer.words
        assert "new answer" not in answer.words
    (vote,) = await rollout.votes()
    assert vote["Feeling"] == "Half and half"


async def test_two_different_answers_at_once_leave_one_of_them(rollout: Rollout) -> None:
    card = await asked(rollout)

    await asyncio.gather(
        rollout.vote("sam", card, "It works well"),
        rollout.vote("sam", card, "It does not work"),
    )
    await rollout.vote("dev", card, "It works well")

    votes = {row["Person"]: row["Feeling"] for row in await rollout.votes()}
    assert set(votes) == {"Sam Okafor", "Dev Patel"}
    assert votes["Sam Okafor"] in ("It works well", "It does not work")


async def test_words_too_long_come_back_with_the_choice_kept(rollout: Rollout) -> None:
    card = await asked(rollout)
    opened = await rollout.tap("sam", card, "survey.form", {"feeling": "Half and half"})
    assert opened.dialog

    answer = await rollout.firm.submit(
        "sam", opened.dialog, {"feeling": "Half and half", "works": "w" * 700}, "survey.save"
    )

    assert "100 characters too long" in answer.words
    assert not await rollout.votes()


async def test_a_survey_deleted_from_the_list_is_said_to_be_gone(rollout: Rollout) -> None:
    await asked(rollout)
    await rollout.firm.remove("Surveys", SURVEY)
    await rollout.firm.settle()

    for verb in ("survey.answer", "survey.form", "survey.save"):
        answer = await rollout.firm.forge("sam", verb, WELL)
        assert "removed from the list" in answer.words, verb
    shown = await rollout.firm.forge("sam", "survey.show", WELL)
    assert "not in the list any more" in shown.words
    assert not await rollout.votes()


async def test_the_open_card_is_never_edited_under_anyone(rollout: Rollout) -> None:
    card = await asked(rollout)
    for person, feeling in (("sam", "It works well"), ("dev", "Half and half")):
        await rollout.vote(person, card, feeling)
    await rollout.firm.settle("PT1H")

    channel = await rollout.channel("announcements")
    seen = await rollout.tenant.call("GET", f"conversations/{channel}/messages", person="marie")
    edited = {message["id"]: message["edited"] for message in seen}
    assert edited[card.id] is False


async def test_an_answer_edited_by_hand_does_not_count_and_can_be_given_again(
    rollout: Rollout,
) -> None:
    firm, card = rollout.firm, await asked(rollout)
    await rollout.vote("sam", card, "Half and half")
    (vote,) = await rollout.votes()
    await firm.edit("Survey answers", str(vote["Key"]), person="dev", Feeling="It works well")

    await firm.settle("PT31S")
    await rollout.vote("sam", card, "Half and half")

    assert await firm.count("dev", "so it does not count any more") == 1
    again, edited = sorted(await rollout.votes(), key=lambda row: str(row.get("CutoverNote", "")))
    assert "does not count" in str(edited["CutoverNote"])
    assert again["Feeling"] == "Half and half"
    assert "CutoverNote" not in again
