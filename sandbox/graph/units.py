"""Resource units: what a request costs, and when an app has spent its minute.

docs/platform.md#throttling: an app of a small tenant has 1,250 units a minute; requests that
are refused count too; from 80 % on, the answers carry `RateLimit-*` headers.
"""

from dataclasses import dataclass

from sandbox.store import Store

PER_MINUTE = 1_250
_WARNED_FROM = PER_MINUTE * 8 // 10

ELSEWHERE = 0
"""People, groups and apps: not SharePoint's to count."""
ONE_ITEM = 1
SEVERAL_OR_WRITE = 2


class Budget:
    """Whether the units of a minute are enforced; they are counted in any case."""

    enforced = True


@dataclass(frozen=True)
class Spending:
    """Where an app stands in its minute, after a request. Seconds are whole, at least 1."""

    spent: int
    seconds_left: int

    @property
    def exceeded(self) -> bool:
        return self.spent > PER_MINUTE

    def headers(self) -> dict[str, str]:
        """What the answer says about it: nothing below 80 %."""
        if self.spent < _WARNED_FROM:
            return {}
        told = {
            "RateLimit-Limit": str(PER_MINUTE),
            "RateLimit-Remaining": str(max(0, PER_MINUTE - self.spent)),
            "RateLimit-Reset": str(self.seconds_left),
        }
        if self.exceeded:
            told["Retry-After"] = str(self.seconds_left)
        return told


def spend(store: Store, app: str, units: int, wall: float) -> Spending:
    """Take `units` from what `app` has in the minute of `wall` (seconds since the epoch).

    A wall clock that is set back does not begin a new minute.
    """
    minute, before = int(wall // 60), 0
    row = store.one("SELECT minute, spent FROM graph_units WHERE app = ?", (app,))
    if row and row["minute"] >= minute:
        minute, before = row["minute"], row["spent"]
    spent = before + units
    store.run("INSERT OR REPLACE INTO graph_units VALUES (?, ?, ?)", (app, minute, spent))
    return Spending(spent, max(1, round((minute + 1) * 60 - wall)))
