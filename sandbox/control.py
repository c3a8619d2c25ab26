"""The control API: what a scenario, a test or the page does to the tenant from outside."""

from aiohttp import web
from pydantic import AnyHttpUrl, ValidationError

from sandbox.asked import Asked, body_of, json_of, refused, unfit
from sandbox.beginning import reset
from sandbox.tenant import TENANT


def routes() -> list[web.RouteDef]:
    """Registration, faults, usage, events and reset."""
    return [
        web.get("/sandbox/registration", _registration),
        web.put("/sandbox/registration", _point_bot),
        web.post("/sandbox/registration/keys", _rotate_keys),
        web.get("/sandbox/faults", _faults),
        web.post("/sandbox/faults", _plan_faults),
        web.delete("/sandbox/faults", _clear_faults),
        web.get("/sandbox/usage", _usage),
        web.delete("/sandbox/usage", _zero_usage),
        web.get("/sandbox/events", _events),
        web.post("/sandbox/reset", _reset),
    ]


class _BotEndpoint(Asked):
    bot_endpoint: AnyHttpUrl | None


async def _registration(request: web.Request) -> web.Response:
    return web.json_response(request.app[TENANT].registration.public())


async def _point_bot(request: web.Request) -> web.Response:
    asked = await body_of(request, _BotEndpoint)
    registration = request.app[TENANT].registration
    registration.point_at(None if asked.bot_endpoint is None else str(asked.bot_endpoint))
    return web.json_response(registration.public())


async def _rotate_keys(request: web.Request) -> web.Response:
    request.app[TENANT].issuer.rotate()
    return web.json_response(request.app[TENANT].issuer.public_keys())


async def _faults(request: web.Request) -> web.Response:
    return web.json_response(request.app[TENANT].faults.remaining())


async def _plan_faults(request: web.Request) -> web.Response:
    faults = request.app[TENANT].faults
    try:
        faults.plan(await json_of(request))
    except ValidationError as error:
        raise refused(400, unfit(error)) from error
    return web.json_response(faults.remaining(), status=web.HTTPCreated.status_code)


async def _clear_faults(request: web.Request) -> web.Response:
    request.app[TENANT].faults.clear()
    return web.Response(status=web.HTTPNoContent.status_code)


async def _usage(request: web.Request) -> web.Response:
    return web.json_response(request.app[TENANT].usage.report())


async def _zero_usage(request: web.Request) -> web.Response:
    request.app[TENANT].usage.zero()
    return web.Response(status=web.HTTPNoContent.status_code)


async def _events(request: web.Request) -> web.StreamResponse:
    stream = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
    )
    await stream.prepare(request)
    async for frame in request.app[TENANT].bus.frames():
        await stream.write(frame.encode())
    return stream


async def _reset(request: web.Request) -> web.Response:
    reset(request.app[TENANT])
    return web.Response(status=web.HTTPNoContent.status_code)
