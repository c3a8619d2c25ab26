"""Many rows pasted, or deleted, at once: one letter, and a number for each."""

from tests.scenarios.firm import CHANGE
from tests.scenarios.rollout import Rollout


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
