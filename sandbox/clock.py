"""The tenant's clock: the wall clock plus a stored offset, so it ticks and can be moved."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sandbox.store import Store

# Monday 2026-03-02, nine in the morning in Toronto.
FIRST_MORNING = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)

_TABLE = "CREATE TABLE IF NOT EXISTS tenant_clock (offset_microseconds INTEGER NOT NULL)"


def wall() -> datetime:
    """The machine's own time, in UTC."""
    return datetime.now(UTC)


class Clock:
    """What time it is in the tenant. Tokens and rate limits use the wall clock instead."""

    def __init__(self, store: Store, wall: Callable[[], datetime] = wall) -> None:
        self._store = store
        self._wall = wall
        store.declare(_TABLE)
        row = store.one("SELECT offset_microseconds FROM tenant_clock")
        if row is None:
            self._offset = timedelta()
            self.restart()
        else:
            self._offset = timedelta(microseconds=row["offset_microseconds"])

    def now(self) -> datetime:
        """The tenant's time, aware, in UTC."""
        return self._wall() + self._offset

    def stamp(self) -> str:
        """Now as the services write it: `2026-03-02T14:00:00.000Z`."""
        return stamp(self.now())

    def move(self, instant: datetime) -> None:
        """Make it `instant` now; it ticks on from there."""
        self._offset = instant - self._wall()
        with self._store.together():
            self._store.run("DELETE FROM tenant_clock")
            self._store.run(
                "INSERT INTO tenant_clock VALUES (?)", (self._offset // timedelta(microseconds=1),)
            )

    def restart(self) -> None:
        """Back to the sample's first morning."""
        self.move(FIRST_MORNING)


def stamp(instant: datetime) -> str:
    """An instant in the services' notation, to the millisecond."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
