"""Running the program: the web server, and a clean end."""

import asyncio
import contextlib
import errno
import os
import signal
import socket

import sqlalchemy
from aiohttp import web

from bot.host.logs import configure
from bot.host.program import BEGINNING, application
from bot.journal.port import JournalUnreachable
from bot.settings import Settings, SettingsError

_JOURNALS = ("sqlite", "postgresql")


def serve(settings: Settings, *, machine: bool) -> None:
    """Serve until told to stop.

    Raises:
        SystemExit: with one sentence, where this machine shows a setting to be wrong.
    """
    configure(machine=machine)
    try:
        _check_data(settings)
        _check_journal(settings)
        with _bound(settings) as listener:
            asyncio.run(_serve(settings, listener))
    except (SettingsError, JournalUnreachable) as wrong:
        raise SystemExit(str(wrong)) from None


def _check_data(settings: Settings) -> None:
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise _wrong("DATA", wrong.strerror) from None
    if not os.access(settings.data, os.W_OK):
        raise _wrong("DATA", "nothing can be written there")


def _check_journal(settings: Settings) -> None:
    try:
        backend = sqlalchemy.make_url(settings.journal_address).get_backend_name()
    except sqlalchemy.exc.ArgumentError:
        backend = ""
    if backend not in _JOURNALS:
        raise _wrong("JOURNAL", "must be an address of SQLite or PostgreSQL")


def _bound(settings: Settings) -> socket.socket:
    """The address to listen on, taken at once; nobody is let in before the program runs."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    try:
        if os.name == "posix":  # elsewhere it would let two listen side by side
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
    except OSError as wrong:
        listener.close()
        about_port = wrong.errno in (errno.EADDRINUSE, errno.EACCES)
        raise _wrong("PORT" if about_port else "HOST", wrong.strerror) from None
    return listener


def _wrong(setting: str, why: str | None) -> SettingsError:
    return SettingsError(f"The setting CUTOVER_{setting} is wrong: {why or 'it cannot be used'}.")


async def _serve(settings: Settings, listener: socket.socket) -> None:
    # Teams compresses nothing; unasked, aiohttp would answer a broken compression in its own words.
    app = application(settings)
    runner = web.AppRunner(app, access_log=None, auto_decompress=False)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        await _over(app[BEGINNING])
    finally:
        await runner.cleanup()


async def _over(beginning: "asyncio.Task[None]") -> None:
    """Return when told to stop; raise what kept the program from beginning."""
    stop = asyncio.create_task(_told_to_stop())
    try:
        await asyncio.wait({stop, beginning}, return_when=asyncio.FIRST_COMPLETED)
        if beginning.done():
            beginning.result()
        await stop
    finally:
        stop.cancel()


async def _told_to_stop() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C ends the loop itself
            loop.add_signal_handler(name, stop.set)
    await stop.wait()
