"""A column that the business added itself is left alone, and survives every write of ours."""

import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph.lists import Annotate, Append, Put, Write, Written
from graph.provision import provision
from graph.rows import Row
from graph.schema import TITLE, columns_of
from graph.sharepoint import SharePointLists
from playbook.records import ChangeRequest, Phase
from tests.graph.asked import Asked, Recording
from tests.graph.conftest import Site, opened
from tests.graph.samples import change

SELECTED = re.compile(r"fields\(\$select=([\w,]*)\)")
KEPT_IN = ChangeRequest.KEPT_IN
ITEMS = f"lists/{KEPT_IN.name}/items"
THEIRS = {
    "Cost_x0020_centre": "4711",
    "Offices@odata.type": "Collection(Edm.String)",
    "Offices": ["Barrie", "Orillia"],
    "BudgetLookupId": "12",
}


@dataclass(frozen=True)
class Shared:
    """A site whose change requests have columns of the business's own, and one row."""

    site: Site
    lists: SharePointLists
    asked: list[Asked]

    async def write(self, write: Write) -> Row[Any] | None:
        (result,) = await self.lists.write([write], within=10)
        assert isinstance(result, Written), result
        return result.row

    async def row(self) -> Row[ChangeRequest]:
        row = await self.lists.find(ChangeRequest, change().key)
        assert row
        return row

    async def theirs(self) -> dict[str, Any]:
        """What stands in the columns of the business."""
        item = (await self.row()).item
        fields = await self.site.ask("GET", f"{ITEMS}/{item}/fields", None)
        return {name: fields.get(name) for name in THEIRS if "@" not in name}


@pytest.fixture
async def shared(signing_key: bytes, provisioned: Path, tmp_path: Path) -> AsyncIterator[Shared]:
    data = tmp_path / "tenant"
    shutil.copytree(provisioned, data)
    recording = Recording()
    async with opened(signing_key, data, recording) as site:
        own: list[dict[str, Any]] = [
            {"name": "Cost centre", "text": {}, "required": True, "indexed": True},
            {
                "name": "Offices",
                "choice": {"choices": ["Barrie", "Orillia"], "displayAs": "checkBoxes"},
            },
            {"name": "Budget", "personOrGroup": {}},
        ]
        for column in own:
            await site.ask("POST", f"lists/{KEPT_IN.name}/columns", column)
        shared = Shared(site, site.lists(), recording.asked)
        await shared.write(Append(change()))
        await site.ask("PATCH", f"{ITEMS}/{(await shared.row()).item}/fields", THEIRS)
        recording.asked.clear()
        yield shared


async def test_it_survives_a_new_value_a_new_status_and_a_note(shared: Shared) -> None:
    before = await shared.theirs()
    assert before == {name: value for name, value in THEIRS.items() if "@" not in name}
    row = await shared.row()

    edited = await shared.write(Put(row, row.record.model_copy(update={"why": "It is time."})))
    assert edited
    assert await shared.theirs() == before

    approved = edited.record.model_copy(update={"status": Phase.APPROVED})
    moved = await shared.write(Put(edited, approved))
    assert moved
    assert await shared.theirs() == before

    await shared.write(Annotate(KEPT_IN, moved.item, moved.etag, "The date is in the past."))
    assert await shared.theirs() == before
    assert (await shared.row()).note == "The date is in the past."


async def test_it_is_never_sent_and_never_asked_for(shared: Shared) -> None:
    row = await shared.row()
    await shared.write(Put(row, row.record.model_copy(update={"why": "It is time."})))
    await shared.write(Append(change(2)))
    await shared.lists.changes({KEPT_IN: None})

    ours = {TITLE, *(column.name for column in columns_of(KEPT_IN))}
    assert {asked.method for asked in shared.asked} == {"GET", "POST", "PATCH"}
    for asked in shared.asked:
        assert asked.fields.keys() <= ours
        for selected in SELECTED.findall(asked.query.get("expand", "")):
            assert set(selected.split(",")) <= ours


async def test_reading_takes_no_notice_of_it(shared: Shared) -> None:
    (changes,) = await shared.lists.changes({KEPT_IN: None})
    assert [row.record for row in changes.rows] == [change()]
    assert changes.broken == ()


async def test_provisioning_leaves_it_as_it_is(shared: Shared) -> None:
    before = await shared.theirs()
    report = await provision(shared.site.wire, shared.site.id)
    assert (report.steps, report.differences) == ((), ())
    assert await shared.theirs() == before
