"""The tokens in nextLink and deltaLink: to be followed as given, never read by a client."""

import base64
import binascii
from typing import TypeVar

from pydantic import BaseModel, ValidationError

Token = TypeVar("Token", bound=BaseModel)


def seal(token: BaseModel) -> str:
    return base64.urlsafe_b64encode(token.model_dump_json().encode()).decode().rstrip("=")


def unseal(kind: type[Token], text: str) -> Token | None:
    """The token in `text`, or None where it is none of ours."""
    padded = text + "=" * (-len(text) % 4)
    try:
        return kind.model_validate_json(base64.urlsafe_b64decode(padded.encode()))
    except (binascii.Error, UnicodeError, ValidationError):
        return None
