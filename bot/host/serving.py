"""Running the program: the web server, and a clean end."""

import asyncio

from aiohttp import web

from bot.host.logs import configure
from bot.host.program import application
from bot.settings import Settings


def serve(settings: Settings, *, machine: bool) -> None:
    """Serve until told to stop."""
    configure(machine=machine)
    web.run_app(
        application(settings),
        host=settings.host,
        port=settings.port,
        print=None,
        access_log=None,
        handle_signals=True,
        loop=asyncio.new_event_loop(),
    )
