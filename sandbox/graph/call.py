"""One operation asked of Graph, whether it came by itself or as a part of a `$batch`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.graph.errors import bad_request
from sandbox.tenant import Tenant


@dataclass(frozen=True)
class Call:
    """What a handler gets. `path` is as it was asked for, from `/v1.0`, still encoded.

    `query` has the OData options without their `$`; header names are in lower case.
    """

    tenant: Tenant
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any = None
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address asked for, without its query."""
        return f"{self.tenant.registration.root}{self.path}"

    @property
    def actor(self) -> dict[str, Any]:
        """Who does it, as Graph's identitySet: always the registered app."""
        return app_identity(self.tenant)

    def json_object(self) -> dict[str, Any]:
        """:raises GraphError: 400 if the body is not a JSON object"""
        if not isinstance(self.body, dict):
            raise bad_request(
                "Unable to read JSON request payload. Please ensure Content-Type header is set"
                " and payload is of valid JSON format."
            )
        return self.body


@dataclass(frozen=True)
class Answer:
    """What a handler gives back; None as body is an empty answer."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Call], Answer]


@dataclass(frozen=True)
class Route:
    """An operation: `template` is below /v1.0; `cost` is in resource units."""

    method: str
    template: str
    handler: Handler
    cost: Callable[[Call], int]


def app_identity(tenant: Tenant) -> dict[str, Any]:
    """The registered app as Graph's identitySet (docs/platform.md#items)."""
    return {
        "application": {"id": tenant.registration.app_id, "displayName": "Cutover"},
        "user": {"displayName": "SharePoint App"},
    }


def ok(body: Any) -> Answer:
    return Answer(200, body)


def created(body: Any) -> Answer:
    return Answer(201, body)


def gone() -> Answer:
    """204: it was removed."""
    return Answer(204)
