"""Resource units: how many Graph is asked for in a minute, and who goes first.

Graph counts by minutes that begin where it likes (docs/platform.md#throttling). So a request
counts from when it leaves until WINDOW seconds after its answer: wherever in between Graph
counted it, and wherever Graph's minutes begin, none of them holds more than the ceiling.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from contextvars import Context, ContextVar
from dataclasses import dataclass
from enum import IntEnum

from graph.errors import Unavailable

ELSEWHERE = 0
"""Units of what is no business of SharePoint's: people, groups and apps."""
ONE_ITEM = 1
"""Units of one item, or of delta with a token."""
SEVERAL_OR_WRITE = 2
"""Units of a query of several, and of every create, update and delete."""

CEILING = 750
"""Units a minute: 60 % of the 1,250 that the smallest tenant grants an app."""
WINDOW = 61.0
"""Seconds: a minute, and a little for clocks that differ and for answers nobody waited for."""
MOST_AT_ONCE = 40
"""Units of the largest request, a `$batch` of twenty writes (docs/platform.md#batch)."""
LEAST = 5 * MOST_AT_ONCE
"""The lowest ceiling: two fifths of it are room for reading the lists and one large request."""
BACKGROUND_SHARE = 0.8
"""The part of the ceiling above which background work waits."""
ASIDE = 0.2
"""The part that background work gets even where people would take all of it."""

_TICK = 0.001


class Urgency(IntEnum):
    """Who waits for a request; the first comes first."""

    PERSON = 1
    """Somebody has pressed a button and looks at it."""
    READING = 2
    """Background work that all other work rests on: what changed in the lists."""
    BACKGROUND = 3
    """Nobody waits."""


URGENCY: ContextVar[Urgency] = ContextVar("urgency", default=Urgency.BACKGROUND)
"""Who waits for what is asked of Graph in this context; set where a person's turn is taken."""


@contextmanager
def no_later_than(urgency: Urgency) -> Iterator[None]:
    """What is asked inside is at least as urgent as that."""
    token = URGENCY.set(min(urgency, URGENCY.get()))
    try:
        yield
    finally:
        URGENCY.reset(token)


@dataclass(eq=False, slots=True)
class _Place:
    """A place in line. `turn` is done when the request may leave."""

    units: int
    until: float
    turn: "asyncio.Future[None]"


@dataclass(frozen=True, slots=True)
class _Answered:
    """A request that counts until WINDOW seconds after `at`."""

    at: float
    urgency: Urgency
    units: int


