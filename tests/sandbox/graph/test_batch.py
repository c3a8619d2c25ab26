"""Several calls in one request, as docs/platform.md#batch has it."""

import time
from typing import Any

import pytest

from sandbox.graph import units
from tests.sandbox.graph.conftest import Graph

JSON = {"Content-Type": "application/json"}


def create(part: str, shelf: Graph, depends_on: list[str] | None = None, **fields: Any) -> Any:
    made = {
        "id": part,
        "method": "POST",
        "url": f"{shelf.list_path}/items",
        "headers": JSON,
        "body": {"fields": fields},
    }
    return made | ({"dependsOn": depends_on} if depends_on else {})


def read(part: str, shelf: Graph, query: str = "") -> dict[str, Any]:
    return {"id": part, "method": "GET", "url": f"{shelf.list_path}/items{query}"}


async def test_each_part_is_answered_as_if_it_came_alone(shelf: Graph) -> None:
    replies = await shelf.batch(
        create("one", shelf, Key="a"),
        create("two", shelf, Key="a"),
        {"id": "3", "method": "DELETE", "url": f"{shelf.list_path}/items/99"},
        read("four", shelf, "?$filter=fields/Key%20eq%20'a'&$expand=fields"),
    )
    assert {part: reply["status"] for part, reply in replies.items()} == {
        "one": 201,
        "two": 400,
        "3": 404,
        "four": 200,
    }
    assert replies["four"]["body"]["value"][0]["fields"]["Key"] == "a"
    assert replies["one"]["headers"]["Content-Type"] == "application/json"


async def test_the_order_of_the_replies_is_not_that_of_the_parts(shelf: Graph) -> None:
    body = {"requests": [read("1", shelf), read("2", shelf), read("3", shelf)]}
    reply = await shelf.ask("POST", "/$batch", body)
    assert [part["id"] for part in reply.body["responses"]] != ["1", "2", "3"]


async def test_what_depends_on_a_failed_part_is_left_undone(shelf: Graph) -> None:
    await shelf.add(Key="a")
    replies = await shelf.batch(
        create("1", shelf, Key="b"),
        create("2", shelf, ["1"], Key="a"),
        create("3", shelf, ["2"], Key="c"),
        create("4", shelf, ["3"], Key="d"),
    )
    assert [replies[part]["status"] for part in "1234"] == [201, 400, 424, 424]
    assert await shelf.keys() == ["a", "b"]


async def test_conditions_travel_with_their_part(shelf: Graph) -> None:
    made = await shelf.add(Key="a")
    change = {
        "id": "1",
        "method": "PATCH",
        "url": f"{shelf.list_path}/items/1/fields",
        "headers": JSON | {"If-Match": made.body["eTag"]},
        "body": {"Rank": 1},
    }
    replies = await shelf.batch(change, change | {"id": "2"})
    assert [replies[part]["status"] for part in "12"] == [200, 412]


REFUSED = [
    "more than twenty",
    "the same id twice",
    "a whole address",
    "an unknown dependency",
    "a dependency on a later part",
    "a mixture of sequence and parallel",
    "no parts",
    "no method",
    "a number as id",
]


@pytest.mark.parametrize("what", REFUSED)
async def test_a_batch_is_refused_with(shelf: Graph, what: str) -> None:
    parts: dict[str, list[dict[str, Any]]] = {
        "more than twenty": [read(str(n), shelf) for n in range(21)],
        "the same id twice": [read("1", shelf), read("1", shelf)],
        "a whole address": [{"id": "1", "method": "GET", "url": f"{shelf.app.root}/v1.0/users"}],
        "an unknown dependency": [create("1", shelf, ["0"])],
        "a dependency on a later part": [create("1", shelf, ["2"]), create("2", shelf, ["1"])],
        "a mixture of sequence and parallel": [
            create("1", shelf),
            create("2", shelf, ["1"]),
            create("3", shelf),
        ],
        "no parts": [],
        "no method": [{"id": "1", "url": "/users"}],
        "a number as id": [read("1", shelf) | {"id": 1}],
    }
    reply = await shelf.ask("POST", "/$batch", {"requests": parts[what]})
    assert reply.error[:2] == (400, "BadRequest")
    assert (await shelf.items()).body["value"] == []


