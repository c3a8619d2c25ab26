"""A journal that forgets when its process ends: for tests and for a first look."""

import asyncio
from contextvars import Context
from functools import partial

from bot.journal.attempts import attempt
from bot.journal.lanes import Before, Lanes, Place, Verdict
from bot.journal.notes import MemoryNotes
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
        self._notes = MemoryNotes()
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self, run: Runner) -> None:
        self._run, self._lanes = run, Lanes(self._wait)
        for job in self._unfinished.values():
            self._start(run, job)

    async def keep(self, job: Job) -> bool:
        if self._run is None:
            raise JournalClosed
        if job.key in self._known:
            return False
        self._known.add(job.key)
        self._unfinished[job.key] = job
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
        work = self._carry_out(run, job, self._lanes, self._lanes.enter(job))
        # A job may outlive whoever kept it, so it does not run in that one's context.
        task = asyncio.create_task(work, context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry_out(self, run: Runner, job: Job, lanes: Lanes, place: Place) -> None:
        await lanes.carry_out(place, partial(self._attempt, run, job))
        await self._notes.remove(job.key)
        del self._unfinished[job.key]
        lanes.leave(place)

    async def _attempt(self, run: Runner, job: Job, before: Before) -> Verdict:
        unsure = before.unsure or job.key in self._begun
        self._begun.add(job.key)
        known = Before(unsure=unsure, logged=before.logged)
        verdict = await attempt(run, job, known, self._notes)
        if verdict.state != "failed":
            self._begun.discard(job.key)
        return verdict
