"""What is on the wire, seen from the other end."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from azure.core.credentials import AccessToken
from azure.core.exceptions import ClientAuthenticationError
from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation

from graph.errors import Forbidden, Rejected, Unavailable
from graph.wire import CORRELATION, Wire, with_body


@dataclass
class Stub:
    """Answers what it is told to, and keeps what it was asked."""

    answers: list[web.Response] = field(default_factory=list)
    asked: list[web.Request] = field(default_factory=list)

    async def serve(self, request: web.Request) -> web.Response:
        self.asked.append(request)
        return self.answers.pop(0) if self.answers else web.json_response({"value": []})

    @property
    def headers(self) -> list[dict[str, str]]:
        return [{name.lower(): value for name, value in r.headers.items()} for r in self.asked]


@dataclass
class Tokens:
    """A credential that gives one token after the other."""

    given: int = 0
    lasts: int = 2**31
    claims: list[str | None] = field(default_factory=list)

    async def get_token(
        self, *_scopes: str, claims: str | None = None, **_options: Any
    ) -> AccessToken:
        self.given += 1
        self.claims.append(claims)
        return AccessToken(f"token-{self.given}", self.lasts)

    async def close(self) -> None:
        pass

    async def __aenter__(self) -> "Tokens":
        return self

    async def __aexit__(self, *_error: object) -> None:
        pass


@dataclass
class Line:
    stub: Stub
    tokens: Tokens
    wire: Wire

    def request(self, method: Method = Method.GET) -> RequestInformation:
        lists = self.wire.builders.sites.by_site_id("s").lists
        return RequestInformation(method, lists.url_template, lists.path_parameters)


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    stub, tokens = Stub(), Tokens()
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", stub.serve)
    async with TestServer(app) as server:
        wire = Wire(tokens, version="1.2.3", base_url=str(server.make_url("/v1.0")))
        yield Line(stub, tokens, wire)
        await wire.close()


async def test_every_request_says_who_asks_and_can_be_traced(line: Line) -> None:
    token = CORRELATION.set("5d3c9c0e-6f0f-4a52-9d0e-2f2f4f8f0c11")
    await line.wire.get(line.request(), within=5)
    CORRELATION.reset(token)
    (headers,) = line.stub.headers
    assert headers["authorization"] == "Bearer token-1"
    assert headers["user-agent"].startswith("NONISV|Cutover|Cutover/1.2.3")
    assert headers["client-request-id"] == "5d3c9c0e-6f0f-4a52-9d0e-2f2f4f8f0c11"
    assert line.stub.asked[0].path == "/v1.0/sites/s/lists"


async def test_a_request_outside_any_press_has_an_id_of_its_own(line: Line) -> None:
    await line.wire.get(line.request(), within=5)
    await line.wire.get(line.request(), within=5)
    first, second = line.stub.headers
    assert first["client-request-id"] != second["client-request-id"]


async def test_a_token_is_kept_until_it_is_nearly_spent(line: Line) -> None:
    await line.wire.get(line.request(), within=5)
    await line.wire.get(line.request(), within=5)
    assert line.tokens.given == 1


async def test_a_token_that_is_nearly_spent_is_renewed(line: Line) -> None:
    line.tokens.lasts = 0
    await line.wire.get(line.request(), within=5)
    await line.wire.get(line.request(), within=5)
    assert line.tokens.given == 2


async def test_a_token_that_is_refused_is_renewed_once(line: Line) -> None:
    line.stub.answers = [web.Response(status=401)]
    await line.wire.get(line.request(), within=5)
    assert [headers["authorization"] for headers in line.stub.headers] == [
        "Bearer token-1",
        "Bearer token-2",
    ]
    line.stub.answers = [web.Response(status=401), web.Response(status=401)]
    with pytest.raises(Forbidden):
        await line.wire.get(line.request(), within=5)


async def test_a_challenge_is_answered_with_its_claims(line: Line) -> None:
    challenge = 'Bearer realm="", error="insufficient_claims", claims="eyJhIjoxfQ=="'
    line.stub.answers = [web.Response(status=401, headers={"WWW-Authenticate": challenge})]
    await line.wire.get(line.request(), within=5)
    assert line.tokens.claims == [None, '{"a":1}']


async def test_no_credential_is_told_as_forbidden(line: Line) -> None:
    async def refuse(*_scopes: str, **_options: Any) -> AccessToken:
        raise ClientAuthenticationError("AADSTS7000215: Invalid client secret provided.")

    line.tokens.get_token = refuse  # type: ignore[method-assign]
    with pytest.raises(Forbidden, match="AADSTS7000215"):
        await line.wire.get(line.request(), within=5)
    assert line.stub.asked == []


@pytest.mark.parametrize("method", [Method.POST, Method.PATCH, Method.DELETE, Method.GET])
@pytest.mark.parametrize("status", [429, 500, 503, 504])
async def test_the_sdk_repeats_nothing_by_itself(line: Line, method: Method, status: int) -> None:
    line.stub.answers = [web.Response(status=status, headers={"Retry-After": "0"})]
    with pytest.raises(Unavailable):
        await line.wire.send(with_body(line.request(method), {}), within=5)
    assert len(line.stub.asked) == 1


async def test_reading_is_repeated_when_graph_says(line: Line) -> None:
    for after in ("0.01", "0", "Wed, 21 Oct 2015 07:28:00 GMT"):
        line.stub.answers.append(web.Response(status=429, headers={"Retry-After": after}))
    line.stub.answers.append(web.json_response({"value": [1]}))
    assert await line.wire.get(line.request(), within=5) == {"value": [1]}
    assert len(line.stub.asked) == 4


async def test_an_answer_that_is_no_json_is_a_fault(line: Line) -> None:
    line.stub.answers = [web.Response(text="<html>", content_type="text/html")]
    with pytest.raises(Unavailable, match="no JSON"):
        await line.wire.send(line.request(), within=5)
    line.stub.answers = [web.Response(text="<html>", status=400)]
    with pytest.raises(Rejected):
        await line.wire.send(line.request(), within=5)


async def test_a_link_that_leads_elsewhere_is_not_followed(line: Line) -> None:
    for link in (
        "https://evil.example/v1.0/sites",
        f"{line.wire.base_url}.evil.example/sites",
        "/v1.0/sites",
        "",
    ):
        with pytest.raises(Rejected):
            line.wire.following(link)
    link = f"{line.wire.base_url}/sites/s/lists?$skiptoken=a%20b"
    await line.wire.get(line.wire.following(link), within=5)
    assert line.stub.asked[0].path_qs == "/v1.0/sites/s/lists?$skiptoken=a%20b"


@pytest.mark.parametrize(
    "address", ["http://graph.microsoft.com/v1.0", "http://127.0.0.1.evil.example/v1.0", "ftp://x"]
)
async def test_the_token_is_never_sent_in_clear_over_the_network(address: str) -> None:
    with pytest.raises(ValueError, match="https"):
        Wire(Tokens(), version="0", base_url=address)


async def test_no_answer_in_time_is_told_as_perhaps_done(line: Line) -> None:
    with pytest.raises(Unavailable) as raised:
        await line.wire.send(line.request(), within=0)
    assert raised.value.perhaps_done
