"""Part (a) of topic main: an empty echo through bot.teams against botbuilder and bare aiohttp.

Each bot, the connector stub and this load share the machine, so only ratios of one run say
anything. The bots take turns in short rounds, so that a busy neighbour disturbs them alike.
"""

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from tests.bench.certificates import issue
from tests.bench.rows import Row, at_least, at_most, told

ACTIVITY = Path(__file__).parents[1] / "fixtures" / "activities" / "message_personal.json"
ROUNDS = 3
MOST_REQUESTS = 400
MOST_SECONDS = 1.2
"""A round of one bot ends with whichever of the two comes first."""
AT_ONCE = (1, 16)
PLAIN = ("bare", "ours", "stock")
TLS = ("ours", "stock")


@dataclass
class Tally:
    """What one bot did at one concurrency, over all rounds."""

    requests: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    connections: int = 0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of CPU in the bot's process per request."""
        return 1000 * self.cpu / self.requests


@dataclass(frozen=True)
class Stub:
    """Where the connector stub listens."""

    plain: int
    tls: int

    def service_url(self, *, tls: bool) -> str:
        """The connector's address."""
        return f"https://127.0.0.1:{self.tls}/teams/" if tls else f"{self.root}/teams/"

    @property
    def root(self) -> str:
        """Where it is asked what it counted."""
        return f"http://127.0.0.1:{self.plain}"


def measure() -> list[Row]:
    """The rows of the echo; takes well under a minute."""
    return asyncio.run(_measure())


async def _measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        certificates = issue(Path(folder))
        async with AsyncExitStack() as stack:
            session = await stack.enter_async_context(aiohttp.ClientSession())
            command = ("tests.bench.echo_stub", certificates.chain, certificates.key)
            stub = Stub(**await stack.enter_async_context(_process(*command)))
            plain = await _compare(session, stub, certificates.bundle, PLAIN, tls=False)
            tls = await _compare(session, stub, certificates.bundle, TLS, tls=True)
    return [*_rows(plain, "", 5), *_rows(tls, " over TLS", 10)]


async def _compare(
    session: aiohttp.ClientSession, stub: Stub, bundle: Path, bots: tuple[str, ...], *, tls: bool
) -> dict[tuple[str, int], Tally]:
    service_url = stub.service_url(tls=tls)
    load = await _Load.ready(session, stub, service_url)
    tallies = {(kind, at_once): Tally() for at_once in AT_ONCE for kind in bots}
    async with AsyncExitStack() as stack:
        ports: dict[str, int] = {}
        for kind in bots:
            command = (kind, service_url, f"{stub.root}/metadata", bundle)
            bot = _process("tests.bench.echo_servers", *command, ca=bundle)
            ports[kind] = (await stack.enter_async_context(bot))["port"]
            await load.run(kind, ports[kind], 1, Tally())
        # One at a time first: sixteen at once leave sixteen pooled connections behind.
        for at_once in AT_ONCE:
            for _ in range(ROUNDS):
                for kind in bots:
                    await load.run(kind, ports[kind], at_once, tallies[kind, at_once])
    return tallies


class _Load:
    """Sends the same signed activity, so many at a time."""

    def __init__(self, session: aiohttp.ClientSession, stub: Stub, body: bytes, token: str) -> None:
        self._session = session
        self._stub = stub
        self._body = body
        self._token = token

    @classmethod
    async def ready(cls, session: aiohttp.ClientSession, stub: Stub, service_url: str) -> "_Load":
        """With an activity that names the stub, and a token that vouches for it."""
        activity = json.loads(ACTIVITY.read_bytes()) | {"serviceUrl": service_url}
        async with session.post(f"{stub.root}/token", json={"serviceUrl": service_url}) as answer:
            token = (await answer.json())["token"]
        return cls(session, stub, json.dumps(activity).encode(), token)

    async def run(self, kind: str, port: int, at_once: int, tally: Tally) -> None:
        """Send for one round, and add what it took to the tally."""
        root = f"http://127.0.0.1:{port}"
        headers = {"Content-Type": "application/json"}
        if kind == "ours":
            headers["Authorization"] = f"Bearer {self._token}"
        left = iter(range(MOST_REQUESTS))
        done = 0

        async def worker() -> None:
            nonlocal done
            for _ in left:
                if time.perf_counter() - begun > MOST_SECONDS:
                    break
                async with self._session.post(
                    f"{root}/api/messages", data=self._body, headers=headers
                ) as answer:
                    await answer.read()
                    if answer.status not in {200, 201}:
                        raise RuntimeError(f"the bot answered {answer.status}")
                done += 1

        await self._get(f"{self._stub.root}/stats")
        cpu_before = (await self._get(f"{root}/cpu"))["seconds"]
        begun = time.perf_counter()
        await asyncio.gather(*(worker() for _ in range(at_once)))
        tally.seconds += time.perf_counter() - begun
        tally.cpu += (await self._get(f"{root}/cpu"))["seconds"] - cpu_before
        counted = await self._get(f"{self._stub.root}/stats")
        if counted["requests"] != done:
            raise RuntimeError(f"{counted['requests']} of {done} were said back")
        tally.connections = max(tally.connections, counted["connections"])
        tally.requests += done

    async def _get(self, url: str) -> dict[str, Any]:
        async with self._session.get(url) as answer:
            counted: dict[str, Any] = await answer.json()
            return counted


@asynccontextmanager
async def _process(
    module: str, *arguments: object, ca: Path | None = None
) -> AsyncIterator[dict[str, int]]:
    """A process that says in one line where it listens, and ends when its input does."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *map(str, arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | ({"REQUESTS_CA_BUNDLE": str(ca)} if ca else {}),
    )
    assert process.stdin
    assert process.stdout
    try:
        yield json.loads(await asyncio.wait_for(process.stdout.readline(), 30))
    finally:
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), 10)
        except TimeoutError:
            process.kill()
            await process.wait()


def _rows(tallies: dict[tuple[str, int], Tally], where: str, bar: float) -> list[Row]:
    rows: list[Row] = []
    for at_once in AT_ONCE:
        suffix = f"{at_once} at once{where}"
        ratio = tallies["ours", at_once].rate / tallies["stock", at_once].rate
        rows.append(at_least("main", f"echo: ours against stock, {suffix}", ratio, "times", bar))
        for kind in (kind for kind, number in tallies if number == at_once):
            tally = tallies[kind, at_once]
            rows.append(told("main", f"echo: {kind}, {suffix}", tally.rate, "a second"))
            rows.append(told("main", f"echo: CPU of {kind}, {suffix}", tally.cpu_ms, "ms"))
    ours, stock = tallies["ours", 1].connections, tallies["stock", 1].connections
    rows.append(
        at_most("main", f"echo: outbound connections of ours{where}", ours, "connections", 1)
    )
    rows.append(told("main", f"echo: outbound connections of stock{where}", stock, "a round"))
    return rows
