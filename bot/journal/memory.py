"""A journal that forgets when its process ends: for tests and for a first look."""

import asyncio
from functools import partial

from bot.journal.attempts import attempt
from bot.journal.lanes import Before, Lanes, Verdict
from bot.journal.port import Job, JournalClosed, Runner, Wait


class MemoryJournal:
    """A `Journal` in memory. It can be closed and opened again while the process lives."""

    def __init__(self, wait: Wait = asyncio.sleep) -> None:
        self._wait = wait
        self._lanes = Lanes(wait)
        self._run: Runner | None = None
        self._known: set[str] = set()
        self._unfinished: dict[str, Job] = {}
        self._begun: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self, run: Runner) -> None:
        self._run, self._lanes = run, Lanes(self._wait)
        for job in self._unfinished.values():
            self._start(run, job)

    async def keep(self, job: Job) -> bool:
        if self._run is None:
            raise JournalClosed
        if job.id in self._known:
            return False
        self._known.add(job.id)
        self._unfinished[job.id] = job
        self._start(self._run, job)
        return True

    async def pending(self) -> tuple[Job, ...]:
        return tuple(self._unfinished.values())

    async def settled(self) -> None:
        if self._run is not None:
            await self._lanes.settled()

    async def close(self) -> None:
        self._run = None
        self._lanes.stop()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, run: Runner, job: Job) -> None:
        place = self._lanes.enter(job)
        task = asyncio.create_task(self._lanes.carry_out(place, partial(self._try, run, job)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _try(self, run: Runner, job: Job, before: Before) -> Verdict:
        unsure = before.unsure or job.id in self._begun
        self._begun.add(job.id)
        verdict = await attempt(run, job, Before(unsure=unsure, logged=before.logged))
        if verdict.state == "not_yet":
            self._begun.discard(job.id)
        if verdict.state == "done":
            self._begun.discard(job.id)
            del self._unfinished[job.id]
        return verdict
