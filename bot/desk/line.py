"""Commands under way, in the order in which they were given."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager


class Line:
    """Lets a command that is to be kept wait for those that were given before it.

    One meets a connection that hangs, the next is refused at once: without a line, the later
    one would be in the journal first. Each is under way for `commanding.IN_TIME` at most, so
    nobody waits for longer than for a command of one's own.
    """

    def __init__(self) -> None:
        self._under_way: set[asyncio.Event] = set()

    @contextmanager
    def taken(self) -> Iterator[Callable[[], Awaitable[None]]]:
        """A command is under way inside; what it gets waits until all before it are dealt with."""
        done, before = asyncio.Event(), tuple(self._under_way)
        self._under_way.add(done)

        async def first() -> None:
            for earlier in before:
                await earlier.wait()

        try:
            yield first
        finally:
            self._under_way.remove(done)
            done.set()
