"""Notes in the journal's database, in a table of our own: DBOS does not know of it."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.schema import CreateSchema

from bot.journal.notes import MemoryNotes
from bot.journal.port import JournalUnreachable

_SCHEMA = "cutover"
"""PostgreSQL's: whoever may make DBOS's schema may make this one too."""
_PATIENCE = 30.0
"""Seconds to wait for SQLite's write lock, which DBOS takes for each of its steps."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A note on its way to the database, and who waits for it."""

    job: str
    text: str
    kept: asyncio.Future[None]


class KeptNotes:
    """`Notes` in a database that exists; read once, when opened.

    They outlive the process. They may not outlive the machine's power on SQLite, because a
    commit does not wait for the disk (docs/decisions/0005-dbos-behind-a-port.md#notes).
    """

    def __init__(self, database_url: str) -> None:
        self._engine = _engine(database_url)
        self._table = _table(self._engine)
        self._one_more = self._table.insert()
        self._thread = ThreadPoolExecutor(1, "notes")
        self._noted = MemoryNotes()
        self._line: list[_Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Read what earlier processes noted.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the table cannot be made or read.
        """
        for job, text in await self._in_thread(self._load):
            await self._noted.add(job, text)

    async def close(self) -> None:
        if self._writing is not None:
            await self._writing
        await self._in_thread(self._engine.dispose)
        self._thread.shutdown()

    async def of(self, job: str) -> tuple[str, ...]:
        await self._written(job)
        return await self._noted.of(job)

    async def add(self, job: str, text: str) -> None:
        """Note. Notes that come while others are being written share one commit.

        Raises:
            JournalUnreachable: the database did not take it.
        """
        note = _Waiting(job, text, asyncio.get_running_loop().create_future())
        self._line.append(note)
        if self._writing is None:
            # In a context of its own: it also writes for others than the one who started it.
            self._writing = asyncio.create_task(self._write(), context=Context())
        await asyncio.shield(note.kept)

    async def remove(self, job: str) -> None:
        await self._written(job)
        if await self._noted.of(job):
            await self._in_thread(self._delete, job)
            await self._noted.remove(job)

    async def _written(self, job: str) -> None:
        """Return when nothing this job noted is in line, by callers who gave up included."""
        if in_line := [note.kept for note in self._line if note.job == job]:
            await asyncio.wait(in_line)

    async def _write(self) -> None:
        try:
            while notes := tuple(self._line):
                await self._write_together(notes)
                del self._line[: len(notes)]
        finally:
            self._writing = None

    async def _write_together(self, notes: tuple[_Waiting, ...]) -> None:
        try:
            await self._in_thread(self._insert, notes)
        except Exception as why:  # whatever it is, those who wait must hear of it
            reason = str(why).partition("\n")[0]
            for note in notes:
                refusal = JournalUnreachable(f"A note could not be kept: {reason}")
                refusal.__cause__ = why
                note.kept.set_exception(refusal)
            return
        for note in notes:
            await self._noted.add(note.job, note.text)
            note.kept.set_result(None)

    async def _in_thread(self, work: Callable[..., Answer], *given: Any) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *given)

    def _load(self) -> list[tuple[str, str]]:
        with self._engine.begin() as connection:
            if self._table.schema:
                connection.execute(CreateSchema(self._table.schema, if_not_exists=True))
            self._table.create(connection, checkfirst=True)
            found = sa.select(self._table.c.job, self._table.c.text).order_by(self._table.c.number)
            return [(job, text) for job, text in connection.execute(found)]

    def _insert(self, notes: tuple[_Waiting, ...]) -> None:
        rows = [{"job": note.job, "text": note.text} for note in notes]
        with self._engine.begin() as connection:
            connection.execute(self._one_more, rows)

    def _delete(self, job: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(self._table.delete().where(self._table.c.job == job))


def with_driver(database_url: str) -> sa.URL:
    """The address with the driver that DBOS uses, for PostgreSQL."""
    url = sa.make_url(database_url)
    return url if url.get_backend_name() == "sqlite" else url.set(drivername="postgresql+psycopg")


def _engine(database_url: str) -> sa.Engine:
    url = with_driver(database_url)
    if url.get_backend_name() != "sqlite":
        # A connection that died while idle fails no note.
        return sa.create_engine(url, pool_pre_ping=True)
    engine = sa.create_engine(url, connect_args={"timeout": _PATIENCE})
    sa.event.listen(engine, "connect", _wait_for_no_disk)
    return engine


def _wait_for_no_disk(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")


def _table(engine: sa.Engine) -> sa.Table:
    on_postgresql = engine.dialect.name == "postgresql"
    return sa.Table(
        "notes" if on_postgresql else "cutover_notes",
        sa.MetaData(schema=_SCHEMA if on_postgresql else None),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("job", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
