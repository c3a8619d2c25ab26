"""A journal that forgets when its process ends: for tests and for a first look."""

import asyncio
from contextvars import Context
from functools import partial

from bot.journal.attempts import attempt
from bot.journal.lanes import Before, Lanes, Place, Verdict
from bot.journal.port import Job, JournalClosed, Runner, Wait

Key = tuple[str, str]


def _key(job: Job) -> Key:
    return job.organisation, job.id


class MemoryJournal:
    """A `Journal` in memory. It can be closed and opened again while the process lives."""

    def __init__(self, wait: Wait = asyncio.sleep) -> None:
        self._wait = wait
        self._lanes = Lanes(wait)
        self._run: Runner | None = None
        self._known: set[Key] = set()
        self._unfinished: dict[Key, Job] = {}
        self._begun: set[Key] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self, run: Runner) -> None:
        self._run, self._lanes = run, Lanes(self._wait)
        for job in self._unfinished.values():
            self._start(run, job)

    async def keep(self, job: Job) -> bool:
        if self._run is None:
            raise JournalClosed
        if _key(job) in self._known:
            return False
        self._known.add(_key(job))
        self._unfinished[_key(job)] = job
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
        del self._unfinished[_key(job)]
        lanes.leave(place)

    async def _attempt(self, run: Runner, job: Job, before: Before) -> Verdict:
        unsure = before.unsure or _key(job) in self._begun
        self._begun.add(_key(job))
        verdict = await attempt(run, job, Before(unsure=unsure, logged=before.logged))
        if verdict.state != "failed":
            self._begun.discard(_key(job))
        return verdict
