"""What an answer of the connector means for a send (docs/platform.md#errors)."""

import email.utils
import math
import time
from typing import Literal

from pydantic import BaseModel, Field, ValidationError

from bot.teams.connector import NotSent, Refused, Unknown

_FORGET: dict[str, Literal["place", "message"]] = {
    "ActivityNotFoundInConversation": "message",
    "BotDisabledByAdmin": "place",
    "BotDisabledByUser": "place",
    "BotNotInConversationRoster": "place",
    "ConversationBlockedByUser": "place",
    "ConversationNotFound": "place",
    "ForbiddenOperationException": "place",
    "MessageWritesBlocked": "place",
}
_LONGEST_REASON = 300


class _Error(BaseModel):
    code: str = ""
    message: str = ""


class _Blocked(BaseModel):
    sub_code: str = Field(alias="subCode")
    details: str = ""


class _Body(BaseModel):
    """Both shapes: `error` as an object, or `errorCode` with JSON inside a string."""

    error: _Error | None = None
    message: str = ""


def verdict(
    status: int, retry_after: str | None, body: bytes, *, repeatable: bool
) -> NotSent | Refused | Unknown:
    """What became of a request that was not answered with a 2xx.

    Args:
        retry_after: the header as it came, in seconds (whole or fractional) or as a date.
        repeatable: whether doing it twice does no harm, which is not so for a new message.
    """
    code, reason = _named(body) or (f"http {status}", "")
    said = f"{status} {code} {reason}".strip()[:_LONGEST_REASON]
    if status in {412, 429}:
        return NotSent(said, _seconds(retry_after))
    if status >= 500:
        return NotSent(said, _seconds(retry_after)) if repeatable else Unknown(said)
    return Refused(code, said, _FORGET.get(code))


def _named(body: bytes) -> tuple[str, str] | None:
    try:
        read = _Body.model_validate_json(body)
        if read.error and read.error.code:
            return read.error.code, read.error.message
        blocked = _Blocked.model_validate_json(read.message)
    except ValidationError:
        return None
    return blocked.sub_code, blocked.details


def _seconds(retry_after: str | None) -> float | None:
    if retry_after is None:
        return None
    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            seconds = email.utils.parsedate_to_datetime(retry_after).timestamp() - time.time()
        except ValueError:
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None
