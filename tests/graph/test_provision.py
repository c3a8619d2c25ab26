"""Provisioning makes what is missing, and nothing less or twice."""

import asyncio
from typing import Any

import pytest

from graph.errors import Forbidden, Unavailable
from graph.found import Found
from graph.provision import provision
from graph.schema import columns_of
from graph.steps import AddColumn, AmendColumn, MakeList, plan
from playbook.records import LISTS
from tests.graph.conftest import Site
from tests.graph.standing import columns, lists, state


async def test_the_lists_are_made_and_the_second_time_nothing_is_done(bare_site: Site) -> None:
    first = await provision(bare_site.wire, bare_site.id)
    assert sum(isinstance(step, MakeList) for step in first.steps) == len(LISTS)
    made = await lists(bare_site)
    for kept_in in LISTS:
        names = {column.name for column in columns_of(kept_in)}
        assert names <= made[kept_in.name].keys()
    before = state(bare_site)
    second = await provision(bare_site.wire, bare_site.id)
    assert (second.steps, second.differences) == ((), ())
    assert state(bare_site) == before


async def test_columns_stand_in_the_order_in_which_they_are_declared(site: Site) -> None:
    made = await lists(site)
    for kept_in in LISTS:
        declared = [column.name for column in columns_of(kept_in)]
        shown = [name for name in made[kept_in.name] if name in declared]
        assert shown == declared


async def test_every_list_and_column_says_what_it_is_for(site: Site) -> None:
    made = await lists(site)
    for kept_in in LISTS:
        found = made[kept_in.name]
        for column in columns_of(kept_in):
            assert found[column.name]["description"] == column.help
            assert found[column.name]["displayName"] == column.label
    described = site.sandbox.tenant.store.all("SELECT description FROM graph_lists")
    assert {row["description"] for row in described} == {kept_in.help for kept_in in LISTS}


async def test_a_dry_run_tells_and_does_nothing(bare_site: Site) -> None:
    before = state(bare_site)
    report = await provision(bare_site.wire, bare_site.id, dry_run=True)
    assert str(report.steps[0]) == "Make the list Change requests."
    assert len(report.steps) == len(LISTS)
    assert state(bare_site) == before


async def test_a_dry_run_of_lists_that_lack_something_changes_nothing_either(site: Site) -> None:
    await site.ask("DELETE", "lists/Waves/columns/Help", None)
    await site.ask("PATCH", "lists/Waves/columns/Key", {"enforceUniqueValues": False})
    await site.ask("PATCH", "lists/Waves/columns/Kind", {"required": True})
    before = state(site)

    report = await provision(site.wire, site.id, dry_run=True)

    assert [str(step) for step in report.steps] == [
        "Refuse repeated values in the column Key of Waves.",
        "Add the column Where to get help to Waves.",
    ]
    assert len(report.differences) == 1
    assert state(site) == before


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


async def test_two_at_once_make_every_list_once(bare_site: Site) -> None:
    await asyncio.gather(*(provision(bare_site.wire, bare_site.id) for _ in range(2)))
    assert len(await lists(bare_site)) == len(LISTS)
    last = await provision(bare_site.wire, bare_site.id)
    assert (last.steps, last.differences) == ((), ())


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
    fewer = {"choices": ["Draft", "On hold"]}
    await site.ask("PATCH", "lists/Change requests/columns/Status", {"choice": fewer})
    await site.ask("DELETE", "lists/Change requests/columns/Why", None)
    report = await provision(site.wire, site.id)
    assert {type(step) for step in report.steps} == {AddColumn, AmendColumn}
    after = await columns(site, "Change requests")
    assert "Why" in after
    assert {"Draft", "On hold", "Approved"} <= set(after["Status"]["choice"]["choices"])


