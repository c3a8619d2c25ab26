"""Three bots that say back what they hear.

`python -m tests.bench.echo_servers bare|stock|ours SERVICE_URL METADATA_URL BUNDLE` prints
{"port"} and serves until its standard input is closed. `stock` is botbuilder as its samples
show it. `stock` and `bare` are sent no token and check none, and `ours` checks one for each
activity, so the comparison is to the disadvantage of ours.
"""

import asyncio
import json
import ssl
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import aiohttp
from aiohttp import web

from tests.teams.issuer import APP_ID

Messages = Callable[[web.Request], Awaitable[web.Response]]


class Wires:
    """Where the connector and the issuer are, and whom to believe about TLS."""

    def __init__(self, service_url: str, metadata_url: str, bundle: str) -> None:
        self.service_url = service_url
        self.metadata_url = metadata_url
        self._bundle = bundle

    def session(self) -> aiohttp.ClientSession:
        """One pooled session for a whole process."""
        context = ssl.create_default_context(cafile=self._bundle)
        return aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context))


@asynccontextmanager
async def bare(wires: Wires) -> AsyncIterator[Messages]:
    """The floor: read JSON, post JSON."""
    async with wires.session() as session:

        async def messages(request: web.Request) -> web.Response:
            activity = await request.json()
            where = f"{wires.service_url}v3/conversations/x/activities"
            said = {"type": "message", "text": activity["text"]}
            async with session.post(where, json=said) as answer:
                await answer.read()
            return web.Response()

        yield messages


@asynccontextmanager
async def stock(_: Wires) -> AsyncIterator[Messages]:
    """botbuilder's adapter and handler, with nothing of ours."""
    from botbuilder.core import ActivityHandler, TurnContext
    from botbuilder.integration.aiohttp import (
        CloudAdapter,
        ConfigurationBotFrameworkAuthentication,
    )

    class Anonymous:
        """botbuilder's settings, with tokens off."""

        APP_ID = ""
        APP_PASSWORD = ""
        APP_TYPE = "MultiTenant"
        APP_TENANTID = ""

    class Echo(ActivityHandler):  # type: ignore[misc]
        async def on_message_activity(self, turn_context: TurnContext) -> None:
            await turn_context.send_activity(turn_context.activity.text)

    adapter, bot = CloudAdapter(ConfigurationBotFrameworkAuthentication(Anonymous())), Echo()

    async def messages(request: web.Request) -> web.Response:
        answer: web.Response = await adapter.process(request, bot)
        return answer

    yield messages


@asynccontextmanager
async def ours(wires: Wires) -> AsyncIterator[Messages]:
    """bot.teams, tokens checked; not paced, since pacing is there to be slow."""
    from bot.teams.door import Door
    from bot.teams.inbound import TokenGate
    from bot.teams.outbound import TeamsConnector
    from bot.teams.replies import Replies
    from bot.teams.service_urls import ServiceUrls
    from bot.teams.signing_keys import SigningKeys
    from bot.teams.turn import Answer, Nothing, Said, ShowError, ShowText, Turn

    async def token() -> str:
        return "kept"

    async def echo(turn: Turn) -> Answer:
        return ShowText(turn.act.text) if isinstance(turn.act, Said) else Nothing()

    def trouble(_: Turn) -> ShowError:
        return ShowError("trouble", "That did not work.", 500)

    async with wires.session() as session:
        urls = ServiceUrls((wires.service_url,))
        keys = SigningKeys(session, wires.metadata_url)
        replies = Replies(TeamsConnector(session, APP_ID, token, urls))
        yield Door(TokenGate(APP_ID, keys, urls), echo, replies, trouble).post
        await keys.close()


BOTS: dict[str, Callable[[Wires], AbstractAsyncContextManager[Messages]]] = {
    "bare": bare,
    "stock": stock,
    "ours": ours,
}


async def cpu(_: web.Request) -> web.Response:
    """Seconds of CPU that this process has used."""
    return web.json_response({"seconds": time.process_time()})


async def serve(kind: str, wires: Wires) -> None:
    """Listen on a free port."""
    async with BOTS[kind](wires) as messages:
        app = web.Application()
        app.add_routes([web.post("/api/messages", messages), web.get("/cpu", cpu)])
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        sys.stdout.write(json.dumps({"port": runner.addresses[0][1]}) + "\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)
        await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], Wires(*sys.argv[2:5])))
