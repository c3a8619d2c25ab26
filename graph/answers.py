"""The one seam at which others' exceptions and refusals become our own faults.

Everything that httpx, kiota, azure-identity or Graph itself may bring up passes `fault_of` or
`translated`; what a fault means to a caller is said in `graph.errors`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    DeserializationError,
    SerializationError,
)
from kiota_abstractions.api_error import APIError
from kiota_http._exceptions import KiotaHTTPXError

from graph.errors import Forbidden, GraphFault, NotFound, NoToken, Rejected, Unavailable

FOREIGN: tuple[type[Exception], ...] = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    httpx.CookieConflict,
    APIError,
    KiotaHTTPXError,
    AzureError,
    DeserializationError,
    SerializationError,
    OSError,
    TimeoutError,
)
"""Everything that may come up through the SDK and is not ours."""

# The connection failed before a byte of the request was written.
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
# Nothing that a later attempt would mend.
_HOPELESS = (
    httpx.InvalidURL,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.TooManyRedirects,
    httpx.StreamError,
    httpx.CookieConflict,
    KiotaHTTPXError,
    DeserializationError,
    SerializationError,
)
# Besides these, every 5xx but 501: SharePoint answers 500 on a bad day, and mends itself.
_BUSY = frozenset({408, 423, 429})
_UNIQUE_CODES = frozenset({"invalidRequest", "nameAlreadyExists"})
_UNIQUE_WORDS = ("unique constraint", "duplicate values")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of Graph, or one part of a batch: names of headers are in lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None

    @property
    def good(self) -> bool:
        return 200 <= self.status < 300


def translated(error: Exception) -> GraphFault:
    """What an exception of FOREIGN means to us."""
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if isinstance(error, ClientAuthenticationError):
        return NoToken(f"No token was given to us. {said}")
    if isinstance(error, APIError):
        return fault_of(Answer(error.response_status_code or 500, error.response_headers or {}))
    if isinstance(error, _HOPELESS):
        return Rejected(0, type(error).__name__, str(error))
    # Azure's errors come from the token issuer: the request itself was never sent.
    unsent = isinstance(error, (*_UNSENT, AzureError))
    return Unavailable(said, perhaps_done=not unsent)


def fault_of(answer: Answer) -> GraphFault:
    """What an answer that is not good means to us (docs/platform.md#graph-errors)."""
    code, message = error_in(answer)
    said = f"{answer.status} {code}: {message}"
    if answer.status in _BUSY or (answer.status >= 500 and answer.status != 501):
        after = retry_after(answer.headers)
        return Unavailable(said, after=after, perhaps_done=answer.status != 429)
    if answer.status in (401, 403):
        return Forbidden(said)
    if answer.status == 404:
        return NotFound(said)
    return Rejected(answer.status, code, message)


def error_in(answer: Answer) -> tuple[str, str]:
    """Code and message of Graph's error body; empty where the body is none."""
    error = answer.body.get("error") if isinstance(answer.body, Mapping) else None
    if not isinstance(error, Mapping):
        return "", ""
    return str(error.get("code", "")), str(error.get("message", ""))


def is_taken(answer: Answer) -> bool:
    """Whether a unique column refused a value; only the message tells (docs/platform.md#items)."""
    code, message = error_in(answer)
    return (
        answer.status in (400, 409)
        and code in _UNIQUE_CODES
        and any(words in message.casefold() for words in _UNIQUE_WORDS)
    )


def is_changed(answer: Answer) -> bool:
    """Whether a row was changed or removed since it was read (docs/platform.md#items)."""
    return answer.status in (404, 412) or (
        answer.status == 409 and error_in(answer)[0] == "resourceModified"
    )


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds to wait, whole, fractional or until a date; the larger of Retry-After and
    RateLimit-Reset (docs/platform.md#throttling). None if the headers name none.
    """
    waits = (_seconds(headers.get("retry-after")), _seconds(headers.get("ratelimit-reset")))
    return max((wait for wait in waits if wait is not None), default=None)


def _seconds(text: str | None) -> float | None:
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        return _seconds_until(text)
    return seconds if 0 <= seconds < float("inf") else None


def _seconds_until(text: str) -> float | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    # A date without a zone is in UTC, as HTTP has it.
    until = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
