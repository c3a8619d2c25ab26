"""The addresses of Graph, and how a request becomes a call and a call's answer a response."""

import json
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.graph import by_hand
from sandbox.graph.batch import batch, dict_of_options
from sandbox.graph.call import Answer, Call
from sandbox.graph.errors import GraphError, bad_request
from sandbox.graph.operations import ROUTES, SPECIAL
from sandbox.graph.serving import carry_out, refusal
from sandbox.issuer import GRAPH
from sandbox.tenant import TENANT
from sandbox.tokens import check

Serve = Callable[[web.Request], Awaitable[web.Response]]


def routes() -> list[web.RouteDef]:
    """Graph at /v1.0, and the lists as a person edits them."""
    return [
        web.post("/v1.0/$batch", _served(batch)),
        *(web.route(route.method, f"/v1.0{_place(route.template)}", _one) for route in ROUTES),
        web.route("*", r"/v1.0/sites/{host:[^/:]+}:/{path:.+}", _one),
        *by_hand.routes(),
    ]


def _place(template: str) -> str:
    for name, pattern in SPECIAL.items():
        template = template.replace(f"{{{name}}}", f"{{{name}:{pattern}}}")
    return template


def _served(handler: Callable[[Call], Awaitable[Answer]]) -> Serve:
    async def serve(request: web.Request) -> web.Response:
        call = Call(
            tenant=request.app[TENANT],
            method=request.method,
            path=request.rel_url.raw_path,
            query=dict_of_options(list(request.query.items())),
            headers={name.lower(): value for name, value in request.headers.items()},
        )
        try:
            _check_token(request)
            answer = await handler(_with_body(call, await request.read()))
        except GraphError as error:
            answer = refusal(call, error)
        return _response(call, answer)

    return serve


def _check_token(request: web.Request) -> None:
    refused = check(request, GRAPH)
    if refused:
        raise GraphError(401, "InvalidAuthenticationToken", refused)


async def _carry_out(call: Call) -> Answer:
    return carry_out(call)


_one = _served(_carry_out)


def _with_body(call: Call, content: bytes) -> Call:
    if not content:
        return call
    if "json" not in call.headers.get("content-type", ""):
        raise bad_request("The Content-Type of a request with a body is application/json.")
    return Call(
        tenant=call.tenant,
        method=call.method,
        path=call.path,
        query=call.query,
        headers=call.headers,
        body=_json(content),
    )


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise bad_request(
            "Unable to read JSON request payload. Please ensure Content-Type header is set"
            " and payload is of valid JSON format."
        ) from None


def _response(call: Call, answer: Answer) -> web.Response:
    traced = {"request-id": str(uuid.uuid4()), **answer.headers}
    client_id = call.headers.get("client-request-id")
    if client_id:
        traced["client-request-id"] = client_id
    if answer.body is None:
        return web.Response(status=answer.status, headers=traced)
    return web.json_response(answer.body, status=answer.status, headers=traced)
