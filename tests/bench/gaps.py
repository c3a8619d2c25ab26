"""The longest time for which an event loop let nobody have a turn."""

import asyncio
import time

_EVERY = 0.001


class Gaps:
    """Watches the loop while it is entered. Seconds, the watch's own rest not counted."""

    def __init__(self) -> None:
        self.longest = 0.0
        """By the wall clock: on a busy machine, others' time is in it."""
        self.busiest = 0.0
        """By the CPU that the loop's thread used meanwhile."""

    async def __aenter__(self) -> "Gaps":
        self._task = asyncio.create_task(self._watch())
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *_error: object) -> None:
        await asyncio.sleep(2 * _EVERY)
        self._task.cancel()

    async def _watch(self) -> None:
        while True:
            wall, cpu = time.perf_counter(), time.thread_time()
            await asyncio.sleep(_EVERY)
            self.longest = max(self.longest, time.perf_counter() - wall - _EVERY)
            self.busiest = max(self.busiest, time.thread_time() - cpu)
