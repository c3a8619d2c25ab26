"""The journal on disk: one DBOS workflow a job, on SQLite or PostgreSQL.

The only module that imports dbos. What DBOS does here, and what it must not do, is
written down in docs/decisions/0005-dbos-behind-a-port.md.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, closing
from contextvars import Context
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import sqlalchemy
import structlog
from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID, error

from bot.journal.alone import held_alone, held_alone_in
from bot.journal.attempts import attempt
from bot.journal.kept_notes import KeptNotes, with_driver
from bot.journal.lanes import Before, State, Verdict
from bot.journal.life import Life
from bot.journal.port import Job, JournalClosed, JournalUnreachable, Runner, Wait

_log = structlog.get_logger(__name__)

# A job kept by one version of Cutover is finished by the next: DBOS recovers only work
# of the version it is told, so it is told the version of the stored form, not the product's.
STORED_FORM = "1"
NEVER = 365 * 24 * 3600.0
KEPT_FOR = timedelta(days=7)
"""How long a finished job's row stays; nothing rests on it (decision 0005)."""
_DAY = 24 * 3600.0
_PRUNED_AT_ONCE = 500

Workflow = Callable[[int, str], Coroutine[Any, Any, None]]


@dataclass(slots=True)
class _Open:
    """The open journal. `kept` numbers the jobs, so that their order outlives the process."""

    life: Life
    workflow: Workflow
    kept: int
    at_close: AsyncExitStack


class DbosJournal:
    """A `Journal` in a database. DBOS is global, so a process opens one at a time.

    `database_url` is SQLAlchemy's: `sqlite:////var/lib/cutover/journal.sqlite` (a local
    disk: the file is in WAL mode) or `postgresql://...`. `wait` is between the attempts at a
    job, `rest` between two prunings; `kept_for` is how long finished jobs stay.
    """

    _opened: ClassVar[bool] = False

    def __init__(
        self,
        database_url: str,
        wait: Wait = asyncio.sleep,
        *,
        kept_for: timedelta = KEPT_FOR,
        rest: Wait = asyncio.sleep,
    ) -> None:
        self._url = database_url
        self._wait = wait
        self._kept_for = kept_for
        self._rest = rest
        self._open: _Open | None = None
        self._keeping = asyncio.Lock()
        self._tasks: set[asyncio.Task[bool]] = set()

    async def open(self, run: Runner) -> None:
        if DbosJournal._opened:
            raise RuntimeError("A journal is open in this process already.")
        try:
            async with AsyncExitStack() as at_close:
                self._open = await self._begin(run, at_close)
        except (sqlalchemy.exc.SQLAlchemyError, sqlite3.Error, OSError, error.DBOSException) as why:
            reason = str(why).partition("\n")[0]
            raise JournalUnreachable(f"The journal's database cannot be opened: {reason}") from why

    async def keep(self, job: Job) -> bool:
        # In a task of its own, so that a caller who gives up leaves no job that nobody runs,
        # and in a context of its own, so that a job kept by a job is not its child to DBOS.
        task = asyncio.create_task(self._keep(job), context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return await asyncio.shield(task)

    async def pending(self) -> tuple[Job, ...]:
        return () if self._open is None else tuple(self._open.life.unfinished.values())

    async def settled(self) -> None:
        if self._open is not None:
            await self._open.life.lanes.settled()

    async def close(self) -> None:
        async with self._keeping:
            opened, self._open = self._open, None
        if opened is not None:
            await opened.life.end()
            await opened.at_close.aclose()

    async def _begin(self, run: Runner, at_close: AsyncExitStack) -> _Open:
        """Open what must be closed again, in the answer's `at_close` or at the first failure."""
        DbosJournal._opened = True
        at_close.callback(_let_another_open)
        if file := _file_of(self._url):
            at_close.enter_context(closing(_prepare(file)))
        else:
            held = await held_alone_in(with_driver(self._url))
            at_close.enter_context(closing(held))
        notes = KeptNotes(self._url)
        at_close.push_async_callback(notes.close)
        life = Life(run, self._wait, notes)
        at_close.push_async_callback(_destroy)
        workflow = _launch(self._url, life)
        await notes.open()
        kept = await _take_up(life)
        pruning = asyncio.create_task(_prune_daily(self._kept_for, self._rest), context=Context())
        at_close.push_async_callback(_ended, pruning)
        return _Open(life, workflow, kept, at_close.pop_all())

    async def _keep(self, job: Job) -> bool:
        async with self._keeping:
            if self._open is None:
                raise JournalClosed
            life = self._open.life
            if job.key in life.unfinished:
                return False
            life.add(job)
            try:
                with SetWorkflowID(job.key, workflow_id_reuse_policy="reject"):
                    await DBOS.start_workflow_async(
                        self._open.workflow, self._open.kept, job.model_dump_json()
                    )
            except error.DBOSWorkflowIDInUseError:
                life.remove(job)
                return False
            except BaseException:
                life.remove(job)
                raise
            self._open.kept += 1
            return True


def _launch(url: str, life: Life) -> Workflow:
    """Start DBOS on this event loop; it begins to recover what earlier processes left."""

    async def job(_number: int, kept: str) -> None:
        await _carry_out(life, Job.model_validate_json(kept))

    # Its log records go where everybody's go, not to a console handler of its own.
    logging.getLogger("dbos").addHandler(logging.NullHandler())
    DBOS(config=_config(url))
    workflow = DBOS.workflow(name="job", max_recovery_attempts=None)(job)
    DBOS.launch()
    return workflow


async def _take_up(life: Life) -> int:
    """Give what was left behind its places in the order in which it was kept; the next number."""
    left = await DBOS.list_workflows_async(status=["PENDING", "ENQUEUED"], name="job")
    kept: list[tuple[int, str]] = sorted(each.input["args"] for each in left if each.input)
    for _, job in kept:
        life.add(Job.model_validate_json(job))
    life.begin()
    return kept[-1][0] + 1 if kept else 0


async def _prune_daily(kept_for: timedelta, rest: Wait) -> None:
    """Remove what was finished long ago, now and every day; what fails is tried the next day."""
    while True:
        try:
            if removed := await _prune(datetime.now(UTC) - kept_for):
                _log.info("journal_pruned", jobs=removed)
        except Exception:  # whatever it is, the jobs matter more than the room they take
            _log.exception("journal_not_pruned")
        await rest(_DAY)


async def _prune(before: datetime) -> int:
    """Remove the jobs that were finished before then, a few at a time; how many they were."""
    removed = 0
    while finished := await DBOS.list_workflows_async(
        status="SUCCESS",
        name="job",
        completed_before=before.isoformat(),
        limit=_PRUNED_AT_ONCE,
        load_input=False,
        load_output=False,
    ):
        await DBOS.delete_workflows_async([each.workflow_id for each in finished])
        removed += len(finished)
    return removed


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})


