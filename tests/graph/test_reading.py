"""Reading what changed, on a bad day and when somebody edits by hand."""

import pytest

from graph.errors import NotFound, Unavailable
from graph.lists import Append
from playbook.by_hand import Unreadable
from playbook.records import LISTS, ChangeRequest, Decision
from tests.graph.conftest import Site
from tests.graph.samples import change

DELTA = {"service": "graph", "path": "delta"}


async def test_all_lists_are_read_in_one_request(site: Site) -> None:
    lists = site.lists()
    tokens = {found.kept_in: found.token for found in await lists.changes(dict.fromkeys(LISTS))}
    site.requests()
    await lists.changes(tokens)
    assert site.requests() == 1


async def test_a_list_that_is_throttled_is_read_when_graph_says(site: Site) -> None:
    lists = site.lists()
    await lists.write([Append(change())], within=10)
    site.faults({"on": DELTA, "times": 3, "fault": {"status": 429, "retryAfter": 0.02}})
    found = await lists.changes(dict.fromkeys(LISTS))
    assert [row.record for changes in found for row in changes.rows] == [change()]


async def test_reading_gives_up_when_its_time_is_over(site: Site) -> None:
    site.faults({"on": DELTA, "fault": {"status": 503, "retryAfter": 60}})
    with pytest.raises(Unavailable) as raised:
        await site.lists(read_within=1).changes(dict.fromkeys(LISTS))
    assert raised.value.after == 60


async def test_lists_that_are_missing_are_named(bare_site: Site) -> None:
    with pytest.raises(NotFound, match="Change requests"):
        await bare_site.lists().changes(dict.fromkeys(LISTS))


async def test_a_renamed_list_is_still_found(site: Site) -> None:
    await site.ask("PATCH", "lists/Change requests", {"displayName": "Our projects"})
    lists = site.lists()
    await lists.write([Append(change())], within=10)
    assert await lists.find(ChangeRequest, "CHG-0001") is not None


async def test_a_row_that_is_no_record_is_told_and_harms_no_other(site: Site) -> None:
    lists = site.lists()
    await lists.write([Append(change())], within=10)
    await site.typed("Change requests", {"Title": "An idea that I had"})
    await site.typed("Change requests", {"Title": "No version", "Key": "CHG-0002"})
    await site.typed("Decisions", {"Title": "No verdict", "Key": "CHG-0001/x"})
    changes, decisions = await lists.changes(
        dict.fromkeys((ChangeRequest.KEPT_IN, Decision.KEPT_IN))
    )
    assert [row.record.key for row in changes.rows] == ["CHG-0001", "CHG-0002"]
    assert [broken.fault for broken in changes.broken] == [Unreadable.NO_KEY]
    assert decisions.rows == ()
    assert [broken.item for broken in decisions.broken] == ["1"]
