"""Whatever somebody does to what was written down: it counts no more, and work goes on."""

import pytest
from pydantic import JsonValue

from tests.scenarios.firm import CHANGE, Firm
from tests.scenarios.rollout import Rollout


async def decided(firm: Firm) -> str:
    """Marie has approved; the key of her decision."""
    await firm.press("marie", await firm.asked(), "Approve")
    (decision,) = await firm.rows("Decisions/Decision")
    return str(decision["Key"])


@pytest.mark.parametrize(
    "spoilt",
    [
        {"Verdict": None},
        {"Change": "CHG-0099"},
        {"Change": None},
        {"RowType": None},
        {"RowType": "Condition"},
        {"Key": None},
        {"Key": "mine"},
        {"Moment": None},
        {"PersonEntra": None},
    ],
    ids=str,
)
async def test_after_a_decision_was_spoilt_its_sponsor_can_decide_again(
    firm: Firm, spoilt: dict[str, JsonValue]
) -> None:
    await firm.edit("Decisions", await decided(firm), person="dev", **spoilt)
    await firm.settle("PT31S")
    assert (await firm.change())["Status"] == "Submitted"

    answer = await firm.press("marie", await firm.approval(), "Approve")
    await firm.settle("PT31S")

    assert "You approved" in answer.words
    assert (await firm.change())["Status"] == "Approved"


@pytest.mark.parametrize(
    "spoilt",
    [{"Verdict": None}, {"RowType": None}, {"Change": "CHG-0099"}, {"Key": None}],
    ids=str,
)
async def test_a_spoilt_decision_does_not_count_and_whoever_runs_the_change_hears_so(
    firm: Firm, spoilt: dict[str, JsonValue]
) -> None:
    await firm.edit("Decisions", await decided(firm), person="dev", **spoilt)

    await firm.settle("PT31S")

    (row,) = [row for row in await firm.rows("Decisions") if row.get("CutoverNote")]
    assert str(row["CutoverNote"]).startswith("This row does not count.")
    assert await firm.count("dev", "counts within a minute") == 0
    await firm.stage.shown("dev", "does not count any more")
    await firm.stage.shown("alex", "does not count any more")


@pytest.mark.parametrize(
    "spoilt",
    [
        {"MovedTo": None},
        {"Change": "CHG-0099"},
        {"RowType": None},
        {"RowType": "Act"},
        {"Ordinal": 10**15},
        {"Ordinal": -4},
        {"Ordinal": 1e300},
    ],
    ids=str,
)
async def test_after_a_step_was_spoilt_the_change_can_still_be_moved(
    firm: Firm, spoilt: dict[str, JsonValue]
) -> None:
    await decided(firm)
    await firm.edit("History", f"{CHANGE}/step/1", person="dev", **spoilt)
    await firm.settle("PT31S")

    answer = await firm.submit("julie", await firm.form("julie", CHANGE), firm.typed())
    await firm.settle("PT31S")

    assert (await firm.change())["Status"] == "Submitted", answer.words
    await firm.stage.shown("marie", "asks you to approve", "version 2")


@pytest.mark.parametrize(
    "spoilt",
    [{"Act": None}, {"Change": "CHG-0099"}, {"RowType": None}, {"RowType": "Step"}, {"At": None}],
    ids=str,
)
async def test_an_act_that_was_spoilt_holds_nothing_up(
    firm: Firm, spoilt: dict[str, JsonValue]
) -> None:
    card = await firm.asked()
    spoilt = {"Moment": None} if "At" in spoilt else spoilt
    await firm.edit("History", f"{CHANGE}/step/1/audit", person="dev", **spoilt)
    await firm.settle("PT31S")

    await firm.press("marie", card, "Approve")
    await firm.edit("Change requests", CHANGE, person="dev", Status="Closed")
    await firm.settle("PT31S")
    await firm.settle("PT31S")

    assert (await firm.change())["Status"] == "Approved"
    assert not [line for line in firm.log if "contended" in str(line.get("event"))]
    assert not [line for line in firm.log if line.get("event") == "noticing.later"]


@pytest.mark.parametrize(
    "spoilt",
    [{"Wave": "CHG-0001/wave/7"}, {"Change": "CHG-0099"}, {"MovedTo": None}, {"RowType": None}],
    ids=str,
)
async def test_after_a_waves_step_was_spoilt_the_wave_can_still_be_scheduled(
    rollout: Rollout, spoilt: dict[str, JsonValue]
) -> None:
    firm = rollout.firm
    await rollout.schedule()
    (step,) = await rollout.steps()
    await firm.edit("History", str(step["Key"]), person="dev", **spoilt)
    await firm.settle("PT31S")
    assert (await rollout.wave())["Status"] == "Planned"

    await rollout.schedule()
    await firm.settle("PT31S")

    assert (await rollout.wave())["Status"] == "Scheduled"


async def test_a_sponsor_whose_decision_was_deleted_is_asked_again(firm: Firm) -> None:
    key = await decided(firm)
    before = await firm.count("marie", "asks you to approve")
    await firm.remove("Decisions", key, person="dev")

    await firm.settle("PT31S")

    assert await firm.count("marie", "asks you to approve") == before + 1
    await firm.stage.shown("alex", "was deleted by hand", "asked to decide again")


async def test_a_sponsor_whose_decision_was_edited_is_asked_again_and_once(firm: Firm) -> None:
    key = await decided(firm)
    before = await firm.count("marie", "asks you to approve")
    await firm.edit("Decisions", key, person="dev", Comment="As Dev would have it.")

    for _ in range(3):
        await firm.settle("PT31S")

    assert await firm.count("marie", "asks you to approve") == before + 1


async def test_deleting_a_row_that_never_counted_asks_nobody_anything(firm: Firm) -> None:
    await decided(firm)
    change = await firm.change()
    await firm.add(
        "Decisions",
        person="dev",
        Key="forged",
        RowType="Decision",
        Change=CHANGE,
        ScopeVersion=change["ScopeVersion"],
        Verdict="Declined",
        Person="Marie Tremblay",
        PersonEntra=firm.stage.people["marie"].aad_id,
        Moment="2026-03-02T08:00:00Z",
    )
    await firm.settle("PT31S")
    await firm.remove("Decisions", "forged", person="dev")
    await firm.settle("PT31S")

    assert (await firm.change())["Status"] == "Approved"
    assert await firm.count("alex", "asked to decide again") == 0
    assert await firm.count("alex", "It said what was done") == 0
