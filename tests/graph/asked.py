"""What is asked of Graph, part by part, as a sandbox hears it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

_ITEMS = re.compile(r"/sites/[^/]+/lists/(?P<list>[^/]+)/items(?P<rest>/.*)?$")


@dataclass(frozen=True, slots=True)
class Asked:
    """One operation, whether it came by itself or in a batch; names of headers in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any
    status: int
    answer: Any

    @property
    def list_id(self) -> str:
        """The list whose rows it is about; empty for anything else."""
        found = _ITEMS.search(self.path)
        return found["list"] if found else ""

    @property
    def fields(self) -> Mapping[str, Any]:
        """What it writes into a row."""
        if not self.list_id or not isinstance(self.body, dict):
            return {}
        written: Mapping[str, Any] = self.body["fields"] if self.method == "POST" else self.body
        return written

    @property
    def refused(self) -> str:
        """What Graph said against it."""
        return str(self.answer["error"]["message"]) if self.status >= 400 and self.answer else ""


@dataclass(frozen=True, slots=True)
class Recording:
    """What was asked of Graph. `batches` are how many parts each batch had."""

    asked: list[Asked] = field(default_factory=list)
    batches: list[int] = field(default_factory=list)

    def take(self, asked: Asked) -> None:
        """Keep one request, a batch as its parts."""
        if not asked.path.endswith("/$batch"):
            self.asked.append(asked)
            return
        self.batches.append(len(asked.body["requests"]))
        answers = {answer["id"]: answer for answer in asked.answer["responses"]}
        for part in asked.body["requests"]:
            answer = answers[part["id"]]
            self.asked.append(
                _asked(
                    part["method"],
                    part["url"],
                    part.get("headers", {}),
                    part.get("body"),
                    answer["status"],
                    answer.get("body"),
                )
            )


def watching(recording: Recording) -> Middleware:
    """Middleware for a sandbox that records what Graph is asked."""

    @web.middleware
    async def watch(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith("/v1.0/"):
            return await handler(request)
        body = _json(await request.read())
        response = await handler(request)
        assert isinstance(response, web.Response)
        url, answer = str(request.rel_url), _json(response.body)
        recording.take(_asked(request.method, url, request.headers, body, response.status, answer))
        return response

    return watch


def _asked(
    method: str, url: str, headers: Mapping[str, str], body: Any, status: int, answer: Any
) -> Asked:
    address = urlsplit(url)
    query = {name.removeprefix("$"): value for name, value in parse_qsl(address.query)}
    lowered = {name.lower(): value for name, value in headers.items()}
    return Asked(method, address.path, query, lowered, body, status, answer)


def _json(content: Any) -> Any:
    return json.loads(content) if content else None