def _config(url: str) -> DBOSConfig:
    return {
        "name": "cutover",
        "system_database_url": url,
        "application_version": STORED_FORM,
        "executor_id": "local",
        "serializer": DBOSPortableJSONSerializer(),
        "log_level": "WARNING",
        "enable_otlp": False,
        # Nothing is scheduled through DBOS.
        "scheduler_polling_interval_sec": NEVER,
        # Nothing waits for its notifications either; but closing waits for this thread.
        "notification_listener_polling_interval_sec": 0.1,
    }


def _file_of(url: str) -> Path | None:
    address = sqlalchemy.make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        return None
    return Path(address.database)


def _prepare(path: Path) -> sqlite3.Connection:
    """Make SQLite's directory, and put its file in WAL mode: a third less CPU for each job.

    The file is this process's alone until the connection in the answer is closed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    held = held_alone(path)
    try:
        with closing(sqlite3.connect(path)) as file:
            file.execute("PRAGMA journal_mode = WAL")
    except BaseException:
        held.close()
        raise
    return held


async def _carry_out(life: Life, job: Job) -> None:
    """The workflow. Whatever goes wrong in it, DBOS must not take the job for finished."""
    place = await life.place_of(job)
    try:
        await life.lanes.carry_out(place, partial(_attempt, life, job))
        # Here its end is recorded, so the notes have served; a process killed now comes back
        # to this line, not to the runner.
        await life.notes.remove(job.key)
    except (error.DBOSWorkflowConflictIDError, error.DBOSWorkflowCancelledError):
        # Another process has taken the job over, and DBOS waits here for what it makes of it.
        life.remove(job)
        raise
    except Exception as why:  # an error that DBOS recorded as the outcome would drop the job
        _log.exception("journal_failed_job_stays_kept", job=job.id, kind=job.kind)
        raise asyncio.CancelledError from why


async def _attempt(life: Life, job: Job, before: Before) -> Verdict:
    """One attempt, in two recorded steps: who began it, and how it ended.

    After a crash DBOS answers each step from its record. So an attempt that was begun by
    an earlier process and has no recorded end is made again, and knows that it is unsure.
    """

    async def begin() -> str:
        return life.id

    async def make(unsure: bool) -> tuple[str, State, float | None]:
        known = Before(unsure=unsure, logged=before.logged)
        made = await attempt(life.run, job, known, life.notes)
        return life.id, made.state, made.after

    begun_by = await DBOS.run_step_async({"name": "begin"}, begin)
    unsure = before.unsure or begun_by != life.id
    made_by, state, after = await DBOS.run_step_async({"name": "attempt"}, make, unsure)
    return Verdict(state, after, replayed=made_by != life.id)


async def _destroy() -> None:
    await asyncio.to_thread(DBOS.destroy, destroy_registry=True)
    # DBOS has put its own executor, now shut down, in the place of the loop's.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor())


def _let_another_open() -> None:
    DbosJournal._opened = False  # noqa: SLF001 - this module's own
