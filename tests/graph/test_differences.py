"""What somebody changed about the lists is told, with who can mend it, and left alone."""

from typing import Any

import pytest

from graph.provision import Report, provision
from sandbox.graph import lists as kept
from sandbox.graph import rows
from sandbox.graph.values import Stored
from tests.graph.conftest import Site
from tests.graph.standing import columns, lists, state


async def told(site: Site) -> list[str]:
    """What a run leaves as it is; it takes no step, and says the same the next time."""
    before = state(site)
    report = await provision(site.wire, site.id)
    assert report.steps == ()
    assert state(site) == before
    return sentences(report)


def sentences(report: Report) -> list[str]:
    return [str(difference) for difference in report.differences]


async def amended(site: Site, column: str, change: dict[str, Any]) -> None:
    """Somebody changes a column of Decisions by hand."""
    await site.ask("PATCH", f"lists/Decisions/columns/{column}", change)


async def replaced(site: Site, name: str, column: str, **facet: Any) -> None:
    """Somebody deletes a column, and makes one of the same name and another type."""
    label = (await columns(site, name))[column]["displayName"]
    await site.ask("DELETE", f"lists/{name}/columns/{column}", None)
    made = {"name": column, "displayName": label, "description": "Mine.", **facet}
    await site.ask("POST", f"lists/{name}/columns", made)


@pytest.mark.parametrize(
    ("column", "facet", "words"),
    [
        ("Status", {"text": {}}, "holds one line of text, and Cutover keeps one choice there"),
        ("FiledAt", {"boolean": {}}, "holds yes or no, and Cutover keeps dates there"),
        ("Why", {"text": {}}, "holds one line of text, and Cutover keeps several lines of text"),
        ("Sponsor", {"personOrGroup": {}}, "holds people, and Cutover keeps one line of text"),
        (
            "ProjectType",
            {"choice": {"choices": ["A"], "displayAs": "checkBoxes"}},
            "holds several choices, and Cutover keeps one choice there",
        ),
        (
            "Key",
            {"text": {"allowMultipleLines": True}},
            "holds several lines of text, and Cutover keeps one line of text there",
        ),
    ],
)
async def test_a_column_of_another_type_is_in_the_way(
    site: Site, column: str, facet: dict[str, Any], words: str
) -> None:
    await replaced(site, "Change requests", column, **facet)
    (sentence,) = await told(site)
    assert words in sentence
    assert "A site owner changes its type (the gear, List settings, " in sentence
    assert not (await provision(site.wire, site.id)).usable


async def test_several_lines_where_one_is_kept_do_no_harm(site: Site) -> None:
    await replaced(site, "Decisions", "Via", text={"allowMultipleLines": True})
    assert await told(site) == []


async def test_a_choice_that_was_renamed_keeps_both_its_names(site: Site) -> None:
    verdict = (await columns(site, "Decisions"))["Verdict"]["choice"]["choices"]
    await amended(site, "Verdict", {"choice": {"choices": ["Go ahead", *verdict[1:]]}})

    report = await provision(site.wire, site.id)

    assert [str(step) for step in report.steps] == [
        f"Offer {verdict[0]} in the column Decision of Decisions."
    ]
    offered = (await columns(site, "Decisions"))["Verdict"]["choice"]["choices"]
    assert sorted(offered) == sorted(["Go ahead", *verdict])
    assert report.usable
    assert sentences(report) == await told(site)
    assert sentences(report)[0].startswith(
        "Decision in Decisions also offers Go ahead, which Cutover does not know:"
    )


@pytest.mark.parametrize(
    ("column", "change", "words"),
    [
        ("Person", {"required": True}, "By in Decisions must be filled in"),
        ("Person", {"hidden": True}, "By in Decisions is hidden"),
        ("Comment", {"validation": {"formula": "=LEN(Comment)<9"}}, "formula =LEN(Comment)<9"),
        ("Owner", {"defaultValue": {"value": "Julie"}}, "Owner in Decisions has a default value"),
    ],
)
async def test_what_does_little_harm_is_told_and_the_lists_can_be_used(
    site: Site, column: str, change: dict[str, Any], words: str
) -> None:
    await amended(site, column, change)
    (sentence,) = await told(site)
    assert words in sentence
    assert (await provision(site.wire, site.id)).usable


async def test_limits_of_a_number_are_told(site: Site) -> None:
    await site.ask("PATCH", "lists/Settings/columns/Stage", {"number": {"maximum": 2}})
    (sentence,) = await told(site)
    assert "Stage in Settings takes only some numbers" in sentence


@pytest.mark.parametrize(
    ("column", "change", "words"),
    [
        ("Person", {"readOnly": True}, "By in Decisions cannot be written"),
        ("Change", {"enforceUniqueValues": True}, "sets Enforce unique values to No"),
    ],
)
async def test_what_makes_sharepoint_refuse_our_writes_is_in_the_way(
    site: Site, column: str, change: dict[str, Any], words: str
) -> None:
    await amended(site, column, change)
    (sentence,) = await told(site)
    assert words in sentence
    assert not (await provision(site.wire, site.id)).usable


