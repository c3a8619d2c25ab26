"""Carrying out one call: its units, its handler, its refusals, its headers."""

import uuid
from collections.abc import Mapping

from sandbox.graph import units
from sandbox.graph.call import Answer, Call
from sandbox.graph.errors import GraphError, error_body, not_implemented, throttled
from sandbox.graph.operations import routed
from sandbox.graph.units import Spending


def carry_out(call: Call) -> Answer:
    """The answer to `call`, refusals included; units are spent whatever comes of it."""
    found = routed(call)
    if found is None:
        return refusal(call, not_implemented(f"{call.method} {call.path}"))
    route, call = found
    spending: Spending | None = None
    try:
        cost = route.cost(call)
        call.tenant.usage.spend("graph", cost, f"{route.method} /v1.0{route.template}")
        app = call.tenant.registration.app_id
        spending = units.spend(call.tenant.store, app, cost, call.tenant.wall().timestamp())
        if spending.exceeded and call.tenant.budget.enforced:
            raise throttled()
        answer = route.handler(call)
    except GraphError as error:
        answer = refusal(call, error)
    return with_headers(answer, spending.headers() if spending else {})


def refusal(call: Call, error: GraphError) -> Answer:
    """`error` as Graph answers it, with the ids by which it can be traced."""
    client_id = call.headers.get("client-request-id")
    request_id = str(uuid.uuid4())
    return Answer(
        error.status,
        error_body(error, request_id, client_id),
        {**error.headers, "request-id": request_id},
    )


def with_headers(answer: Answer, headers: Mapping[str, str]) -> Answer:
    return Answer(answer.status, answer.body, {**answer.headers, **headers})
