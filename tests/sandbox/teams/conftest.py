"""A tenant with a bot in it, and short ways to do what people and bots do."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import ClientSession

from sandbox.tenant import Tenant
from tests.sandbox.conftest import TenantApp
from tests.sandbox.teams.bot_double import BotDouble, Json, listening


@dataclass(frozen=True)
class Office:
    """The sample's tenant with a bot: what the bot sends and what people do."""

    app: TenantApp
    bot: BotDouble

    @property
    def client(self) -> ClientSession:
        return self.app.client

    @property
    def tenant(self) -> Tenant:
        return self.app.tenant

    async def connector(
        self, method: str, path: str, body: Any = None, expect: int | None = None
    ) -> tuple[int, Any, dict[str, str]]:
        """Ask the connector as the bot; answers status, body and headers."""
        async with self.client.request(
            method, f"/connector/v3/{path}", json=body, headers=self.app.connector_headers
        ) as response:
            told = await response.text()
            answer = await response.json() if "json" in response.content_type else told
            assert expect is None or response.status == expect, answer
            return response.status, answer, dict(response.headers)

    async def sends(self, conversation: str, activity: Json) -> str:
        """The bot sends an activity; answers the message's id."""
        path = f"conversations/{quote(conversation)}/activities"
        _, answer, _ = await self.connector("POST", path, activity, expect=201)
        return str(answer["id"])

    async def control(self, method: str, path: str, body: Any = None, expect: int = 200) -> Any:
        """Ask the control API; the status must be the expected one."""
        async with self.client.request(method, f"/sandbox/{path}", json=body) as response:
            answer = await response.json() if "json" in response.content_type else None
            assert response.status == expect, answer
            return answer

    async def person(self, slug: str) -> Json:
        people = await self.control("GET", "people")
        return next(one for one in people if one["id"] == slug)

    async def conversation(self, person: str, name: str) -> str:
        """The id of a conversation that `person` sees."""
        seen = await self.control("GET", f"conversations?person={person}")
        return next(str(one["id"]) for one in seen if one["name"] == name)

    async def reads(self, person: str, conversation: str) -> list[Json]:
        path = f"conversations/{quote(conversation)}/messages?person={person}"
        messages: list[Json] = await self.control("GET", path)
        return messages

    async def presses(self, conversation: str, message: str, body: Json, expect: int = 200) -> Any:
        path = f"conversations/{quote(conversation)}/messages/{message}/actions"
        return await self.control("POST", path, body, expect)


@pytest.fixture
async def office(tenant_app: TenantApp) -> AsyncIterator[Office]:
    async with listening(tenant_app.client) as bot:
        yield Office(tenant_app, bot)
