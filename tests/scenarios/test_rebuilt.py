"""Everything comes back from the lists: with an empty journal, on an empty disk."""

import asyncio

from bot.host.program import PROGRAM
from graph.records import Records
from tests.scenarios.firm import CHANGE, Firm
from tests.scenarios.rollout import Rollout
from tests.scenarios.worker import Inside


def records_of(firm: Firm) -> Records:
    """What Cutover holds in memory of the lists."""
    assert isinstance(firm.bot, Inside)
    return firm.bot.app[PROGRAM].org.records


async def all_done(firm: Firm) -> None:
    """Wait until nothing is left in the journal."""
    async with asyncio.timeout(20):
        while (await firm.ready())["journal"]:
            await firm.settle()


async def test_a_register_made_anew_from_the_lists_is_the_one_that_was_followed(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    card = await rollout.announced()
    await rollout.speak_up("sam", card, "I have a question", "Where is the plotter?")
    await firm.edit("Waves", "CHG-0001/wave/1", person="dev", LastDay="2026-03-01T12:00:00Z")
    await firm.add("Risks", person="dev", Title="The plotter has no driver", Change=CHANGE)
    await firm.add("Risks", person="dev", Title="For no change at all")
    await firm.remove("Measures", "CHG-0001/measure/1")
    for _ in range(3):
        await firm.settle("PT31S")
    await all_done(firm)
    followed = records_of(firm).fingerprint()

    await firm.bot.stop()
    firm.bot.forget()
    await firm.bot.start()

    assert records_of(firm).fingerprint() == followed
    before = await rollout.told()
    await firm.settle("PT31S")
    assert await rollout.told() == before
    assert records_of(firm).fingerprint() == followed
