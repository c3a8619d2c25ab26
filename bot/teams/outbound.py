"""Teams' connector over the wire."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar
from urllib.parse import quote

import aiohttp
from pydantic import BaseModel, Field, ValidationError

from bot.teams.bodies import message_body, personal_conversation_body
from bot.teams.connector import (
    Delivery,
    Leaving,
    Member,
    Message,
    NotSent,
    Refused,
    Sent,
    Unknown,
    unnoticed,
)
from bot.teams.exchange import TIMEOUT, Exchange
from bot.teams.service_urls import ServiceUrls
from bot.teams.turn import Place

_PAGE = 500
_MOST_PAGES = 200


class _Named(BaseModel):
    id: str = Field(min_length=1)


class _Person(BaseModel):
    id: str
    name: str | None = None
    aad_object_id: str | None = Field(None, alias="aadObjectId")
    tenant_id: str | None = Field(None, alias="tenantId")
    email: str | None = None
    user_principal_name: str | None = Field(None, alias="userPrincipalName")


class _Page(BaseModel):
    members: list[_Person]
    continuation_token: str | None = Field(None, alias="continuationToken")


class _Channel(_Named):
    name: str | None = None


class _Channels(BaseModel):
    conversations: list[_Channel]


_Model = TypeVar("_Model", bound=BaseModel)


class TeamsConnector:
    """The Connector that talks to Teams (docs/platform.md#connector-client).

    Args:
        session: pools the connections; not closed here.
        app_id: the bot's own id.
        token: gives the bot's bearer token, valid now.
        service_urls: the only addresses that are ever given that token.
        timeout: for one request.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        app_id: str,
        token: Callable[[], Awaitable[str]],
        service_urls: ServiceUrls,
        timeout: aiohttp.ClientTimeout = TIMEOUT,
    ) -> None:
        self._exchange = Exchange(session, token, service_urls, timeout)
        self._app_id = app_id

    async def send(self, to: Place, message: Message, *, leaving: Leaving = unnoticed) -> Delivery:
        """Send a new message: into the thread where `to` has one, else as a new one."""
        await leaving()
        answer = await self._exchange.once(
            to.service_url, f"{_in(to)}/activities", message_body(message)
        )
        if not isinstance(answer, bytes):
            return answer
        named = _read(_Named, answer)
        return Sent(named.id) if named else Unknown("accepted, but under no id")

    async def update(self, to: Place, message_id: str, message: Message) -> Delivery:
        """Replace a message that was sent before."""
        answer = await self._exchange.repeatable(
            "PUT", to.service_url, _message(to, message_id), message_body(message)
        )
        return Sent(message_id) if isinstance(answer, bytes) else answer

    async def delete(self, to: Place, message_id: str) -> Delivery:
        """Take a message back."""
        answer = await self._exchange.repeatable("DELETE", to.service_url, _message(to, message_id))
        return Sent(message_id) if isinstance(answer, bytes) else answer

    async def open_personal(
        self, service_url: str, tenant: str, teams_id: str
    ) -> Place | NotSent | Refused:
        """The bot's chat with one person (docs/platform.md#proactive)."""
        body = personal_conversation_body(self._app_id, tenant, teams_id)
        answer = await self._exchange.repeatable("POST", service_url, "v3/conversations", body)
        if not isinstance(answer, bytes):
            return answer
        named = _read(_Named, answer)
        if named is None:
            return NotSent("answered without a conversation")
        return Place(named.id, "personal", service_url, tenant)

    async def members(self, of: Place) -> tuple[Member, ...] | NotSent | Refused:
        """Everyone in the conversation, all pages."""
        found: list[Member] = []
        first = where = f"{_in(of)}/pagedmembers?pageSize={_PAGE}"
        for _ in range(_MOST_PAGES):
            answer = await self._exchange.repeatable("GET", of.service_url, where)
            if not isinstance(answer, bytes):
                return answer
            page = _read(_Page, answer)
            if page is None:
                return NotSent("answered with something other than members")
            found.extend(map(_member, page.members))
            if not page.continuation_token:
                return tuple(found)
            where = f"{first}&continuationToken={quote(page.continuation_token, safe='')}"
        return NotSent("the pages of members do not end")

    async def channels(self, of: Place) -> Mapping[str, str] | NotSent | Refused:
        """The channels of the place's team, by conversation id; General has no name."""
        path = f"v3/teams/{quote(of.team or '', safe='')}/conversations"
        answer = await self._exchange.repeatable("GET", of.service_url, path)
        if not isinstance(answer, bytes):
            return answer
        found = _read(_Channels, answer)
        if found is None:
            return NotSent("answered with something other than channels")
        return {channel.id: channel.name or "" for channel in found.conversations}


def _in(place: Place) -> str:
    thread = f";messageid={place.thread}" if place.thread else ""
    return f"v3/conversations/{quote(place.id + thread, safe='')}"


def _message(place: Place, message_id: str) -> str:
    return f"{_in(place)}/activities/{quote(message_id, safe='')}"


def _member(person: _Person) -> Member:
    return Member(
        person=person.aad_object_id or "",
        teams_id=person.id,
        name=person.name or "",
        tenant=person.tenant_id,
        mail=person.email,
        user_principal_name=person.user_principal_name,
    )


def _read(model: type[_Model], body: bytes) -> _Model | None:
    try:
        return model.model_validate_json(body)
    except ValidationError:
        return None
