"""Rows that somebody deletes or garbles in the lists: nothing is stuck, and nothing doubled."""

import asyncio

from tests.scenarios.firm import CHANGE, Firm, Row


async def test_a_sent_post_whose_row_was_deleted_is_not_sent_again_by_itself(firm: Firm) -> None:
    await firm.asked()
    sent = await firm.post("approval")

    await firm.remove("Posts", str(sent["Key"]))
    await firm.settle()
    await firm.settle()

    assert (await firm.post("approval"))["State"] == "unknown"
    assert await firm.count("marie", "asks you to approve") == 1
    await firm.say("alex", "hello", "may not have arrived", "It arrived", "Send again")


async def test_a_claimed_post_whose_row_was_deleted_leaves_nothing_in_the_journal(
    firm: Firm,
) -> None:
    card = await firm.asked()
    await firm.fault({"status": 429, "retryAfter": 1}, times=99, service="connector", method="POST")
    await firm.press("marie", card, "Approve")
    (decision,) = await firm.rows("Decisions/Decision")
    await firm.remove("Decisions/Decision", str(decision["Key"]))
    for row in await firm.rows("Posts", Purpose="decided"):
        await firm.remove("Posts", str(row["Key"]))
    await firm.settle()
    await firm.no_more_faults()

    async with asyncio.timeout(20):
        while (await firm.ready())["journal"]:
            await firm.settle()

    assert (await firm.change())["Status"] == "Submitted"
    assert await firm.rows("Posts", Purpose="decided") == []
    assert await firm.count("julie", "approved") == 0


async def test_a_claimed_post_whose_row_was_deleted_is_sent_if_it_is_still_called_for(
    firm: Firm,
) -> None:
    card = await firm.asked()
    await firm.fault({"status": 429, "retryAfter": 1}, times=2, service="connector", method="POST")
    await firm.press("marie", card, "Approve")
    for row in await firm.rows("Posts", Purpose="decided"):
        await firm.remove("Posts", str(row["Key"]))

    await firm.stage.shown("julie", "approved", CHANGE)
    await firm.settle()

    assert {row["State"] for row in await firm.rows("Posts", Purpose="decided")} == {"sent"}
    assert await firm.count("julie", "Marie Tremblay approved") == 1


async def test_a_service_address_edited_by_hand_costs_nobody_a_message(firm: Firm) -> None:
    card = await firm.asked()
    for row in await firm.rows("People"):
        await firm.edit("People", str(row["Key"]), Service="http://elsewhere.example/")
    await firm.settle()

    await firm.press("marie", card, "Approve")
    await firm.settle()

    assert {row["State"] for row in await firm.rows("Posts", Purpose="decided")} == {"sent"}
    assert await firm.count("julie", "Marie Tremblay approved") == 1


async def test_whoever_decided_is_not_told_that_it_was_before_when_an_answer_is_lost(
    firm: Firm,
) -> None:
    card = await firm.asked()
    dropped: Row = {"drop": True, "after": True}
    await firm.fault(dropped, times=2, service="graph", path=r"\$batch")

    answer = await firm.press("marie", card, "Approve")

    assert "You approved" in answer.words
    assert "before" not in answer.words
