"""What follows from the rest is written last, and nobody waits for it."""

from collections.abc import Sequence

import pytest

from graph.errors import Unavailable
from graph.lists import Append, Failed, Result, Write
from graph.memory import MemoryLists
from graph.records import NotNow, Records, Saved
from graph.register import Register
from playbook.outcome import Outcome
from tests.graph.samples import audit, change, decision, move


class Slow(MemoryLists):
    """Lists that take the first so many writes of a call; the others are not done in time."""

    def __init__(self, takes: int) -> None:
        super().__init__()
        self.takes = takes

    async def write(self, writes: Sequence[Write], *, within: float) -> tuple[Result, ...]:
        done = await super().write(writes[: self.takes], within=within)
        return (*done, *(Failed(Unavailable("late")) for _ in writes[self.takes :]))


@pytest.mark.parametrize(
    ("takes", "result"), [(1, NotNow(None)), (2, Saved()), (3, Saved()), (4, Saved())]
)
async def test_nobody_waits_for_what_comes_later(takes: int, result: Saved | NotNow) -> None:
    records = Records(Slow(takes), Register())
    await records.open()
    plan = (audit(act="first"), audit(act="second"))
    assert await records.carry_out(Outcome(facts=(change(), move()), later=plan)) == result
    dossier = records.dossier("CHG-0001")
    assert dossier is not None
    assert dossier.audit == plan[: max(0, takes - 2)]


async def test_what_comes_later_is_waited_for_where_there_is_nothing_else() -> None:
    records = Records(Slow(1), Register())
    await records.open()
    plan = (audit(act="first"), audit(act="second"))
    assert await records.carry_out(Outcome(later=plan)) == NotNow(None)


async def test_a_later_row_that_is_there_already_is_no_conflict() -> None:
    lists, row = MemoryLists(), audit()
    await lists.write([Append(row)], within=1)
    records = Records(lists, Register())
    assert await records.carry_out(Outcome(facts=(decision(),), later=(row,))) == Saved()
