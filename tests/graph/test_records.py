"""What one organisation keeps: written once, shown at once, decided again when in doubt."""

import asyncio
from collections.abc import Mapping, Sequence

import pytest

from graph.errors import Forbidden, NotFound, Rejected, Unavailable
from graph.lists import Append, Failed, ListChanges, Put, Result, Write
from graph.memory import MemoryLists
from graph.records import Conflict, NotNow, Records, Saved
from graph.register import Register
from playbook.fields import ListOf
from playbook.outcome import Outcome
from playbook.records import LISTS, ChangeRequest, Phase, PostState
from tests.graph.conftest import Site
from tests.graph.samples import audit, change, decision, move, person, post

APPROVAL = Outcome(
    facts=(decision(), audit(), post("CHG-0001/decided")),
    edits=(change(status=Phase.APPROVED), post(state=PostState.SENT, message="1")),
)


class Gate(MemoryLists):
    """Lists whose next answer is held back after the work is done, until the gate opens."""

    def __init__(self) -> None:
        super().__init__()
        self.hold_write = self.hold_changes = False
        self.reached = asyncio.Event()
        self.opened = asyncio.Event()
        self.readings = 0
        self.tokens: Mapping[ListOf, str | None] = {}

    async def write(self, writes: Sequence[Write], *, within: float) -> tuple[Result, ...]:
        results = await super().write(writes, within=within)
        await self._pass(self.hold_write)
        return results

    async def changes(self, tokens: Mapping[ListOf, str | None]) -> tuple[ListChanges, ...]:
        self.readings += 1
        self.tokens = dict(tokens)
        changes = await super().changes(tokens)
        await self._pass(self.hold_changes)
        return changes

    async def _pass(self, hold: bool) -> None:
        if hold and not self.opened.is_set():
            self.reached.set()
            await self.opened.wait()


@pytest.fixture
async def lists() -> Gate:
    lists = Gate()
    await lists.write([Append(change()), Append(move()), Append(post())], within=1)
    return lists


@pytest.fixture
async def records(lists: Gate) -> Records:
    records = Records(lists, Register())
    await records.open()
    return records


async def test_what_is_saved_is_shown_at_once(records: Records) -> None:
    assert await records.carry_out(APPROVAL) == Saved()
    dossier = records.dossier("CHG-0001")
    assert dossier is not None
    assert dossier.change.status is Phase.APPROVED
    assert dossier.decisions == (decision(),)
    assert [found.state for found in dossier.posts] == [PostState.SENT, PostState.CLAIMED]
    assert records.post("CHG-0001/decided") == post("CHG-0001/decided")


async def test_a_fact_that_is_there_already_is_a_conflict(records: Records, lists: Gate) -> None:
    await lists.write([Append(decision())], within=1)
    assert await records.carry_out(APPROVAL) == Conflict()
    await records.refresh()
    dossier = records.dossier("CHG-0001")
    assert dossier is not None
    assert (dossier.decisions, dossier.change.status) == ((decision(),), Phase.SUBMITTED)


async def test_a_row_that_was_edited_by_hand_is_a_conflict(records: Records, lists: Gate) -> None:
    row = await lists.find(ChangeRequest, "CHG-0001")
    assert row is not None
    await lists.write([Put(row, change(why="By hand"))], within=1)
    edit = Outcome(edits=(change(status=Phase.APPROVED),))
    assert await records.carry_out(edit) == Conflict()
    await records.refresh()
    dossier = records.dossier("CHG-0001")
    assert dossier is not None
    assert dossier.change.why == "By hand"
    again = dossier.change.model_copy(update={"status": Phase.APPROVED})
    assert await records.carry_out(Outcome(edits=(again,))) == Saved()


async def test_an_edit_of_a_row_that_is_not_there_makes_it(records: Records) -> None:
    assert await records.carry_out(Outcome(edits=(person(),))) == Saved()
    assert records.workplace().people == {person().key: person()}
    moved = person().model_copy(update={"conversation": "a:1"})
    assert await records.carry_out(Outcome(edits=(moved,))) == Saved()
    assert records.workplace().people == {person().key: moved}


async def test_nothing_to_write_is_saved(records: Records, lists: Gate) -> None:
    lists.faults.append(Unavailable("down"))
    assert await records.carry_out(Outcome()) == Saved()


async def test_graph_not_answering_is_not_now(records: Records, lists: Gate) -> None:
    lists.faults.append(Unavailable("busy", after=2.128))
    assert await records.carry_out(APPROVAL) == NotNow(2.128)
    assert await records.carry_out(APPROVAL) == Saved()


class Grudging(MemoryLists):
    """Lists that refuse some writes of a call for good, by their places."""

    refuses: tuple[int, ...] = ()

    async def write(self, writes: Sequence[Write], *, within: float) -> tuple[Result, ...]:
        done = [write for place, write in enumerate(writes) if place not in self.refuses]
        results = iter(await super().write(done, within=within))
        refused = Failed(Rejected(400, "invalidRequest", "No."))
        return tuple(
            refused if place in self.refuses else next(results) for place in range(len(writes))
        )


