"""Killed in the middle of an approval in stages, with and without its journal: the same rows."""

import asyncio

import pytest

from bot.demo.tenant import until
from tests.scenarios.firm import Firm
from tests.scenarios.test_authority_of_approvals import decisions, staged

WHOLE = [("Alex Novak", "Approved"), ("Julie Chen", "Approved"), ("Marie Tremblay", "Approved")]


@pytest.mark.parametrize("journal", [True, False], ids=["journal kept", "journal lost"])
async def test_each_stage_goes_on_where_it_was(mortal: Firm, journal: bool) -> None:
    await staged(mortal)
    card = await mortal.approval()
    await mortal.fault_writing("Decisions/Decision", "POST", delay=1)
    pressing = asyncio.create_task(mortal.press("marie", card, "Approve"))
    await mortal.faults_struck()

    await mortal.bot.kill()
    assert (await pressing).status >= 500
    await until(lambda: mortal.rows("Decisions/Decision"), "the decision to be written")
    if not journal:
        mortal.bot.forget()
    await mortal.bot.start()
    await mortal.settle()

    for person in ("alex", "julie"):
        card = await mortal.stage.shown(person, "asks you to approve")
        await mortal.press(person, card, "Approve")
        await mortal.settle()

    assert sorted(await decisions(mortal)) == WHOLE
    assert (await mortal.change())["Status"] == "Approved"
    assert len(await mortal.rows("History/Act", Act="approve")) == 3
    asks = await mortal.rows("Posts", Purpose="approval")
    assert len(asks) == 3
    assert {row["State"] for row in asks} == {"sent"}
