"""A sheet is stopped midway: by a crash, a pause, the evening, lists that are away."""

import asyncio

import pytest

from bot.delivery.sheets import work_through
from bot.journal.port import NotYet
from graph.errors import Unavailable
from playbook.records import (
    PostState,
    SheetState,
    WaveState,
)
from tests.delivery.mailed import SHEET, job, mailing, people, states, work
from tests.delivery.still import Notebook, opened
from tests.playbook.rollout import PILOT, at, moved


async def test_after_a_crash_only_those_whose_message_was_on_its_way_are_in_doubt() -> None:
    staff = people(30)
    made = mailing(staff)
    book = Notebook()
    before = await opened(made)
    first = asyncio.create_task(work(before, book))
    await before.teams.took(20)
    before.teams.held = asyncio.Event()
    await before.teams.took(24)
    told = list(before.teams.places)
    as_it_was = Notebook(list(book.notes))

    after = await opened(made)
    await work(after, as_it_was)

    twice = set(told) & set(after.teams.places)
    doubtful = {who for who, state in states(after).items() if state is PostState.UNKNOWN}
    assert not twice
    assert len(doubtful) <= 8
    assert set(told) | set(after.teams.places) | {f"a:{who}" for who in doubtful} == {
        f"a:{person.key}" for person in staff
    }
    assert after.sheet(SHEET).state is SheetState.DONE
    before.teams.held.set()
    await first


async def test_who_still_waits_for_their_turn_at_a_crash_is_not_in_doubt() -> None:
    made = mailing(people(30))
    book = Notebook()
    before = await opened(made)
    before.teams.room, before.teams.held = asyncio.Semaphore(1), asyncio.Event()
    first = asyncio.create_task(work(before, book))
    await before.teams.took(1)

    after = await opened(made)
    await work(after, Notebook(list(book.notes)))

    assert [*states(after).values()].count(PostState.UNKNOWN) == 1
    assert {one.days for one in after.sheet(SHEET).addressees} == {
        (PILOT.first_day, PILOT.last_day)
    }, "whoever is in doubt is corrected too, should the days move"
    assert len(after.teams.places) == 29
    before.teams.room, before.teams.held = None, None
    first.cancel()


async def test_a_clean_end_waits_for_what_is_on_its_way_and_leaves_nobody_in_doubt() -> None:
    made = mailing(people(20))
    book = Notebook()
    before = await opened(made)
    before.teams.held = asyncio.Event()
    working = asyncio.create_task(work(before, book))
    await before.teams.took(8)

    working.cancel()
    before.teams.held.set()
    with pytest.raises(asyncio.CancelledError):
        await working
    after = await opened(made)
    await work(after, book)

    assert set(states(after).values()) == {PostState.SENT}
    assert len(before.teams.places) + len(after.teams.places) == 20


async def test_a_pause_stops_a_sheet_midway_and_the_rest_goes_out_when_it_is_taken_up() -> None:
    made = mailing(people(20))
    office = await opened(made)
    office.teams.held = asyncio.Event()
    working = asyncio.create_task(work(office, Notebook()))
    await office.teams.took(8)

    moved(made, WaveState.PAUSED)
    await office.take(made)
    office.teams.held.set()
    await working

    stopped = office.sheet(SHEET)
    assert (stopped.state, stopped.told) == (SheetState.STOPPED, 8)

    made.put(stopped)
    moved(made, WaveState.ANNOUNCED)
    made.tick()
    await office.take(made)
    await work(office, Notebook())

    assert office.sheet(SHEET).told == 20
    assert len(set(office.teams.places)) == len(office.teams.places) == 20


async def test_work_that_was_paused_and_taken_up_unnoticed_is_not_done_twice_at_once() -> None:
    made = mailing(people(20))
    office = await opened(made)
    office.teams.held = asyncio.Event()
    old = job(office)
    working = asyncio.create_task(work_through(office.org, old, Notebook().attempt()))
    await office.teams.took(8)

    moved(made, WaveState.PAUSED)
    moved(made, WaveState.ANNOUNCED)
    await office.take(made)
    office.teams.held.set()
    await working

    assert len(office.teams.sent) == 8
    assert office.sheet(SHEET).state is SheetState.CLAIMED
    await work(office, Notebook())
    assert len(set(office.teams.places)) == len(office.teams.places) == 20


async def test_lists_that_are_away_keep_the_row_waiting_and_send_nothing_again() -> None:
    office = await opened(mailing(people(5)))
    book = Notebook()
    given = job(office)
    office.lists.faults.append(Unavailable("away", after=4.0))

    with pytest.raises(NotYet) as waits:
        await work_through(office.org, given, book.attempt())
    assert waits.value.after == 4.0
    await work_through(office.org, given, book.attempt())

    assert len(office.teams.sent) == 5
    assert office.sheet(SHEET).state is SheetState.DONE


async def test_a_sheet_that_is_held_up_into_the_evening_waits_there() -> None:
    made = mailing(people(5))
    office = await opened(made)
    given = job(office)
    at(made, 12, 17.5)
    office.clock.move(made.now)

    with pytest.raises(NotYet):
        await work_through(office.org, given, Notebook().attempt())

    assert not office.teams.sent