async def test_keys_that_are_there_twice_are_told_with_their_rows(site: Site) -> None:
    await amended(site, "Key", {"enforceUniqueValues": False})
    for key in ("CHG-0001:1", "CHG-0001:2", "chg-0001:1"):
        await site.typed("Decisions", {"Key": key})
    await site.typed("Decisions", {"Title": "Without a key"})

    (sentence,) = await told(site)
    assert sentence == (
        "Key in Decisions should refuse repeated values, and has CHG-0001:1 in the rows 1, 3."
        " Whoever edits the list deletes all but one row of each (the column ID shows their"
        " numbers)."
    )
    assert not (await provision(site.wire, site.id)).usable

    await site.ask("DELETE", "lists/Decisions/items/3", None)
    report = await provision(site.wire, site.id)
    assert report.usable
    assert [str(step) for step in report.steps] == [
        "Refuse repeated values in the column Key of Decisions."
    ]


async def test_repeated_keys_are_found_on_every_page(site: Site) -> None:
    await amended(site, "Key", {"enforceUniqueValues": False})
    store = site.sandbox.tenant.store
    place = kept.get(store, "Decisions").id
    with store.together():
        for number in range(1, 1003):
            fields: dict[str, Stored] = {"Key": f"key:{number % 1000}"}
            rows.create(store, place, (), fields, {}, "2026-03-02T14:00:00Z")
    (sentence,) = await told(site)
    assert "has key:1 in the rows 1, 1001; key:2 in the rows 2, 1002." in sentence


async def test_a_refusal_of_sharepoint_is_told_and_the_other_steps_are_taken(site: Site) -> None:
    await amended(site, "Key", {"indexed": False, "enforceUniqueValues": False})
    await site.ask("DELETE", "lists/Decisions/columns/Via", None)
    body = {"error": {"code": "invalidRequest", "message": "The list is too long."}}
    on = {"service": "graph", "method": "PATCH", "path": "/columns/"}
    site.faults({"on": on, "fault": {"status": 400, "body": body}})

    report = await provision(site.wire, site.id)

    assert [str(step) for step in report.steps] == ["Add the column Card to Decisions."]
    (sentence,) = sentences(report)
    assert sentence.startswith(
        "SharePoint did not do this: Refuse repeated values in the column Key of Decisions."
        " The list is too long."
    )
    assert not report.usable


async def test_a_description_that_sharepoint_refuses_is_no_reason_to_fail(site: Site) -> None:
    await amended(site, "Person", {"description": ""})
    on = {"service": "graph", "method": "PATCH", "path": "/columns/"}
    body = {"error": {"code": "invalidRequest", "message": "Not today."}}
    site.faults({"on": on, "fault": {"status": 400, "body": body}})
    report = await provision(site.wire, site.id)
    assert "Not today." in sentences(report)[0]
    assert report.usable


async def test_what_sharepoint_accepts_and_does_not_do_is_told(site: Site) -> None:
    await amended(site, "Key", {"enforceUniqueValues": False})
    on = {"service": "graph", "method": "PATCH", "path": "/columns/"}
    site.faults({"on": on, "times": 9, "fault": {"status": 200, "body": {}}})
    report = await provision(site.wire, site.id)
    assert report.steps == ()
    assert "It was accepted, and is not there." in sentences(report)[0]


async def test_a_second_list_that_may_be_meant_is_told(site: Site) -> None:
    await site.ask("PATCH", "lists/Risks", {"displayName": "Old risks"})
    await site.ask("POST", "lists", {"displayName": "Risks", "list": {}})
    report = await provision(site.wire, site.id)
    (sentence,) = sentences(report)
    assert sentence == (
        "Two lists may be meant by Risks: Risks, which Cutover uses, and Old risks. A site owner"
        " deletes the one that is not wanted (in Site contents)."
    )
    assert "Old risks" in await lists(site)


async def test_a_list_that_has_all_its_indexes_gets_none_of_ours(site: Site) -> None:
    for number in range(17):
        made = {"name": f"Theirs{number}", "text": {}, "indexed": True}
        await site.ask("POST", "lists/Decisions/columns", made)
    await amended(site, "Change", {"indexed": False})
    await site.ask("POST", "lists/Decisions/columns", {"name": "A", "text": {}, "indexed": True})

    (sentence,) = await told(site)

    assert sentence.startswith("Change in Decisions has no index, since the list has its 20")
    assert (await provision(site.wire, site.id)).usable


async def test_without_an_index_for_the_key_the_lists_cannot_be_used(site: Site) -> None:
    await amended(site, "Key", {"indexed": False, "enforceUniqueValues": False})
    for number in range(18):
        made = {"name": f"Theirs{number}", "text": {}, "indexed": True}
        await site.ask("POST", "lists/Decisions/columns", made)
    (sentence,) = await told(site)
    assert sentence.startswith("Key in Decisions cannot refuse repeated values")
    assert not (await provision(site.wire, site.id)).usable
