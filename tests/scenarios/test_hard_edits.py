"""Edits in Lists at the worst moment, in bulk, and of rows that hang together."""

import pytest
from pydantic import JsonValue

from tests.scenarios.firm import CHANGE, Firm
from tests.scenarios.rollout import Rollout

WAVE = "CHG-0001/wave/1"


def held_up(firm: Firm) -> list[object]:
    """What Cutover says in its log that it could not get done."""
    words = ("contended", "refused", "noticing.later")
    return [line for line in firm.log if any(word in str(line["event"]) for word in words)]


async def test_a_row_with_two_faults_is_put_back_and_says_what_is_wrong(rollout: Rollout) -> None:
    firm = rollout.firm
    await firm.edit("Waves", WAVE, person="dev", LastDay="2026-03-01T12:00:00Z", Status="Announced")

    await firm.settle("PT31S")

    wave = await rollout.wave()
    assert wave["Status"] == "Planned"
    assert "it ends before it begins" in str(wave["CutoverNote"])


async def test_a_row_that_graph_would_not_name_at_first_gets_its_key_later(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    await firm.add("Risks", person="dev", Title="The plotter has no driver", Change=CHANGE)
    await firm.fault_writing("Risks", "PATCH", status=400)

    await firm.settle("PT31S")
    await firm.settle("PT31S")

    (added,) = [r for r in await firm.rows("Risks") if r["Title"] == "The plotter has no driver"]
    assert added.get("Key") == f"{CHANGE}/risk/2"


async def test_a_reason_that_graph_would_not_take_at_first_is_written_later(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    await firm.edit("Waves", WAVE, person="dev", LastDay="2026-03-01T12:00:00Z")
    await firm.fault_writing("Waves", "PATCH", status=400)

    await firm.settle("PT31S")
    await firm.settle("PT31S")

    assert "it ends before it begins" in str((await rollout.wave()).get("CutoverNote"))
    assert await firm.count("dev", "was not taken up") == 1


async def test_a_name_that_graph_would_not_complete_at_first_is_completed_later(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    await firm.edit("Waves", WAVE, person="dev", Owner="julie chen")
    await firm.fault_writing("Waves", "PATCH", status=400)

    await firm.settle("PT31S")
    await firm.settle("PT31S")

    assert (await rollout.wave())["OwnerEntra"] == firm.stage.people["julie"].aad_id


async def test_sixty_bad_rows_pasted_at_once_are_one_letter(rollout: Rollout) -> None:
    firm = rollout.firm
    for number in range(60):
        await firm.add("Risks", person="dev", Title=f"Risk {number}", Change="CHG-0099")

    for _ in range(3):
        await firm.settle("PT31S")

    assert await firm.count("dev", "was not taken up") == 1
    await firm.stage.shown("dev", "What became of 60 edits in Lists", "And 54 more")
    rows = [row for row in await firm.rows("Risks") if row["Change"] == "CHG-0099"]
    assert all(row["CutoverNote"] for row in rows)


async def test_twelve_good_rows_pasted_at_once_get_a_number_each(rollout: Rollout) -> None:
    firm = rollout.firm
    for number in range(12):
        await firm.add("Risks", person="dev", Title=f"Risk {number}", Change=CHANGE)

    await firm.settle("PT31S")

    rows = [row for row in await firm.rows("Risks") if str(row["Title"]).startswith("Risk ")]
    assert [row.get("Key") for row in rows] == [f"{CHANGE}/risk/{n}" for n in range(2, 14)]


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
    assert held_up(firm) == []
    await firm.stage.shown("alex", "was deleted in Lists", "recycle bin")


@pytest.mark.parametrize("name", ["Rollback plans", "Settings"])
async def test_a_second_row_where_there_is_one_says_so(rollout: Rollout, name: str) -> None:
    firm = rollout.firm
    fields: dict[str, dict[str, JsonValue]] = {
        "Rollback plans": {"Change": CHANGE, "Trigger": "Another one."},
        "Settings": {"RowType": "Duty", "Duty": "Sponsor", "Holder": "Dev Patel"},
    }
    await firm.add(name, person="dev", **fields[name])

    await firm.settle("PT31S")

    (row,) = [row for row in await firm.rows(name) if "Key" not in row]
    assert "there is one already" in str(row.get("CutoverNote")).lower()
    await firm.stage.shown("dev", "was not taken up")


async def test_a_sponsors_id_alone_does_not_make_somebody_else_the_sponsor(firm: Firm) -> None:
    await firm.asked()
    sam = firm.stage.people["sam"].aad_id
    await firm.edit("Change requests", CHANGE, person="sam", SponsorEntra=sam)

    await firm.settle("PT31S")

    change = await firm.change()
    assert change["SponsorEntra"] == firm.stage.people["marie"].aad_id
    assert await firm.count("sam", "asks you to approve") == 0


async def test_nobody_becomes_the_sponsor_under_the_sponsors_name(firm: Firm) -> None:
    await firm.asked()
    dev = firm.stage.people["dev"].aad_id
    await firm.say("dev", "hello", "Start a change")
    await firm.edit("People", dev, person="dev", Title="Marie Tremblay")
    await firm.edit("Change requests", CHANGE, person="dev", SponsorEntra=dev)

    await firm.settle("PT31S")

    assert await firm.count("dev", "asks you to approve") == 0
    assert "nobody is known by this name" in str((await firm.change())["CutoverNote"])


async def test_a_question_pointed_at_another_change_holds_neither_up(rollout: Rollout) -> None:
    firm = rollout.firm
    await firm.file("julie", project_name="A new door phone")
    card = await rollout.announced()
    await rollout.speak_up("sam", card, "I have a question", "Where is the plotter?")
    await firm.settle()
    (concern,) = await rollout.concerns()
    await firm.edit("Questions and problems", str(concern["Key"]), person="dev", Change="CHG-0002")
    await firm.settle("PT31S")
    await firm.edit("Change requests", "CHG-0002", person="dev", Status="Closed")
    await firm.settle("PT31S")

    assert (await firm.change("CHG-0002"))["Status"] == "Submitted"
    assert "put the old change back" in str((await rollout.concerns())[0]["CutoverNote"]).lower()
    assert held_up(firm) == []


async def test_after_a_risk_was_pointed_at_another_change_risks_can_still_be_added(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    await firm.file("julie", project_name="A new door phone")
    await firm.settle()
    await firm.add("Risks", person="dev", Title="The plotter has no driver", Change=CHANGE)
    await firm.settle("PT31S")
    await firm.edit("Risks", f"{CHANGE}/risk/2", person="dev", Change="CHG-0002")
    await firm.settle("PT31S")

    await firm.add("Risks", person="dev", Title="The line is slow", Change=CHANGE)
    await firm.settle("PT31S")

    (added,) = [r for r in await firm.rows("Risks") if r["Title"] == "The line is slow"]
    assert added.get("Key") == f"{CHANGE}/risk/3"
    assert held_up(firm) == []


@pytest.mark.parametrize("typed", [None, "CHG-0001/wave/7", "pilot"])
async def test_a_key_that_was_changed_is_put_back_and_explained(
    rollout: Rollout, typed: str | None
) -> None:
    firm = rollout.firm
    await rollout.announced()
    told = await rollout.told()
    await firm.edit("Waves", WAVE, person="dev", Key=typed)

    for _ in range(2):
        await firm.settle("PT31S")

    assert [row.get("Key") for row in await firm.rows("Waves")].count(WAVE) == 1
    assert (await rollout.wave())["Status"] == "Announced"
    assert await rollout.told() == told
    await firm.stage.shown("dev", "a key never changes")
    assert await firm.count("alex", "was deleted in Lists") == 0


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
    assert held_up(firm) == []


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
    await firm.edit("Change requests", CHANGE, person="dev", InScope="All of it.", Status="Closed")

    await firm.settle("PT31S")

    change = await firm.change()
    assert change["Status"] == "Planning"
    assert "no longer reads" in str(change["CutoverNote"])
    await firm.stage.shown("dev", "no longer reads", "Status cannot be set by hand")


async def test_a_request_under_another_key_is_the_same_change_all_the_same(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    risks = len(await firm.rows("Risks"))
    await firm.edit("Change requests", CHANGE, person="dev", Key="CHG-0050")

    for _ in range(2):
        await firm.settle("PT31S")

    (row,) = await firm.rows("Change requests")
    assert (row["Key"], row["Status"]) == (CHANGE, "Approved")
    assert len(await firm.rows("Risks")) == risks
    await firm.stage.shown("dev", "a key never changes")
    assert await firm.count("alex", "was deleted in Lists") == 0
    assert held_up(firm) == []


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
    assert held_up(firm) == []


async def test_a_wave_copied_without_its_key_begins_as_planned(rollout: Rollout) -> None:
    firm = rollout.firm
    await rollout.announced()
    copied = await rollout.wave()
    await firm.add("Waves", person="dev", **{k: v for k, v in copied.items() if k != "Key"})

    await firm.settle("PT31S")

    (_, copy) = await firm.rows("Waves")
    assert (copy["Key"], copy["Status"]) == (f"{CHANGE}/wave/2", "Planned")
    assert held_up(firm) == []


async def test_a_key_too_long_for_anything_to_be_said_of_its_row_holds_nothing_up(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    await firm.add(
        "Action items",
        person="dev",
        Key=f"{CHANGE}/item/{'9' * 240}",
        Change=CHANGE,
        Title="Call the vendor",
        DoneAt="2026-03-02T14:00:00Z",
    )
    await firm.settle("PT31S")
    await firm.edit("Change requests", CHANGE, person="dev", Status="Closed")
    await firm.settle("PT31S")

    assert (await firm.change())["Status"] == "Approved"
    assert held_up(firm) == []
    (row,) = await firm.rows("Action items")
    assert str(row["CutoverNote"]).startswith("This row was not taken up. Key:")


async def test_an_editor_without_a_chat_is_reached_all_the_same(rollout: Rollout) -> None:
    firm = rollout.firm
    people = firm.stage.people
    unmet = [name for name in people if await firm.tenant.chat(name) is None][0]  # noqa: RUF015
    await firm.edit("Waves", WAVE, person=unmet, LastDay="2026-03-01T12:00:00Z")

    await firm.settle("PT31S")

    await firm.stage.shown(unmet, "was not taken up")


async def test_sixty_rows_deleted_at_once_are_one_letter(rollout: Rollout) -> None:
    firm = rollout.firm
    for number in range(30):
        await firm.add("Risks", person="dev", Title=f"Risk {number}", Change=CHANGE)
    await firm.settle("PT31S")
    for number in range(30):
        await firm.remove("Risks", f"{CHANGE}/risk/{number + 2}", person="dev")

    await firm.settle("PT31S")
    await firm.settle("PT31S")

    assert await firm.count("alex", "was deleted in Lists") == 1
    await firm.stage.shown("alex", "What became of 30 edits in Lists")


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
    assert held_up(firm) == []


async def test_an_answer_that_was_lost_on_the_way_leaves_one_letter_and_one_act(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    await firm.edit("Waves", WAVE, person="dev", LastDay="2026-03-01T12:00:00Z")
    dropped: dict[str, JsonValue] = {"drop": True, "after": True}
    await firm.fault(dropped, times=1, service="graph", path=r"\$batch", method="POST")

    for _ in range(3):
        await firm.settle("PT31S")

    assert "it ends before it begins" in str((await rollout.wave())["CutoverNote"])
    assert await firm.count("dev", "was not taken up") == 1
    assert len(await firm.rows("History/Act", Act="edited by hand")) == 1


@pytest.mark.parametrize("name", ["Posts", "History", "Waves"])
async def test_a_part_of_the_answer_that_graph_refuses_once_is_made_good(
    rollout: Rollout, name: str
) -> None:
    firm = rollout.firm
    await firm.edit("Waves", WAVE, person="dev", LastDay="2026-03-01T12:00:00Z")
    await firm.fault_writing(name, "PATCH" if name == "Waves" else "POST", status=503)

    for _ in range(3):
        await firm.settle("PT31S")

    assert "it ends before it begins" in str((await rollout.wave())["CutoverNote"])
    assert await firm.count("dev", "was not taken up") == 1
    assert len(await firm.rows("History/Act", Act="edited by hand")) == 1


async def test_whoever_types_themselves_in_as_sponsor_is_on_record(firm: Firm) -> None:
    await firm.set_up()
    await firm.edit("Settings", "sponsor", person="dev", Holder="Dev Patel")

    await firm.settle("PT31S")

    (kept,) = await firm.rows("History/Act", Act="edited by hand")
    assert (kept["Person"], kept["Result"]) == ("Dev Patel", "taken up")
    assert str(kept["Key"]).startswith("hand/Settings/")


async def test_a_letter_about_a_row_without_a_name_does_not_quote_its_key(firm: Firm) -> None:
    await firm.asked()
    post = await firm.post("approval")
    await firm.edit("Posts", str(post["Key"]), person="dev", Purpose=None)
    await firm.settle("PT31S")

    letter = await firm.stage.shown("dev", "A row in Posts was not taken up")
    assert CHANGE not in letter.words
