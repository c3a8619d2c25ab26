"""The token issuer's public keys, fetched without blocking and kept.

From docs/platform.md#inbound-tokens.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import aiohttp
import structlog
from jwt import InvalidKeyError, PyJWK, PyJWKError
from pydantic import BaseModel, JsonValue, ValidationError

_log = structlog.get_logger(__name__)

FRESH = 3600.0
"""Seconds after which keys are fetched again beside the work."""
LASTING = 24 * 3600.0
"""Seconds after which keys count for nothing, should the issuer stay out of reach."""
SPACING = 60.0
"""Seconds between fetches for an unknown key id at least, so that invented ones hammer nobody."""
RETRY = 5.0
"""Seconds between fetches at least while there are no keys."""
_TIMEOUT = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One RSA key, and the channels for which the issuer endorses it."""

    key: PyJWK
    endorsements: frozenset[str]


class _Metadata(BaseModel):
    jwks_uri: str


class _KeySet(BaseModel):
    keys: list[dict[str, JsonValue]]


class SigningKeys:
    """The issuer's keys by id; an unknown id makes it look again, at most once a minute.

    Args:
        session: fetches; not closed here.
        metadata_url: the issuer's OpenID metadata.
        now: seconds that only ever grow.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        metadata_url: str,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._metadata_url = metadata_url
        self._now = now
        self._keys: Mapping[str, SigningKey] = {}
        self._fetched = float("-inf")
        self._tried = self._missed = float("-inf")
        self._fetching: asyncio.Task[None] | None = None

    async def find(self, key_id: str) -> SigningKey | None:
        """The key of that id; None where the issuer has none or was never reached."""
        age = self._age()
        if age > LASTING:
            await self._load()
        elif key_id not in self._keys:
            await self._look_again()
        elif age > FRESH:
            self._begin(SPACING)
        return self._keys.get(key_id) if self._age() <= LASTING else None

    async def close(self) -> None:
        """Stop a fetch that is under way."""
        if self._fetching:
            self._fetching.cancel()
            await asyncio.gather(self._fetching, return_exceptions=True)

    def _age(self) -> float:
        return self._now() - self._fetched

    async def _load(self) -> None:
        if task := self._begin(RETRY):
            await asyncio.shield(task)

    async def _look_again(self) -> None:
        """Fetch for an unknown key id: a key may be new, though the others are fresh."""
        if self._now() - self._missed < SPACING:
            return
        self._missed = self._now()
        if task := self._begin(0):
            await asyncio.shield(task)

    def _begin(self, spacing: float) -> asyncio.Task[None] | None:
        """The fetch under way, or a new one unless the last began less than `spacing` ago."""
        if self._fetching and not self._fetching.done():
            return self._fetching
        if self._now() - self._tried < spacing:
            return None
        self._tried = self._now()
        self._fetching = asyncio.create_task(self._fetch())
        return self._fetching

    async def _fetch(self) -> None:
        try:
            metadata = _Metadata.model_validate_json(await self._get(self._metadata_url))
            published = _KeySet.model_validate_json(await self._get(metadata.jwks_uri))
        except (aiohttp.ClientError, TimeoutError, ValidationError) as failed:
            _log.error("signing_keys.unavailable", reason=type(failed).__name__)
            return
        self._keys = dict(filter(None, map(_usable, published.keys)))
        self._fetched = self._now()

    async def _get(self, url: str) -> bytes:
        async with self._session.get(
            url, timeout=_TIMEOUT, allow_redirects=False, raise_for_status=True
        ) as answer:
            return await answer.read()


def _usable(published: dict[str, JsonValue]) -> tuple[str, SigningKey] | None:
    key_id, endorsements = published.get("kid"), published.get("endorsements")
    if published.get("kty") != "RSA" or not isinstance(key_id, str):
        return None
    try:
        key = PyJWK(published, algorithm="RS256")
    except (PyJWKError, InvalidKeyError, ValueError):
        _log.warning("signing_keys.unreadable", key_id=key_id)
        return None
    names = endorsements if isinstance(endorsements, list) else []
    return key_id, SigningKey(key, frozenset(name for name in names if isinstance(name, str)))
