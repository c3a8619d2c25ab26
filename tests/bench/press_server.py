"""The whole bot, which also tells how much CPU a press took up to its reply.

`python -m tests.bench.press_server` takes its settings from the environment, as `cutover serve`
does, logs JSON as a deployment does, and serves until it is terminated. `GET /bench/quiet`
answers once the process has nothing to do; `GET /bench/replied` tells of the last press, and
`GET /bench/presses` of each since: how long it took us, and what it asked of Graph. From
`GET /bench/watch` to `GET /bench/gap` it notes for how long its loop lets nobody have a turn.
"""

import asyncio
import signal
import time
from contextvars import ContextVar
from dataclasses import dataclass

import httpx
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.host.logs import configure
from bot.host.program import application
from bot.settings import Settings, read
from tests.bench.gaps import Gaps

LOOK = 0.03
"""Seconds over which a process must have used less than IDLE to be called quiet."""
IDLE = 0.0015


@dataclass(slots=True)
class Waited:
    """What a request waited for Graph until now."""

    requests: int = 0
    seconds: float = 0.0


WAITED: ContextVar[Waited | None] = ContextVar("waited", default=None)


class TimedTransport(httpx.AsyncHTTPTransport):
    """The connections to Graph, which note for whom they wait until an answer begins.

    Only what is on its way counts: building a request, reading its answer and standing in line for
    units are our own.
    """

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        waited, begun = WAITED.get(), time.perf_counter()
        try:
            return await super().handle_async_request(request)
        finally:
            if waited is not None:
                waited.requests += 1
                waited.seconds += time.perf_counter() - begun


class Meter:
    """CPU of all of this process's threads, in seconds since its start."""

    def __init__(self) -> None:
        self._replied = 0.0
        self._presses: list[dict[str, float]] = []
        self._gaps = Gaps()

    @web.middleware
    async def reading(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Reads the meter when the last byte of a reply has been handed to the kernel."""
        begun, waited = time.perf_counter(), Waited()
        WAITED.set(waited)
        response = await handler(request)
        if request.path == "/api/messages":
            await response.prepare(request)
            await response.write_eof()
            self._replied = time.process_time()
            own = time.perf_counter() - begun - waited.seconds
            self._presses.append({"own": own, "requests": waited.requests})
        return response

    async def presses(self, _: web.Request) -> web.Response:
        """What each request since the last time took of our own, and asked of Graph."""
        taken, self._presses = self._presses, []
        return web.json_response(taken)

    async def quiet(self, _: web.Request) -> web.Response:
        """Wait for quiet; the meter as it stands then."""
        while True:
            before = time.process_time()
            await asyncio.sleep(LOOK)
            now = time.process_time()
            if now - before < IDLE:
                return web.json_response({"seconds": now})

    async def replied(self, _: web.Request) -> web.Response:
        """The meter as it stood when the last press had its reply."""
        return web.json_response({"seconds": self._replied})

    async def watch(self, _: web.Request) -> web.Response:
        """Begin to note for how long the loop lets nobody have a turn."""
        self._gaps = Gaps()
        await self._gaps.__aenter__()
        return web.json_response({"seconds": 0.0})

    async def gap(self, _: web.Request) -> web.Response:
        """The longest such time since then; what watched ends."""
        await self._gaps.__aexit__()
        return web.json_response({"seconds": self._gaps.longest})


async def serve(settings: Settings) -> None:
    """Serve until terminated."""
    meter = Meter()
    vars(httpx)["AsyncHTTPTransport"] = TimedTransport
    app = application(settings)
    app.middlewares.append(meter.reading)
    app.router.add_get("/bench/quiet", meter.quiet)
    app.router.add_get("/bench/replied", meter.replied)
    app.router.add_get("/bench/presses", meter.presses)
    app.router.add_get("/bench/watch", meter.watch)
    app.router.add_get("/bench/gap", meter.gap)
    runner = web.AppRunner(app, access_log=None, auto_decompress=False)
    await runner.setup()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await web.TCPSite(runner, settings.host, settings.port).start()
    await stop.wait()
    await runner.cleanup()


if __name__ == "__main__":
    configure(machine=True)
    asyncio.run(serve(read()))
