"""With Graph away, what people ask for waits in the journal, and exactly that can be lost."""

import time

import pytest

from bot.demo.tenant import Answer, until
from tests.scenarios.firm import CHANGE, Firm, Row

RECEIVED = "Received, not yet saved"


async def graph_away(firm: Firm, **fault: float) -> None:
    away: Row = {"status": 503, **fault}
    await firm.fault(away, times=1000, service="graph")


async def three_commands(firm: Firm) -> list[Answer]:
    """Julie edits, Marie decides on what she was shown, Sam writes down an idea."""
    card = await firm.approval()
    form = await firm.form("sam")
    await graph_away(firm, retryAfter=1)
    return [
        await firm.press("marie", card, "Approve", {"comment": "Yes."}),
        await firm.submit("sam", form, firm.typed(project_name="A door phone"), "save-draft"),
        await firm.forge(
            "alex",
            "change.step",
            {"change": CHANGE, "ordinal": 2, "to": "Planning"},
        ),
    ]


async def kept(firm: Firm) -> int:
    return int((await firm.ready())["journalWrites"])


async def all_saved(firm: Firm) -> None:
    async def look() -> bool:
        return await kept(firm) == 0

    await until(look, "everything to be saved", 60)
    await firm.settle()


async def test_a_person_hears_within_three_seconds(firm: Firm) -> None:
    card = await firm.asked()
    await graph_away(firm)

    began = time.monotonic()
    answer = await firm.press("marie", card, "Approve")

    assert time.monotonic() - began < 3
    assert RECEIVED in answer.words
    assert "it is not approved yet" in answer.words
    assert await kept(firm) == 1
    assert not await firm.rows("Decisions/Decision")


async def test_back_again_all_is_saved_in_order_and_each_is_told(firm: Firm) -> None:
    await firm.asked()
    answers = await three_commands(firm)
    assert all(RECEIVED in answer.words for answer in answers)
    assert await kept(firm) == 3

    await firm.no_more_faults()
    await all_saved(firm)

    assert (await firm.change())["Status"] == "Planning"
    (decision,) = await firm.rows("Decisions/Decision")
    assert decision["Comment"] == "Yes."
    (draft,) = await firm.rows("Change requests", Title="A door phone")
    assert draft["Requester"] == "Sam Okafor"
    for person in ("marie", "sam", "alex"):
        assert await firm.count(person, "What you sent earlier is saved now") == 1


@pytest.mark.timeout(180)
async def test_with_the_journal_lost_exactly_those_are_missing(mortal: Firm) -> None:
    await mortal.asked()
    before = {name: await mortal.rows(name) for name in ("Change requests", "History/Step")}
    await three_commands(mortal)
    assert await kept(mortal) == 3

    await mortal.bot.kill()
    mortal.bot.forget()
    await mortal.no_more_faults()
    await mortal.bot.start()
    await mortal.settle()

    assert await kept(mortal) == 0
    assert {name: await mortal.rows(name) for name in before} == before
    assert not await mortal.rows("Decisions/Decision")
    again = await mortal.say("marie", "yes", "asks you to approve")
    await mortal.press("marie", again, "Approve")
    assert (await mortal.change())["Status"] == "Approved"


@pytest.mark.timeout(180)
async def test_with_the_journal_kept_a_killed_process_saves_them_all(mortal: Firm) -> None:
    await mortal.asked()
    await three_commands(mortal)

    await mortal.bot.kill()
    await mortal.no_more_faults()
    await mortal.bot.start()
    await all_saved(mortal)

    assert (await mortal.change())["Status"] == "Planning"
    assert len(await mortal.rows("Decisions/Decision")) == 1
    assert len(await mortal.rows("Change requests")) == 2
    for person in ("marie", "sam", "alex"):
        assert await mortal.count(person, "What you sent earlier is saved now") == 1


async def test_a_press_repeated_while_graph_is_away_is_kept_and_saved_once(firm: Firm) -> None:
    card = await firm.asked()
    await graph_away(firm, retryAfter=1)

    await firm.press_at_once("marie", card, "Approve", 3)
    assert await kept(firm) == 1
    await firm.no_more_faults()
    await all_saved(firm)

    assert len(await firm.rows("Decisions/Decision")) == 1
    assert len(await firm.rows("History/Act", Act="approve")) == 1


async def test_a_decision_kept_for_a_version_that_was_edited_meanwhile_is_not_made(
    firm: Firm,
) -> None:
    card = await firm.asked()
    await graph_away(firm, retryAfter=1)
    await firm.press("marie", card, "Approve")
    await firm.edit("Change requests", CHANGE, InScopeSystems="Everything, and the Barrie shop.")
    await firm.no_more_faults()
    await all_saved(firm)

    assert not await firm.rows("Decisions/Decision")
    assert await firm.count("marie", "could not be saved") == 1


async def test_a_press_that_is_saved_late_proves_all_the_same_that_its_card_arrived(
    firm: Firm,
) -> None:
    await firm.in_doubt(status=504, after=True)
    card = await firm.approval()
    await graph_away(firm, retryAfter=1)
    await firm.press("marie", card, "Approve")

    await firm.no_more_faults()
    await all_saved(firm)

    assert (await firm.post("approval"))["State"] == "sent"
    assert (await firm.post("approval"))["Message"] == card.id
