"""Process time: what "now" is for the change process. Timeouts and tokens use the wall clock."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Says what time it is for everything the process decides."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class SystemClock:
    """This machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        return self._at

    def move(self, to: datetime) -> None:
        self._at = to.astimezone(UTC)
