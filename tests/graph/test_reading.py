"""Reading what changed, on a bad day and when somebody edits by hand."""

import pytest

from graph.errors import NotFound, Unavailable
from graph.lists import Append
from graph.sharepoint import SharePointLists
from playbook.by_hand import Unreadable
from playbook.fields import ListOf
from playbook.records import LISTS, ChangeRequest, Decision
from tests.graph.conftest import Site
from tests.graph.samples import change, decision

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


async def test_what_we_wrote_ourselves_costs_no_second_look(site: Site) -> None:
    lists = site.lists()
    tokens = await begun(lists)
    await lists.write([Append(change()), Append(decision())], within=10)
    site.requests()
    found = await lists.changes(tokens)
    assert [row.hand for changes in found for row in changes.rows] == [None, None]
    assert site.requests() == 1


async def test_who_edited_a_row_by_hand_is_asked_for_and_read_with_the_row(site: Site) -> None:
    lists = site.lists()
    await lists.write([Append(change()), Append(change(2))], within=10)
    tokens = await begun(lists)
    site.requests()
    site.by_hand("Change requests", "CHG-0001", Why="Because Dev says so.")
    found = await lists.changes(tokens)
    (row,) = [row for changes in found for row in changes.rows]
    assert row.hand is not None
    assert (row.record.why, row.hand.by.name) == ("Because Dev says so.", "Dev Patel")
    assert site.requests() == 2


async def test_a_first_reading_knows_who_edited_every_row(site: Site) -> None:
    await site.lists().write([Append(change()), Append(change(2))], within=10)
    site.by_hand("Change requests", "CHG-0001", Why="Because Dev says so.")
    found = await site.lists().changes({ChangeRequest.KEPT_IN: None})
    assert [bool(row.hand) for row in found[0].rows] == [True, False]


async def test_what_another_process_of_ours_wrote_is_ours(site: Site) -> None:
    lists, other = site.lists(), site.lists()
    tokens = await begun(lists)
    await other.write([Append(change())], within=10)
    found = await lists.changes(tokens)
    assert [row.hand for changes in found for row in changes.rows] == [None]


async def test_a_row_edited_and_removed_before_we_ask_who_it_was_is_removed(site: Site) -> None:
    lists = site.lists()
    await lists.write([Append(change())], within=10)
    tokens = await begun(lists)
    site.by_hand("Change requests", "CHG-0001", Why="Because Dev says so.")
    on = {"service": "graph", "method": "GET", "path": r"items/1$"}
    site.faults({"on": on, "fault": {"status": 404}})
    found = await lists.changes(tokens)
    assert [changes.removed for changes in found if changes.removed] == [("1",)]


async def begun(lists: SharePointLists) -> dict[ListOf, str | None]:
    """Tokens for whatever comes from now on."""
    return {found.kept_in: found.token for found in await lists.changes(dict.fromkeys(LISTS))}
