"""An instant on a register of many changes: nobody waits for it to be over."""

import asyncio
from typing import Any, cast

from bot.clock.port import FixedClock
from bot.delivery.outgoing import Outgoing
from bot.host.upkeep import Upkeep
from bot.journal.memory import MemoryJournal
from bot.organisation import Organisation
from bot.teams.service_urls import ServiceUrls
from graph.lists import Append
from graph.memory import MemoryLists
from graph.records import Records
from graph.register import Register
from tests.graph.samples import NOW, change

CHANGES = 60


async def upkeep_of(lists: MemoryLists) -> Upkeep:
    """Over these lists; what it would send is not asked for."""
    records = Records(lists, Register())
    await records.open()
    nobody = cast(Any, None)
    org = Organisation(
        name="t",
        language="en-CA",
        service_urls=ServiceUrls(("https://smba.example/",)),
        manifest="",
        records=records,
        directory=nobody,
        connector=nobody,
        rosters=nobody,
        journal=MemoryJournal(),
        clock=FixedClock(NOW),
    )
    return Upkeep(org, Outgoing(org, lambda: None), settles=False)


async def turns_of_others(upkeep: Upkeep) -> int:
    """How often somebody else has their turn while an instant is worked through."""
    turns = 0

    async def other() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(other())
    await upkeep.due(NOW)
    task.cancel()
    return turns


async def test_where_nothing_is_due_others_have_their_turn_after_each_change() -> None:
    lists = MemoryLists()
    await lists.write([Append(change(number)) for number in range(1, CHANGES + 1)], within=1)
    upkeep = await upkeep_of(lists)
    await upkeep.due(NOW)
    assert await turns_of_others(upkeep) >= CHANGES
