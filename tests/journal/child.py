"""A process with a durable journal, for tests that kill it."""

import asyncio
from collections.abc import Iterator
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


def mail(url: str, people: int, hangs_on: tuple[str, ...], said: Connection) -> None:
    """Run one sheet of `people`, four at once; whoever an earlier life began is let be.

    `found NOTE` for each earlier note, then for each person `sends NAME`, `sent NAME` or
    `hangs NAME`, and `settled PENDING` when nothing is left to run.
    """
    asyncio.run(_mail(url, people, hangs_on, said))


async def _mail(url: str, people: int, hangs_on: tuple[str, ...], said: Connection) -> None:
    async def run(_job: Job, attempt: Attempt) -> None:
        begun = {note.removeprefix("begun ") for note in attempt.noted}
        for note in attempt.noted:
            said.send(f"found {note}")
        left = iter([name for n in range(people) if (name := f"person-{n}") not in begun])
        await asyncio.gather(*(send(left, attempt) for _ in range(4)))

    async def send(left: Iterator[str], attempt: Attempt) -> None:
        for name in left:
            await attempt.note(f"begun {name}")
            said.send(f"sends {name}")
            if name in hangs_on:
                said.send(f"hangs {name}")
                await asyncio.Event().wait()
            await attempt.note(f"sent {name}")
            said.send(f"sent {name}")

    journal = DbosJournal(url)
    await journal.open(run)
    await journal.keep(Job(id="sheet", kind="sheet", organisation="maple", payload="{}"))
    await journal.settled()
    said.send(f"settled {len(await journal.pending())}")
    await journal.close()
