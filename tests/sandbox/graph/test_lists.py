"""Sites, lists and columns, as docs/platform.md#lists-and-columns has them."""

from typing import Any

import pytest

from tests.sandbox.conftest import TenantApp
from tests.sandbox.graph.conftest import Graph


async def test_the_site_is_found_by_id_and_by_path(graph: Graph) -> None:
    by_id = await graph.get(graph.site)
    host = graph.tenant.registration.site_id.partition(",")[0]
    by_path = await graph.get(f"/sites/{host}:/sites/it-changes")
    assert by_id.body == by_path.body
    assert by_id.body["id"] == graph.tenant.registration.site_id
    assert (await graph.get(f"/sites/{host}:/sites/it-changes:/lists")).body["value"] == []


async def test_a_site_that_was_not_granted_is_refused(graph: Graph) -> None:
    assert (await graph.get("/sites/root")).error[:2] == (403, "accessDenied")
    assert (await graph.get("/sites/other.sharepoint.com,1,2")).error[:2] == (404, "itemNotFound")


async def test_a_list_is_addressed_by_its_id_or_its_title(shelf: Graph) -> None:
    by_id = await shelf.get(shelf.list_path)
    by_title = await shelf.get(f"{shelf.site}/lists/Shelf")
    assert by_id.body == by_title.body
    assert by_id.body["list"]["template"] == "genericList"


async def test_lists_are_found_by_their_title(shelf: Graph) -> None:
    await shelf.ask("POST", f"{shelf.site}/lists", {"displayName": "Julie's list"})
    found = await shelf.get(f"{shelf.site}/lists", filter="displayName eq 'Julie''s list'")
    assert [one["displayName"] for one in found.body["value"]] == ["Julie's list"]


async def test_a_second_list_of_the_same_name_is_refused(shelf: Graph) -> None:
    again = await shelf.ask("POST", f"{shelf.site}/lists", {"displayName": "shelf"})
    assert again.error[:2] == (409, "nameAlreadyExists")


async def test_a_list_keeps_its_first_name_in_addresses_and_no_other_gets_it(shelf: Graph) -> None:
    await shelf.ask("PATCH", shelf.list_path, {"displayName": "Old shelf"})
    other = await shelf.ask("POST", f"{shelf.site}/lists", {"displayName": "Shelf"})
    assert (await shelf.get(shelf.list_path)).body["name"] == "Shelf"
    assert (other.body["displayName"], other.body["name"]) == ("Shelf", "Shelf1")


async def test_a_list_that_is_refused_leaves_nothing_behind(graph: Graph) -> None:
    body = {"displayName": "Half", "columns": [{"name": "Good", "text": {}}, {"name": "Bad"}]}
    assert (await graph.ask("POST", f"{graph.site}/lists", body)).status == 400
    assert (await graph.get(f"{graph.site}/lists")).body["value"] == []


async def test_columns_come_with_the_list_when_they_are_expanded(shelf: Graph) -> None:
    expanded = await shelf.get(shelf.list_path, expand="columns")
    listed = await shelf.get(f"{shelf.list_path}/columns")
    assert expanded.body["columns"] == listed.body["value"]
    columns = {column["name"]: column for column in listed.body["value"]}
    assert columns["Key"]["indexed"] is True
    assert columns["Key"]["enforceUniqueValues"] is True
    assert columns["Title"]["text"]["maxLength"] == 255
    assert columns["Created"]["readOnly"] is True


async def test_a_name_with_other_characters_is_escaped(shelf: Graph) -> None:
    made = await shelf.ask("POST", f"{shelf.list_path}/columns", {"name": "Go live", "text": {}})
    assert made.status == 201
    assert (made.body["name"], made.body["displayName"]) == ("Go_x0020_live", "Go live")
    assert (await shelf.add(Go_x0020_live="soon")).status == 201


REFUSED: list[tuple[str, int, dict[str, Any]]] = [
    ("no type", 400, {"name": "A"}),
    ("two types", 400, {"name": "A", "text": {}, "number": {}}),
    ("unique values without an index", 400, {"name": "A", "text": {}, "enforceUniqueValues": True}),
    (
        "an index on several lines",
        400,
        {"name": "A", "text": {"allowMultipleLines": True}, "indexed": True},
    ),
    (
        "an index on several choices",
        400,
        {"name": "A", "choice": {"choices": ["x"], "displayAs": "checkBoxes"}, "indexed": True},
    ),
    ("no choices", 400, {"name": "A", "choice": {"choices": []}}),
    ("a property nobody knows", 400, {"name": "A", "text": {"length": 5}}),
    ("a longer line than there is", 400, {"name": "A", "text": {"maxLength": 256}}),
    ("no name", 400, {"text": {}}),
    ("an unfit default", 400, {"name": "A", "number": {}, "defaultValue": {"value": "x"}}),
    ("a name that is taken", 409, {"name": "key", "text": {}}),
    ("a name of SharePoint's own", 409, {"name": "Editor", "text": {}}),
    ("a type not built yet", 501, {"name": "A", "currency": {"locale": "en-ca"}}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "status", "column"), REFUSED, ids=[what for what, *_ in REFUSED])
async def test_a_column_is_refused_with(
    shelf: Graph, what: str, status: int, column: dict[str, Any]
) -> None:
    refused = await shelf.ask("POST", f"{shelf.list_path}/columns", column)
    assert refused.status == status, refused.body


async def test_a_list_takes_twenty_indexes_and_no_more(graph: Graph) -> None:
    columns = [{"name": f"C{n}", "text": {}, "indexed": True} for n in range(20)]
    body = {"displayName": "Wide", "columns": columns}
    assert (await graph.ask("POST", f"{graph.site}/lists", body)).status == 201
    more = {"name": "C20", "text": {}, "indexed": True}
    refused = await graph.ask("POST", f"{graph.site}/lists/Wide/columns", more)
    assert refused.error[:2] == (400, "invalidRequest")


