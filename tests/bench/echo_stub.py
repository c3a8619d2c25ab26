"""The other end of the echo benchmark: a connector that accepts everything, and a token issuer.

`python -m tests.bench.echo_stub CHAIN KEY` prints {"plain", "tls", "token"} and serves until
its standard input is closed.
"""

import asyncio
import json
import ssl
import sys

from aiohttp import web

from tests.teams.issuer import Issuer


class Stub:
    """Counts connections by the client's address and port."""

    def __init__(self, issuer: Issuer) -> None:
        self._issuer = issuer
        self._connections: set[object] = set()
        self._requests = 0

    def app(self) -> web.Application:
        """Everything under one roof."""
        app = web.Application()
        app.add_routes(
            [
                web.get("/metadata", self._issuer.metadata),
                web.get("/keys", self._issuer.published_keys),
                web.get("/stats", self._stats),
                web.post("/token", self._token),
                web.post("/teams/v3/conversations/{conversation}/activities", self._send),
                web.post(
                    "/teams/v3/conversations/{conversation}/activities/{activity}", self._send
                ),
            ]
        )
        return app

    async def _send(self, request: web.Request) -> web.Response:
        await request.read()
        self._requests += 1
        if request.transport:
            self._connections.add(request.transport.get_extra_info("peername"))
        return web.json_response({"id": str(self._requests)}, status=201)

    async def _stats(self, _: web.Request) -> web.Response:
        counted = {"requests": self._requests, "connections": len(self._connections)}
        self._requests = 0
        self._connections.clear()
        return web.json_response(counted)

    async def _token(self, request: web.Request) -> web.Response:
        wanted = await request.json()
        return web.json_response({"token": self._issuer.sign(serviceurl=wanted["serviceUrl"])})


async def serve(chain: str, key: str) -> None:
    """Listen on two free ports, one with TLS."""
    runner = web.AppRunner(Stub(Issuer()).app(), access_log=None)
    await runner.setup()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain, key)
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    plain, tls = (address[1] for address in runner.addresses)
    sys.stdout.write(json.dumps({"plain": plain, "tls": tls}) + "\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], sys.argv[2]))
