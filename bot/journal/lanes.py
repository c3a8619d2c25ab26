"""Whose turn it is: writes of one organisation in order, everything else side by side."""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal

from bot.journal.port import Job, Kind, Wait

WIDTHS: dict[Kind, int] = {"write": 1, "post": 16, "sheet": 4, "correction": 1}
"""Jobs of a kind at once; writes, of one organisation. A sheet is many messages, so a long
mailing has a lane of its own: it leaves a post its turn. With two at once nearly a tenth of the
published pace was lost whenever both were being written down."""
FIRST_WAIT = 0.5
LONGEST_WAIT = 30.0


State = Literal["done", "not_yet", "failed"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one attempt ended. `replayed`: an earlier process made it, and it was recorded."""

    state: State
    after: float | None = None
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """What went before an attempt: `unsure` whether part of it is done, failure `logged`."""

    unsure: bool = False
    logged: bool = False


Try = Callable[[Before], Awaitable[Verdict]]


def backoff(tries: int, draw: float) -> float:
    """Seconds to wait after `tries` attempts; `draw` in 0..1 spreads them over half the span."""
    longest = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(tries - 1, 16))
    return longest * (1 + draw) / 2


@dataclass(eq=False, slots=True)
class Place:
    """A job's place in its lane."""

    lane: "Lane"
    turn: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(eq=False, slots=True)
class Lane:
    """Jobs that share `width` turns. In an `ordered` lane a job that waits keeps its turn."""

    width: int
    ordered: bool
    taken: int = 0
    working: int = 0
    line: deque[Place] = field(default_factory=deque)

    def admit(self) -> None:
        """Give free turns to those who have waited longest."""
        while self.line and self.taken < self.width:
            place = self.line.popleft()
            self.taken += 1
            self.working += 1
            place.turn.set()

    def rest(self, place: Place) -> None:
        self.working -= 1
        if not self.ordered:
            self.taken -= 1
            place.turn.clear()
            self.admit()

    def back(self, place: Place) -> None:
        if self.ordered:
            self.working += 1
        else:
            self.line.append(place)
            self.admit()

    def leave(self, place: Place) -> None:
        if place in self.line:
            self.line.remove(place)
            return
        self.taken -= 1
        self.working -= 1
        self.admit()


class Lanes:
    """Lets each job run when its turn has come, and again until it is done."""

    def __init__(self, wait: Wait = asyncio.sleep) -> None:
        self._wait = wait
        self._lanes: dict[str, Lane] = {}
        self._idle = asyncio.Event()
        self._idle.set()
        self._stopped = False

    def enter(self, job: Job) -> Place:
        """Take a place behind those who are there already."""
        place = Place(self._lane(job))
        place.lane.line.append(place)
        place.lane.admit()
        self._note()
        return place

    def stop(self) -> None:
        """Nobody gets a turn any more, and nobody waits for one: the journal is closing."""
        self._stopped = True
        self._idle.set()

    def leave(self, place: Place) -> None:
        """Give up a place: its job is done, or will not be run after all."""
        place.lane.leave(place)
        self._note()

    async def carry_out(self, place: Place, attempt: Try) -> None:
        """Attempt a job until it is done, waiting between attempts. The place stays taken."""
        before, tries = Before(), 0
        await place.turn.wait()
        while (verdict := await attempt(before)).state != "done":
            failed = verdict.state == "failed"
            before = Before(unsure=failed, logged=before.logged or failed)
            if verdict.replayed:
                continue
            tries += 1
            await self._pause(place, verdict.after, tries)

    async def settled(self) -> None:
        while not self._idle.is_set():
            await self._idle.wait()

    async def _pause(self, place: Place, after: float | None, tries: int) -> None:
        place.lane.rest(place)
        self._note()
        jitter = random.random()  # noqa: S311 - spreads tries, guards nothing
        await self._wait(backoff(tries, jitter) if after is None else after)
        place.lane.back(place)
        self._note()
        await place.turn.wait()

    def _lane(self, job: Job) -> Lane:
        ordered = job.kind == "write"
        name = f"{job.kind} {job.organisation}" if ordered else job.kind
        return self._lanes.setdefault(name, Lane(WIDTHS[job.kind], ordered))

    def _note(self) -> None:
        if self._stopped:
            return
        if any(lane.working for lane in self._lanes.values()):
            self._idle.clear()
        else:
            self._idle.set()