async def test_choices_can_be_added_to_a_column(shelf: Graph) -> None:
    assert (await shelf.add(State="lost")).status == 400
    path = f"{shelf.list_path}/columns/State"
    changed = await shelf.ask("PATCH", path, {"choice": {"choices": ["draft", "sent", "lost"]}})
    assert changed.status == 200
    assert changed.body["indexed"] is True
    assert (await shelf.add(State="lost")).status == 201


async def test_a_column_keeps_its_type_and_its_name(shelf: Graph) -> None:
    path = f"{shelf.list_path}/columns/Rank"
    changes: list[dict[str, Any]] = [{"text": {}}, {"name": "Order2"}]
    for change in changes:
        assert (await shelf.ask("PATCH", path, change)).error[:2] == (400, "invalidRequest")


async def test_a_formula_that_checks_a_column_is_kept_and_not_worked_out(shelf: Graph) -> None:
    path = f"{shelf.list_path}/columns/Free"
    changed = await shelf.ask("PATCH", path, {"validation": {"formula": "=LEN(Free)<9"}})
    assert changed.body["validation"] == {"formula": "=LEN(Free)<9"}
    assert (await shelf.add(Free="longer than nine")).status == 201


async def test_rows_are_found_by_a_column_that_is_indexed_later(shelf: Graph) -> None:
    await shelf.add(Key="a", Free="x")
    await shelf.add(Key="b", Free="y")
    path = f"{shelf.list_path}/columns/Free"
    assert (await shelf.ask("PATCH", path, {"indexed": True})).status == 200
    assert await shelf.keys(filter="fields/Free eq 'y'") == ["b"]
    await shelf.add(Key="c", Free="X")
    unique = {"indexed": True, "enforceUniqueValues": True}
    assert (await shelf.ask("PATCH", path, unique)).status == 400
    assert (await shelf.get(path)).body["enforceUniqueValues"] is False


async def test_title_can_be_made_the_unique_key(graph: Graph) -> None:
    await graph.ask("POST", f"{graph.site}/lists", {"displayName": "Plain"})
    path = f"{graph.site}/lists/Plain"
    unique = {"indexed": True, "enforceUniqueValues": True}
    assert (await graph.ask("PATCH", f"{path}/columns/Title", unique)).status == 200
    row = {"fields": {"Title": "CHG-0001"}}
    assert (await graph.ask("POST", f"{path}/items", row)).status == 201
    assert (await graph.ask("POST", f"{path}/items", row)).status == 400


async def test_a_deleted_column_takes_its_values_along(shelf: Graph) -> None:
    await shelf.add(Key="a", Rank=1)
    assert (await shelf.ask("DELETE", f"{shelf.list_path}/columns/Rank")).status == 204
    reply = await shelf.items(expand="fields")
    assert "Rank" not in reply.body["value"][0]["fields"]
    assert (await shelf.add(Rank=1)).status == 400


async def test_a_new_row_begins_with_the_defaults(shelf: Graph) -> None:
    column = {"name": "Size", "number": {}, "defaultValue": {"value": "5"}}
    await shelf.ask("POST", f"{shelf.list_path}/columns", column)
    assert (await shelf.add()).body["fields"]["Size"] == 5
    assert (await shelf.add(Size=6)).body["fields"]["Size"] == 6


async def test_a_deleted_list_is_gone_with_its_rows(shelf: Graph) -> None:
    await shelf.add(Key="a")
    assert (await shelf.ask("DELETE", shelf.list_path)).status == 204
    assert (await shelf.items()).error[:2] == (404, "itemNotFound")


async def test_a_refusal_echoes_the_ids_by_which_it_can_be_traced(graph: Graph) -> None:
    mine = "5c1a3a52-6a5c-4f3e-9c69-6f1f6c1f0f11"
    refused = await graph.ask("GET", f"{graph.site}/lists/none", client_request_id=mine)
    inner = refused.body["error"]["innerError"]
    assert inner["client-request-id"] == mine == refused.headers["client-request-id"]
    assert inner["request-id"] == refused.headers["request-id"]
    assert inner["date"]


async def test_without_a_token_nothing_is_answered(tenant_app: TenantApp) -> None:
    async with tenant_app.client.get("/v1.0/users") as got:
        assert got.status == 401
        assert (await got.json())["error"]["code"] == "InvalidAuthenticationToken"
    wrong = tenant_app.connector_headers
    async with tenant_app.client.get("/v1.0/users", headers=wrong) as got:
        assert got.status == 401


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/me"), ("GET", "/sites/{site}/drive"), ("PUT", "/sites/{site}/lists"),
     ("GET", "/sites/{site}/lists/Shelf/items/1/versions")],
)  # fmt: skip
async def test_what_is_not_built_says_so_by_name(graph: Graph, method: str, path: str) -> None:
    refused = await graph.ask(method, path.format(site=graph.tenant.registration.site_id))
    assert refused.status == 501
    assert method in refused.error[2]


async def test_a_body_that_is_no_json_is_refused(graph: Graph) -> None:
    address = f"{graph.app.root}/v1.0{graph.site}/lists"
    headers = graph.app.graph_headers | {"Content-Type": "application/json"}
    for content in (b"{", b"[" * 100_000, b"[]", b'"x"', b"null", b"\xff"):
        async with graph.app.client.post(address, data=content, headers=headers) as got:
            assert got.status == 400, content[:5]
            assert (await got.json())["error"]["code"] == "BadRequest"
