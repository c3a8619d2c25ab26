"""A process with a durable journal, for tests that kill it.

    python -m tests.journal.child DATABASE_URL JOBS [HANGS_ON ...]

Keeps `JOBS` writes and as many posts, and says on its standard output what happens: `kept
ID`, `start ID BEGUN_BEFORE`, `end ID`, `hangs ID`, and `settled` when nothing is left.
"""

import asyncio
import sys

from bot.journal.durable import DbosJournal
from bot.journal.port import Attempt, Job, Kind


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


async def main(url: str, jobs: int, hangs_on: set[str]) -> None:
    async def run(job: Job, attempt: Attempt) -> None:
        say("start", job.id, attempt.begun_before)
        if job.id in hangs_on:
            say("hangs", job.id)
            await asyncio.Event().wait()
        await asyncio.sleep(0)
        say("end", job.id)

    journal = DbosJournal(url)
    await journal.open(run)
    say("open", len(await journal.pending()))
    for number in range(jobs):
        kinds: tuple[Kind, ...] = ("write", "post")
        for kind in kinds:
            job = Job(id=f"{kind}-{number}", kind=kind, organisation="maple", payload="{}")
            if await journal.keep(job):
                say("kept", job.id)
    await journal.settled()
    say("settled", len(await journal.pending()))
    await journal.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), set(sys.argv[3:])))
