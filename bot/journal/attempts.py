"""One attempt at one job, whatever its runner does."""

import structlog

from bot.journal.lanes import Before, Verdict
from bot.journal.port import Attempt, Job, NotYet, Runner

_log = structlog.get_logger(__name__)


async def attempt(run: Runner, job: Job, before: Before) -> Verdict:
    """Let the runner try once; its first unforeseen failure is logged, the next are not."""
    try:
        await run(job, Attempt(begun_before=before.unsure))
    except NotYet as answer:
        return Verdict("not_yet", answer.after)
    except Exception:  # whatever a runner raises, its job must not be lost
        if not before.logged:
            _log.exception("job_failed_will_retry", job=job.id, kind=job.kind)
        return Verdict("failed")
    return Verdict("done")
