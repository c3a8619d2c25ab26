"""The composition root: one application out of all rooms of the sandbox."""

import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aiohttp import ClientSession, DummyCookieJar, TCPConnector, web
from aiohttp.typedefs import Middleware

from sandbox import beginning, control, followers, page_routes, story, tokens
from sandbox.bus import Bus
from sandbox.clock import Clock, wall
from sandbox.errands import Errands
from sandbox.errors import not_implemented
from sandbox.faults import Faults, injecting
from sandbox.followers import FOLLOWERS, Followers
from sandbox.graph import routes as graph_routes
from sandbox.issuer import Issuer
from sandbox.registration import opened
from sandbox.store import Store
from sandbox.teams import (
    adding,
    channels,
    chat,
    connector,
    dialogs,
    hiring,
    openings,
    posts,
    presses,
    rates,
)
from sandbox.teams.rates import RATES, Rates
from sandbox.teams.views import VIEWS, Views
from sandbox.tenant import TENANT, Tenant
from sandbox.usage import Usage, counting

# Twenty rows of a $batch or one long message fit many times over.
_LARGEST_REQUEST = 8 * 1024 * 1024

_ROOMS = (
    connector,
    openings,
    rates,
    tokens,
    graph_routes,
    control,
    followers,
    story,
    chat,
    presses,
    dialogs,
    adding,
    channels,
    hiring,
    posts,
    page_routes,
)


@dataclass(frozen=True, slots=True)
class Running:
    """A sandbox that listens: its address without a trailing slash, and its tenant."""

    root: str
    tenant: Tenant


def build(
    data: Path | None,
    *,
    port: int,
    sample: bool = True,
    invoke_seconds: float = 10,
    first_key: bytes | None = None,
    watched_by: Sequence[Middleware] = (),
    wall: Callable[[], datetime] = wall,
) -> web.Application:
    """A sandbox whose state is in `data` (in memory if None), to be served on `port`.

    `invoke_seconds` is how long Teams waits for a bot's answer to a press; `first_key` signs
    tokens where no key is kept yet, instead of a new one; `watched_by` sees every request; `wall`
    is the clock of Graph's minutes.
    """
    if data is not None:
        data.mkdir(parents=True, exist_ok=True)
    faults, usage = Faults(), Usage(wall)
    app = web.Application(
        client_max_size=_LARGEST_REQUEST,
        middlewares=[*watched_by, counting(usage), injecting(faults)],
    )

    async def tenant_of(app: web.Application) -> AsyncIterator[None]:
        store = Store(None if data is None else data / "tenant.sqlite")
        beginning.declare(store)
        registration = opened(store, f"http://127.0.0.1:{port}")
        session = ClientSession(connector=TCPConnector(limit=0), cookie_jar=DummyCookieJar())
        app[TENANT] = Tenant(
            store=store,
            clock=Clock(store),
            bus=Bus(),
            registration=registration,
            issuer=Issuer(store, registration, faults, first_key),
            faults=faults,
            usage=usage,
            wall=wall,
            session=session,
            errands=Errands(),
            invoke_seconds=invoke_seconds,
        )
        app[TENANT].on_reset.extend((app[RATES].forget, app[FOLLOWERS].forget))
        if sample:
            beginning.fill(app[TENANT])
        yield
        await app[TENANT].errands.stop()
        await session.close()
        store.close()

    app[RATES] = Rates(lambda: app[TENANT].clock.now().timestamp())
    app[VIEWS], app[FOLLOWERS] = Views(), Followers()
    app.cleanup_ctx.append(tenant_of)
    app.on_shutdown.append(_answer_who_waits)
    for room in _ROOMS:
        app.add_routes(room.routes())
    for service in ("/v1.0", "/connector"):
        app.router.add_route("*", service + "/{rest:.*}", _missing)
    return app


@asynccontextmanager
async def running(
    data: Path | None = None,
    *,
    port: int = 0,
    sample: bool = True,
    invoke_seconds: float = 10,
    first_key: bytes | None = None,
    watched_by: Sequence[Middleware] = (),
    wall: Callable[[], datetime] = wall,
) -> AsyncIterator[Running]:
    """Serve a sandbox on this machine while the context lasts; port 0 takes a free one."""
    with socket.create_server(("127.0.0.1", port)) as listener:
        app = build(
            data,
            port=listener.getsockname()[1],
            sample=sample,
            invoke_seconds=invoke_seconds,
            first_key=first_key,
            watched_by=watched_by,
            wall=wall,
        )
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
        await runner.setup()
        try:
            await web.SockSite(runner, listener).start()
            yield Running(app[TENANT].registration.root, app[TENANT])
        finally:
            await runner.cleanup()


async def _answer_who_waits(app: web.Application) -> None:
    app[TENANT].bus.close()
    await app[FOLLOWERS].close()


async def _missing(request: web.Request) -> web.Response:
    return not_implemented(request)
