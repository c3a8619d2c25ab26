"""Writes on a bad day: never twice, never lost unnoticed, never waiting past the deadline."""

from typing import Any

import pytest

from graph.errors import Forbidden, NotFound, Rejected, Unavailable
from graph.lists import Append, Changed, Exists, Failed, Put, Skipped, Write, Written
from graph.provision import provision
from graph.rows import Row
from graph.sharepoint import SharePointLists
from playbook.records import ChangeRequest, Move, Phase, Post
from tests.graph.conftest import Site
from tests.graph.samples import change, decision, move, post

BATCH = {"service": "graph", "path": r"/\$batch$"}
WITHIN = 20.0


def on(path: str, **fault: Any) -> dict[str, Any]:
    """A fault for the next part of a batch that goes there."""
    return {"on": {"service": "graph", "path": path}, "fault": fault}


@pytest.fixture
async def lists(site: Site) -> SharePointLists:
    """Lists that were found already, so that every request counted is a write's."""
    lists = site.lists()
    await lists.find(ChangeRequest, "none")
    site.requests()
    return lists


async def kept(lists: SharePointLists, *records: ChangeRequest) -> list[Row[ChangeRequest]]:
    await lists.write([Append(record) for record in records], within=WITHIN)
    rows = [await lists.find(ChangeRequest, record.key) for record in records]
    return [row for row in rows if row]


async def test_writes_in_one_batch_are_one_request(site: Site, lists: SharePointLists) -> None:
    results = await lists.write([Append(change()), Append(move()), Append(post())], within=WITHIN)
    assert [type(result) for result in results] == [Written] * 3
    assert site.requests() == 1


@pytest.mark.parametrize("after", ["0.02", 0])
async def test_a_throttled_batch_is_sent_again_when_graph_says(
    site: Site, lists: SharePointLists, after: str | int
) -> None:
    site.faults({"on": BATCH, "fault": {"status": 429, "retryAfter": float(after)}})
    (result,) = await lists.write([Append(change())], within=WITHIN)
    assert isinstance(result, Written)
    assert site.requests() == 2


async def test_a_wait_longer_than_the_deadline_is_told_at_once(
    site: Site, lists: SharePointLists
) -> None:
    site.faults({"on": BATCH, "fault": {"status": 429, "retryAfter": 37.5}})
    (first, second) = await lists.write([Append(change()), Append(move())], within=2)
    assert isinstance(first, Failed)
    assert isinstance(first.fault, Unavailable)
    assert (first.fault.after, first.fault.perhaps_done) == (37.5, False)
    assert isinstance(second, Failed)
    assert site.requests() == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 504, "after": True},
        {"status": 503, "after": True, "retryAfter": 0.02},
        {"drop": True, "after": True},
        {"drop": True},
        {"status": 500},
    ],
    ids=["504 after", "503 after", "dropped after", "dropped before", "500 before"],
)
async def test_what_was_perhaps_done_is_done_once(
    site: Site, lists: SharePointLists, fault: dict[str, Any]
) -> None:
    (row,) = await kept(lists, change())
    site.faults({"on": BATCH, "fault": fault})
    approved = row.record.model_copy(update={"status": Phase.APPROVED})
    writes: list[Write] = [Append(decision()), Append(post()), Put(row, approved)]
    results = await lists.write(writes, within=WITHIN)
    rows = [result.row for result in results if isinstance(result, Written) and result.row]
    assert [row.record for row in rows] == [decision(), post(), approved]
    for row in rows:
        assert await lists.find(type(row.record), row.record.key) == row


async def test_somebody_elses_row_is_not_taken_for_ours_after_a_doubt(
    site: Site, lists: SharePointLists
) -> None:
    await kept(lists, change(why="Theirs"))
    site.faults({"on": BATCH, "fault": {"drop": True}})
    results = await lists.write([Append(change(why="Ours")), Append(move())], within=WITHIN)
    assert results == (Exists(), Skipped())
    assert await lists.find(Move, move().key) is None


async def test_somebody_elses_edit_is_not_taken_for_ours_after_a_doubt(
    site: Site, lists: SharePointLists
) -> None:
    (row,) = await kept(lists, change())
    theirs = row.record.model_copy(update={"why": "Theirs"})
    await lists.write([Put(row, theirs)], within=WITHIN)
    site.faults({"on": BATCH, "fault": {"drop": True}})
    ours = row.record.model_copy(update={"why": "Ours"})
    assert await lists.write([Put(row, ours)], within=WITHIN) == (Changed(),)


