"""A load at the start: for as long as Graph takes, and without searching it for garbage."""

import gc
from collections.abc import Iterator

import pytest

from bot.host import loading
from bot.host.loading import load
from bot.settings import SettingsError
from graph.errors import Forbidden, GraphFault, Unavailable
from graph.lists import Append
from graph.memory import MemoryLists
from graph.records import Records
from graph.register import Register
from tests.graph.samples import change


class Watched(Records):
    """Notes the collector's thresholds while it loads, and makes much meanwhile."""

    def __init__(self, lists: MemoryLists) -> None:
        super().__init__(lists, Register())
        self.kept: list[list[object]] = []

    async def open(self) -> None:
        self.kept = [[number] for number in range(200_000)]
        await super().open()


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    assert gc.get_threshold() == before


@pytest.fixture
async def lists() -> MemoryLists:
    lists = MemoryLists()
    await lists.write([Append(change())], within=1)
    return lists


async def test_nothing_that_was_loaded_is_searched_for_garbage(lists: MemoryLists) -> None:
    records, generations = Watched(lists), list[int]()

    def note(_phase: str, collected: dict[str, int]) -> None:
        generations.append(collected["generation"])

    gc.callbacks.append(note)
    try:
        await load(records)
    finally:
        gc.callbacks.remove(note)
    assert 1 in generations
    assert 2 not in generations
    assert gc.get_freeze_count() > len(records.kept)


async def test_what_was_loaded_and_is_replaced_goes_at_once(lists: MemoryLists) -> None:
    gone: list[str] = []
    stays = [Goes(gone)]
    await load(Records(lists, Register()))
    stays.clear()
    assert gone == ["gone"]


class Goes:
    def __init__(self, told: list[str]) -> None:
        self._told = told

    def __del__(self) -> None:
        self._told.append("gone")


async def test_a_load_goes_on_until_graph_is_back(
    lists: MemoryLists, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_RETRY", 0.0)
    faults: list[GraphFault] = [Unavailable("away"), Unavailable("away")]
    lists.faults += faults
    records = Records(lists, Register())
    await load(records)
    assert records.changes() == ("CHG-0001",)


async def test_a_load_that_waiting_does_not_mend_is_told(lists: MemoryLists) -> None:
    lists.faults.append(Forbidden("no"))
    with pytest.raises(SettingsError):
        await load(Records(lists, Register()))
