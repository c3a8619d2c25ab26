"""The engine does what is due, when it is due, one instant after the other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs

from bot.clock.engine import Engine
from bot.clock.port import FixedClock, SystemClock

MONDAY = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
DAY = timedelta(days=1)


class Agenda:
    """Due instants, and the record of the instants at which the engine looked."""

    def __init__(self, *due: datetime) -> None:
        self.due = sorted(due)
        self.looked: list[datetime] = []
        self.fails = 0
        self._looked = asyncio.Event()

    async def carry_out(self, now: datetime) -> None:
        self.looked.append(now)
        self._looked.set()
        if self.fails:
            self.fails -= 1
            raise ValueError("odd")

    def next_due(self, after: datetime) -> datetime | None:
        return next((at for at in self.due if at > after), None)

    async def next_look(self) -> datetime:
        await self._looked.wait()
        self._looked.clear()
        return self.looked[-1]


def engine(agenda: Agenda, at: datetime = MONDAY) -> tuple[Engine, FixedClock]:
    clock = FixedClock(at)
    return Engine(clock, agenda.carry_out, agenda.next_due), clock


@asynccontextmanager
async def running(engine: Engine) -> AsyncIterator[None]:
    task = asyncio.create_task(engine.run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_tick_does_what_is_due_now() -> None:
    agenda = Agenda()
    ticking, clock = engine(agenda)

    await ticking.tick()
    clock.move(MONDAY + DAY)
    await ticking.tick()

    assert agenda.looked == [MONDAY, MONDAY + DAY]


async def test_a_moved_clock_goes_through_every_due_instant() -> None:
    agenda = Agenda(MONDAY + DAY, MONDAY + 2 * DAY, MONDAY + 9 * DAY)
    ticking, clock = engine(agenda)
    await ticking.tick()

    clock.move(MONDAY + 3 * DAY)
    following = await ticking.settle(clock.now())

    assert agenda.looked == [MONDAY + n * DAY for n in range(4)]
    assert following == MONDAY + 9 * DAY


async def test_what_a_step_makes_due_is_a_step_too() -> None:
    agenda = Agenda(MONDAY + DAY)
    ticking, _ = engine(agenda)

    async def remind(now: datetime) -> None:
        await agenda.carry_out(now)
        if now == MONDAY + DAY:
            agenda.due.append(now + timedelta(hours=4))

    ticking = Engine(FixedClock(MONDAY), remind, agenda.next_due)
    await ticking.tick()
    await ticking.settle(MONDAY + 2 * DAY)

    assert agenda.looked == [
        MONDAY,
        MONDAY + DAY,
        MONDAY + DAY + timedelta(hours=4),
        MONDAY + 2 * DAY,
    ]


async def test_a_clock_set_back_is_looked_at_where_it_stands() -> None:
    agenda = Agenda(MONDAY + DAY)
    ticking, _ = engine(agenda, MONDAY + 2 * DAY)
    await ticking.tick()

    assert await ticking.settle(MONDAY) == MONDAY + DAY
    assert agenda.looked == [MONDAY + 2 * DAY, MONDAY]


async def test_settling_where_one_stands_looks_again() -> None:
    agenda = Agenda()
    ticking, _ = engine(agenda)

    await ticking.settle(MONDAY)
    await ticking.settle(MONDAY)

    assert agenda.looked == [MONDAY, MONDAY]


async def test_a_failure_costs_one_instant_only() -> None:
    agenda = Agenda(MONDAY + DAY)
    ticking, _ = engine(agenda)
    await ticking.tick()
    agenda.fails = 1

    with capture_logs() as logged:
        await ticking.settle(MONDAY + 2 * DAY)

    assert agenda.looked == [MONDAY, MONDAY + DAY, MONDAY + 2 * DAY]
    assert [entry["event"] for entry in logged] == ["engine_failed_will_look_again"]


async def test_a_running_engine_looks_when_something_is_due() -> None:
    clock = SystemClock()
    due = clock.now() + timedelta(milliseconds=20)
    agenda = Agenda(due)

    async with running(Engine(clock, agenda.carry_out, agenda.next_due)):
        while await agenda.next_look() < due:
            continue


async def test_a_running_engine_looks_again_after_its_interval() -> None:
    agenda = Agenda()
    short = timedelta(milliseconds=5)

    async with running(Engine(SystemClock(), agenda.carry_out, agenda.next_due, short)):
        first = await agenda.next_look()
        assert await agenda.next_look() > first


async def test_a_running_engine_leaves_an_instant_that_was_settled_just_before() -> None:
    agenda = Agenda(MONDAY + DAY)
    moved, clock = engine(agenda)
    clock.move(MONDAY + DAY)
    await moved.settle(clock.now())

    async with running(moved):
        for _ in range(5):
            await asyncio.sleep(0)

    assert agenda.looked == [MONDAY + DAY]


async def test_instants_are_worked_at_one_at_a_time() -> None:
    agenda = Agenda(MONDAY + DAY)
    inside, most = 0, 0

    async def slowly(now: datetime) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0)
        await agenda.carry_out(now)
        inside -= 1

    clock = FixedClock(MONDAY)
    ticking = Engine(clock, slowly, agenda.next_due)
    tick = asyncio.create_task(ticking.tick())
    await agenda.next_look()
    clock.move(MONDAY + 2 * DAY)
    await asyncio.gather(tick, ticking.settle(clock.now()), ticking.tick())

    assert most == 1
    assert agenda.looked == [MONDAY, MONDAY + DAY, MONDAY + 2 * DAY, MONDAY + 2 * DAY]
