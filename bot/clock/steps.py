"""Which instants the engine works at, and how long it rests between them. Pure."""

from datetime import datetime, timedelta


def next_step(after: datetime, to: datetime, due: datetime | None) -> datetime | None:
    """The instant to work at next on the way from `after` to `to`; None on arrival.

    `due` is the next due instant after `after`. Every due instant on the way is a step,
    and so is `to` itself, due or not. Raises ValueError when `due` is not after `after`,
    because the way would never end.
    """
    if due is not None and due <= after:
        raise ValueError(f"What is due next after {after} cannot be due at {due}.")
    if after >= to:
        return None
    return to if due is None or due > to else due


def rest(now: datetime, due: datetime | None, interval: timedelta) -> timedelta:
    """How long to rest at `now`: until what is due next, but no longer than `interval`."""
    if due is None:
        return interval
    return max(timedelta(0), min(interval, due - now))
