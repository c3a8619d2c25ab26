"""The bot's own token for the connector, fetched once and kept.

From docs/platform.md#outbound-tokens.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Protocol

EARLY = 300.0
"""Seconds before its end at which a token is replaced."""


class Granted(Protocol):
    """A token and its end, as azure-identity's AccessToken gives them."""

    @property
    def token(self) -> str:
        """The bearer token."""

    @property
    def expires_on(self) -> int:
        """Its end, in seconds of the wall clock."""


class OutboundToken:
    """Calling it gives a token that is valid for at least some minutes more.

    Args:
        fetch: asks the issuer; such as azure-identity's `get_token` for Bot Framework's scope.
        now: the wall clock, in seconds since 1970.
    """

    def __init__(
        self, fetch: Callable[[], Awaitable[Granted]], now: Callable[[], float] = time.time
    ) -> None:
        self._fetch = fetch
        self._now = now
        self._granted: Granted | None = None
        self._lock = asyncio.Lock()

    async def __call__(self) -> str:
        """The token; whatever `fetch` raises is passed on."""
        if granted := self._valid():
            return granted.token
        async with self._lock:
            granted = self._valid() or await self._fetch()
            self._granted = granted
        return granted.token

    def _valid(self) -> Granted | None:
        granted = self._granted
        return granted if granted and granted.expires_on - self._now() > EARLY else None
