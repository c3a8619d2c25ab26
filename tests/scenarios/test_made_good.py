"""What Graph takes only in part, or takes unheard, is made good at the next look."""

import pytest
from pydantic import JsonValue

from tests.scenarios.firm import CHANGE
from tests.scenarios.rollout import Rollout

WAVE = "CHG-0001/wave/1"


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
