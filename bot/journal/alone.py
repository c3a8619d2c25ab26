"""One process at a time: two on one journal would each send what the other has begun to send."""

import sqlite3
from pathlib import Path

from bot.journal.port import JournalUnreachable


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
