"""Running the program: the web server, and a clean end."""

import asyncio
import contextlib
import signal

from aiohttp import web

from bot.host.logs import configure
from bot.host.program import application
from bot.settings import Settings


def serve(settings: Settings, *, machine: bool) -> None:
    """Serve until told to stop."""
    configure(machine=machine)
    asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    # Teams compresses nothing; unasked, aiohttp would answer a broken compression in its own words.
    runner = web.AppRunner(application(settings), access_log=None, auto_decompress=False)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        await _told_to_stop()
    finally:
        await runner.cleanup()


async def _told_to_stop() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C ends the loop itself
            loop.add_signal_handler(name, stop.set)
    await stop.wait()
