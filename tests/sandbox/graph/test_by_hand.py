"""The lists as a person edits them."""

import asyncio
from typing import Any

from sandbox.graph.items import matching
from tests.sandbox.graph.conftest import Graph


async def by_hand(shelf: Graph, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    async with shelf.app.client.request(method, f"/sandbox/lists{path}", json=body) as got:
        return got.status, await got.json() if await got.text() else None


async def shown(shelf: Graph) -> dict[str, Any]:
    status, found = await by_hand(shelf, "GET", "?person=julie")
    assert status == 200
    (one,) = found
    return dict(one)


async def test_a_person_sees_columns_and_rows(shelf: Graph) -> None:
    await shelf.add(Key="a", State="draft")
    seen = await shown(shelf)
    assert seen["name"] == "Shelf"
    columns = {column["name"]: column for column in seen["columns"]}
    assert columns["State"]["choices"] == ["draft", "sent"]
    assert columns["State"]["type"] == "choice"
    (row,) = seen["items"]
    assert row["fields"] == {"Key": "a", "State": "draft"}
    assert row["modifiedBy"] == "Cutover"


async def test_a_form_learns_what_a_column_is_for_and_what_it_takes(graph: Graph) -> None:
    declared = {
        "displayName": "Forms",
        "description": "What is filled in.",
        "columns": [
            {
                "name": "Key",
                "text": {},
                "required": True,
                "indexed": True,
                "enforceUniqueValues": True,
                "description": "Its own in every row.",
            },
            {"name": "Note", "text": {"allowMultipleLines": True}},
            {"name": "Day", "dateTime": {"format": "dateOnly"}},
            {"name": "At", "dateTime": {}},
            {"name": "Rank", "number": {}, "defaultValue": {"value": "3"}},
        ],
    }
    made = await graph.ask("POST", f"{graph.site}/lists", declared)
    assert made.status == 201, made.body
    seen = await shown(graph)
    assert seen["description"] == "What is filled in."
    columns = {column["name"]: column for column in seen["columns"]}
    assert columns["Title"]["required"]
    key = columns["Key"]
    assert (key["required"], key["unique"], key["lines"]) == (True, True, False)
    assert key["description"] == "Its own in every row."
    note = columns["Note"]
    assert (note["required"], note["unique"], note["lines"]) == (False, False, True)
    assert (columns["Day"]["dateOnly"], columns["At"]["dateOnly"]) == (True, False)
    assert columns["Rank"]["default"] == 3
    assert "default" not in note


async def test_what_a_person_writes_bears_their_name_and_reaches_delta(shelf: Graph) -> None:
    listed = await shown(shelf)
    path = f"/{listed['id']}/items"
    begun = await shelf.get(f"{shelf.list_path}/items/delta")
    status, row = await by_hand(
        shelf, "POST", path, {"person": "julie", "fields": {"Key": "a", "Systems": ["Mail"]}}
    )
    assert (status, row["createdBy"]) == (201, "Julie Chen")
    edit = {"person": "dev", "fields": {"Rank": 5}}
    status, row = await by_hand(shelf, "PATCH", f"{path}/{row['id']}", edit)
    assert (status, row["modifiedBy"], row["createdBy"]) == (200, "Dev Patel", "Julie Chen")
    changed = await shelf.ask("GET", begun.body["@odata.deltaLink"])
    (item,) = changed.body["value"]
    assert item["lastModifiedBy"]["user"]["displayName"] == "Dev Patel"
    assert item["eTag"] == row["etag"]
    status, _ = await by_hand(shelf, "DELETE", f"{path}/{row['id']}?person=dev")
    assert status == 204
    assert (await shown(shelf))["items"] == []


async def test_a_person_is_refused_what_the_list_refuses(shelf: Graph) -> None:
    path = f"/{(await shown(shelf))['id']}/items"
    for person, fields, expected in (
        ("julie", {"Rank": 500}, 400),
        ("julie", {"Nobody": 1}, 400),
        ("nobody", {"Rank": 5}, 404),
    ):
        status, body = await by_hand(shelf, "POST", path, {"person": person, "fields": fields})
        assert status == expected
        assert body["error"]
    assert (await by_hand(shelf, "PATCH", f"{path}/9", {"person": "julie", "fields": {}}))[0] == 404
    assert (await by_hand(shelf, "DELETE", "/none/items/9?person=julie"))[0] == 404


async def test_every_change_is_announced_to_the_open_pages(shelf: Graph) -> None:
    place = await shown(shelf)
    async with shelf.app.client.get("/sandbox/events?person=julie") as stream:
        assert (await stream.content.readline()).startswith(b": open")
        await shelf.add(Key="a")
        async with asyncio.timeout(10):
            while not (line := await stream.content.readline()).startswith(b"event: row"):
                assert line
        assert place["id"].encode() in await stream.content.readline()


async def test_a_story_can_ask_whether_a_row_is_there(shelf: Graph) -> None:
    await shelf.add(Key="a", State="draft", Rank=2)
    tenant = shelf.tenant
    assert matching(tenant, "Shelf", {"Key": "a", "Rank": 2})
    assert matching(tenant, "shelf", {})
    assert not matching(tenant, "Shelf", {"Key": "a", "State": "sent"})
    assert not matching(tenant, "Elsewhere", {})