async def test_only_the_parts_that_were_throttled_are_sent_again(
    site: Site, lists: SharePointLists
) -> None:
    site.faults(on("items$", status=429, retryAfter=0.02) | {"times": 2})
    writes = [Append(change(number)) for number in range(1, 6)]
    results = await lists.write(writes, within=WITHIN)
    assert [type(result) for result in results] == [Written] * 5
    assert site.requests() in (2, 3)


async def test_a_part_carried_out_unheard_is_found_to_be_ours(
    site: Site, lists: SharePointLists
) -> None:
    site.faults(on("items$", status=504, after=True))
    results = await lists.write([Append(change()), Append(move())], within=WITHIN)
    assert [type(result) for result in results] == [Written, Written]


async def test_what_is_in_the_way_of_a_later_write_leaves_the_first_one_told(
    site: Site, lists: SharePointLists
) -> None:
    site.faults(on("items$", delay=0.0), on("items$", status=503, retryAfter=60))
    first, second = await lists.write([Append(change()), Append(post())], within=1)
    assert isinstance(first, Written)
    assert isinstance(second, Failed)
    assert isinstance(second.fault, Unavailable)
    assert second.fault.after == 60
    assert await lists.find(Post, post().key) is None


async def test_an_answer_that_comes_too_late_is_not_waited_for(
    site: Site, lists: SharePointLists
) -> None:
    site.faults({"on": BATCH, "fault": {"delay": 0.5}})
    (result,) = await lists.write([Append(change())], within=0.05)
    assert isinstance(result, Failed)
    assert isinstance(result.fault, Unavailable)
    assert result.fault.perhaps_done


async def test_a_409_because_sharepoint_writes_at_the_same_time_is_a_changed_row(
    site: Site, lists: SharePointLists
) -> None:
    (row,) = await kept(lists, change())
    body = {"error": {"code": "resourceModified", "message": "Modified meanwhile."}}
    site.faults(on("fields$", status=409, body=body))
    edited = row.record.model_copy(update={"why": "Because"})
    assert await lists.write([Put(row, edited)], within=WITHIN) == (Changed(),)


async def test_the_other_words_for_a_unique_violation_are_understood(
    site: Site, lists: SharePointLists
) -> None:
    message = "The list item could not be added because duplicate values were found in the field"
    body = {"error": {"code": "nameAlreadyExists", "message": message}}
    site.faults(on("items$", status=409, body=body))
    assert await lists.write([Append(change())], within=WITHIN) == (Exists(),)


async def test_what_graph_refuses_is_told_and_stops_the_rest(
    site: Site, lists: SharePointLists
) -> None:
    site.faults(on("items$", status=403))
    first, second = await lists.write([Append(change()), Append(move())], within=WITHIN)
    assert isinstance(first, Failed)
    assert isinstance(first.fault, Forbidden)
    assert isinstance(second, Failed)
    assert await lists.find(Move, move().key) is None


async def test_text_too_long_for_a_line_is_rejected(lists: SharePointLists) -> None:
    (result,) = await lists.write([Append(change(project_name="x" * 256))], within=WITHIN)
    assert isinstance(result, Failed)
    assert isinstance(result.fault, Rejected)
    assert result.fault.status == 400


async def test_a_list_that_is_not_there_is_told_by_its_name(bare_site: Site) -> None:
    (result,) = await bare_site.lists().write([Append(change())], within=WITHIN)
    assert isinstance(result, Failed)
    assert isinstance(result.fault, NotFound)
    assert "Change requests" in str(result.fault)


async def test_lists_that_came_later_are_found(bare_site: Site) -> None:
    lists = bare_site.lists()
    await lists.write([Append(change())], within=WITHIN)
    await provision(bare_site.wire, bare_site.id)
    (result,) = await lists.write([Append(change())], within=WITHIN)
    assert isinstance(result, Written)


async def test_nothing_to_write_is_no_request(site: Site, lists: SharePointLists) -> None:
    assert await lists.write([], within=WITHIN) == ()
    assert site.requests() == 0