class Budget:
    """The units that one organisation may spend, and the lines of those who wait for some.

    People are let in up to the ceiling, background work up to its share and only while nobody
    waits before it; a little is set aside for it, so that it comes to its end too. In each line
    the first comes first, and a request waits as a whole.

    :param ceiling: units a minute
    :param now: seconds on a clock that only ever goes forward
    :param sleep: waits for that many seconds of the same clock
    :raises ValueError: for a ceiling below LEAST
    """

    def __init__(
        self,
        ceiling: int = CEILING,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        if ceiling < LEAST:
            raise ValueError(f"A ceiling of {ceiling} units is less than {LEAST}.")
        self.ceiling = ceiling
        self.share = int(ceiling * BACKGROUND_SHARE)
        self.aside = max(2 * MOST_AT_ONCE, int(ceiling * ASIDE))
        self._now = now
        self._sleep = sleep
        self._spent = dict.fromkeys(Urgency, 0)
        self._answered: deque[_Answered] = deque()
        self._lines: dict[Urgency, deque[_Place]] = {urgency: deque() for urgency in Urgency}
        self._closed_until = float("-inf")
        self._promised_until = float("-inf")
        self._watch: asyncio.Task[None] | None = None

    @property
    def spent(self) -> int:
        """The units that count just now."""
        self._forget(self._now())
        return sum(self._spent.values())

    @asynccontextmanager
    async def spending(self, units: int, *, within: float) -> AsyncIterator[None]:
        """Wait until these units may be spent; the request is made, and answered, inside.

        :param within: seconds that the wait may take
        :raises Unavailable: if there is no room in time, at once where that is known; nothing
            was sent then, and `after` says when there may be room
        :raises ValueError: for more units than a request can have
        """
        if units > MOST_AT_ONCE:
            raise ValueError(f"{units} units are more than one request can cost.")
        urgency = URGENCY.get()
        await self._let_in(urgency, units, self._now() + within)
        try:
            yield
        finally:
            self._answered.append(_Answered(self._now(), urgency, units))
            self._attend()

    def close(self, seconds: float) -> None:
        """Let nobody in for so many seconds: Graph answered 429 to one of us."""
        self._closed_until = max(self._closed_until, self._now() + seconds)
        self._attend()

    async def _let_in(self, urgency: Urgency, units: int, until: float) -> None:
        place = _Place(units, until, asyncio.get_running_loop().create_future())
        self._lines[urgency].append(place)
        self._attend()
        if not place.turn.done() and self._opens_at(urgency, units) >= until:
            self._refuse(urgency, place)
        try:
            await place.turn
        except asyncio.CancelledError:
            if place in self._lines[urgency]:
                self._lines[urgency].remove(place)
            elif not place.turn.cancelled() and place.turn.exception() is None:
                # Let in, and given up in the same moment: it never left.
                self._spent[urgency] -= units
            self._attend()
            raise

    def _attend(self) -> None:
        """Let in whoever may go, refuse those whose time is over, and look again when due."""
        now = self._now()
        self._forget(now)
        while now >= self._closed_until and self._let_next_in():
            pass
        for urgency, line in self._lines.items():
            for place in [place for place in line if place.until <= now]:
                self._refuse(urgency, place)
        self._look_again(now)

    def _forget(self, now: float) -> None:
        while self._answered and self._answered[0].at + WINDOW <= now:
            gone = self._answered.popleft()
            self._spent[gone.urgency] -= gone.units

    def _let_next_in(self) -> bool:
        """Let in the first of a line; False where no line's first may go."""
        aside = self.aside if self._background_waits() else 0
        for urgency, line in self._lines.items():
            if line and self._fits(urgency, line[0].units, self._spent, aside):
                self._let_in_now(urgency, line.popleft())
                return True
            if urgency is Urgency.READING and self._reading_waits():
                return False
        return False

    def _let_in_now(self, urgency: Urgency, place: _Place) -> None:
        if not place.turn.done():
            self._spent[urgency] += place.units
            place.turn.set_result(None)
            if urgency is Urgency.READING:
                self._promised_until = float("-inf")

    def _reading_waits(self) -> bool:
        """Whether it stands in line, or was refused and will come again: then room is kept for
        it, or those who come just when there is some would always be before it.
        """
        return bool(self._lines[Urgency.READING]) or self._now() < self._promised_until

    def _background_waits(self) -> bool:
        return bool(self._lines[Urgency.BACKGROUND]) or self._reading_waits()

    def _refuse(self, urgency: Urgency, place: _Place) -> None:
        self._lines[urgency].remove(place)
        if urgency is Urgency.READING:
            self._promised_until = self._now() + WINDOW
        if not place.turn.done():
            after = max(0.0, self._opens_at(urgency, place.units) - self._now())
            refusal = Unavailable("The units of this minute are spent.", after=after)
            place.turn.set_exception(refusal)

    def _fits(
        self, urgency: Urgency, units: int, spent: Mapping[Urgency, int], aside: int = 0
    ) -> bool:
        """Whether there is room beside what is spent, with so much set aside from people.

        A person who does not fit leaves none below the share, so that background work has no
        more then than what is set aside for it: LEAST sees to that.
        """
        total = sum(spent.values()) + units
        background = total - units - spent[Urgency.PERSON]
        if urgency is Urgency.PERSON:
            return total <= self.ceiling - max(0, aside - background)
        if background + units <= self.aside:
            return total <= self.ceiling
        return total <= self.share

    def _opens_at(self, urgency: Urgency, units: int) -> float:
        """The instant before which there is no room, even if nobody else were in line."""
        spent, opens = dict(self._spent), self._now()
        answered = iter(self._answered)
        while not self._fits(urgency, units, spent):
            gone = next(answered, None)
            if gone is None:  # what is on its way counts for a whole window yet
                opens = self._now() + WINDOW
                break
            spent[gone.urgency] -= gone.units
            opens = gone.at + WINDOW
        return max(opens, self._closed_until)

    def _look_again(self, now: float) -> None:
        """Have one task sleep, for everybody in line, until something may have changed."""
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        if not any(self._lines.values()):
            return
        instants = [place.until for line in self._lines.values() for place in line]
        if now < self._closed_until:
            instants.append(self._closed_until)
        elif self._answered:
            instants.append(self._answered[0].at + WINDOW)
        if now < self._promised_until:
            instants.append(self._promised_until)
        seconds = max(_TICK, min(instants) - now)
        # In a context of its own: it serves others than the one who came last.
        self._watch = asyncio.create_task(self._attend_in(seconds), context=Context())

    async def _attend_in(self, seconds: float) -> None:
        await self._sleep(seconds)
        self._watch = None
        self._attend()