async def test_a_row_refused_after_the_deciding_one_undoes_nothing() -> None:
    lists = Grudging()
    await lists.write([Append(change()), Append(post())], within=1)
    records = Records(lists, Register())
    await records.open()
    lists.refuses = (1,)

    saved = await records.carry_out(APPROVAL)

    assert isinstance(saved, Saved)
    assert isinstance(saved.lacking, Rejected)
    dossier = records.dossier("CHG-0001")
    assert dossier is not None
    assert (dossier.decisions, dossier.audit) == ((decision(),), ())


async def test_a_refused_deciding_row_is_raised() -> None:
    lists = Grudging()
    lists.refuses = (0,)
    with pytest.raises(Rejected):
        await Records(lists, Register()).carry_out(APPROVAL)


async def test_a_list_that_was_gone_is_read_from_its_beginning(
    records: Records, lists: Gate
) -> None:
    lists.faults.append(NotFound("The list is gone."))
    with pytest.raises(NotFound):
        await records.refresh()
    await records.refresh()
    assert lists.tokens == dict.fromkeys(LISTS)
    assert records.dossier("CHG-0001") is not None


async def test_a_permission_that_is_missing_is_raised(records: Records, lists: Gate) -> None:
    lists.faults.append(Forbidden("403"))
    with pytest.raises(Forbidden):
        await records.carry_out(APPROVAL)


async def test_a_reading_that_fails_takes_nothing_in(records: Records, lists: Gate) -> None:
    await lists.write([Append(decision())], within=1)
    lists.faults.append(Unavailable("down"))
    with pytest.raises(Unavailable):
        await records.refresh()
    await records.refresh()
    dossier = records.dossier("CHG-0001")
    assert dossier is not None
    assert dossier.decisions == (decision(),)


async def test_what_is_written_while_a_reading_is_under_way_stays(
    records: Records, lists: Gate
) -> None:
    lists.hold_changes = True
    refreshing = asyncio.create_task(records.refresh())
    await lists.reached.wait()
    assert await records.carry_out(APPROVAL) == Saved()
    before = records.dossier("CHG-0001")
    lists.opened.set()
    await refreshing
    assert records.dossier("CHG-0001") == before
    await records.refresh()
    assert records.dossier("CHG-0001") == before


async def test_what_is_written_while_everything_is_read_stays(lists: Gate) -> None:
    records = Records(lists, Register())
    await records.open()
    lists.hold_changes = True
    opening = asyncio.create_task(records.open())
    await lists.reached.wait()
    await records.carry_out(APPROVAL)
    lists.opened.set()
    await opening
    dossier = records.dossier("CHG-0001")
    assert dossier is not None
    assert dossier.decisions == (decision(),)


async def test_a_hand_edit_on_top_of_a_write_is_not_lost_when_the_answer_is_late(
    records: Records, lists: Gate
) -> None:
    lists.hold_write = True
    writing = asyncio.create_task(
        records.carry_out(Outcome(edits=(change(status=Phase.APPROVED),)))
    )
    await lists.reached.wait()
    row = await lists.find(ChangeRequest, "CHG-0001")
    assert row is not None
    lists.hold_write = False
    by_hand = row.record.model_copy(update={"why": "By hand"})
    await lists.write([Put(row, by_hand)], within=1)
    await records.refresh()
    lists.opened.set()
    assert await writing == Saved()
    dossier = records.dossier("CHG-0001")
    assert dossier is not None
    assert dossier.change == by_hand


async def test_those_who_wait_for_a_reading_share_the_next_one(
    records: Records, lists: Gate
) -> None:
    lists.hold_changes = True
    first = asyncio.create_task(records.refresh())
    await lists.reached.wait()
    before = lists.readings
    await lists.write([Append(decision())], within=1)
    others = [asyncio.create_task(records.refresh()) for _ in range(5)]
    lists.opened.set()
    await asyncio.gather(first, *others)
    assert lists.readings == before + 1
    dossier = records.dossier("CHG-0001")
    assert dossier is not None
    assert dossier.decisions == (decision(),)


async def test_a_restart_shows_the_same(records: Records, lists: Gate) -> None:
    await records.carry_out(APPROVAL)
    other = Records(lists, Register())
    await other.open()
    assert list(other.dossiers()) == list(records.dossiers())
    assert other.workplace() == records.workplace()


async def test_an_approval_that_nobody_contends_is_one_request(site: Site) -> None:
    records = Records(site.lists(), Register())
    await records.open()
    first = Outcome(facts=(change(), move(), post()), edits=(person(),))
    assert await records.carry_out(first, within=10) == Saved()
    site.requests()
    assert await records.carry_out(APPROVAL, within=10) == Saved()
    assert site.requests() == 1
    await records.refresh()
    assert site.requests() == 1
    dossier = records.dossier("CHG-0001")
    other = Records(site.lists(), Register())
    await other.open()
    assert other.dossier("CHG-0001") == dossier


async def test_two_who_decide_at_once_write_one_decision(site: Site) -> None:
    both = [Records(site.lists(), Register()) for _ in range(2)]
    await both[0].carry_out(Outcome(facts=(change(), post())), within=10)
    for records in both:
        await records.open()
    outcomes = await asyncio.gather(*(r.carry_out(APPROVAL, within=10) for r in both))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "Saved"]
    for records in both:
        await records.refresh()
    assert list(both[0].dossiers()) == list(both[1].dossiers())
