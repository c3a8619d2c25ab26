"""One process at a time: two on one journal would each send what the other has begun to send."""

import asyncio
import sqlite3
import time
from pathlib import Path

import sqlalchemy as sa

from bot.journal.port import JournalUnreachable

_LOCK = 0x6375746F766572
"""Names our lock among those that others may take in the same PostgreSQL database."""
_LOOK = 0.25
"""Seconds between two looks at whether an earlier process has ended."""


def held_alone(journal: Path, patience: float = 5.0) -> sqlite3.Connection:
    """Keep other processes from this journal until the connection is closed or the process ends.

    The lock is that of an empty SQLite file beside it: it works on every system, and no crash
    leaves it behind. `patience` is how many seconds an earlier process may take to end.

    Raises:
        JournalUnreachable: another process holds it.
        sqlite3.Error, OSError: the file cannot be written.
    """
    held = sqlite3.connect(f"{journal}.lock", timeout=patience, isolation_level=None)
    try:
        held.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as why:
        held.close()
        if why.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise JournalUnreachable(
                f"Another Cutover is at work with the journal {journal}."
            ) from None
        raise
    return held


async def held_alone_in(database: sa.URL, patience: float = 60.0) -> sa.Connection:
    """Keep other processes from the journal in this PostgreSQL database, in the same way.

    The lock is the connection's own, so no crash leaves it behind; it is given back when the
    connection is closed. An update may start the new process before it ends the earlier one.

    Raises:
        JournalUnreachable: another process holds it.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached.
    """
    held = await asyncio.to_thread(_connected, database)
    until = time.monotonic() + patience
    ours = False
    try:
        # The end of another process makes no event here: one has to look.
        while not (ours := await asyncio.to_thread(_is_ours, held)):
            if time.monotonic() >= until:
                break
            await asyncio.sleep(_LOOK)
    finally:
        if not ours:
            held.close()
    if not ours:
        raise JournalUnreachable("Another Cutover is at work with the journal's database.")
    return held


def _connected(database: sa.URL) -> sa.Connection:
    engine = sa.create_engine(database, poolclass=sa.NullPool)
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def _is_ours(held: sa.Connection) -> bool:
    return bool(held.scalar(sa.select(sa.func.pg_try_advisory_lock(_LOCK))))
