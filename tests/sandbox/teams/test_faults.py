"""A bad day can be had on demand."""

from urllib.parse import quote

import aiohttp
import jwt
import pytest

from tests.sandbox.teams.conftest import Office

HELLO = {"type": "message", "text": "Hello"}


async def _path(office: Office) -> str:
    chat = await office.conversation("julie", "Cutover")
    return f"conversations/{quote(chat)}/activities"


async def _plan(office: Office, fault: object, **on: str) -> None:
    await office.control("POST", "faults", [{"on": on, "times": 1, "fault": fault}], 201)


@pytest.mark.parametrize("retry_after", [2, 2.128])
async def test_throttling_carries_retry_after_as_it_was_asked_for(
    office: Office, retry_after: float
) -> None:
    path = await _path(office)
    await _plan(office, {"status": 429, "retryAfter": retry_after}, service="connector")
    status, answer, headers = await office.connector("POST", path, HELLO)
    assert (status, answer["error"]["code"]) == (429, "Throttled")
    assert headers["Retry-After"] == str(retry_after)
    await office.connector("POST", path, HELLO, expect=201)
    assert await office.control("GET", "faults") == []


async def test_a_504_after_the_write_leaves_the_message(office: Office) -> None:
    path = await _path(office)
    await _plan(office, {"after": True, "status": 504}, service="connector", method="POST")
    status, answer, _ = await office.connector("POST", path, HELLO)
    assert (status, answer) == (504, "The gateway timed out.")
    chat = await office.conversation("julie", "Cutover")
    assert [one["text"] for one in await office.reads("julie", chat)] == ["Hello"]


@pytest.mark.parametrize(("after", "arrived"), [(False, 0), (True, 1)])
async def test_a_connection_drops_before_or_after_the_work(
    office: Office, after: bool, arrived: int
) -> None:
    path = await _path(office)
    await _plan(office, {"drop": True, "after": after}, path="activities$")
    with pytest.raises(aiohttp.ClientConnectionError):
        await office.connector("POST", path, HELLO)
    chat = await office.conversation("julie", "Cutover")
    assert len(await office.reads("julie", chat)) == arrived


async def test_a_slow_answer_is_still_the_answer(office: Office) -> None:
    await _plan(office, {"delay": 0.01}, service="connector")
    await office.connector("POST", await _path(office), HELLO, expect=201)


async def test_a_slow_answer_comes_although_the_service_took_the_message_in_at_once(
    office: Office,
) -> None:
    """A client that gives up waiting has sent its whole message all the same."""
    path = await _path(office)
    await _plan(office, {"delay": 0.01, "after": True, "status": 504}, path="activities$")
    long = {"type": "message", "text": "x" * 40_000}
    status, _, _ = await office.connector("POST", path, long)
    assert status == 504
    chat = await office.conversation("julie", "Cutover")
    assert [len(one["text"]) for one in await office.reads("julie", chat)] == [40_000]


@pytest.mark.parametrize("status", [502, 504])
async def test_a_gateway_fails_in_plain_text_after_delivery(office: Office, status: int) -> None:
    path = await _path(office)
    await _plan(office, {"status": status, "after": True}, path="/activities$", method="POST")
    answered, answer, headers = await office.connector("POST", path, HELLO)
    assert (answered, isinstance(answer, str)) == (status, True)
    assert headers["Content-Type"].startswith("text/plain")
    chat = await office.conversation("julie", "Cutover")
    assert len(await office.reads("julie", chat)) == 1


async def test_a_fault_strikes_every_so_many_requests_until_it_is_cleared(office: Office) -> None:
    path = await _path(office)
    fault = {"on": {"path": "activities$"}, "every": 3, "times": None, "fault": {"status": 502}}
    await office.control("POST", "faults", [fault], 201)
    assert await office.control("GET", "faults") == [fault]
    answered = [(await office.connector("POST", path, HELLO))[0] for _ in range(7)]
    assert answered == [201, 201, 502, 201, 201, 502, 201]
    await office.control("DELETE", "faults", expect=204)


async def test_a_storm_of_429_passes_and_is_counted(office: Office) -> None:
    path = await _path(office)
    await office.control("DELETE", "usage", expect=204)
    storm = {"on": {"path": "activities$"}, "times": 2, "fault": {"status": 429, "retryAfter": 1}}
    await office.control("POST", "faults", [storm], 201)
    answered = [(await office.connector("POST", path, HELLO))[0] for _ in range(3)]
    assert answered == [429, 429, 201]
    usage = await office.control("GET", "usage")
    assert usage["totals"]["connector"] == {"requests": 3, "units": 0, "throttled": 2}
    assert sum(one["throttled"] for one in usage["minutes"]) == 2


