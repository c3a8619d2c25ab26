"""One edit about which nothing can be done holds up no other."""

from tests.scenarios.firm import CHANGE
from tests.scenarios.rollout import Rollout

WAVE = "CHG-0001/wave/1"
BACKWARDS = {"FirstDay": "2026-03-20T12:00:00Z", "LastDay": "2026-03-01T12:00:00Z"}


async def test_a_reason_that_graph_never_takes_holds_up_no_later_edit(rollout: Rollout) -> None:
    firm = rollout.firm
    await firm.edit("Waves", WAVE, person="dev", **BACKWARDS)
    await firm.fault_writing("Waves", "PATCH", times=99, status=400)
    await firm.settle("PT31S")
    await firm.add("Waves", person="sam", Title="Finance", Change=CHANGE, **BACKWARDS)

    await firm.settle("PT31S")

    assert await firm.count("dev", "was not taken up") == 1
    assert await firm.count("sam", "was not taken up") == 1


async def test_a_directory_that_may_not_be_read_holds_up_no_other_edit(rollout: Rollout) -> None:
    firm = rollout.firm
    await firm.fault({"status": 403}, times=99, service="graph", method="GET", path="/users")
    await firm.edit("Waves", WAVE, person="dev", Owner="Somebody Else")
    await firm.add("Waves", person="sam", Title="Finance", Change=CHANGE, **BACKWARDS)

    await firm.settle("PT31S")

    waves = {str(row["Title"]): str(row.get("CutoverNote")) for row in await firm.rows("Waves")}
    assert "it ends before it begins" in waves.pop("Finance")
    assert "nobody is known by this name" in "".join(waves.values())
