"""Whoever edits a list hears what became of it, and the process goes on from there."""

from tests.scenarios.firm import CHANGE, Firm
from tests.scenarios.rollout import Rollout


async def test_a_status_set_to_approved_is_put_back_and_explained_to_whoever_set_it(
    firm: Firm,
) -> None:
    await firm.asked()
    await firm.edit("Change requests", CHANGE, person="dev", Status="Approved")

    await firm.settle()

    assert (await firm.change())["Status"] == "Submitted"
    await firm.stage.shown("dev", "Status cannot be set by hand", "Marie Tremblay presses Approve")
    (kept,) = await firm.rows("History/Act", Act="edited by hand")
    assert (kept["Person"], kept["Result"], kept["Change"]) == ("Dev Patel", "put back", CHANGE)


async def test_an_edit_is_answered_once_however_often_the_lists_are_read(firm: Firm) -> None:
    await firm.asked()
    await firm.edit("Change requests", CHANGE, person="dev", Status="Approved")

    for _ in range(3):
        await firm.settle("PT31S")

    assert await firm.count("dev", "Status cannot be set by hand") == 1


async def test_a_risk_added_in_lists_gets_its_key_and_counts(rollout: Rollout) -> None:
    firm = rollout.firm
    await firm.add("Risks", person="dev", Title="The plotter has no driver", Change="chg-1")

    await firm.settle()

    (added,) = [r for r in await firm.rows("Risks") if r["Title"] == "The plotter has no driver"]
    assert (added["Key"], added["Change"]) == (f"{CHANGE}/risk/2", CHANGE)
    assert (added["Impact"], added["Status"]) == ("Medium", "Open")


