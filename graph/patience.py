"""How long a caller waits for Graph, and how often it asks: the only rule of repetition."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from graph.errors import Unavailable

T = TypeVar("T")

_FIRST_REST = 0.2
_LONGEST_REST = 8.0


class Patience:
    """A deadline on the wall, and the rests between attempts until then.

    Where Graph names a time to wait, that is the rest, whole seconds or fractions
    (docs/platform.md#throttling); otherwise rests double, with jitter.
    """

    def __init__(self, within: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._until = self._loop.time() + within
        self._rests = 0

    @property
    def left(self) -> float:
        """Seconds until the deadline; never less than zero."""
        return max(0.0, self._until - self._loop.time())

    async def rest(self, fault: Unavailable) -> None:
        """Wait before the next attempt.

        :raises Unavailable: that fault, at once, where too little time is left
        """
        wait = self._backoff() if fault.after is None else fault.after
        self._rests += 1
        if wait >= self.left:
            raise fault
        await asyncio.sleep(wait)

    async def repeat(self, attempt: Callable[[float], Awaitable[T]]) -> T:
        """The outcome of `attempt`, given the seconds left; only for what may be repeated.

        :raises Unavailable: the last fault, where the deadline came first
        """
        while True:
            try:
                return await attempt(self.left)
            except Unavailable as fault:
                await self.rest(fault)

    def _backoff(self) -> float:
        rest = min(_LONGEST_REST, _FIRST_REST * 2.0**self._rests)
        return rest * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, keeps no secret
