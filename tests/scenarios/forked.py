"""Cutover in a process of its own that starts at once: a fork of one that has imported it."""

import asyncio
import multiprocessing
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import aiohttp

from bot.demo.processes import Running
from bot.demo.tenant import until
from tests.scenarios.child import serve

NURSERY = multiprocessing.get_context("forkserver")
NURSERY.set_forkserver_preload(["tests.scenarios.child"])


@dataclass(slots=True)
class Forked(Running):
    """The same process as `processes.bot` starts, but for the seconds that importing takes."""

    child: ForkServerProcess | None = None

    @classmethod
    def of(cls, bot: Running) -> "Forked":
        return cls(bot.name, bot.command, bot.address, bot.ready, bot.environment, bot.log)

    def forget(self) -> None:
        """Delete the journal while the process is away."""
        assert not self.runs
        for file in Path(self.environment["CUTOVER_DATA"]).glob("journal.db*"):
            file.unlink()

    async def start(self, session: aiohttp.ClientSession, within: float = 60.0) -> None:
        """Start, and return once it is ready."""
        assert self.log
        place = self.log.parent
        self.child = NURSERY.Process(target=serve, args=(self.environment, place, self.log))
        self.child.start()
        await until(lambda: self._listens(session), f"{self.name} to start", within)

    @property
    def runs(self) -> bool:
        return self.child is not None and self.child.is_alive()

    async def stop(self) -> None:
        """Ask it to end."""
        if self.child is not None:
            self.child.terminate()
            await self._ended()

    async def kill(self) -> None:
        """End it as a crash would."""
        if self.child is not None:
            self.child.kill()
            await self._ended()

    async def _ended(self) -> None:
        assert self.child
        await asyncio.to_thread(self.child.join)
        self.child.close()
        self.child = None

    async def _listens(self, session: aiohttp.ClientSession) -> bool:
        try:
            async with session.get(self.address + self.ready) as response:
                return response.status == 200
        except aiohttp.ClientError:
            return False
