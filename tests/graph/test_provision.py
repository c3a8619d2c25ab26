"""Provisioning makes what is missing, and nothing less or twice."""

from typing import Any

import pytest

from graph.errors import Forbidden, Unavailable
from graph.provision import AddColumn, AmendColumn, MakeList, plan, provision
from graph.schema import columns_of
from playbook.records import LISTS
from tests.graph.conftest import Site


async def lists(site: Site) -> dict[str, dict[str, Any]]:
    """The site's lists by name, each with its columns by name."""
    items = site.wire.builders.sites.by_site_id(site.id).lists
    found: dict[str, dict[str, Any]] = {}
    for listed in (await site.wire.get(items.to_get_request_information(), within=10))["value"]:
        columns = items.by_list_id(listed["id"]).columns.to_get_request_information()
        page = await site.wire.get(columns, within=10)
        found[listed["displayName"]] = {column["name"]: column for column in page["value"]}
    return found


async def test_the_lists_are_made_and_the_second_time_nothing_is_done(bare_site: Site) -> None:
    first = await provision(bare_site.wire, bare_site.id)
    assert sum(isinstance(step, MakeList) for step in first.steps) == len(LISTS)
    made = await lists(bare_site)
    for kept_in in LISTS:
        names = {column.name for column in columns_of(kept_in)}
        assert names <= made[kept_in.name].keys()
    second = await provision(bare_site.wire, bare_site.id)
    assert second.steps == ()
    assert await lists(bare_site) == made


async def test_a_dry_run_tells_and_does_nothing(bare_site: Site) -> None:
    report = await provision(bare_site.wire, bare_site.id, dry_run=True)
    assert str(report.steps[0]) == "Make the list Change requests."
    assert len(report.steps) == len(LISTS)
    assert await lists(bare_site) == {}


@pytest.mark.parametrize("stop", range(1, len(LISTS) + 4))
async def test_stopped_halfway_it_goes_on_where_it_stood(bare_site: Site, stop: int) -> None:
    class Stopped(Exception):
        pass

    sent = 0
    send = bare_site.wire.send

    async def send_some(*args: Any, **options: Any) -> Any:
        nonlocal sent
        sent += 1
        if sent > stop:
            raise Stopped
        return await send(*args, **options)

    bare_site.wire.send = send_some  # type: ignore[method-assign]
    with pytest.raises(Stopped):
        await provision(bare_site.wire, bare_site.id)
    bare_site.wire.send = send  # type: ignore[method-assign]
    await provision(bare_site.wire, bare_site.id)
    assert (await provision(bare_site.wire, bare_site.id)).steps == ()
    assert {kept_in.name for kept_in in LISTS} == (await lists(bare_site)).keys()


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 504, "after": True},
        {"status": 429, "retryAfter": 0.02},
        {"drop": True, "after": True},
        {"status": 503, "retryAfter": 0.02},
    ],
    ids=["504 after", "429", "dropped after", "503"],
)
async def test_a_list_that_was_perhaps_made_is_made_once(
    bare_site: Site, fault: dict[str, Any]
) -> None:
    on = {"service": "graph", "method": "POST", "path": "lists$"}
    bare_site.faults({"on": on, "times": 2, "fault": fault})
    await provision(bare_site.wire, bare_site.id)
    assert len(await lists(bare_site)) == len(LISTS)


async def test_what_somebody_made_beside_ours_is_left_alone(bare_site: Site) -> None:
    await bare_site.ask("POST", "lists", {"displayName": "Potluck", "list": {}})
    await provision(bare_site.wire, bare_site.id)
    assert "Potluck" in await lists(bare_site)


async def test_a_column_and_a_choice_that_are_missing_are_added(site: Site) -> None:
    status = (await lists(site))["Change requests"]["Status"]
    fewer = {**status["choice"], "choices": ["Draft", "On hold"]}
    columns = "lists/Change requests/columns"
    await site.ask("PATCH", f"{columns}/{status['id']}", {"choice": fewer})
    await site.ask("DELETE", f"{columns}/Why", None)
    report = await provision(site.wire, site.id)
    assert {type(step) for step in report.steps} == {AddColumn, AmendColumn}
    after = (await lists(site))["Change requests"]
    assert "Why" in after
    offered = after["Status"]["choice"]["choices"]
    assert offered[:2] == ["Draft", "On hold"]
    assert {"Approved", "Rolled back"} <= set(offered)


async def test_a_key_that_is_not_unique_any_more_is_made_so(site: Site) -> None:
    columns = "lists/Decisions/columns"
    await site.ask("PATCH", f"{columns}/Key", {"enforceUniqueValues": False, "indexed": False})
    await provision(site.wire, site.id)
    key = (await lists(site))["Decisions"]["Key"]
    assert (key["indexed"], key["enforceUniqueValues"]) == (True, True)


async def test_a_label_that_somebody_gave_stays(site: Site) -> None:
    await site.ask("PATCH", "lists/People/columns/Title", {"displayName": "Who"})
    assert (await provision(site.wire, site.id)).steps == ()


async def test_a_list_that_somebody_renamed_is_not_made_again(site: Site) -> None:
    await site.ask("PATCH", "lists/History", {"displayName": "What happened"})
    assert (await provision(site.wire, site.id)).steps == ()


async def test_a_missing_permission_stops_it(bare_site: Site) -> None:
    bare_site.faults({"on": {"service": "graph", "method": "POST"}, "fault": {"status": 403}})
    with pytest.raises(Forbidden):
        await provision(bare_site.wire, bare_site.id)


async def test_it_gives_up_when_its_time_is_over(bare_site: Site) -> None:
    bare_site.faults({"on": {"service": "graph"}, "fault": {"status": 503, "retryAfter": 90}})
    with pytest.raises(Unavailable):
        await provision(bare_site.wire, bare_site.id, within=5)


def test_a_site_without_lists_needs_them_all() -> None:
    assert plan([]) == tuple(MakeList(kept_in) for kept_in in LISTS)
