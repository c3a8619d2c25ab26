"""The engine: looks at what is due, again and again. It never sleeps for a process's sake."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.clock.port import Clock
from bot.clock.steps import next_step, rest

_A_MOMENT = timedelta(seconds=1)

_log = structlog.get_logger(__name__)

Due = Callable[[datetime], Awaitable[None]]
NextDue = Callable[[datetime], datetime | None]


class Engine:
    """Carries out what is due at an instant, one instant at a time.

    `due(now)` does everything that is due by `now` and may be called as often as one
    likes. `next_due(after)` is the first instant after `after` at which more will be due.
    A failure of `due` is logged and costs that instant; the next tick looks again.
    """

    def __init__(
        self,
        clock: Clock,
        due: Due,
        next_due: NextDue,
        interval: timedelta = timedelta(seconds=30),
    ) -> None:
        self._clock = clock
        self._due = due
        self._next_due = next_due
        self._interval = interval
        self._at: datetime | None = None
        self._working = asyncio.Lock()

    async def tick(self) -> None:
        """Do what is due now.

        After a pause of this process only the present counts: each kind of job says itself
        what lateness does to it.
        """
        async with self._working:
            await self._work(self._clock.now())

    async def settle(self, to: datetime) -> datetime | None:
        """The clock was moved to `to`: go there step by step; answers what is due next.

        Takes its turn before any later tick, provided that whoever moved the clock calls
        it at once.
        """
        async with self._working:
            return await self._walk(self._at or to, to)

    async def run(self) -> None:
        """Tick for ever: when something is due, and every `interval` of wall time."""
        while True:
            await self._tick_if_time_has_passed()
            due = self._next_due(self._at) if self._at else None
            await asyncio.sleep(rest(self._clock.now(), due, self._interval).total_seconds())

    async def _tick_if_time_has_passed(self) -> None:
        """Tick, unless this instant was settled while the tick waited for its turn: a clock that
        jumps over a season would have everything read twice a day.
        """
        async with self._working:
            now = self._clock.now()
            if self._has_rested(now) or self._is_due(now):
                await self._work(now)

    def _has_rested(self, now: datetime) -> bool:
        return self._at is None or now - self._at >= min(_A_MOMENT, self._interval)

    def _is_due(self, now: datetime) -> bool:
        due = self._next_due(self._at or now)
        return due is not None and due <= now

    async def _walk(self, start: datetime, to: datetime) -> datetime | None:
        """Work at every instant on the way; what is due next from there."""
        if start >= to:
            await self._work(to)
            return self._next_due(to)
        at, due = start, self._next_due(start)
        while (step := next_step(at, to, due)) is not None:
            await self._work(step)
            at, due = step, self._next_due(step)
        return due

    async def _work(self, at: datetime) -> None:
        try:
            await self._due(at)
        except Exception:  # the engine outlives whatever one instant runs into
            _log.exception("engine_failed_will_look_again", at=at.isoformat())
        self._at = at
