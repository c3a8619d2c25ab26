"""Whether a request comes from Teams: its token, and what the token vouches for.

Stricter than botbuilder, which takes a token without `exp`, a key without endorsements, and an
activity that names no channel or no address (docs/platform.md#inbound-tokens).
"""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import jwt

from bot.teams.botframework import ISSUER, audience_fits, endorses, service_url_of
from bot.teams.service_urls import ServiceUrls
from bot.teams.signing_keys import SigningKeys

LEEWAY = 300
"""Seconds by which the issuer's clock and ours may differ."""
CHANNEL = "msteams"
"""The only channel: on others, such as web chat, the client itself says who is speaking."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """Not from Teams; the reason is for the log alone."""

    status: Literal[401, 403]
    reason: str


class TokenGate:
    """Checks that Teams signed for this bot, this channel and this connector address.

    Args:
        app_id: the bot's own id, the audience of every token.
        keys: the issuer's keys.
        service_urls: addresses that the bot believes in, whatever a token says.

    Raises:
        ValueError: no app id, which would make every audience right.
    """

    def __init__(self, app_id: str, keys: SigningKeys, service_urls: ServiceUrls) -> None:
        if not app_id:
            raise ValueError("the bot's app id is empty")
        self._app_id = app_id
        self._keys = keys
        self._service_urls = service_urls

    async def check(
        self, authorization: str | None, channel_id: str | None, service_url: str | None
    ) -> Rejected | None:
        """None where the request is authentic, else why it is not. Never raises."""
        if misdirected := _misdirected(channel_id, service_url, self._service_urls):
            return misdirected
        scheme, _, token = (authorization or "").partition(" ")
        if scheme != "Bearer" or not token or not token.isascii():
            return Rejected(401, "no bearer token")
        claims = await self._claims(token)
        if isinstance(claims, Rejected):
            return claims
        if not await audience_fits(claims, self._app_id):
            return Rejected(403, "token for another bot")
        if service_url_of(claims) != service_url:
            return Rejected(403, "token for another service address")
        return None

    async def _claims(self, token: str) -> Mapping[str, Any] | Rejected:
        key_id = _key_id(token)
        signing = await self._keys.find(key_id) if key_id else None
        if signing is None:
            return Rejected(401, "unknown signing key")
        if not endorses(signing.endorsements, CHANNEL):
            return Rejected(403, "key not endorsed for the channel")
        try:
            return jwt.decode(
                token,
                signing.key,
                algorithms=["RS256"],
                audience=self._app_id,
                issuer=ISSUER,
                leeway=LEEWAY,
                options={"require": ["exp", "iss", "aud"]},
            )
        except jwt.InvalidTokenError as wrong:
            return Rejected(401, type(wrong).__name__)


class OpenGate:
    """Lets in whatever names Teams as its channel and an address that we believe in.

    Nobody vouches for who is speaking, so the settings allow it only where nothing leaves this
    machine (docs/decisions/0010-playground.md).
    """

    def __init__(self, service_urls: ServiceUrls) -> None:
        self._service_urls = service_urls

    async def check(
        self, authorization: str | None, channel_id: str | None, service_url: str | None
    ) -> Rejected | None:
        """None for a request of the right channel and address, signed or not."""
        del authorization
        return _misdirected(channel_id, service_url, self._service_urls)


def _misdirected(
    channel_id: str | None, service_url: str | None, service_urls: ServiceUrls
) -> Rejected | None:
    if channel_id != CHANNEL:
        return Rejected(403, "not from the Teams channel")
    if not service_url or not service_urls.allow(service_url):
        return Rejected(403, "service address not allowed")
    return None


def _key_id(token: str) -> str | None:
    """The key that a token claims to be signed with; None where it names none.

    Only this is taken unverified. PyJWT would read the whole token for it, and again to decode.
    """
    header = token.partition(".")[0]
    try:
        named = json.loads(urlsafe_b64decode(header + "=" * (-len(header) % 4)))
    except (ValueError, RecursionError):
        return None
    key_id = named.get("kid") if isinstance(named, dict) else None
    return key_id if isinstance(key_id, str) else None
