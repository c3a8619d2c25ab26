"""What the lists cost, in counts: requests, units, and what a lookup goes over."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import FrameType
from typing import Any

import pytest

from graph.reading import LARGE_PAGES
from graph.records import Records, Saved
from graph.register import Register
from graph.rows import Row
from playbook.fields import ListOf
from playbook.outcome import Outcome
from playbook.records import LISTS, AuditEvent, Phase, PostState, Record
from tests.graph.conftest import Site
from tests.graph.samples import audit, change, decision, move, person, post
from tests.graph.stocked import put

A_FEW, THOUSANDS = 10, 2_100
A_PAGE = 200
APPROVAL = Outcome(
    facts=(decision(), audit(), post("CHG-0001/decided")),
    edits=(change(status=Phase.APPROVED), post(state=PostState.SENT, message="1")),
)


def rows(number: int) -> list[Record]:
    """So many rows: one change that waits for its sponsor, and what else people did."""
    first = [change(), move(), post(), person()]
    acts = (audit(act=f"look {n}") for n in range(2 * number // 3))
    posts = (post(f"CHG-0002/told/{n}", "CHG-0002", state=PostState.SENT) for n in range(number))
    return [*first, *acts, *posts][:number]


async def loaded(site: Site, number: int) -> Records:
    put(site.sandbox.tenant, rows(number))
    records = Records(site.lists(), Register())
    site.requests()
    await records.open()
    return records


def spent(site: Site) -> tuple[int, int]:
    """Requests and units since the last time this was asked."""
    totals: Any = site.sandbox.tenant.usage.report()["totals"]
    units = totals.get("graph", {}).get("units", 0)
    return site.requests(), units


@pytest.mark.parametrize("number", [A_FEW, THOUSANDS])
async def test_a_tick_with_nothing_new_is_one_request_whose_units_the_rows_do_not_count_in(
    site: Site, number: int
) -> None:
    records = await loaded(site, number)
    spent(site)
    await records.refresh()
    assert spent(site) == (1, len(LISTS))


@pytest.mark.parametrize("number", [A_FEW, THOUSANDS])
async def test_what_a_press_decides_is_written_in_one_round_trip(site: Site, number: int) -> None:
    records = await loaded(site, number)
    spent(site)
    assert await records.carry_out(APPROVAL) == Saved()
    assert site.requests() == 1


@pytest.mark.parametrize("number", [A_FEW, THOUSANDS])
async def test_a_first_load_takes_as_many_requests_as_its_pages_need(
    site: Site, number: int
) -> None:
    await loaded(site, number)
    finding_the_lists, tokens_for_later = 1, 1
    pages = batches(kept(rows(number)))
    assert site.requests() == finding_the_lists + tokens_for_later + pages


def test_twenty_thousand_rows_take_at_most_110_requests_whichever_list_they_are_in() -> None:
    assert max(batches({one: 20_000}) for one in LISTS) + 2 == 106
    assert batches(dict.fromkeys(LISTS, 1_000)) == 25


def kept(records: Iterable[Record]) -> Mapping[ListOf, int]:
    return Counter(record.KEPT_IN for record in records)


def batches(number: Mapping[ListOf, int]) -> int:
    """How many requests it takes to read so many rows of each list: the pages of a list follow
    one another, and a request has a page each of the first lists that are not read to their end.
    """
    left = [max(1, -(-number.get(one, 0) // A_PAGE)) for one in LISTS]
    asked = 0
    while left:
        asked += 1
        ahead = [pages - 1 for pages in left[:LARGE_PAGES] if pages > 1]
        left[:LARGE_PAGES] = ahead
    return asked


def test_a_lookup_goes_over_no_more_where_there_are_thousands_of_rows() -> None:
    few, many = register_of(rows(A_FEW)), register_of([*rows(A_FEW), *elsewhere(THOUSANDS)])

    def by_key(register: Register) -> object:
        return register.row(AuditEvent, audit(act="look 1").key)

    def by_change(register: Register) -> object:
        return register.dossier("CHG-0001")

    for look_up in (by_key, by_change):
        assert calls_of(look_up, many) == calls_of(look_up, few)
        assert look_up(many) == look_up(few)


def elsewhere(number: int) -> Iterable[Record]:
    """Rows of other changes."""
    return (row(at) for at in range(2, number // 3) for row in (change, move, audit))


def register_of(records: Iterable[Record]) -> Register:
    register = Register()
    for number, record in enumerate(records, 1):
        register.take(Row(record, str(number), f'"{number},1"'))
    return register


def calls_of(look_up: Callable[[Register], object], register: Register) -> int:
    """How many functions are called, and generators gone on with, in one lookup."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        look_up(register)
    finally:
        sys.setprofile(None)
    return calls
