"""The tenant's state: one SQLite file, so that a stopped sandbox starts where it stood."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

Value = str | int | float | bytes | None
Row = sqlite3.Row


class Store:
    """One SQLite connection, used from the event loop's thread only.

    Every statement is short and local, so nothing here is awaited. Each room of the
    sandbox declares its own tables with `declare`.
    """

    def __init__(self, path: Path | None) -> None:
        self._db = sqlite3.connect(path or ":memory:", isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._depth = 0

    def declare(self, ddl: str) -> None:
        """Create a room's tables; every statement in `ddl` says IF NOT EXISTS."""
        self._db.executescript(ddl)

    def all(self, sql: str, parameters: Sequence[Value] = ()) -> list[Row]:
        return self._db.execute(sql, parameters).fetchall()

    def one(self, sql: str, parameters: Sequence[Value] = ()) -> Row | None:
        row: Row | None = self._db.execute(sql, parameters).fetchone()
        return row

    def run(self, sql: str, parameters: Sequence[Value] = ()) -> int:
        """Carry out one statement; answers the id of the last inserted row."""
        return self._db.execute(sql, parameters).lastrowid or 0

    def run_all(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Carry out one statement for every row, all or none."""
        with self.together():
            self._db.executemany(sql, rows)

    @contextmanager
    def together(self) -> Iterator[None]:
        """All statements inside happen or none does. May be nested."""
        if self._depth:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        else:
            self._db.execute("COMMIT")
        finally:
            self._depth = 0

    def clear(self) -> None:
        """Empty every table: the page's Reset."""
        with self.together():
            for row in self.all("SELECT name FROM sqlite_master WHERE type = 'table'"):
                self.run(f"DELETE FROM {row['name']}")  # noqa: S608 - names come from the schema

    def close(self) -> None:
        self._db.close()
