"""What the tests of the wire share: an issuer, a bot behind its door, recorded activities."""

import copy
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.teams.door import Door
from bot.teams.inbound import TokenGate
from bot.teams.service_urls import ServiceUrls
from bot.teams.signing_keys import SigningKeys
from bot.teams.turn import Answer, Nothing, ShowError, Turn
from tests.teams.issuer import APP_ID, Issuer

ACTIVITIES = Path(__file__).parents[1] / "fixtures" / "activities"

Recorded = Callable[..., dict[str, Any]]
Client = TestClient[web.Request, web.Application]


class Bot:
    """A handler that remembers its turns and answers what the test says."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.replies: list[tuple[Turn, Answer]] = []
        self.reply_fails = False
        self.answer: Answer | Exception = Nothing()

    async def handle(self, turn: Turn) -> Answer:
        """The door's handler."""
        self.turns.append(turn)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    async def reply(self, turn: Turn, answer: Answer) -> None:
        """The door's way to send."""
        if self.reply_fails:
            raise OSError
        self.replies.append((turn, answer))

    def trouble(self, turn: Turn) -> ShowError:
        """The door's sentence after a failure."""
        return ShowError("trouble", f"That did not work. Quote {turn.correlation}.", 500)


def recorded(name: str, /, **changed: Any) -> dict[str, Any]:
    """A recorded activity; None takes a field away."""
    activity: dict[str, Any] = json.loads((ACTIVITIES / f"{name}.json").read_text())
    merged = copy.deepcopy(activity) | changed
    return {field: value for field, value in merged.items() if value is not None}


@pytest.fixture
async def issuer() -> AsyncIterator[Issuer]:
    issuer = Issuer()
    await issuer.server.start_server()
    yield issuer
    await issuer.server.close()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


class Clock:
    """Seconds that move when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Waiting is moving."""
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def keys(
    issuer: Issuer, session: aiohttp.ClientSession, clock: Clock
) -> AsyncIterator[SigningKeys]:
    keys = SigningKeys(session, issuer.metadata_url, clock)
    yield keys
    await keys.close()


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
async def client(bot: Bot, keys: SigningKeys) -> AsyncIterator[Client]:
    door = Door(TokenGate(APP_ID, keys, ServiceUrls()), bot.handle, bot.reply, bot.trouble)
    app = web.Application()
    app.router.add_post("/api/messages", door.post)
    server = TestServer(app)
    # As the host serves it: Teams packs nothing, and aiohttp answers a bad packing in its own way.
    await server.start_server(auto_decompress=False)
    async with TestClient(server) as client:
        yield client
