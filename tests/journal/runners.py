"""Runners written by hand, whose every attempt a test can see and hold."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field

from bot.journal.port import Attempt, Job, Kind, NotYet


def job(name: str, kind: Kind = "write", organisation: str = "maple") -> Job:
    return Job(id=name, kind=kind, organisation=organisation, payload=f'{{"name":"{name}"}}')


@dataclass
class Recorder:
    """Runs a job by writing its id down; `raising` says what its next attempts raise."""

    attempts: list[tuple[str, bool]] = field(default_factory=list)
    raising: defaultdict[str, deque[BaseException]] = field(
        default_factory=lambda: defaultdict(deque)
    )
    jobs: list[Job] = field(default_factory=list)

    @property
    def ran(self) -> list[str]:
        return [name for name, _ in self.attempts]

    async def __call__(self, job: Job, attempt: Attempt) -> None:
        self.attempts.append((job.id, attempt.begun_before))
        self.jobs.append(job)
        if self.raising[job.id]:
            raise self.raising[job.id].popleft()


@dataclass
class Gate:
    """Runs a job by holding it until `let` is called; `inside` are the jobs it holds."""

    inside: dict[str, asyncio.Event] = field(default_factory=dict)
    most: int = 0
    order: list[str] = field(default_factory=list)
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def __call__(self, job: Job, _attempt: Attempt) -> None:
        held = asyncio.Event()
        await self._put(job.id, held)
        try:
            await held.wait()
        finally:
            self.inside.pop(job.id)

    async def _put(self, name: str, held: asyncio.Event) -> None:
        async with self._changed:
            self.inside[name] = held
            self.order.append(name)
            self.most = max(self.most, len(self.inside))
            self._changed.notify_all()

    async def holds(self, count: int) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: len(self.inside) >= count)

    def let(self) -> None:
        for held in self.inside.values():
            held.set()

    async def let_when_held(self, name: str) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: name in self.inside)
        self.inside[name].set()


@dataclass
class Noter:
    """Notes the next of `notes` at each attempt and asks for another, until none is left."""

    notes: deque[str]
    found: list[tuple[str, ...]] = field(default_factory=list)

    async def __call__(self, _job: Job, attempt: Attempt) -> None:
        self.found.append(attempt.noted)
        if self.notes:
            await attempt.note(self.notes.popleft())
            raise NotYet(after=1)


class Waits:
    """Stands in for the wall clock: a wait ends when the test says so."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self._ends: deque[asyncio.Future[None]] = deque()

    async def __call__(self, seconds: float) -> None:
        end = asyncio.get_running_loop().create_future()
        self.asked.append(seconds)
        self._ends.append(end)
        await end

    async def end(self) -> None:
        """The oldest wait is over, and whoever waited goes on."""
        self._ends.popleft().set_result(None)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
