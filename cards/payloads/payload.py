"""What every button's payload has in common."""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, JsonValue, StringConstraints

VERSION = 1

Key = Annotated[str, StringConstraints(min_length=1, max_length=255)]
MaybeKey = Annotated[str, StringConstraints(max_length=255)]


class Payload(BaseModel, frozen=True, strict=True, extra="ignore"):
    """What every button sends. Inputs arrive beside these fields; `inputs_of` tells them apart."""

    VERB: ClassVar[str]

    v: Literal[1] = 1
    post: MaybeKey = ""
    """Key of the post whose card was pressed, which proves that it arrived; empty in replies."""


def data_of(payload: Payload) -> dict[str, JsonValue]:
    """What a button carries as its data."""
    return payload.model_dump(mode="json")
