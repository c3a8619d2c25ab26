"""What one process knows about the jobs it runs, from opening the journal to closing it."""

import asyncio
from functools import partial
from typing import Any
from uuid import uuid4

from bot.journal.lanes import Lanes, Place
from bot.journal.notes import Notes
from bot.journal.port import Job, Runner, Wait


class Life:
    """The unfinished jobs of one process, their places in line, and the tasks that run them."""

    def __init__(self, run: Runner, wait: Wait, notes: Notes) -> None:
        self.id = uuid4().hex
        self.run = run
        self.notes = notes
        self.lanes = Lanes(wait)
        self.unfinished: dict[str, Job] = {}
        self._places: dict[str, Place] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._begun = asyncio.Event()
        self._closing = False

    def add(self, job: Job) -> Place:
        """Give the job a place behind those that are there."""
        self.unfinished[job.key] = job
        self._places[job.key] = self.lanes.enter(job)
        return self._places[job.key]

    def remove(self, job: Job) -> None:
        """Forget a job that is finished, or that is not this process's to run."""
        self.unfinished.pop(job.key, None)
        self._leave(job)

    def begin(self) -> None:
        """What was left behind has its places: jobs may run."""
        self._begun.set()

    async def place_of(self, job: Job) -> Place:
        """The current task is the one that runs this job; answers when it may stand in line.

        The job is finished when that task has ended without an error, not sooner: only
        then is it known to the database.
        """
        task = asyncio.current_task()
        if task is None or self._closing:
            raise asyncio.CancelledError
        self._tasks.add(task)
        task.add_done_callback(partial(self._ended, job))
        await self._begun.wait()
        return self._places.get(job.key) or self.add(job)

    async def end(self) -> None:
        """Stop every task. The jobs they ran stay unfinished."""
        self._closing = True
        self.lanes.stop()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, job: Job, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or task.exception() is not None:
            self._leave(job)
        else:
            self.remove(job)

    def _leave(self, job: Job) -> None:
        place = self._places.pop(job.key, None)
        if place is not None:
            self.lanes.leave(place)
