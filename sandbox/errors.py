"""Refusals in the shape of the service that gives them (docs/platform.md#errors, #graph-errors)."""

import json
import uuid
from collections.abc import Mapping

from aiohttp import web

from sandbox.clock import stamp, wall
from sandbox.services import Service

_CONNECTOR_CODES = {
    400: "Bad Argument",
    401: "BotNotRegistered",
    403: "BotNotInConversationRoster",
    404: "ConversationNotFound",
    412: "PreconditionFailed",
    413: "MessageSizeTooBig",
    429: "Throttled",
    500: "ServiceError",
}
_GRAPH_CODES = {
    400: "invalidRequest",
    401: "InvalidAuthenticationToken",
    403: "accessDenied",
    404: "itemNotFound",
    409: "resourceModified",
    410: "resyncRequired",
    412: "resourceModified",
    429: "TooManyRequests",
    500: "generalException",
    502: "UnknownError",
    503: "serviceNotAvailable",
    504: "UnknownError",
}
_SENTENCES = {
    403: "The operation is not allowed.",
    404: "The resource could not be found.",
    409: "The resource has changed since the caller last read it; usually an eTag mismatch",
    412: "ETag does not match current item's value",
    429: "Please retry again later.",
    500: "An internal error occurred.",
    502: "Bad gateway.",
    503: "The service is not available. Try the request again after a delay.",
    504: "The gateway timed out.",
}


def connector_error(
    status: int, code: str, message: str, headers: Mapping[str, str] | None = None
) -> web.Response:
    """A refusal of the Bot Connector: `{"error": {"code", "message"}}`."""
    body = {"error": {"code": code, "message": message}}
    return web.json_response(body, status=status, headers=headers)


def graph_body(status: int, code: str, message: str, inner: str | None = None) -> dict[str, object]:
    """The body of a refusal by Graph; `inner` is the finer code, such as entityTagDoesNotMatch."""
    request_id = str(uuid.uuid4())
    trail = {"date": stamp(wall()), "request-id": request_id, "client-request-id": request_id}
    finer = {"code": inner} if inner else {"code": str(status), "status": str(status)}
    return {"error": {"code": code, "message": message, "innerError": finer | trail}}


def graph_error(
    status: int,
    code: str,
    message: str,
    inner: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> web.Response:
    """A refusal of Graph, as a whole response."""
    return web.json_response(
        graph_body(status, code, message, inner), status=status, headers=headers
    )


def login_error(status: int, code: str, description: str) -> web.Response:
    """A refusal of the token issuer, in OAuth's shape."""
    return web.json_response({"error": code, "error_description": description}, status=status)


def usual_body(service: Service, status: int) -> dict[str, object] | str:
    """What `service` says with `status` when nobody said otherwise; text is text/plain."""
    sentence = _SENTENCES.get(status, "The request could not be carried out.")
    if service == "graph":
        inner = "entityTagDoesNotMatch" if status == 412 else None
        return graph_body(status, _GRAPH_CODES.get(status, "generalException"), sentence, inner)
    if service == "login":
        return {"error": "temporarily_unavailable", "error_description": sentence}
    if status >= 502:
        return sentence
    return {"error": {"code": _CONNECTOR_CODES.get(status, "ServiceError"), "message": sentence}}


def usual_error(service: Service, status: int) -> web.Response:
    """`usual_body` as a response."""
    return response_of(status, usual_body(service, status), {})


def response_of(status: int, body: object, headers: Mapping[str, str]) -> web.Response:
    """A response whose text body is text/plain and whose other bodies are JSON."""
    if isinstance(body, str):
        return web.Response(status=status, text=body, headers=headers)
    return web.Response(
        status=status, text=json.dumps(body), content_type="application/json", headers=headers
    )


def not_implemented(request: web.Request) -> web.Response:
    """501 that names what is missing, rather than an answer that pretends."""
    message = f"The sandbox does not implement {request.method} {request.path}"
    return web.json_response(
        {"error": {"code": "notImplemented", "message": message}},
        status=web.HTTPNotImplemented.status_code,
    )
