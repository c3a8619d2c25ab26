"""A row is known by its key: whatever is typed over it, or beside it, in Lists."""

import pytest
from pydantic import JsonValue

from tests.scenarios.firm import CHANGE, Firm
from tests.scenarios.rollout import Rollout

WAVE = "CHG-0001/wave/1"


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
    assert firm.held_up() == []


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
    assert firm.held_up() == []


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
    assert firm.held_up() == []


async def test_a_wave_copied_without_its_key_begins_as_planned(rollout: Rollout) -> None:
    firm = rollout.firm
    await rollout.announced()
    copied = await rollout.wave()
    await firm.add("Waves", person="dev", **{k: v for k, v in copied.items() if k != "Key"})

    await firm.settle("PT31S")

    (_, copy) = await firm.rows("Waves")
    assert (copy["Key"], copy["Status"]) == (f"{CHANGE}/wave/2", "Planned")
    assert firm.held_up() == []


async def test_a_key_too_long_for_anything_to_be_said_of_its_row_holds_nothing_up(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    await firm.add(
        "Action items",
        person="dev",
        RowType="Action item",
        Key=f"{CHANGE}/item/{'9' * 240}",
        Change=CHANGE,
        Title="Call the vendor",
        DoneAt="2026-03-02T14:00:00Z",
    )
    await firm.settle("PT31S")
    await firm.edit("Change requests", CHANGE, person="dev", Status="Closed")
    await firm.settle("PT31S")

    assert (await firm.change())["Status"] == "Approved"
    assert firm.held_up() == []
    (row,) = await firm.rows("Action items")
    assert str(row["CutoverNote"]).startswith("This row was not taken up. Key:")


async def test_a_letter_about_a_row_without_a_name_does_not_quote_its_key(firm: Firm) -> None:
    await firm.asked()
    post = await firm.post("approval")
    await firm.edit("Posts", str(post["Key"]), person="dev", Purpose=None)
    await firm.settle("PT31S")

    letter = await firm.stage.shown("dev", "A row in Posts was not taken up")
    assert CHANGE not in letter.words
