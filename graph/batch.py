"""Several requests in one: Graph's `$batch` (docs/platform.md#batch).

msgraph-core's own batch cannot be used: it fails to import, and would lose the order of parts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation

from graph.answers import Answer, fault_of
from graph.budget import SEVERAL_OR_WRITE
from graph.wire import Wire, with_body

MOST_PARTS = 20

_LOST = Answer(504, body={"error": {"code": "lost", "message": "The batch left this part out."}})


@dataclass(frozen=True, slots=True)
class Part:
    """One request of a batch. `url` is below Graph's own address and begins with a slash.

    `after` says which part, by its place, must succeed first; `cost` is in resource units.
    """

    method: str
    url: str
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)
    after: int | None = None
    cost: int = SEVERAL_OR_WRITE


async def send(wire: Wire, parts: Sequence[Part], within: float) -> tuple[Answer, ...]:
    """Send at most twenty parts once, when there is room for what they cost together; their
    answers, in the parts' order.

    :raises GraphFault: if the batch as a whole was not carried out, or there was no answer
    """
    request = RequestInformation(Method.POST, "{+baseurl}/$batch")
    # Expanding the template is a tenth of a small batch's cost, and there is nothing to expand.
    request.url = f"{wire.base_url}/$batch"
    with_body(request, {"requests": [_json(place, part) for place, part in enumerate(parts)]})
    answer = await wire.exchange(request, within=within, cost=sum(part.cost for part in parts))
    if not answer.good:
        raise fault_of(answer)
    answers = {str(found.get("id")): _answer(found) for found in _responses(answer.body)}
    for place, part in enumerate(parts):
        wire.heed(answers.get(str(place), _LOST), part.cost)
    # Graph promises an answer to each; one that is missing may have been carried out.
    return tuple(answers.get(str(place), _LOST) for place in range(len(parts)))


def _json(place: int, part: Part) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": str(place), "method": part.method, "url": part.url}
    headers = dict(part.headers)
    if part.body is not None:
        headers["Content-Type"] = "application/json"
        shown["body"] = part.body
    if headers:
        shown["headers"] = headers
    if part.after is not None:
        shown["dependsOn"] = [str(part.after)]
    return shown


def _responses(body: Any) -> list[Mapping[str, Any]]:
    found = body.get("responses") if isinstance(body, Mapping) else None
    listed = found if isinstance(found, list) else []
    return [response for response in listed if isinstance(response, Mapping)]


def _answer(response: Mapping[str, Any]) -> Answer:
    headers = response.get("headers") or {}
    lowered = {str(name).lower(): str(value) for name, value in headers.items()}
    return Answer(int(response.get("status", 504)), lowered, response.get("body"))
