"""Reading the control API's requests, and refusing them with a sentence."""

import json
from typing import TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

_REFUSALS: dict[int, type[web.HTTPClientError | web.HTTPServerError]] = {
    400: web.HTTPBadRequest,
    403: web.HTTPForbidden,
    404: web.HTTPNotFound,
    409: web.HTTPConflict,
    502: web.HTTPBadGateway,
}


class Asked(BaseModel):
    """A body of the control API: camelCase on the wire, nothing unknown in it."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True
    )


Body = TypeVar("Body", bound=Asked)


def refused(status: int, sentence: str, **more: object) -> web.HTTPException:
    """A refusal to raise: `{"error": sentence}` and whatever helps beside it."""
    text = json.dumps({"error": sentence} | more)
    return _REFUSALS[status](text=text, content_type="application/json")


async def json_of(request: web.Request) -> object:
    """The request's JSON; an empty body is null.

    Raises the refusal 400 where the body is not JSON.
    """
    raw = await request.read()
    if not raw:
        return None
    try:
        body: object = json.loads(raw)
    except ValueError as error:
        raise refused(400, f"The body is not JSON: {error}.") from error
    return body


async def body_of(request: web.Request, shape: type[Body]) -> Body:
    """The request's body as `shape`.

    Raises the refusal 400 where it does not fit.
    """
    try:
        return shape.model_validate(await json_of(request) or {})
    except ValidationError as error:
        raise refused(400, unfit(error)) from error


def unfit(error: ValidationError) -> str:
    """What is wrong with a body, in one sentence."""
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"The body does not fit: {place or 'body'}: {first['msg']}."


def asked_by(request: web.Request) -> str:
    """The person id in the query's `person`.

    Raises the refusal 400 where it is missing.
    """
    person = request.query.get("person")
    if not person:
        raise refused(400, "Say who is asking: add ?person= with a person's id.")
    return person
