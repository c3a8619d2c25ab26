"""Two at once: one of them is first, the other finds it so, and neither is lost."""

import asyncio

from tests.scenarios.firm import CHANGE, Firm


async def test_a_button_pressed_twice_in_one_moment_makes_one_decision(firm: Firm) -> None:
    card = await firm.asked()

    answers = await firm.press_at_once("marie", card, "Approve", 2)

    assert all("approved" in answer.words.lower() for answer in answers)
    assert len(await firm.rows("Decisions/Decision")) == 1
    assert len(await firm.rows("History/Act", Act="approve")) == 1
    await firm.settle()
    assert await firm.count("julie", "Marie Tremblay approved") == 1


async def test_approving_and_declining_at_once_leaves_one_decision(firm: Firm) -> None:
    await firm.asked()
    version = (await firm.change())["ScopeVersion"]
    common = {"change": CHANGE, "version": version, "comment": "Now."}
    await firm.say("marie", "hello", "waits for your decision")

    await asyncio.gather(
        firm.forge("marie", "approval.decide", common | {"verdict": "Approved"}),
        firm.forge("marie", "approval.decide", common | {"verdict": "Declined"}),
    )
    await firm.settle()

    (decision,) = await firm.rows("Decisions/Decision")
    status = "Approved" if decision["Verdict"] == "Approved" else "Draft"
    assert (await firm.change())["Status"] == status


async def test_two_changes_filed_at_once_get_a_number_each(firm: Firm) -> None:
    await firm.set_up()
    forms = [await firm.form(person) for person in ("julie", "sam", "dev")]

    await asyncio.gather(
        *(
            firm.submit(person, form, firm.typed(project_name=f"{person}'s change"))
            for person, form in zip(("julie", "sam", "dev"), forms, strict=True)
        )
    )
    await firm.settle()

    changes = await firm.rows("Change requests")
    assert sorted(str(row["Key"]) for row in changes) == ["CHG-0001", "CHG-0002", "CHG-0003"]
    assert {row["Title"] for row in changes} == {
        "julie's change",
        "sam's change",
        "dev's change",
    }
    assert len(await firm.rows("History/Step")) == 3
    assert await firm.count("marie", "asks you to approve") == 3


async def test_an_edit_against_an_approval_ends_in_one_true_state(firm: Firm) -> None:
    card = await firm.asked()
    form = await firm.form("julie", CHANGE)

    await asyncio.gather(
        firm.press("marie", card, "Approve"),
        firm.submit("julie", form, firm.typed(in_scope_systems="Also the Barrie shop.")),
    )
    await firm.settle()

    change = await firm.change()
    assert change["Status"] == "Submitted"
    assert str(change["ScopeVersion"]).startswith("2.")
    assert len(await firm.rows("Decisions/Decision")) <= 1
    await firm.stage.shown("marie", "asks you to approve", "version 2")


async def test_a_row_edited_by_hand_under_a_press_is_decided_again(firm: Firm) -> None:
    card = await firm.asked()
    await firm.edit("Change requests", CHANGE, Status="Pilot")

    answer = await firm.press("marie", card, "Approve")
    await firm.settle()

    assert "approved" in answer.words.lower()
    assert (await firm.change())["Status"] == "Approved"
