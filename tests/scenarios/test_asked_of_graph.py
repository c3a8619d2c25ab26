"""Of all that the story asks of Graph, nothing is what SharePoint refuses.

That the sandbox refuses it is shown in tests/sandbox/graph; what SharePoint does is on
docs/platform.md#items, docs/platform.md#queries and docs/platform.md#batch.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from bot.demo import processes
from bot.demo.once import played
from bot.demo.stage import Stage
from bot.demo.story import STORY
from bot.demo.tenant import Tenant
from graph.batch import MOST_PARTS
from graph.schema import KEY, TITLE, Column, columns_of
from playbook.fields import ListOf
from playbook.records import LISTS
from sandbox.app import running
from sandbox.graph import lists
from tests.graph.asked import Asked, Recording, watching
from tests.scenarios.forked import Forked

pytestmark = pytest.mark.timeout(300)

TAKEN = "One or more fields with unique constraints already has the provided value."
FIELD = re.compile(r"\bfields/(\w+)")
SELECTED = re.compile(r"fields\(\$select=([\w,]*)\)")


@dataclass(frozen=True)
class Played:
    """What the whole story asked, from the first `cutover provision` to its last day."""

    recording: Recording
    lists: dict[str, ListOf]
    """By their ids."""

    @property
    def of_rows(self) -> list[Asked]:
        return [asked for asked in self.recording.asked if asked.list_id]

    @property
    def writes(self) -> list[Asked]:
        return [asked for asked in self.of_rows if asked.method in ("POST", "PATCH")]

    def columns(self, asked: Asked) -> dict[str, Column]:
        """The columns that we declare for the list it is about, by name."""
        return {column.name: column for column in columns_of(self.lists[asked.list_id])}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def story(tmp_path_factory: pytest.TempPathFactory) -> Played:
    place = tmp_path_factory.mktemp("asked")
    recording = Recording()
    watched = running(place / "tenant", watched_by=[watching(recording)])
    async with watched as sandbox, ClientSession() as session:
        await play(Tenant(session, sandbox.root), place / "bot")
        by_name = {kept_in.name: kept_in for kept_in in LISTS}
        kept = lists.all_lists(sandbox.tenant.store)
        return Played(recording, {one.id: by_name[one.display_name] for one in kept})


async def play(tenant: Tenant, data: Path) -> None:
    """The story, with Cutover in a process of its own."""
    # Several days within a minute would spend the minute's units.
    await tenant.call("PUT", "rates", {"enforced": True, "units": False})
    # Now and then a row is made unheard, so that Cutover looks whether it was.
    unheard = {"on": {"service": "graph", "method": "POST", "path": "items$"}, "every": 20}
    await tenant.call(
        "POST", "faults", [{**unheard, "times": 5, "fault": {"status": 504, "after": True}}]
    )
    registration = await tenant.registration()
    bot = Forked.of(
        processes.bot(data, processes.free_port(), registration, f"{tenant.address}/sandbox/clock")
    )
    await tenant.point_at(f"{bot.address}/api/messages")
    stage = Stage(tenant, registration, await tenant.people(), bot)
    try:
        # The last step reads with a client that is not Cutover's.
        for number, step in enumerate(STORY[:-1], start=1):
            fault = await played(stage, number)
            assert not fault, f"{step.name}: expected {fault}"
    finally:
        await bot.stop()


def test_the_story_reads_and_writes_every_list(story: Played) -> None:
    assert {kept_in.name for kept_in in LISTS} == {one.name for one in story.lists.values()}
    assert {asked.list_id for asked in story.of_rows} == story.lists.keys()
    assert len(story.writes) > 100


def test_rows_are_asked_for_by_their_key_alone_and_the_key_is_indexed(story: Played) -> None:
    asked = [one for one in story.of_rows if {"filter", "orderby"} & one.query.keys()]
    assert asked
    for one in asked:
        assert "orderby" not in one.query
        assert FIELD.findall(one.query["filter"]) == [KEY]
        assert story.columns(one)[KEY].indexed


def test_nobody_takes_the_risk_of_a_filter_without_an_index(story: Played) -> None:
    assert not any("prefer" in asked.headers for asked in story.of_rows)


def test_only_columns_that_are_there_are_selected(story: Played) -> None:
    selecting = [asked for asked in story.of_rows if "expand" in asked.query]
    assert selecting
    for asked in selecting:
        (names,) = SELECTED.findall(asked.query["expand"])
        assert set(names.split(",")) <= story.columns(asked).keys()


def test_only_columns_of_ours_are_written_none_of_them_read_only(story: Played) -> None:
    for asked in story.writes:
        assert asked.fields.keys() <= {TITLE, *story.columns(asked)}, asked.path


def test_no_column_of_one_value_is_written_as_several(story: Played) -> None:
    """None of ours holds several, so that nothing is annotated and nothing is an array."""
    for asked in story.writes:
        assert not any("@" in name for name in asked.fields)
        assert not any(isinstance(value, list | dict) for value in asked.fields.values())


def test_no_row_is_changed_but_at_the_version_that_was_read(story: Played) -> None:
    changes = [asked for asked in story.writes if asked.method == "PATCH"]
    assert changes
    for asked in changes:
        assert re.fullmatch(r'"[0-9a-f-]{36},\d+"', asked.headers["if-match"])


def test_no_batch_has_more_than_twenty_parts(story: Played) -> None:
    assert 1 < max(story.recording.batches) <= MOST_PARTS


def test_nothing_is_refused_but_a_row_that_is_there_or_was_changed(story: Played) -> None:
    of_lists = [asked for asked in story.recording.asked if "/lists" in asked.path]
    refused = [asked for asked in of_lists if 400 <= asked.status < 500]
    others = [asked for asked in refused if asked.status not in (412, 424)]
    assert {(asked.method, asked.refused) for asked in others} <= {("POST", TAKEN)}
