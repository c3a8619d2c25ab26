"""Whole lists are read as they stand, page after page."""

from typing import Any

import pytest

from graph.errors import NoList, Rejected, Unavailable
from graph.provision import provision
from graph.tables import Table, Tables, missing
from playbook.records import LISTS, ChangeRequest
from tests.graph.conftest import Site

REQUESTS = ChangeRequest.KEPT_IN.name
OWN_COLUMN = {"name": "Budget", "displayName": "Our budget", "number": {}}


async def table(site: Site, name: str = REQUESTS) -> Table:
    """The list that was made with this name, whole."""
    tables = Tables(site.wire, site.id, within=5)
    (listed,) = [one for one in await tables.listed() if one.keeps.name == name]
    return await tables.read(listed)


def column(table: Table, label: str) -> list[object]:
    """The values under that label."""
    place = [one.label for one in table.columns].index(label)
    return [row.cells[place] for row in table.rows]


async def test_the_lists_come_in_the_order_in_which_they_are_declared(site: Site) -> None:
    listed = await Tables(site.wire, site.id).listed()
    assert [one.keeps for one in listed] == list(LISTS)
    assert missing(listed) == ()
    assert all(one.url.startswith("https://") for one in listed)


async def test_lists_that_are_not_ours_are_not_among_them(site: Site) -> None:
    await site.ask("POST", "lists", {"displayName": "Holidays", "list": {}})
    assert "Holidays" not in {one.name for one in await Tables(site.wire, site.id).listed()}


async def test_a_list_that_is_gone_is_missing_by_its_name(site: Site) -> None:
    await site.ask("DELETE", "lists/Risks", {})
    listed = await Tables(site.wire, site.id).listed()
    assert missing(listed) == ("Risks",)


async def test_a_list_that_somebody_renamed_has_the_name_it_shows(site: Site) -> None:
    await site.ask("PATCH", f"lists/{REQUESTS}", {"displayName": "Our changes"})
    assert (await table(site)).name == "Our changes"


async def test_where_none_of_our_lists_is_there_it_says_so(bare_site: Site) -> None:
    with pytest.raises(NoList, match="None of Cutover's lists"):
        await Tables(bare_site.wire, bare_site.id).listed()


async def test_a_column_that_the_business_added_is_in_it(site: Site) -> None:
    await site.ask("POST", f"lists/{REQUESTS}/columns", OWN_COLUMN)
    await site.typed(REQUESTS, {"Key": "CHG-0001", "Budget": 1200.5})
    assert column(await table(site), "Our budget") == [1200.5]


async def test_a_row_that_cutover_cannot_read_is_in_it(site: Site) -> None:
    await site.typed(REQUESTS, {"Title": "Somebody typed this"})
    assert column(await table(site), "Project name") == ["Somebody typed this"]


async def test_each_row_says_where_it_is_and_who_changed_it_last_and_when(site: Site) -> None:
    await site.typed(REQUESTS, {"Title": "A change"})
    whole = await table(site)
    assert whole.rows[0].url.startswith(whole.url)
    assert [one.label for one in whole.columns[-2:]] == ["Modified", "Modified by"]
    assert column(whole, "Modified by") == ["Cutover"]
    assert column(whole, "Modified") != [None]


async def test_all_pages_are_read(site: Site) -> None:
    for number in range(205):
        await site.typed("Risks", {"Key": f"RISK-{number}"})
    keys = column(await table(site, "Risks"), "Key")
    assert keys == [f"RISK-{number}" for number in range(205)]


async def test_a_page_that_is_throttled_is_asked_for_again(site: Site) -> None:
    await site.typed("Risks", {"Key": "RISK-1"})
    site.faults(
        {"on": {"path": "/items"}, "times": 2, "fault": {"status": 429, "retryAfter": 0.02}}
    )
    assert column(await table(site, "Risks"), "Key") == ["RISK-1"]


async def test_a_list_that_cannot_be_read_to_its_end_is_no_list_at_all(site: Site) -> None:
    tables = Tables(site.wire, site.id, within=0.3)
    listed, *_ = await tables.listed()
    site.faults({"on": {"path": "/items"}, "times": 99, "fault": {"status": 503}})
    with pytest.raises(Unavailable):
        await tables.read(listed)


async def test_who_a_column_of_people_refers_to_is_asked_for_by_its_name(site: Site) -> None:
    reviewer = {"name": "Reviewer", "personOrGroup": {}}
    await site.ask("POST", f"lists/{REQUESTS}/columns", reviewer)
    await site.typed(REQUESTS, {"Key": "CHG-0001", "ReviewerLookupId": "7"})
    get = site.wire.get

    async def naming(request: Any, *, within: float) -> Any:
        """As SharePoint does it, which the sandbox does not."""
        page = await get(request, within=within)
        if "Reviewer" in request.url:
            page["value"][0]["fields"]["Reviewer"] = "Dev Patel"
        return page

    site.wire.get = naming  # type: ignore[method-assign]
    assert column(await table(site), "Reviewer") == ["Dev Patel"]


async def test_an_answer_that_is_no_page_is_refused_in_words(site: Site) -> None:
    tables = Tables(site.wire, site.id)
    listed, *_ = await tables.listed()

    async def nonsense(request: Any, *, within: float) -> Any:
        return ["no page"]

    site.wire.get = nonsense  # type: ignore[method-assign]
    with pytest.raises(Rejected, match="no page of rows"):
        await tables.read(listed)


async def test_provisioning_anew_takes_nothing_from_it(site: Site) -> None:
    await site.ask("POST", f"lists/{REQUESTS}/columns", OWN_COLUMN)
    await provision(site.wire, site.id)
    assert "Our budget" in [one.label for one in (await table(site)).columns]
