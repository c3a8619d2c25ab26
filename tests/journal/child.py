"""A process with a durable journal, for tests that kill it."""

import asyncio
from multiprocessing.connection import Connection

from bot.journal.durable import DbosJournal
from bot.journal.port import Attempt, Job, Kind


def live(url: str, jobs: int, hangs_on: tuple[str, ...], said: Connection) -> None:
    """Keep `jobs` writes and as many posts, run them, and say line by line what happens.

    `kept ID`, `start ID BEGUN_BEFORE`, `end ID`, `hangs ID`, and `settled PENDING` when
    nothing is left to run.
    """
    asyncio.run(_live(url, jobs, hangs_on, said))


async def _live(url: str, jobs: int, hangs_on: tuple[str, ...], said: Connection) -> None:
    async def run(job: Job, attempt: Attempt) -> None:
        said.send(f"start {job.id} {attempt.begun_before}")
        if job.id in hangs_on:
            said.send(f"hangs {job.id}")
            await asyncio.Event().wait()
        said.send(f"end {job.id}")

    journal = DbosJournal(url)
    await journal.open(run)
    for number in range(jobs):
        kinds: tuple[Kind, ...] = ("write", "post")
        for kind in kinds:
            job = Job(id=f"{kind}-{number}", kind=kind, organisation="maple", payload="{}")
            if await journal.keep(job):
                said.send(f"kept {job.id}")
    await journal.settled()
    said.send(f"settled {len(await journal.pending())}")
    await journal.close()
