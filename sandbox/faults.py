"""Faults on demand: what the real services do on a bad day, on the requests one names."""

import asyncio
import re
from typing import Annotated, Literal

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, TypeAdapter

from sandbox.errors import response_of, usual_body
from sandbox.services import Service, service_of

TokenFault = Literal["expired", "forged", "wrong-audience"]


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return text


class On(BaseModel):
    """Which requests a fault is for; what is left out matches everything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    service: Service | None = None
    method: str | None = None
    path: Annotated[str, AfterValidator(_pattern)] | None = None

    def matches(self, service: Service, method: str, path: str) -> bool:
        return (
            self.service in (None, service)
            and self.method in (None, method)
            and (self.path is None or re.search(self.path, path) is not None)
        )


class Fault(BaseModel):
    """What happens instead of, or after, the work.

    `after` means that the request is carried out and its answer lost; `delay` is in
    seconds; `retry_after` may be fractional, as Graph's own sample is; `token` spoils the
    next token that the connector sends to the bot.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    status: Annotated[int, Field(ge=200, le=599)] | None = None
    retry_after: float | int | None = Field(default=None, alias="retryAfter")
    body: object = None
    after: bool = False
    drop: bool = False
    delay: Annotated[float, Field(ge=0)] = 0
    token: TokenFault | None = None

    def headers(self) -> dict[str, str]:
        """Retry-After as it was asked for: 2 stays 2 and 2.128 stays 2.128."""
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}

    def body_for(self, service: Service) -> object:
        """The given body, or what the service usually says with this status."""
        if self.body is not None:
            return self.body
        return usual_body(service, self.status or 500)


class Planned(BaseModel):
    """Of the next requests that match `on`, `times` get `fault`: each, or every so many-th.

    `every` 7 strikes the 7th, the 14th and so on; without `times` it goes on until the
    faults are cleared.
    """

    model_config = ConfigDict(extra="forbid")

    on: On = On()
    times: Annotated[int, Field(ge=1)] | None = 1
    every: Annotated[int, Field(ge=1)] = 1
    fault: Fault

    _matched: int = PrivateAttr(default=0)

    def strikes(self) -> bool:
        """Whether this matching request is one that is struck; counts it."""
        self._matched += 1
        return self._matched % self.every == 0


_PLAN = TypeAdapter(list[Planned])


class Faults:
    """The faults still to come, oldest first; each is used up as it strikes.

    A request meets one fault at most: those planned after it neither strike nor count it.
    """

    def __init__(self) -> None:
        self._planned: list[Planned] = []

    def plan(self, body: object) -> None:
        """Add faults from the body of `POST /sandbox/faults`.

        Raises pydantic.ValidationError where the body is not a list of faults.
        """
        self._planned.extend(_PLAN.validate_python(body))

    def remaining(self) -> list[dict[str, object]]:
        """The body of `GET /sandbox/faults`."""
        return [
            planned.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            | {"times": planned.times}
            for planned in self._planned
        ]

    def clear(self) -> None:
        """No faults any more."""
        self._planned.clear()

    def match(self, service: Service, method: str, path: str) -> Fault | None:
        """The fault for this request, used up once; also asked for each part of a `$batch`.

        `path` begins with /v1.0/ or /connector/, also for a part.
        """
        if not self._planned:
            return None
        for planned in self._planned:
            matches = planned.fault.token is None and planned.on.matches(service, method, path)
            if matches and planned.strikes():
                return self._use(planned)
        return None

    def match_token(self) -> TokenFault | None:
        """How the next token for the bot is to be spoilt, if it is."""
        for planned in self._planned:
            if planned.fault.token is not None and planned.strikes():
                return self._use(planned).token
        return None

    def _use(self, planned: Planned) -> Fault:
        if planned.times is not None:
            planned.times -= 1
        if planned.times == 0:
            self._planned.remove(planned)
        return planned.fault


def injecting(faults: Faults) -> Middleware:
    """Middleware that lets planned faults strike whole requests."""

    @web.middleware
    async def inject(request: web.Request, handler: Handler) -> web.StreamResponse:
        service = service_of(request.path)
        fault = None if service is None else faults.match(service, request.method, request.path)
        if service is None or fault is None:
            return await handler(request)
        if fault.delay:
            # A slow service takes the request in at once; it is the answer that is late.
            await request.read()
            await asyncio.sleep(fault.delay)
        spoils = fault.drop or fault.status is not None
        answer = await handler(request) if fault.after or not spoils else None
        if fault.drop and request.transport is not None:
            request.transport.abort()
        if answer is None or spoils:
            return response_of(fault.status or 500, fault.body_for(service), fault.headers())
        return answer

    return inject
