"""Filtering, sorting and paging, as docs/platform.md#queries has them."""

import json
from typing import Any

import pytest

from sandbox.graph import lists, rows, values
from tests.sandbox.graph.conftest import Graph

PREFER = "HonorNonIndexedQueriesWarningMayFailRandomly"


@pytest.fixture
async def filled(shelf: Graph) -> Graph:
    """Four rows, one of them nearly empty."""
    await shelf.add(Key="a", State="draft", Rank=1, Due="2026-03-02T09:00:00Z", Done=True, Free="x")
    await shelf.add(Key="b", State="sent", Rank=2, Due="2026-03-03T09:00:00Z", Done=False, Free="Y")
    await shelf.add(Key="It's 100%", State="sent", Rank=10)
    await shelf.add(Key="d")
    return shelf


FOUND = [
    ("fields/Key eq 'a'", ["a"]),
    ("fields/Key eq 'A'", ["a"]),
    ("fields/Key eq 'It''s 100%'", ["It's 100%"]),
    ("startswith(fields/Key,'it''s')", ["It's 100%"]),
    ("startswith(fields/Key, '%')", []),
    ("fields/State ne 'sent'", ["a", "d"]),
    ("fields/State eq null", ["d"]),
    ("fields/State ne null", ["a", "b", "It's 100%"]),
    ("fields/Rank gt 2", ["It's 100%"]),
    ("fields/Rank ge 2 and fields/Rank lt 10", ["b"]),
    ("fields/Rank eq '10'", ["It's 100%"]),
    ("fields/Rank le 1 or fields/Key eq 'd'", ["a", "d"]),
    ("fields/Key eq 'a' or fields/Key eq 'b' and fields/Rank eq 1", ["a"]),
    ("(fields/Key eq 'a' or fields/Key eq 'b') and fields/Rank eq 2", ["b"]),
    ("fields/Due ge '2026-03-03T04:00:00-05:00'", ["b"]),
    ("fields/Due lt 2026-03-03T09:00:00Z", ["a"]),
    ("fields/Done eq true", ["a"]),
    ("fields/Done eq 1", ["a"]),
    ("fields/Done eq false", ["b"]),
    ("fields/ID gt 3", ["d"]),
]


@pytest.mark.parametrize(("text", "keys"), FOUND)
async def test_rows_are_found_by(filled: Graph, text: str, keys: list[str]) -> None:
    assert await filled.keys(filter=text) == keys


async def test_rows_are_sorted_as_asked(filled: Graph) -> None:
    assert await filled.keys(orderby="fields/Rank desc") == ["It's 100%", "b", "a", "d"]
    both = await filled.keys(orderby="fields/State desc,fields/Rank desc", top=3)
    assert both == ["It's 100%", "b", "a"]


REFUSED = [
    ("fields/Free eq 'x'", "invalidRequest", "Field 'Free' cannot be referenced in filter"),
    ("fields/Nobody eq 'x'", "invalidRequest", "field name is not recognized"),
    ("Key eq 'x'", "invalidRequest", "property named 'Key'"),
    ("fields/Rank eq 'x'", "invalidRequest", "does not suit"),
    ("fields/Due gt 'soon'", "invalidRequest", "does not suit"),
    ("fields/Note eq 'x'", "invalidRequest", "cannot be filtered"),
    ("startswith(fields/Rank,'1')", "invalidRequest", "startswith"),
    ("fields/Key eq", "BadRequest", "Invalid filter"),
    ("fields/Key like 'x'", "BadRequest", "Invalid filter"),
    ("fields/Key eq 'x", "BadRequest", "Invalid filter"),
    ("", "BadRequest", "Invalid filter"),
]


@pytest.mark.parametrize(("text", "code", "words"), REFUSED)
async def test_a_filter_is_refused(filled: Graph, text: str, code: str, words: str) -> None:
    refused = await filled.items(filter=text)
    assert refused.error[:2] == (400, code)
    assert words in refused.error[2]


@pytest.mark.parametrize("query", [{"filter": "fields/Free eq 'x'"}, {"orderby": "fields/Free"}])
async def test_what_has_no_index_is_refused_with_the_way_to_ask_for_it_all_the_same(
    filled: Graph, query: dict[str, str]
) -> None:
    status, code, message = (await filled.items(**query)).error
    assert (status, code) == (400, "invalidRequest")
    assert message.startswith(
        "Field 'Free' cannot be referenced in filter or orderby as it is not indexed. "
        f"Provide the 'Prefer: {PREFER}' header to allow this"
    )


