"""Two people act on one approval in the same moment; rows and cards agree on what came of it."""

import asyncio

from tests.scenarios.firm import CHANGE, Firm, Row
from tests.scenarios.test_authority import decision
from tests.scenarios.test_authority_of_approvals import decisions, staged
from tests.scenarios.test_delegation import asked, hand_over
from tests.scenarios.test_policy import rule


async def one_of_two(firm: Firm) -> None:
    """Alex or Julie decides, whoever comes first; Dev asked for it."""
    await firm.set_up()
    for person in ("alex", "julie", "dev", "sam"):
        await firm.add_app(person)
    await rule(firm, "Either side", "Project lead\nCoordinator", Quorum="Any one of them")
    await firm.settle()
    await firm.file(person="dev")
    await firm.settle()


async def agreed(firm: Firm, status: str) -> None:
    """The row and what everybody is shown are of the same state, and stay so."""
    assert (await firm.change())["Status"] == status
    await firm.settle()
    assert (await firm.change())["Status"] == status
    shown = await firm.say("dev", CHANGE, status)
    assert status in shown.words


async def test_any_of_two_at_once_decide_it_once(firm: Firm) -> None:
    await one_of_two(firm)
    press = await decision(firm)

    answers = await asyncio.gather(
        *(firm.forge(person, "approval.decide", press) for person in ("alex", "julie"))
    )
    await firm.settle()

    # Both rows may be written in one moment; one of them counts, and the other presser hears so.
    made = await decisions(firm)
    assert len({who for who, _ in made}) == len(made)
    assert sum("You approved" in one.words for one in answers) == 1, [one.words for one in answers]
    await agreed(firm, "Approved")
    assert await firm.count("dev", "approved") >= 1


async def test_yes_and_no_at_once_of_any_of_two_is_what_came_first(firm: Firm) -> None:
    await one_of_two(firm)
    yes, no = await decision(firm), await decision(firm, verdict="Declined", comment="No.")

    await asyncio.gather(
        firm.forge("alex", "approval.decide", yes), firm.forge("julie", "approval.decide", no)
    )
    await firm.settle()

    made = await decisions(firm)
    assert 1 <= len(made) <= 2
    assert len({who for who, _ in made}) == len(made)
    # One no of two leaves the other to agree: with a yes beside or before it, it is approved.
    await agreed(firm, "Approved")


async def test_approver_and_delegate_at_once_are_one_decision(firm: Firm) -> None:
    await asked(firm)
    await hand_over(firm, "dev", "2026-03-01", "2026-03-20")
    await firm.settle()
    marie = firm.stage.people["marie"].aad_id
    own, other = await decision(firm), await decision(firm, approver=marie)

    await asyncio.gather(
        firm.forge("marie", "approval.decide", own), firm.forge("dev", "approval.decide", other)
    )
    await firm.settle()

    assert len(await decisions(firm)) == 1
    await agreed(firm, "Approved")


async def test_approving_and_calling_off_at_once_end_in_one_true_state(firm: Firm) -> None:
    await staged(firm)
    press = await decision(firm)
    stop: Row = {"change": CHANGE, "ordinal": 2, "to": "Cancelled", "reason": "Because."}

    await asyncio.gather(
        firm.forge("marie", "approval.decide", press), firm.forge("dev", "change.step", stop)
    )
    await firm.settle()

    assert len(await decisions(firm)) <= 1
    await agreed(firm, "Cancelled")
    assert await firm.count("alex", "asks you to approve") == 0


async def test_taking_back_while_the_next_stage_decides_asks_the_first_again(firm: Firm) -> None:
    await staged(firm)
    await firm.press("marie", await firm.approval(), "Approve")
    await firm.settle()
    back: Row = {"change": CHANGE, "version": (await firm.change())["ScopeVersion"]}
    press = await decision(firm)

    await asyncio.gather(
        firm.forge("marie", "approval.withdraw", back | {"reason": "Because."}),
        firm.forge("julie", "approval.decide", press),
    )
    await firm.settle()

    assert (await firm.change())["Status"] == "Submitted"
    taken = len(await firm.rows("Decisions/Withdrawal"))
    if taken:
        await firm.forge("marie", "approval.decide", press)
        await firm.settle()
    for person in ("alex", "julie"):
        await firm.forge(person, "approval.decide", press)
        await firm.settle()
    # Whatever came first, each has one word that counts, and it ends as if they had queued.
    made = await decisions(firm)
    assert sorted({who for who, _ in made}) == ["Alex Novak", "Julie Chen", "Marie Tremblay"]
    assert len(made) == 3 + taken
    await agreed(firm, "Approved")


async def test_whoever_has_left_takes_nothing_back(firm: Firm) -> None:
    await staged(firm)
    await firm.press("marie", await firm.approval(), "Approve")
    marie = firm.stage.people["marie"].aad_id
    await firm.edit("People", marie, person="julie", LeftOn="2026-03-02T12:00:00Z")
    await firm.settle("PT31S")
    back: Row = {"change": CHANGE, "version": (await firm.change())["ScopeVersion"]}

    answer = await firm.forge("marie", "approval.withdraw", back | {"reason": "Because."})

    assert "left the organisation" in answer.words
    assert await firm.rows("Decisions/Withdrawal") == []
    (tried,) = await firm.rows("History/Act", Person="Marie Tremblay", Act="withdraw")
    assert tried["Result"] == "refused: left the organisation"
