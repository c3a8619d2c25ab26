"""A site with the lists of an older version gets what is new, and loses nothing."""

from contextlib import suppress
from typing import Any

from graph.lists import Append, Written
from graph.provision import provision
from graph.schema import columns_of
from graph.steps import AddColumn, AmendColumn, DescribeList, MakeList
from playbook.records import LISTS, ChangeRequest
from tests.graph.conftest import Site
from tests.graph.samples import change, decision
from tests.graph.standing import columns, lists

KEY = {"name": "Key", "indexed": True, "enforceUniqueValues": True, "text": {"maxLength": 64}}
OLD: tuple[dict[str, Any], ...] = (
    {
        "displayName": "Change requests",
        "columns": [
            KEY,
            {"name": "Status", "choice": {"choices": ["Draft", "Submitted", "Waiting"]}},
            {"name": "Why", "text": {"allowMultipleLines": True}, "description": "Say why."},
            {"name": "GoLiveFrom", "dateTime": {"format": "dateOnly"}},
        ],
    },
    {
        "displayName": "Decisions",
        "columns": [
            {"name": "Key", "text": {}},
            {"name": "Verdict", "choice": {"choices": ["Approved"]}},
            {"name": "Moment", "dateTime": {"format": "dateOnly"}},
            {"name": "Weather", "text": {}},
        ],
    },
)
"""Two lists as an earlier version might have made them, and what it has not any more."""

ROWS: tuple[tuple[str, dict[str, object]], ...] = (
    ("Change requests", {"Key": "CHG-0009", "Status": "Draft", "Why": "It breaks.\nOften."}),
    ("Change requests", {"Key": "CHG-0008", "Status": "Waiting", "Title": "An old one"}),
    ("Decisions", {"Key": "CHG-0008/1", "Verdict": "Approved", "Weather": "Snow"}),
)


async def older(site: Site) -> None:
    """The site as the older version left it, with rows in it."""
    for definition in OLD:
        await site.ask("POST", "lists", {**definition, "list": {"template": "genericList"}})
    for name, fields in ROWS:
        await site.typed(name, fields)


async def rows(site: Site, name: str) -> list[dict[str, Any]]:
    """The fields of every row of a list."""
    page = await site.get(f"lists/{name}/items?$expand=fields")
    return [item["fields"] for item in page["value"]]


async def test_everything_new_is_there_and_nothing_old_is_lost(bare_site: Site) -> None:
    await older(bare_site)

    report = await provision(bare_site.wire, bare_site.id)

    kinds = {type(step) for step in report.steps}
    assert kinds == {MakeList, DescribeList, AddColumn, AmendColumn}
    assert report.usable
    made = await lists(bare_site)
    for kept_in in LISTS:
        assert {column.name for column in columns_of(kept_in)} <= made[kept_in.name].keys()
    for name, fields in ROWS:
        kept = await rows(bare_site, name)
        assert any(fields.items() <= row.items() for row in kept)
    assert "Weather" in made["Decisions"]


async def test_what_was_there_is_widened_and_keeps_its_words(bare_site: Site) -> None:
    await older(bare_site)
    await provision(bare_site.wire, bare_site.id)
    changes = await columns(bare_site, "Change requests")
    assert changes["Key"]["text"]["maxLength"] == 255
    assert changes["Status"]["indexed"]
    assert changes["Why"]["description"] == "Say why."
    assert "Waiting" in changes["Status"]["choice"]["choices"]
    decisions = await columns(bare_site, "Decisions")
    assert (decisions["Key"]["indexed"], decisions["Key"]["enforceUniqueValues"]) == (True, True)
    assert decisions["Moment"]["dateTime"]["format"] == "dateTime"


async def test_stopped_after_every_few_requests_it_arrives_all_the_same(bare_site: Site) -> None:
    class Stopped(Exception):
        pass

    await older(bare_site)
    send = bare_site.wire.send
    left = 0

    async def send_some(*args: Any, **options: Any) -> Any:
        nonlocal left
        if left == 0:
            raise Stopped
        left -= 1
        return await send(*args, **options)

    bare_site.wire.send = send_some  # type: ignore[method-assign]
    for _ in range(40):
        left = 5
        with suppress(Stopped):
            await provision(bare_site.wire, bare_site.id)
    bare_site.wire.send = send  # type: ignore[method-assign]
    assert (await provision(bare_site.wire, bare_site.id)).steps == ()


async def test_the_second_run_has_nothing_to_do_and_says_the_same(bare_site: Site) -> None:
    await older(bare_site)
    first = await provision(bare_site.wire, bare_site.id)
    second = await provision(bare_site.wire, bare_site.id)
    assert second.steps == ()
    assert second.differences == first.differences
    (difference,) = first.differences
    assert "Status in Change requests also offers Waiting" in str(difference)


async def test_rows_of_this_version_are_written_and_read_beside_the_old_ones(
    bare_site: Site,
) -> None:
    await older(bare_site)
    await provision(bare_site.wire, bare_site.id)
    keeper = bare_site.lists()
    results = await keeper.write([Append(change()), Append(decision())], within=10)
    assert all(isinstance(result, Written) for result in results)
    (changes,) = await keeper.changes({ChangeRequest.KEPT_IN: None})
    assert {row.record.key for row in changes.rows} == {"CHG-0009", "CHG-0008", change().key}
    assert {row.record.why for row in changes.rows} >= {"It breaks.\nOften."}
    assert changes.broken == ()