async def test_a_body_can_be_given(office: Office) -> None:
    path = await _path(office)
    blocked = {"errorCode": 209, "message": '{"subCode": "MessageWritesBlocked"}'}
    await _plan(office, {"status": 403, "body": blocked})
    assert (await office.connector("POST", path, HELLO))[:2] == (403, blocked)
    await _plan(office, {"status": 502})
    assert (await office.connector("POST", path, HELLO))[:2] == (502, "Bad gateway.")


async def test_faults_strike_only_what_they_name(office: Office) -> None:
    await _plan(office, {"status": 503}, service="graph", method="PATCH", path="fields$")
    await office.connector("POST", await _path(office), HELLO, expect=201)
    (remaining,) = await office.control("GET", "faults")
    assert remaining["times"] == 1
    await office.control("DELETE", "faults", expect=204)
    assert await office.control("GET", "faults") == []


@pytest.mark.parametrize(
    "plan",
    [
        {},
        [{"fault": {"status": 7}}],
        [{"on": {"path": "("}, "fault": {"status": 503}}],
        [{"every": 0, "fault": {"status": 503}}],
    ],
)
async def test_a_plan_that_makes_no_sense_is_refused(office: Office, plan: object) -> None:
    answer = await office.control("POST", "faults", plan, 400)
    assert "does not fit" in answer["error"]


async def test_graph_answers_faults_in_its_own_shape(office: Office) -> None:
    await _plan(office, {"status": 412}, service="graph")
    async with office.client.get("/v1.0/users", headers=office.app.graph_headers) as response:
        assert response.status == 412
        error = (await response.json())["error"]
        assert error["innerError"]["code"] == "entityTagDoesNotMatch"


async def _said(office: Office) -> str:
    chat = await office.conversation("julie", "Cutover")
    saying = {"person": "julie", "text": "Hi"}
    await office.control("POST", f"conversations/{quote(chat)}/messages", saying, 201)
    return office.bot.tokens[-1]


async def _verified(office: Office, token: str) -> dict[str, object]:
    """What a bot would make of the token, with the keys that the tenant publishes."""
    registration = office.tenant.registration
    async with office.client.get("/botframework/.well-known/openidconfiguration") as response:
        metadata = await response.json()
    async with office.client.get(metadata["jwks_uri"]) as response:
        keys = jwt.PyJWKSet.from_dict(await response.json())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    claims: dict[str, object] = jwt.decode(
        token, key, ["RS256"], audience=registration.app_id, issuer=metadata["issuer"]
    )
    return claims


async def test_the_bots_requests_carry_a_token_that_holds(office: Office) -> None:
    claims = await _verified(office, await _said(office))
    assert claims["serviceurl"] == office.tenant.registration.service_url


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("expired", jwt.ExpiredSignatureError),
        ("forged", jwt.InvalidSignatureError),
        ("wrong-audience", jwt.InvalidAudienceError),
    ],
)
async def test_the_next_token_for_the_bot_can_be_spoilt(
    office: Office, fault: str, error: type[Exception]
) -> None:
    await _plan(office, {"token": fault})
    with pytest.raises(error):
        await _verified(office, await _said(office))
    await _verified(office, await _said(office))


async def test_rotated_keys_sign_and_the_old_one_stays_published(office: Office) -> None:
    before = await _said(office)
    await office.control("POST", "registration/keys")
    after = await _said(office)
    first, second = (jwt.get_unverified_header(token)["kid"] for token in (before, after))
    assert first != second
    await _verified(office, before)
    await _verified(office, after)


async def test_the_token_issuer_checks_who_asks_and_for_what(office: Office) -> None:
    registration = office.tenant.registration
    good = {
        "grant_type": "client_credentials",
        "client_id": registration.app_id,
        "client_secret": registration.app_secret,
        "scope": "https://graph.microsoft.com/.default",
    }
    path = f"/{registration.tenant_id}/oauth2/v2.0/token"
    for wrong, status, error in (
        ({"client_secret": "guess"}, 401, "invalid_client"),
        ({"client_id": "guess"}, 400, "unauthorized_client"),
        ({"scope": "https://outlook.office.com/.default"}, 400, "invalid_scope"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ):
        async with office.client.post(path, data=good | wrong) as response:
            assert (response.status, (await response.json())["error"]) == (status, error)
    async with office.client.post("/elsewhere/oauth2/v2.0/token", data=good) as response:
        assert response.status == 400
    async with office.client.post(path, data=good) as response:
        token = await response.json()
    assert token["token_type"] == "Bearer"
    headers = {"Authorization": f"Bearer {token['access_token']}"}
    async with office.client.get("/v1.0/users", headers=headers) as response:
        assert response.status == 200
    for bad in ("Bearer x.y.z", "Bearer", f"Bearer {await _said(office)}"):
        async with office.client.get("/v1.0/users", headers={"Authorization": bad}) as response:
            assert response.status == 401
