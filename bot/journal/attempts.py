"""One attempt at one job, whatever its runner does."""

import asyncio
from functools import partial

import structlog

from bot.journal.lanes import Before, Verdict
from bot.journal.notes import Notes
from bot.journal.port import Attempt, Job, NotYet, Runner

_log = structlog.get_logger(__name__)


async def attempt(run: Runner, job: Job, before: Before, notes: Notes) -> Verdict:
    """Let the runner try once; its first unforeseen failure is logged, the next are not."""
    noted = await notes.of(job.key)
    try:
        await run(job, Attempt(before.unsure, noted, partial(notes.add, job.key)))
    except NotYet as answer:
        return Verdict("not_yet", answer.after)
    except asyncio.CancelledError:
        if _is_being_cancelled():
            raise
        return _failed(job, before)
    except Exception:  # whatever a runner raises, its job must not be lost
        return _failed(job, before)
    return Verdict("done")


def _is_being_cancelled() -> bool:
    """Whether the journal is closing, rather than something inside the runner given up."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _failed(job: Job, before: Before) -> Verdict:
    if not before.logged:
        _log.exception("job_failed_will_retry", job=job.id, kind=job.kind)
    return Verdict("failed")
