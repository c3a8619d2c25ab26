"""What changed since, as docs/platform.md#delta has it."""

from datetime import timedelta
from pathlib import Path

from aiohttp import ClientSession

from sandbox.app import running
from sandbox.issuer import GRAPH
from sandbox.tenant import Tenant
from tests.sandbox.conftest import TenantApp
from tests.sandbox.graph.conftest import COLUMNS, Graph, Reply


async def everything(shelf: Graph, **query: object) -> Reply:
    return await shelf.get(f"{shelf.list_path}/items/delta", expand="fields", **query)


async def since(shelf: Graph, reply: Reply) -> Reply:
    return await shelf.ask("GET", reply.body["@odata.deltaLink"])


def ids(reply: Reply) -> list[str]:
    return [item["id"] for item in reply.body["value"]]


async def test_the_first_round_brings_every_row_and_the_next_only_what_changed(
    shelf: Graph,
) -> None:
    await shelf.add(Key="a")
    await shelf.add(Key="b")
    first = await everything(shelf)
    assert [item["fields"]["Key"] for item in first.body["value"]] == ["a", "b"]
    nothing = await since(shelf, first)
    assert ids(nothing) == []
    await shelf.ask("PATCH", f"{shelf.list_path}/items/1/fields", {"Rank": 5})
    await shelf.add(Key="c")
    second = await since(shelf, nothing)
    assert ids(second) == ["1", "3"]
    assert second.body["value"][0]["fields"]["Rank"] == 5
    assert ids(await since(shelf, second)) == []


async def test_a_row_changed_twice_comes_once_with_its_last_values(shelf: Graph) -> None:
    await shelf.add(Key="a")
    first = await everything(shelf)
    for rank in (1, 2):
        await shelf.ask("PATCH", f"{shelf.list_path}/items/1/fields", {"Rank": rank})
    second = await since(shelf, first)
    assert [item["fields"]["Rank"] for item in second.body["value"]] == [2]


async def test_a_deleted_row_is_reported_to_who_knew_it_and_not_to_a_newcomer(
    shelf: Graph,
) -> None:
    await shelf.add(Key="a")
    known = await everything(shelf)
    await shelf.ask("DELETE", f"{shelf.list_path}/items/1")
    (gone,) = (await since(shelf, known)).body["value"]
    assert gone["id"] == "1"
    assert gone["deleted"] == {"state": "deleted"}
    assert "fields" not in gone
    assert ids(await everything(shelf)) == []


async def test_latest_begins_at_now(shelf: Graph) -> None:
    await shelf.add(Key="a")
    path = f"{shelf.list_path}/items/delta"
    latest = await shelf.ask("GET", path, query={"token": "latest"})
    assert ids(latest) == []
    await shelf.add(Key="b")
    assert ids(await since(shelf, latest)) == ["2"]


async def test_a_long_round_comes_in_pages_and_misses_nothing_that_changes_meanwhile(
    shelf: Graph,
) -> None:
    for n in range(5):
        await shelf.add(Key=f"{n}")
    page = await everything(shelf, top=2)
    assert ids(page) == ["1", "2"]
    await shelf.ask("DELETE", f"{shelf.list_path}/items/1")
    await shelf.ask("PATCH", f"{shelf.list_path}/items/2/fields", {"Rank": 7})
    last = {item["id"]: item for item in page.body["value"]}
    while "@odata.nextLink" in page.body:
        page = await shelf.ask("GET", page.body["@odata.nextLink"])
        last |= {item["id"]: item for item in page.body["value"]}
    assert "deleted" in last["1"]
    assert last["2"]["fields"]["Rank"] == 7
    assert sorted(last) == ["1", "2", "3", "4", "5"]
    assert ids(await since(shelf, page)) == []


async def test_a_token_too_old_is_answered_410_with_the_way_to_begin_again(shelf: Graph) -> None:
    await shelf.add(Key="a")
    first = await everything(shelf)
    clock = shelf.tenant.clock
    clock.move(clock.now() + timedelta(days=61))
    late = await since(shelf, first)
    assert late.error[:2] == (410, "resyncRequired")
    assert late.body["error"]["innerError"]["code"] == "resyncChangesApplyDifferences"
    again = await shelf.ask("GET", late.headers["Location"])
    assert ids(again) == ["1"]
    assert "fields" in again.body["value"][0]


async def test_a_token_of_another_list_is_answered_410(shelf: Graph) -> None:
    first = await everything(shelf)
    await shelf.ask("POST", f"{shelf.site}/lists", {"displayName": "Other"})
    link = first.body["@odata.deltaLink"].replace(shelf.list_path, f"{shelf.site}/lists/Other")
    assert (await shelf.ask("GET", link)).status == 410


async def test_a_token_that_is_none_is_refused(shelf: Graph) -> None:
    path = f"{shelf.list_path}/items/delta"
    for token in ("x", "e30", "ééé"):
        assert (await shelf.ask("GET", path, query={"token": token})).status == 400
    assert (await shelf.get(f"{path}(tokens='x')")).status == 400


async def test_the_token_may_be_given_as_an_argument_of_the_function(shelf: Graph) -> None:
    first = await shelf.get(f"{shelf.list_path}/items/delta()")
    token = first.body["@odata.deltaLink"].rpartition("token=")[2]
    await shelf.add(Key="a")
    again = await shelf.get(f"{shelf.list_path}/items/delta(token='{token}')")
    assert ids(again) == ["1"]


async def test_a_token_is_good_after_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path) as sandbox, ClientSession() as client:
        graph = Graph(_app(sandbox.root, client, sandbox.tenant))
        body = {"displayName": "Shelf", "columns": COLUMNS}
        await graph.ask("POST", f"{graph.site}/lists", body)
        shelf = Graph(graph.app, f"{graph.site}/lists/Shelf")
        await shelf.add(Key="a")
        link = (await everything(shelf)).body["@odata.deltaLink"].removeprefix(sandbox.root)
    async with running(tmp_path) as sandbox, ClientSession() as client:
        shelf = Graph(_app(sandbox.root, client, sandbox.tenant), shelf.list_path)
        await shelf.add(Key="b")
        later = await shelf.ask("GET", f"{sandbox.root}{link}")
        assert [item["fields"]["Key"] for item in later.body["value"]] == ["b"]


def _app(root: str, client: ClientSession, tenant: Tenant) -> TenantApp:
    headers = {"Authorization": f"Bearer {tenant.issuer.issue(GRAPH)}"}
    return TenantApp(root, tenant, client, headers, {})
