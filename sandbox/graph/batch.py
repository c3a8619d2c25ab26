"""`POST /$batch`: up to twenty calls in one request (docs/platform.md#batch)."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sandbox.graph.call import Answer, Call
from sandbox.graph.errors import GraphError, bad_request
from sandbox.graph.serving import carry_out, refusal

_MOST_PARTS = 20


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: str = Field(min_length=1)
    method: str
    url: str = Field(min_length=1)
    headers: dict[str, str] = {}
    body: Any = None
    depends_on: list[str] = Field(default=[], alias="dependsOn")


class _Batch(BaseModel):
    model_config = ConfigDict(frozen=True)

    requests: list[_Part] = Field(min_length=1)


async def batch(call: Call) -> Answer:
    """Carry out the parts, each as if it came alone; nothing is undone if one fails.

    :raises GraphError: 400 if the batch as a whole is not well made
    """
    parts = _parts(call.json_object())
    answers: dict[str, Answer] = {}
    for part in parts:
        failed = [other for other in part.depends_on if answers[other].status >= 400]
        answers[part.id] = _skipped(call) if failed else await _part(call, part)
        if answers[part.id].status == 429:
            call.tenant.usage.throttle("graph")
    # Graph promises no order, so nobody should find one here.
    return Answer(200, {"responses": [_shown(*pair) for pair in reversed(answers.items())]})


def _parts(body: dict[str, Any]) -> list[_Part]:
    try:
        parts = _Batch.model_validate(body).requests
    except ValidationError:
        raise bad_request("Invalid batch payload format.") from None
    if len(parts) > _MOST_PARTS:
        raise bad_request(
            f"Number of batch request steps exceeds the maximum value of {_MOST_PARTS}."
        )
    if len({part.id for part in parts}) < len(parts):
        raise bad_request("Invalid batch payload format: the ids of the requests must be unique.")
    if any(urlsplit(part.url).scheme or part.url.startswith("//") for part in parts):
        raise bad_request("Invalid batch payload format: the urls of the requests are relative.")
    _check_order(parts)
    return parts


def _check_order(parts: list[_Part]) -> None:
    earlier: set[str] = set()
    for part in parts:
        if not earlier.issuperset(part.depends_on):
            raise bad_request(f"Request '{part.id}' depends on a request that is not before it.")
        earlier.add(part.id)
    if any(part.depends_on for part in parts) and not all(p.depends_on for p in parts[1:]):
        raise bad_request("Batch should be either fully sequential or fully parallel.")


async def _part(call: Call, part: _Part) -> Answer:
    inner = _inner(call, part)
    if part.body is not None and "json" not in inner.headers.get("content-type", ""):
        return refusal(inner, bad_request("Write request id : a body needs its Content-Type."))
    fault = call.tenant.faults.match("graph", inner.method, inner.path)
    if fault is None:
        return carry_out(inner)
    if fault.delay:
        await asyncio.sleep(fault.delay)
    spoils = fault.drop or fault.status is not None
    answer = carry_out(inner) if fault.after or not spoils else None
    if answer is not None and not spoils:
        return answer
    # A connection lost behind Graph's door shows in front of it as a time-out.
    return Answer(fault.status or 504, fault.body_for("graph"), fault.headers())


def _inner(call: Call, part: _Part) -> Call:
    address = urlsplit(part.url)
    headers = {name.lower(): value for name, value in part.headers.items()}
    return Call(
        tenant=call.tenant,
        method=part.method.upper(),
        path=f"/v1.0/{address.path.lstrip('/')}",
        query=dict_of_options(parse_qsl(address.query, keep_blank_values=True)),
        headers=_traced(call) | headers,
        body=part.body,
    )


def _traced(call: Call) -> dict[str, str]:
    client_id = call.headers.get("client-request-id")
    return {"client-request-id": client_id} if client_id else {}


def dict_of_options(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """OData options by their name without `$`, which Graph lets one leave out."""
    return {name.removeprefix("$"): value for name, value in pairs}


def _skipped(call: Call) -> Answer:
    return refusal(
        call,
        GraphError(
            424,
            "FailedDependency",
            "A request that this one depends on has failed.",
        ),
    )


def _shown(part_id: str, answer: Answer) -> Mapping[str, Any]:
    headers = dict(answer.headers)
    shown: dict[str, Any] = {"id": part_id, "status": answer.status, "headers": headers}
    if answer.body is not None:
        headers["Content-Type"] = "application/json"
        shown["body"] = answer.body
    return shown
