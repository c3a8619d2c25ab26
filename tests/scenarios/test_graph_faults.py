"""Graph on a bad day: what may have been written is looked for, and never written twice."""

import pytest

from tests.scenarios.firm import CHANGE, Firm, Row

BATCH = r"/\$batch$"


async def approved_once(firm: Firm) -> None:
    """Marie's approval is on the record once, with all that follows from it."""
    await firm.settle()
    assert len(await firm.rows("Decisions/Decision")) == 1
    assert len(await firm.rows("History/Act", Act="approve")) == 1
    assert (await firm.change())["Status"] == "Approved"
    assert await firm.count("julie", "Marie Tremblay approved") == 1
    assert await firm.count("alex", "Marie Tremblay approved") == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 429, "retryAfter": 0.3},
        {"status": 503},
        {"status": 504, "after": True},
        {"drop": True, "after": True},
        {"drop": True},
        {"status": 401},
    ],
    ids=lambda fault: "-".join(map(str, fault.values())),
)
async def test_one_bad_answer_does_not_keep_an_approval_waiting(firm: Firm, fault: Row) -> None:
    card = await firm.asked()
    await firm.settle()
    await firm.fault(fault, service="graph", method="POST", path=BATCH)

    answer = await firm.press("marie", card, "Approve")

    assert await firm.faults_left() == 0
    assert "You approved" in answer.words
    await approved_once(firm)


@pytest.mark.parametrize(
    ("name", "method", "status"),
    [
        ("Decisions/Decision", "POST", 504),
        ("History/Act", "POST", 503),
        ("Posts", "POST", 429),
        ("Posts", "POST", 504),
        ("Change requests", "PATCH", 409),
        ("Change requests", "PATCH", 412),
    ],
)
async def test_one_part_that_fails_is_made_up_for(
    firm: Firm, name: str, method: str, status: int
) -> None:
    card = await firm.asked()
    await firm.fault_writing(name, method, status=status, after=status == 504)

    answer = await firm.press("marie", card, "Approve")

    assert await firm.faults_left() == 0
    assert "You approved" in answer.words
    await approved_once(firm)


async def test_a_row_that_changes_again_and_again_is_not_fought_over(firm: Firm) -> None:
    card = await firm.asked()
    await firm.fault_writing("Change requests", "PATCH", times=50, status=412)

    answer = await firm.press("marie", card, "Approve")
    assert answer.status == 200
    await firm.no_more_faults()

    await approved_once(firm)


async def test_a_lack_of_permission_is_said_and_nothing_is_pretended(firm: Firm) -> None:
    card = await firm.asked()
    await firm.fault_writing("Decisions/Decision", "POST", times=50, status=403)

    answer = await firm.press("marie", card, "Approve")
    await firm.no_more_faults()
    await firm.settle()

    assert "You approved" not in answer.words
    assert not await firm.rows("Decisions/Decision")
    assert (await firm.change(CHANGE))["Status"] == "Submitted"


async def test_a_delta_token_that_is_too_old_means_reading_everything_again(firm: Firm) -> None:
    await firm.asked()
    await firm.fault({"status": 410}, times=8, service="graph", path="/delta")
    await firm.edit("Change requests", CHANGE, Status="Pilot")

    await firm.settle()
    await firm.settle()

    assert (await firm.change())["Status"] == "Submitted"
    assert (await firm.ready())["listsCurrent"] is True


async def test_lists_that_cannot_be_read_are_read_later(firm: Firm) -> None:
    await firm.asked()
    await firm.fault({"status": 403}, times=60, service="graph")
    await firm.settle()
    assert (await firm.ready())["listsCurrent"] is False

    await firm.no_more_faults()
    await firm.settle()

    assert (await firm.ready())["listsCurrent"] is True
