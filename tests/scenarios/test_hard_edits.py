"""Edits in Lists at the worst moment, and of what hangs together."""

import pytest

from tests.scenarios.firm import CHANGE, Firm
from tests.scenarios.rollout import Rollout

WAVE = "CHG-0001/wave/1"


async def test_a_row_with_two_faults_is_put_back_and_says_what_is_wrong(rollout: Rollout) -> None:
    firm = rollout.firm
    await firm.edit("Waves", WAVE, person="dev", LastDay="2026-03-01T12:00:00Z", Status="Announced")

    await firm.settle("PT31S")

    wave = await rollout.wave()
    assert wave["Status"] == "Planned"
    assert "it ends before it begins" in str(wave["CutoverNote"])


async def test_a_change_deleted_with_edited_rows_left_holds_nothing_up(rollout: Rollout) -> None:
    firm = rollout.firm
    await firm.edit("Risks", f"{CHANGE}/risk/1", person="dev", Mitigation="A second line.")
    await firm.settle("PT31S")
    await firm.remove("Change requests", CHANGE, person="dev")
    await firm.settle("PT31S")
    await firm.edit("Settings", "sponsor", person="dev", Holder="alex novak")
    await firm.settle("PT31S")

    (row,) = [r for r in await firm.rows("Settings") if r["Key"] == "sponsor"]
    assert row["HolderEntra"] == firm.stage.people["alex"].aad_id
    assert firm.held_up() == []
    await firm.stage.shown("alex", "was deleted in Lists", "recycle bin")


@pytest.mark.parametrize("purpose", ["approval", "decided"])
async def test_a_post_that_was_spoilt_holds_nothing_up(firm: Firm, purpose: str) -> None:
    await firm.press("marie", await firm.asked(), "Approve")
    await firm.settle()
    post = await firm.post(purpose)
    await firm.edit("Posts", str(post["Key"]), person="dev", Purpose=None)
    await firm.settle("PT31S")
    await firm.edit("Change requests", CHANGE, person="dev", Status="Closed")
    await firm.settle("PT31S")

    assert (await firm.change())["Status"] == "Approved"
    assert firm.held_up() == []


async def test_words_that_somebody_put_into_a_post_are_not_sent(firm: Firm) -> None:
    await firm.asked()
    marie = firm.stage.people["marie"]
    await firm.add(
        "Posts",
        person="dev",
        Key=f"by hand/{CHANGE}/{marie.aad_id}/forged/1",
        Purpose="by hand",
        Subject=CHANGE,
        Receiver="Marie Tremblay",
        ReceiverEntra=marie.aad_id,
        Says="Please pay Dev.",
        State="claimed",
        ClaimedAt="2026-03-02T14:00:00Z",
    )

    for _ in range(3):
        await firm.settle("PT31S")

    assert await firm.count("marie", "Please pay Dev") == 0


async def test_a_status_set_by_hand_is_explained_where_the_scope_has_drifted_too(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    await firm.forge(
        "julie", "change.step", {"change": CHANGE, "to": "Planning", "ordinal": 2, "reason": ""}
    )
    await firm.settle()
    await firm.edit(
        "Change requests", CHANGE, person="dev", InScopeSystems="All of it.", Status="Closed"
    )

    await firm.settle("PT31S")

    change = await firm.change()
    assert change["Status"] == "Planning"
    assert "no longer reads" in str(change["CutoverNote"])
    await firm.stage.shown("dev", "no longer reads", "Status cannot be set by hand")


async def test_a_change_taken_from_the_recycle_bin_goes_on_where_it_was(rollout: Rollout) -> None:
    firm = rollout.firm
    await firm.edit("Risks", f"{CHANGE}/risk/1", person="dev", Mitigation="A second line.")
    await firm.settle("PT31S")
    deleted = {
        name: value for name, value in (await firm.change()).items() if name != "CutoverNote"
    }
    await firm.remove("Change requests", CHANGE, person="dev")
    await firm.settle("PT31S")
    await firm.edit("Risks", f"{CHANGE}/risk/1", person="dev", Mitigation="A third line.")
    await firm.settle("PT31S")

    await firm.add("Change requests", person="dev", **deleted)
    for _ in range(2):
        await firm.settle("PT31S")

    assert (await firm.change())["Status"] == "Approved"
    assert firm.held_up() == []


async def test_an_editor_without_a_chat_is_reached_all_the_same(rollout: Rollout) -> None:
    firm = rollout.firm
    people = firm.stage.people
    unmet = [name for name in people if await firm.tenant.chat(name) is None][0]  # noqa: RUF015
    await firm.edit("Waves", WAVE, person=unmet, LastDay="2026-03-01T12:00:00Z")

    await firm.settle("PT31S")

    await firm.stage.shown(unmet, "was not taken up")


async def test_a_decision_deleted_while_work_is_under_way_stops_it_until_it_is_given_again(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    await firm.forge(
        "julie", "change.step", {"change": CHANGE, "to": "Planning", "ordinal": 2, "reason": ""}
    )
    await firm.settle()
    (decision,) = await firm.rows("Decisions/Decision")
    await firm.remove("Decisions", str(decision["Key"]), person="dev")
    await firm.settle("PT31S")
    assert (await firm.change())["Status"] == "Submitted"

    answer = await firm.press("marie", await firm.approval(), "Approve")
    await firm.settle("PT31S")

    assert "You approved" in answer.words
    assert (await firm.change())["Status"] == "Planning"
    assert firm.held_up() == []