async def test_a_row_for_a_change_that_there_is_not_says_so_in_the_row_and_in_teams(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    await firm.add("Risks", person="dev", Title="The plotter has no driver", Change="CHG-0099")

    await firm.settle()

    (row,) = [r for r in await firm.rows("Risks") if r["Title"] == "The plotter has no driver"]
    assert "there is no change of this key" in str(row["CutoverNote"]).lower()
    assert "Key" not in row
    await firm.stage.shown("dev", "was not taken up", "Keys look like CHG-0007")


async def test_a_mended_row_is_taken_up_and_its_note_goes(rollout: Rollout) -> None:
    firm = rollout.firm
    await firm.edit("Waves", "CHG-0001/wave/1", person="dev", LastDay="2026-03-01T12:00:00Z")
    await firm.settle()
    noted = str((await rollout.wave())["CutoverNote"])
    assert "it ends before it begins" in noted

    await firm.edit("Waves", "CHG-0001/wave/1", person="dev", LastDay="2026-03-20T12:00:00Z")
    await firm.settle()

    assert "CutoverNote" not in await rollout.wave()
    assert await firm.count("dev", "was not taken up") == 1


async def test_a_row_with_a_value_that_cutover_does_not_know_is_left_as_it_is_and_explained(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    await firm.edit("Settings", "sponsor", person="dev", Duty=None)

    await firm.settle()

    (row,) = [r for r in await firm.rows("Settings") if r["Key"] == "sponsor"]
    assert row["CutoverNote"] == "This row was not taken up. Duty: this may not be empty."
    await firm.stage.shown("dev", "A row in Settings was not taken up")


async def test_a_decision_added_by_hand_does_not_count(firm: Firm) -> None:
    await firm.asked()
    change = await firm.change()
    marie = firm.stage.people["marie"]
    await firm.add(
        "Decisions",
        person="dev",
        Key=f"{CHANGE}/decision/{change['ScopeVersion']}/{marie.aad_id}",
        RowType="Decision",
        Change=CHANGE,
        ScopeVersion=change["ScopeVersion"],
        Verdict="Approved",
        Person="Marie Tremblay",
        PersonEntra=marie.aad_id,
        Moment="2026-03-02T14:00:00Z",
    )

    await firm.settle()

    assert (await firm.change())["Status"] == "Submitted"
    (row,) = await firm.rows("Decisions/Decision")
    assert str(row["CutoverNote"]).startswith("This row does not count.")
    await firm.stage.shown("dev", "does not count any more")
    await firm.stage.shown("alex", "does not count any more")


async def test_after_a_forged_decision_the_sponsor_can_still_decide(firm: Firm) -> None:
    await test_a_decision_added_by_hand_does_not_count(firm)

    answer = await firm.press("marie", await firm.approval(), "Approve")

    assert "You approved" in answer.words
    assert (await firm.change())["Status"] == "Approved"
    assert len(await firm.rows("Decisions/Decision")) == 2


async def test_a_decision_edited_by_hand_counts_no_more_and_stays_so(firm: Firm) -> None:
    card = await firm.asked()
    await firm.press("marie", card, "Decline", {"comment": "Too soon."})
    (decision,) = await firm.rows("Decisions/Decision")
    await firm.edit("Decisions", str(decision["Key"]), person="dev", Verdict="Approved")

    for _ in range(2):
        await firm.settle("PT31S")

    assert (await firm.change())["Status"] == "Submitted"
    await firm.bot.stop()
    await firm.bot.start()
    await firm.settle()
    assert (await firm.change())["Status"] == "Submitted"


async def test_a_deleted_wave_is_told_to_whoever_runs_the_change(rollout: Rollout) -> None:
    firm = rollout.firm
    await firm.remove("Waves", "CHG-0001/wave/1", person="dev")

    await firm.settle()

    await firm.stage.shown("alex", "was deleted in Lists", "recycle bin")


async def test_an_owner_typed_by_name_is_that_person(rollout: Rollout) -> None:
    firm = rollout.firm
    await firm.edit("Waves", "CHG-0001/wave/1", person="dev", Owner="julie chen")

    await firm.settle()

    wave = await rollout.wave()
    assert (wave["Owner"], wave["OwnerEntra"]) == ("Julie Chen", firm.stage.people["julie"].aad_id)


async def test_an_owner_whom_nobody_knows_is_asked_for(rollout: Rollout) -> None:
    firm = rollout.firm
    before = (await rollout.wave())["OwnerEntra"]
    await firm.edit("Waves", "CHG-0001/wave/1", person="dev", Owner="Somebody Else")

    await firm.settle()

    wave = await rollout.wave()
    assert (wave["Owner"], wave["OwnerEntra"]) == ("Somebody Else", before)
    assert "nobody is known by this name" in str(wave["CutoverNote"])


async def test_a_change_typed_into_the_list_is_a_draft_of_whoever_typed_it(firm: Firm) -> None:
    await firm.set_up()
    await firm.add("Change requests", person="dev", Title="A new door phone", Status="Approved")

    await firm.settle()

    row = await firm.change()
    assert (row["Title"], row["Status"], row["Requester"]) == (
        "A new door phone", "Draft", "Dev Patel",
    )  # fmt: skip


async def test_a_scope_edited_after_approval_is_asked_anew_and_kept_as_a_scope_change(
    firm: Firm,
) -> None:
    card = await firm.asked()
    await firm.press("marie", card, "Approve")
    await firm.edit(
        "Change requests", CHANGE, person="dev", InScopeSystems="Everything, and Barrie too."
    )

    await firm.settle()

    assert (await firm.change())["Status"] == "Submitted"
    (changed,) = await firm.rows("Decisions/Scope change")
    assert changed["Person"] == "Dev Patel"
    assert "→ Everything, and Barrie too." in str(changed["WhatChanged"])
    await firm.stage.shown("dev", "it is a new version", "Marie Tremblay is asked again")
    await firm.stage.shown("marie", "asks you to approve", "version 2")


async def test_a_channels_duty_is_held_by_a_channel_by_its_name(rollout: Rollout) -> None:
    firm = rollout.firm
    (before,) = [r for r in await firm.rows("Settings") if r["Key"] == "announcements"]
    await firm.edit("Settings", "announcements", person="dev", HolderEntra="19:nowhere@thread.v2")
    await firm.settle("PT31S")
    (row,) = [r for r in await firm.rows("Settings") if r["Key"] == "announcements"]
    assert row["HolderEntra"] == before["HolderEntra"]

    await firm.edit("Settings", "announcements", person="dev", Holder="Anouncements")
    await firm.settle("PT31S")

    (row,) = [r for r in await firm.rows("Settings") if r["Key"] == "announcements"]
    assert "Cutover is in no channel of this name" in str(row["CutoverNote"])
