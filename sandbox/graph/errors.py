"""What Graph says when it refuses (docs/platform.md#graph-errors)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.clock import wall


@dataclass(eq=False)
class GraphError(Exception):
    """A refusal, raised anywhere below a handler and answered in one place.

    `inner` is the more exact code that some errors carry in `innerError.code`.
    """

    status: int
    code: str
    message: str
    inner: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.status} {self.code}: {self.message}"


def error_body(error: GraphError, request_id: str, client_request_id: str | None) -> dict[str, Any]:
    """The JSON body of `error`; `date` has no zone, as Graph writes it."""
    inner: dict[str, Any] = {"code": error.inner} if error.inner else {}
    inner |= {
        "date": wall().strftime("%Y-%m-%dT%H:%M:%S"),
        "request-id": request_id,
        "client-request-id": client_request_id or request_id,
    }
    return {"error": {"code": error.code, "message": error.message, "innerError": inner}}


def invalid(message: str) -> GraphError:
    return GraphError(400, "invalidRequest", message)


def not_found(message: str = "The resource could not be found.") -> GraphError:
    return GraphError(404, "itemNotFound", message)


def name_taken(message: str = "The specified name is already in use.") -> GraphError:
    return GraphError(409, "nameAlreadyExists", message)


def not_implemented(what: str) -> GraphError:
    return GraphError(501, "notImplemented", f"The sandbox does not implement {what}")


def bad_request(message: str) -> GraphError:
    """What Graph's own door refuses, before any workload sees it."""
    return GraphError(400, "BadRequest", message)


def throttled() -> GraphError:
    """The app has spent its units; the headers say for how long."""
    return GraphError(429, "TooManyRequests", "Please retry again later.", inner="429")


def changed_meanwhile() -> GraphError:
    """The row is not at the version that If-Match names."""
    return GraphError(
        412,
        "resourceModified",
        "ETag does not match current item's value",
        inner="entityTagDoesNotMatch",
    )
