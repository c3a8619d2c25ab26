"""Requests to Microsoft Graph: msgraph-sdk's builders, adapter and middleware; raw answers.

The SDK's models are not used: decoding a page of rows into them costs hundreds of times as
much as decoding its JSON, and blocks the event loop for more than a second.
"""

import asyncio
import json
import uuid
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

import httpx
from azure.core.credentials_async import AsyncTokenCredential
from kiota_abstractions.method import Method
from kiota_abstractions.native_response_handler import NativeResponseHandler
from kiota_abstractions.request_information import RequestInformation
from kiota_http.middleware import ParametersNameDecodingHandler, RedirectHandler
from kiota_http.middleware.options import ResponseHandlerOption

from graph.answers import FOREIGN, Answer, fault_of, retry_after, translated
from graph.bearer import SCOPE, Bearer
from graph.budget import ELSEWHERE, SEVERAL_OR_WRITE, Budget
from graph.errors import Rejected, Unavailable
from graph.patience import Patience
from graph.sdk import (
    GraphClientFactory,
    GraphRequestAdapter,
    GraphServiceClient,
    GraphTelemetryHandler,
)

CORRELATION: ContextVar[str] = ContextVar("correlation", default="")
"""The id that joins a press to its requests; sent as `client-request-id`, and echoed by Graph."""

GRAPH = "https://graph.microsoft.com/v1.0"

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_RAW = ResponseHandlerOption(NativeResponseHandler())


class Wire:
    """One app's way to Graph, over one pool of connections and within one budget.

    Every request says what it costs in resource units, as docs/platform.md#throttling has them.

    :param credential: stays the caller's, who closes it
    :param version: of Cutover, for the User-Agent by which Microsoft tells apps apart
    :param budget: of the organisation; the smallest tenant's where none is given
    :raises ValueError: for an address that would send the token over the network in clear
    """

    def __init__(
        self,
        credential: AsyncTokenCredential,
        *,
        version: str,
        base_url: str = GRAPH,
        scope: str = SCOPE,
        budget: Budget | None = None,
    ) -> None:
        self._budget = budget or Budget()
        # Other services of Graph count no units here, and their 429 is no word of SharePoint's.
        self._elsewhere = Budget()
        self.base_url = base_url.rstrip("/")
        """Graph's own address, without a slash at its end."""
        _check_address(self.base_url)
        self._bearer = Bearer(credential, scope)
        self._transport = httpx.AsyncHTTPTransport(
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=16)
        )
        client = httpx.AsyncClient(
            transport=self._transport,
            headers={"User-Agent": f"NONISV|Cutover|Cutover/{version}"},
            timeout=None,  # noqa: S113 - every request has its own deadline, in `exchange`
        )
        # Not the SDK's retries, which would repeat creates too: the one rule of repetition is in
        # `graph.patience`. Nor what we never ask it for, which would cost a tenth of a press.
        self._client = GraphClientFactory.create_with_custom_middleware(
            [RedirectHandler(), ParametersNameDecodingHandler(), GraphTelemetryHandler()],
            client=client,
        )
        self._adapter = GraphRequestAdapter(self._bearer, client=self._client)
        self._adapter.base_url = self.base_url
        self.builders = GraphServiceClient(request_adapter=self._adapter)
        """Where requests are built: `wire.builders.sites.by_site_id(...)`."""

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
        # The SDK puts its middleware before the transport, and forgets to close what is behind.
        await self._transport.aclose()

    async def get(
        self, request: RequestInformation, *, within: float, cost: int = SEVERAL_OR_WRITE
    ) -> Any:
        """Read, asking again while Graph is unavailable and time is left; the decoded JSON.

        :param within: seconds of wall time, those in line for units among them
        :param cost: in resource units
        :raises GraphFault: if Graph refuses, or does not answer in time
        """

        async def attempt(left: float) -> Any:
            return await self.send(request, within=left, cost=cost)

        return await Patience(within).repeat(attempt)

    async def send(
        self, request: RequestInformation, *, within: float, cost: int = SEVERAL_OR_WRITE
    ) -> Any:
        """Send once, whatever comes of it; the decoded JSON of a good answer.

        :raises GraphFault: if Graph refuses, or does not answer in time
        """
        answer = await self.exchange(request, within=within, cost=cost)
        if not answer.good:
            raise fault_of(answer)
        return answer.body

    async def exchange(
        self, request: RequestInformation, *, within: float, cost: int = SEVERAL_OR_WRITE
    ) -> Answer:
        """Send once; the answer, good or not. A token that is refused is renewed, once.

        :raises Unavailable: if there was no answer in time, or none that can be read; or no
            room in the budget, and nothing was sent
        """
        answer = await self._exchange(request, within, cost)
        if answer.status == 401:
            self._bearer.forget()
            answer = await self._exchange(request, within, cost)
        return answer

    def heed(self, answer: Answer, cost: int) -> None:
        """Where Graph throttles one, let everybody wait as long as it asks; parts too say so."""
        if answer.status == 429:
            self._budget_of(cost).close(retry_after(answer.headers) or 0.0)

    def following(self, link: str) -> RequestInformation:
        """The request for a `nextLink` or `deltaLink`, which is followed as given.

        :raises Rejected: if the link leads elsewhere, where our token must not go
        """
        request = RequestInformation(Method.GET, "{+baseurl}")
        request.url = f"{self.base_url}{self.relative(link)}"
        return request

    def relative(self, address: str) -> str:
        """The address below Graph's own, with its leading slash, as parts of a batch need it.

        :raises Rejected: if the address is not below Graph's own
        """
        if not address.startswith(f"{self.base_url}/"):
            raise Rejected(0, "foreignLink", "A link does not lead to Graph.")
        return address.removeprefix(self.base_url)

    def address(self, request: RequestInformation) -> str:
        """The address that a builder's request goes to, below Graph's own."""
        request.path_parameters["baseurl"] = self.base_url
        return self.relative(request.url)

    def _budget_of(self, cost: int) -> Budget:
        return self._elsewhere if cost == ELSEWHERE else self._budget

    async def _exchange(self, request: RequestInformation, within: float, cost: int) -> Answer:
        until = asyncio.get_running_loop().time() + within
        request.headers.try_add("client-request-id", CORRELATION.get() or str(uuid.uuid4()))
        request.add_request_options([_RAW])
        async with self._budget_of(cost).spending(cost, within=within):
            try:
                async with asyncio.timeout_at(until):
                    # With its own handler the adapter hands over httpx' response as it is.
                    response: Any = await self._adapter.send_primitive_async(request, "bytes", {})
            except FOREIGN as error:
                raise translated(error) from error
        answer = _answer(response)
        self.heed(answer, cost)
        return answer


def with_body(request: RequestInformation, body: object) -> RequestInformation:
    """The same request with `body` as its JSON."""
    request.set_stream_content(json.dumps(body).encode(), "application/json")
    return request


def _answer(response: httpx.Response) -> Answer:
    headers = dict(response.headers.items())
    try:
        body = json.loads(response.content) if response.content else None
    except ValueError:
        if response.is_success:
            raise Unavailable("The answer is no JSON.", perhaps_done=True) from None
        body = None
    return Answer(response.status_code, headers, body)


def _check_address(base: str) -> None:
    address = urlsplit(base)
    if address.scheme != "https" and address.hostname not in _LOOPBACK:
        raise ValueError(f"The address of Graph must begin with https://, not {base}")
