"""How long the bot takes to be ready, against its import alone; and how long the story takes.

Seconds of wall time, the best of three, import and start in turns: what else a machine does can
only make either longer.
"""

import asyncio
import sys
import time

from bot.demo.once import staged
from bot.demo.stage import Stage
from bot.host.provisioning import provision
from tests.bench.rows import Row, at_most, told
from tests.bench.waiting import settings_of

TIMES = 3
IMPORT = "import os, bot.host.program; os._exit(0)"
"""Ends at once: a start does not take its modules down again either."""
DEMO_SECONDS = 40


def measure() -> list[Row]:
    """The rows of the start; takes about half a minute."""
    return asyncio.run(_measure())


async def _measure() -> list[Row]:
    imports: list[float] = []
    starts: list[float] = []
    async with staged() as stage:
        await provision(settings_of(stage), dry_run=False)
        for _ in range(TIMES):
            imports.append(await _ran("-c", IMPORT))
            starts.append(await _started(stage))
    story = await _ran("-m", "bot", "demo", "--once", "--json")
    return [
        at_most("main", "start: ready against its import", min(starts) / min(imports), "times", 2),
        told("main", "start: import", min(imports), "s"),
        told("main", "start: process start to ready", min(starts), "s"),
        at_most("main", "demo --once: wall time", story, "s", DEMO_SECONDS),
    ]


async def _ran(*arguments: str) -> float:
    """Seconds that a Python takes with these arguments, from its start to its end."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=asyncio.subprocess.DEVNULL
    )
    if await process.wait():
        raise RuntimeError(f"python {' '.join(arguments)} ended with {process.returncode}")
    return time.perf_counter() - began


async def _started(stage: Stage) -> float:
    """Seconds from the bot's process start until /readyz says so."""
    began = time.perf_counter()
    await stage.bot.start(stage.tenant.session)
    took = time.perf_counter() - began
    await stage.bot.stop()
    return took
