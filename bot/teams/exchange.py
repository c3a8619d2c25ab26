"""One request to Teams' connector, and what became of it."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Literal

import aiohttp
import structlog
from yarl import URL

from bot.teams.connector import NotSent, Refused, Unknown
from bot.teams.service_urls import ServiceUrls
from bot.teams.turn import Json
from bot.teams.verdicts import verdict

_log = structlog.get_logger(__name__)

TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
"""Seconds for a whole exchange, and for reaching the service."""
_BEFORE_ANY_BYTE = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)


class Exchange:
    """Plain requests over one pooled session; the token goes to allowed addresses alone.

    Args:
        session: pools the connections; not closed here.
        token: gives the bot's bearer token, valid now.
        service_urls: the only addresses that are ever given that token.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        token: Callable[[], Awaitable[str]],
        service_urls: ServiceUrls,
        timeout: aiohttp.ClientTimeout = TIMEOUT,
    ) -> None:
        self._session = session
        self._token = token
        self._service_urls = service_urls
        self._timeout = timeout

    async def once(
        self, service_url: str, path: str, body: Mapping[str, Json]
    ) -> bytes | NotSent | Refused | Unknown:
        """POST what must not be repeated when its end is not known; the answer's body on 2xx."""
        return await self._request("POST", service_url, path, body, repeatable=False)

    async def repeatable(
        self,
        method: Literal["GET", "POST", "PUT", "DELETE"],
        service_url: str,
        path: str,
        body: Mapping[str, Json] | None = None,
    ) -> bytes | NotSent | Refused:
        """A request that may be made twice, so that no end of it is unknown."""
        outcome = await self._request(method, service_url, path, body, repeatable=True)
        return NotSent(outcome.reason) if isinstance(outcome, Unknown) else outcome

    async def _request(
        self,
        method: str,
        service_url: str,
        path: str,
        body: Mapping[str, Json] | None,
        *,
        repeatable: bool,
    ) -> bytes | NotSent | Refused | Unknown:
        if not self._service_urls.allow(service_url):
            reason = "the service address is not on the allow-list"
            return Refused("ServiceUrlNotAllowed", reason, forget="place")
        try:
            token = await self._token()
        except Exception as failed:
            # Each kind of credential has its own exceptions; without a token nothing was sent.
            _log.error("connector.no_token", reason=type(failed).__name__)
            return NotSent(f"no token: {type(failed).__name__}")
        try:
            async with self._session.request(
                method,
                URL(f"{service_url.rstrip('/')}/{path}", encoded=True),
                data=None if body is None else json.dumps(body, ensure_ascii=False).encode(),
                headers={
                    "Authorization": f"Bearer {token}",
                    "Accept": "application/json",
                    "Content-Type": "application/json; charset=utf-8",
                },
                timeout=self._timeout,
                allow_redirects=False,
            ) as answer:
                content = await answer.read()
                if 200 <= answer.status < 300:
                    return content
                retry_after = answer.headers.get("Retry-After")
                return verdict(answer.status, retry_after, content, repeatable=repeatable)
        except _BEFORE_ANY_BYTE as failed:
            return NotSent(type(failed).__name__)
        except (aiohttp.ClientError, TimeoutError, OSError) as failed:
            return Unknown(type(failed).__name__)
