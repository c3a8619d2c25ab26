"""Work that goes on after the answer: what Teams tells a bot by itself."""

import asyncio
import logging
from collections.abc import Coroutine

_LOG = logging.getLogger("sandbox")


class Errands:
    """Keeps hold of background tasks, so that none is lost and none outlives the server."""

    def __init__(self) -> None:
        self._under_way: set[asyncio.Task[None]] = set()

    def start(self, errand: Coroutine[None, None, None]) -> None:
        """Let `errand` go on by itself; what it raises is logged."""
        task = asyncio.ensure_future(errand)
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def stop(self) -> None:
        """Give up what is still under way."""
        for task in self._under_way:
            task.cancel()
        await self.settled()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _LOG.error("An errand failed", exc_info=task.exception())