async def test_functions_that_lists_lack_are_not_pretended(filled: Graph) -> None:
    assert (await filled.items(filter="contains(fields/Key,'a')")).status == 501
    assert (await filled.items(skip=2)).status == 400
    assert (await filled.items(count="true")).status == 501


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"$filter": "fields/Free eq 'X'"}, ["1"]),
        ({"$filter": "fields/Free ne 'x'"}, ["2", "3", "4"]),
        ({"$filter": "fields/Free eq null"}, ["3", "4"]),
        ({"$filter": "startswith(fields/Free,'y')"}, ["2"]),
        ({"$filter": "fields/Free gt 'X'"}, ["2"]),
        ({"$orderby": "fields/Free desc", "$top": "2"}, ["2", "1"]),
    ],
)
async def test_with_the_prefer_header_a_small_list_is_scanned(
    filled: Graph, query: dict[str, str], ids: list[str]
) -> None:
    reply = await filled.ask("GET", f"{filled.list_path}/items", query=query, Prefer=PREFER)
    assert [item["id"] for item in reply.body["value"]] == ids


async def test_one_of_several_choices_is_found_by_a_scan(shelf: Graph) -> None:
    many = {"Systems@odata.type": "Collection(Edm.String)"}
    await shelf.add(Key="a", **many, Systems=["Mail", "Files"])
    await shelf.add(Key="b", **many, Systems=["Files"])
    query = {"$filter": "fields/Systems eq 'Mail'"}
    reply = await shelf.ask("GET", f"{shelf.list_path}/items", query=query, Prefer=PREFER)
    assert [item["id"] for item in reply.body["value"]] == ["1"]


async def test_only_what_is_selected_comes(filled: Graph) -> None:
    reply = await filled.items(expand="fields($select=Key,Rank)", select="id", top=1)
    (item,) = reply.body["value"]
    assert set(item) == {"@odata.etag", "id", "fields"}
    assert set(item["fields"]) == {"@odata.etag", "Key", "Rank"}


async def test_pages_follow_the_next_link_to_the_end(shelf: Graph) -> None:
    _fill(shelf, 450)
    seen, sizes = await _walk(shelf, {"expand": "fields($select=Key)"})
    assert sizes == [200, 200, 50]
    assert seen == [str(n) for n in range(1, 451)]


async def test_pages_of_a_sorted_and_filtered_answer_hold_every_row_once(shelf: Graph) -> None:
    _fill(shelf, 45)
    query = {"filter": "fields/Rank gt 0", "orderby": "fields/Rank desc", "top": 20}
    seen, sizes = await _walk(shelf, query)
    assert sizes == [20, 20, 4]
    assert seen == [str(n) for n in range(45, 1, -1)]


async def test_a_next_link_of_ones_own_making_is_refused(shelf: Graph) -> None:
    assert (await shelf.items(skiptoken="UGFnZWQ9VFJVRQ")).status == 400
    assert (await shelf.items(top=0)).status == 400


async def test_a_list_past_the_view_threshold_is_paged_and_filtered_by_index_only(
    shelf: Graph,
) -> None:
    _fill(shelf, 5_001)
    seen, sizes = await _walk(shelf, {"top": 2_000})
    assert (len(set(seen)), sizes) == (5_001, [2_000, 2_000, 1_001])
    assert await shelf.keys(filter="fields/Key eq 'key:5000'") == ["key:5000"]
    query = {"$filter": "fields/Free eq 'x'"}
    scanned = await shelf.ask("GET", f"{shelf.list_path}/items", query=query, Prefer=PREFER)
    assert scanned.status == 400
    assert "list view threshold" in scanned.error[2]


def _fill(shelf: Graph, count: int) -> None:
    """Rows made below the wire, where no units are spent."""
    place = lists.get(shelf.store, "Shelf")
    columns = lists.columns_of(shelf.store, place.id)
    with shelf.store.together():
        for n in range(count):
            fields: dict[str, values.Stored] = {"Key": f"key:{n}", "Rank": n, "Free": json.dumps(n)}
            rows.create(shelf.store, place.id, columns, fields, {}, "2026-03-02T14:00:00Z")


async def _walk(shelf: Graph, query: dict[str, Any]) -> tuple[list[str], list[int]]:
    reply = await shelf.items(**query)
    seen: list[str] = []
    sizes: list[int] = []
    while True:
        assert reply.status == 200, reply.body
        seen += [item["id"] for item in reply.body["value"]]
        sizes.append(len(reply.body["value"]))
        if "@odata.nextLink" not in reply.body:
            return seen, sizes
        reply = await shelf.ask("GET", reply.body["@odata.nextLink"])
