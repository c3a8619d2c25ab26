"""Everything asked of Graph goes through the budget, at the price that Graph counts."""

import asyncio
import time
from typing import Any

import pytest

from graph.budget import MOST_AT_ONCE, URGENCY, Urgency
from graph.directory import Directory
from graph.errors import Unavailable
from graph.lists import Append, Failed, Put, Written
from graph.provision import provision
from graph.sharepoint import SharePointLists
from playbook.records import LISTS, ChangeRequest, Phase
from tests.graph.conftest import Site
from tests.graph.samples import MARIE, change, move, post

BATCH = r"/\$batch$"
PART = r"/items$"


@pytest.fixture
async def lists(site: Site) -> SharePointLists:
    lists = site.lists()
    await lists.find(ChangeRequest, "none")
    return lists


def throttled(path: str, after: float) -> dict[str, Any]:
    on = {"service": "graph", "path": path}
    return {"on": on, "fault": {"status": 429, "retryAfter": after}}


async def test_graph_counts_what_the_budget_spent(site: Site, lists: SharePointLists) -> None:
    begun = await lists.changes(dict.fromkeys(LISTS))
    (written, *_) = await lists.write([Append(change()), Append(move()), Append(post())], within=5)
    assert isinstance(written, Written)
    assert written.row is not None
    edited = written.row.record.model_copy(update={"status": Phase.APPROVED})
    await lists.write([Put(written.row, edited)], within=5)
    await lists.changes({changes.kept_in: changes.token for changes in begun})
    await lists.find(ChangeRequest, change().key)

    assert site.budget.spent == site.units > 2 * len(LISTS)


async def test_so_it_does_where_lists_are_made(bare_site: Site) -> None:
    await provision(bare_site.wire, bare_site.id)
    assert bare_site.budget.spent == bare_site.units > 0


async def test_people_groups_and_apps_cost_sharepoint_nothing(site: Site) -> None:
    directory = Directory(site.wire)
    await directory.user(MARIE.id)
    await directory.group("Production")
    await directory.catalog_app("none")
    assert site.budget.spent == site.units == 0
    assert site.requests() == 3


async def test_a_batch_waits_until_all_of_it_may_be_spent(
    site: Site, lists: SharePointLists
) -> None:
    URGENCY.set(Urgency.PERSON)
    while site.budget.ceiling - site.budget.spent >= MOST_AT_ONCE:
        async with site.budget.spending(MOST_AT_ONCE, within=0):
            pass
    twenty = [Append(change(number)) for number in range(20)]
    before = site.units

    results = await lists.write(twenty, within=2)

    assert site.units == before
    for result in results:
        assert isinstance(result, Failed)
        assert isinstance(result.fault, Unavailable)
        assert not result.fault.perhaps_done
        assert 58 < (result.fault.after or 0) <= 61
    (small,) = await lists.write([Append(change())], within=2)
    assert isinstance(small, Written)


@pytest.mark.parametrize("path", [BATCH, PART], ids=["the batch", "one part of it"])
async def test_what_one_is_told_with_429_holds_for_everybody(
    site: Site, lists: SharePointLists, path: str
) -> None:
    site.faults(throttled(path, 0.428))
    began = time.monotonic()

    async def find() -> float:
        await lists.find(ChangeRequest, "none")
        return time.monotonic() - began

    (result,) = await lists.write([Append(change())], within=0.2)
    assert isinstance(result, Failed)
    site.requests()
    found = await asyncio.gather(find(), find())

    assert min(found) >= 0.428
    assert site.requests() == 2


async def test_a_wait_for_429_longer_than_the_deadline_is_told_with_nothing_sent(
    site: Site, lists: SharePointLists
) -> None:
    site.faults(throttled(BATCH, 37.5))
    await lists.write([Append(change())], within=2)
    site.requests()

    (second,) = await lists.write([Append(move())], within=2)

    assert isinstance(second, Failed)
    assert isinstance(second.fault, Unavailable)
    assert second.fault.after == pytest.approx(37.5, abs=1)
    assert not second.fault.perhaps_done
    assert site.requests() == 0


async def test_a_directory_that_throttles_holds_back_no_lists_and_they_not_it(
    site: Site, lists: SharePointLists
) -> None:
    directory = Directory(site.wire, within=1)
    site.faults(throttled("/users/", 30))
    with pytest.raises(Unavailable):
        await directory.user(MARIE.id)
    with pytest.raises(Unavailable):
        await directory.group("Production")

    (result,) = await lists.write([Append(change())], within=2)

    assert isinstance(result, Written)
