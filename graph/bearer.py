"""The app's token for Graph, fetched without blocking and kept until it is nearly spent."""

import asyncio
import base64
import time
from typing import Any

from azure.core.credentials import AccessToken
from azure.core.credentials_async import AsyncTokenCredential
from kiota_abstractions.authentication import AuthenticationProvider
from kiota_abstractions.request_information import RequestInformation

SCOPE = "https://graph.microsoft.com/.default"

_SPARE_SECONDS = 300
_HEADER = "Authorization"


class Bearer(AuthenticationProvider):
    """Puts the token on every request. `graph.wire` sees to it that requests go only to Graph."""

    def __init__(self, credential: AsyncTokenCredential, scope: str = SCOPE) -> None:
        self._credential = credential
        self._scope = scope
        self._token: AccessToken | None = None
        self._fetching = asyncio.Lock()

    async def authenticate_request(
        self,
        request: RequestInformation,
        additional_authentication_context: dict[str, Any] | None = None,
    ) -> None:
        """Add the Authorization header, with a new token if Graph challenged the one we had."""
        claims = (additional_authentication_context or {}).get("claims")
        token = await (self._challenged(claims) if claims else self._current())
        request.headers.remove(_HEADER)
        request.headers.add(_HEADER, f"Bearer {token}")

    def forget(self) -> None:
        """Fetch a new token for the next request: Graph refused this one."""
        self._token = None

    async def _current(self) -> str:
        if not self._fresh():
            async with self._fetching:
                if not self._fresh():
                    self._token = await self._credential.get_token(self._scope)
        return self._token.token if self._token else ""

    async def _challenged(self, claims: str) -> str:
        decoded = base64.b64decode(claims).decode()
        self._token = await self._credential.get_token(self._scope, claims=decoded, enable_cae=True)
        return self._token.token

    def _fresh(self) -> bool:
        return self._token is not None and self._token.expires_on - _SPARE_SECONDS > time.time()
