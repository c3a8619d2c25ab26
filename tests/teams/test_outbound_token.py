"""The bot's own token is fetched when it is needed and not otherwise."""

import asyncio
from dataclasses import dataclass

from bot.teams.outbound_token import OutboundToken
from tests.teams.conftest import Clock


@dataclass(frozen=True)
class Grant:
    token: str
    expires_on: int


class Login:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.asked = 0

    async def fetch(self) -> Grant:
        self.asked += 1
        await asyncio.sleep(0)
        return Grant(f"token {self.asked}", int(self.clock.now) + 3600)


async def test_a_token_is_fetched_once_for_all_who_ask(clock: Clock) -> None:
    login = Login(clock)
    token = OutboundToken(login.fetch, clock)
    assert set(await asyncio.gather(*(token() for _ in range(10)))) == {"token 1"}
    assert await token() == "token 1"
    assert login.asked == 1


async def test_a_token_is_replaced_before_it_ends(clock: Clock) -> None:
    login = Login(clock)
    token = OutboundToken(login.fetch, clock)
    await token()
    clock.now += 3301
    assert await token() == "token 2"


async def test_a_failed_fetch_is_tried_again(clock: Clock) -> None:
    login = Login(clock)
    failures = [PermissionError("no")]

    async def fetch() -> Grant:
        if failures:
            raise failures.pop()
        return await login.fetch()

    token = OutboundToken(fetch, clock)
    assert [type(await one) for one in (_caught(token), _caught(token))] == [PermissionError, str]


async def _caught(token: OutboundToken) -> str | Exception:
    try:
        return await token()
    except PermissionError as refused:
        return refused