async def test_a_twenty_first_part_is_refused_and_none_is_carried_out(shelf: Graph) -> None:
    parts = [create(str(number), shelf, Key=str(number)) for number in range(21)]
    refused = await shelf.ask("POST", "/$batch", {"requests": parts})
    message = "Number of batch request steps exceeds the maximum value of 20."
    assert refused.error == (400, "BadRequest", message)
    assert await shelf.keys() == []
    assert len(await shelf.batch(*parts[:20])) == 20


async def test_a_body_needs_its_content_type(shelf: Graph) -> None:
    replies = await shelf.batch(create("1", shelf, Key="a") | {"headers": {}})
    assert replies["1"]["status"] == 400


async def test_a_fault_strikes_one_part_and_leaves_the_others(shelf: Graph) -> None:
    on = {"service": "graph", "method": "POST", "path": "/items$"}
    shelf.tenant.faults.plan([{"on": on, "fault": {"status": 429, "retryAfter": 2.128}}])
    replies = await shelf.batch(create("1", shelf, Key="a"), create("2", shelf, Key="b"))
    assert [replies[part]["status"] for part in "12"] == [429, 201]
    assert replies["1"]["headers"]["Retry-After"] == "2.128"
    assert await shelf.keys() == ["b"]


async def test_a_part_may_time_out_after_it_was_carried_out(shelf: Graph) -> None:
    on = {"service": "graph", "method": "POST", "path": "/items$"}
    shelf.tenant.faults.plan([{"on": on, "fault": {"status": 504, "after": True}}])
    replies = await shelf.batch(create("1", shelf, Key="a"))
    assert replies["1"]["status"] == 504
    assert await shelf.keys() == ["a"]


async def test_every_part_spends_and_is_throttled_for_itself(shelf: Graph) -> None:
    leave(shelf, 3)
    replies = await shelf.batch(*(create(str(n), shelf, Key=str(n)) for n in range(3)))
    statuses = [replies[part]["status"] for part in "012"]
    assert statuses == [201, 429, 429]
    totals = shelf.tenant.usage.report()["totals"]
    assert isinstance(totals, dict)
    assert totals["graph"]["throttled"] == 2
    assert 1 <= int(replies["1"]["headers"]["Retry-After"]) <= 120
    assert replies["1"]["body"]["error"]["code"] == "TooManyRequests"
    assert replies["0"]["headers"]["RateLimit-Remaining"] == "1"


async def test_requests_over_the_limit_are_told_when_to_come_back(shelf: Graph) -> None:
    leave(shelf, 1)
    refused = await shelf.items()
    assert refused.status == 429
    assert refused.headers["RateLimit-Limit"] == "1250"
    assert refused.headers["RateLimit-Remaining"] == "0"
    assert refused.headers["Retry-After"] == refused.headers["RateLimit-Reset"]


async def test_usage_knows_what_was_spent_on_what(shelf: Graph) -> None:
    shelf.tenant.usage.zero()
    await shelf.batch(create("1", shelf, Key="a"), read("2", shelf))
    await shelf.get(f"{shelf.list_path}/items/1")
    first = await shelf.get(f"{shelf.list_path}/items/delta")
    await shelf.ask("GET", first.body["@odata.deltaLink"])
    report = shelf.tenant.usage.report()
    items = "/v1.0/sites/{site}/lists/{list}/items"
    assert report["units"] == {
        f"POST {items}": 2,
        f"GET {items}": 2,
        f"GET {items}/{{item}}": 1,
        f"GET {items}/{{delta}}": 3,
    }
    assert report["totals"] == {"graph": {"requests": 4, "units": 8, "throttled": 0}}


def leave(shelf: Graph, left: int) -> None:
    """So many units are left of this minute and the next, in case that one begins meanwhile."""
    app = shelf.tenant.registration.app_id
    spent = units.spend(shelf.store, app, 0, time.time() + 60).spent
    units.spend(shelf.store, app, units.PER_MINUTE - left - spent, time.time())
