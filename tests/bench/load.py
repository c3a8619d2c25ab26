"""What the benchmarks share: processes to measure, and a load of the same signed activity."""

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

ACTIVITY = Path(__file__).parents[1] / "fixtures" / "activities" / "message_personal.json"
MOST_REQUESTS = 400
MOST_SECONDS = 1.2
"""A round of one bot ends with whichever of the two comes first."""


@dataclass
class Tally:
    """What one bot did at one concurrency, over all rounds."""

    requests: int = 0
    cpu: float = 0.0
    connections: int = 0
    rate: float = 0.0
    """Requests a second in the best round: what else the machine does only ever slows one down."""

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


class Load:
    """Sends the same signed activity, so many at a time."""

    def __init__(self, session: aiohttp.ClientSession, stub: Stub, body: bytes, token: str) -> None:
        self._session = session
        self._stub = stub
        self._body = body
        self._token = token

    @classmethod
    async def ready(cls, session: aiohttp.ClientSession, stub: Stub, service_url: str) -> "Load":
        """With an activity that names the stub, and a token that vouches for it."""
        activity = json.loads(ACTIVITY.read_bytes()) | {"serviceUrl": service_url}
        async with session.post(f"{stub.root}/token", json={"serviceUrl": service_url}) as answer:
            token = (await answer.json())["token"]
        return cls(session, stub, json.dumps(activity).encode(), token)

    async def once(self, kind: str, port: int) -> None:
        """Send once; the bot has answered when this returns."""
        headers = {"Content-Type": "application/json"}
        if kind == "ours":
            headers["Authorization"] = f"Bearer {self._token}"
        async with self._session.post(
            f"http://127.0.0.1:{port}/api/messages", data=self._body, headers=headers
        ) as answer:
            await answer.read()
            if answer.status not in {200, 201}:
                raise RuntimeError(f"the bot answered {answer.status}")

    async def run(self, kind: str, port: int, at_once: int, tally: Tally) -> None:
        """Send for one round, and add what it took to the tally."""
        root = f"http://127.0.0.1:{port}"
        left = iter(range(MOST_REQUESTS))
        done = 0

        async def worker() -> None:
            nonlocal done
            for _ in left:
                if time.perf_counter() - begun > MOST_SECONDS:
                    break
                await self.once(kind, port)
                done += 1

        await self._get(f"{self._stub.root}/stats")
        cpu_before = (await self._get(f"{root}/cpu"))["seconds"]
        begun = time.perf_counter()
        await asyncio.gather(*(worker() for _ in range(at_once)))
        seconds = time.perf_counter() - begun
        tally.cpu += (await self._get(f"{root}/cpu"))["seconds"] - cpu_before
        counted = await self._get(f"{self._stub.root}/stats")
        if counted["requests"] != done:
            raise RuntimeError(f"{counted['requests']} of {done} were said back")
        tally.connections = max(tally.connections, counted["connections"])
        tally.requests += done
        tally.rate = max(tally.rate, done / seconds)

    async def _get(self, url: str) -> dict[str, Any]:
        async with self._session.get(url) as answer:
            counted: dict[str, Any] = await answer.json()
            return counted


@asynccontextmanager
async def process(
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