async def test_choices_that_somebody_put_in_another_order_stay_in_it(site: Site) -> None:
    status = (await columns(site, "Change requests"))["Status"]["choice"]["choices"]
    reordered = [*reversed(status)]
    path = "lists/Change requests/columns/Status"
    await site.ask("PATCH", path, {"choice": {"choices": reordered}})
    report = await provision(site.wire, site.id)
    assert (report.steps, report.differences) == ((), ())
    after = (await columns(site, "Change requests"))["Status"]
    assert after["choice"]["choices"] == reordered


async def test_a_choice_that_is_missing_goes_where_it_is_declared(site: Site) -> None:
    status = (await columns(site, "Change requests"))["Status"]["choice"]["choices"]
    path = "lists/Change requests/columns/Status"
    await site.ask("PATCH", path, {"choice": {"choices": [*status[3:], "On ice"]}})
    await provision(site.wire, site.id)
    after = (await columns(site, "Change requests"))["Status"]
    assert after["choice"]["choices"] == [*status, "On ice"]


async def test_a_key_that_is_not_unique_any_more_is_made_so(site: Site) -> None:
    path = "lists/Decisions/columns/Key"
    await site.ask("PATCH", path, {"enforceUniqueValues": False, "indexed": False})
    await provision(site.wire, site.id)
    key = (await columns(site, "Decisions"))["Key"]
    assert (key["indexed"], key["enforceUniqueValues"]) == (True, True)


async def test_an_index_a_length_and_a_time_of_day_that_are_missing_come_back(site: Site) -> None:
    path = "lists/Decisions/columns"
    await site.ask("PATCH", f"{path}/Change", {"indexed": False})
    await site.ask("PATCH", f"{path}/Via", {"text": {"maxLength": 20}})
    await site.ask("PATCH", f"{path}/Moment", {"dateTime": {"format": "dateOnly"}})
    report = await provision(site.wire, site.id)
    assert {str(step) for step in report.steps} == {
        "Index the values in the column Change of Decisions.",
        "Take longer text in the column Card of Decisions.",
        "Keep the time in the column At of Decisions.",
    }
    after = await columns(site, "Decisions")
    assert after["Change"]["indexed"]
    assert after["Via"]["text"]["maxLength"] == 255
    assert after["Moment"]["dateTime"]["format"] == "dateTime"


async def test_what_describes_nothing_is_filled_in(site: Site) -> None:
    await site.ask("PATCH", "lists/Waves", {"description": ""})
    await site.ask("PATCH", "lists/Waves/columns/Key", {"description": ""})
    report = await provision(site.wire, site.id)
    assert [str(step) for step in report.steps] == [
        "Say what the list Waves is for.",
        "Say what is wanted in the column Key of Waves.",
    ]


async def test_names_and_descriptions_that_somebody_gave_stay(site: Site) -> None:
    await site.ask("PATCH", "lists/People/columns/Title", {"displayName": "Who"})
    await site.ask("PATCH", "lists/People/columns/Key", {"description": "Ask Julie."})
    await site.ask("PATCH", "lists/History", {"displayName": "What happened"})
    await site.ask("PATCH", "lists/Waves", {"description": "Who moves when."})
    before = state(site)
    report = await provision(site.wire, site.id)
    assert (report.steps, report.differences) == ((), ())
    assert state(site) == before


async def test_a_missing_permission_stops_it(bare_site: Site) -> None:
    bare_site.faults({"on": {"service": "graph", "method": "POST"}, "fault": {"status": 403}})
    with pytest.raises(Forbidden):
        await provision(bare_site.wire, bare_site.id)


async def test_it_gives_up_when_its_time_is_over(bare_site: Site) -> None:
    bare_site.faults({"on": {"service": "graph"}, "fault": {"status": 503, "retryAfter": 90}})
    with pytest.raises(Unavailable):
        await provision(bare_site.wire, bare_site.id, within=5)


def test_a_site_without_lists_needs_them_all() -> None:
    assert plan(Found({})) == tuple(MakeList(kept_in) for kept_in in LISTS)
