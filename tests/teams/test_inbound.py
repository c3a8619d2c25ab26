"""Only what Teams signed for this bot comes in: libraries' gaps, one by one, closed."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from tests.teams.conftest import Bot, Client, Clock, recorded
from tests.teams.issuer import APP_ID, SERVICE_URL, Issuer, claims, private_key, published

Forge = Callable[[Issuer], str]


async def post(
    client: Client, token: str | None, activity: dict[str, Any] | None = None
) -> tuple[int, bytes]:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    body = activity if activity is not None else recorded("message_personal")
    async with client.post("/api/messages", json=body, headers=headers) as answer:
        return answer.status, await answer.read()


async def test_what_teams_signed_comes_in(client: Client, issuer: Issuer, bot: Bot) -> None:
    assert await post(client, issuer.sign()) == (200, b"")
    assert len(bot.turns) == 1


async def test_clocks_may_differ_by_five_minutes(client: Client, issuer: Issuer) -> None:
    now = int(time.time())
    assert (await post(client, issuer.sign(exp=now - 240)))[0] == 200
    assert (await post(client, issuer.sign(nbf=now + 240)))[0] == 200


def encoded(part: object) -> bytes:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=")


def confused(_: Issuer) -> str:
    """Signed with HS256, with the public key as if it were a shared secret."""
    secret = (
        private_key("one")
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    signed = encoded({"alg": "HS256", "typ": "JWT", "kid": "one"}) + b"." + encoded(claims())
    mac = base64.urlsafe_b64encode(hmac.digest(secret, signed, hashlib.sha256)).rstrip(b"=")
    return (signed + b"." + mac).decode()


def tampered(issuer: Issuer) -> str:
    head, _, signature = issuer.sign().split(".")
    return f"{head}.{encoded(claims(sub='else')).decode()}.{signature}"


FORGED: dict[str, Forge] = {
    "empty": lambda _: "",
    "garbage": lambda _: "garbage",
    "three parts of garbage": lambda _: "a.b.c",
    "nested without end": lambda _: base64.urlsafe_b64encode(b"[" * 3000).decode() + ".b.c",
    "with a header that is a list": lambda _: encoded(["kid"]).decode() + ".b.c",
    "for another bot": lambda issuer: issuer.sign(aud="somebody-else"),
    "for nobody": lambda issuer: issuer.sign(aud=None),
    "by another issuer": lambda issuer: issuer.sign(iss="https://sts.windows.net/else/"),
    "by no issuer": lambda issuer: issuer.sign(iss=None),
    "for another service address": lambda i: i.sign(
        serviceurl="https://smba.trafficmanager.net/x/"
    ),
    "for no service address": lambda issuer: issuer.sign(serviceurl=None),
    "for a service address that is no text": lambda issuer: issuer.sign(serviceurl=[SERVICE_URL]),
    "expired an hour ago": lambda issuer: issuer.sign(exp=int(time.time()) - 3600),
    "valid only later": lambda issuer: issuer.sign(nbf=int(time.time()) + 3600),
    "without an end": lambda issuer: issuer.sign(exp=None),
    "with an end that is no number": lambda issuer: issuer.sign(exp="tomorrow"),
    "unsigned": lambda _: jwt.encode(claims(), "", "none", {"kid": "one"}),
    "signed with the public key as a secret": confused,
    "tampered with": tampered,
    "signed with another key": lambda issuer: issuer.sign(key=private_key("other")),
    "under an unknown key id": lambda issuer: issuer.sign("other"),
    "under no key id": lambda issuer: issuer.sign(None),
    "signed by RS512": lambda issuer: issuer.sign(algorithm="RS512"),
    "from the emulator": lambda issuer: issuer.sign(
        iss="https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0",
        ver="2.0",
        azp=APP_ID,
        serviceurl=None,
    ),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
async def test_a_wrong_token_is_turned_away_with_nothing(
    forge: Forge, client: Client, issuer: Issuer, bot: Bot
) -> None:
    status, body = await post(client, forge(issuer))
    assert status in {401, 403}
    assert body == b""
    assert bot.turns == []


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic YTpi", "bearer x"])
async def test_no_token_is_turned_away_with_nothing(
    header: str | None, client: Client, bot: Bot
) -> None:
    headers = {} if header is None else {"Authorization": header}
    activity = recorded("message_personal")
    async with client.post("/api/messages", json=activity, headers=headers) as answer:
        assert (answer.status, await answer.read()) == (401, b"")
    assert bot.turns == []


@pytest.mark.parametrize(
    "changed",
    [
        {"serviceUrl": None},
        {"serviceUrl": ""},
        {"serviceUrl": "https://smba.trafficmanager.net/emea/"},
        {"serviceUrl": "https://evil.example/"},
        {"channelId": None},
        {"channelId": ""},
        {"channelId": "webchat"},
    ],
    ids=str,
)
async def test_a_right_token_does_not_vouch_for_another_activity(
    changed: dict[str, Any], client: Client, issuer: Issuer, bot: Bot
) -> None:
    status, body = await post(client, issuer.sign(), recorded("message_personal", **changed))
    assert (status, body) == (403, b"")
    assert bot.turns == []


async def test_an_address_off_the_list_is_not_believed_even_where_signed(
    client: Client, issuer: Issuer
) -> None:
    evil = "https://smba.trafficmanager.net.evil.example/"
    token = issuer.sign(serviceurl=evil)
    assert await post(client, token, recorded("message_personal", serviceUrl=evil)) == (403, b"")


@pytest.mark.parametrize("endorsements", [None, [], ["webchat"], "msteams"], ids=str)
async def test_a_key_not_endorsed_for_teams_signs_nothing(
    endorsements: object, client: Client, issuer: Issuer
) -> None:
    issuer.publish("one", endorsements=endorsements)
    assert await post(client, issuer.sign()) == (403, b"")


async def test_keys_are_fetched_once(client: Client, issuer: Issuer) -> None:
    for _ in range(3):
        await post(client, issuer.sign())
    assert issuer.asked == 1


async def test_a_new_key_is_found_without_a_restart_and_the_old_one_is_dropped(
    client: Client, issuer: Issuer, clock: Clock
) -> None:
    await post(client, issuer.sign())
    issuer.publish("two")
    assert (await post(client, issuer.sign("two")))[0] == 200
    assert (await post(client, issuer.sign("one")))[0] == 401


async def test_invented_key_ids_cannot_hammer_the_issuer(client: Client, issuer: Issuer) -> None:
    for number in range(20):
        token = issuer.sign(f"invented {number}", key=private_key("other"))
        assert (await post(client, token))[0] == 401
    assert issuer.asked == 2


async def test_an_issuer_that_is_down_lets_nobody_in_until_it_is_back(
    client: Client, issuer: Issuer, clock: Clock
) -> None:
    issuer.down = True
    assert await post(client, issuer.sign()) == (401, b"")
    issuer.down = False
    clock.now += 6
    assert (await post(client, issuer.sign()))[0] == 200


async def test_keys_outlast_an_issuer_that_is_down_by_a_day_at_most(
    client: Client, issuer: Issuer, clock: Clock
) -> None:
    await post(client, issuer.sign())
    issuer.down = True
    clock.now += 23 * 3600
    assert (await post(client, issuer.sign()))[0] == 200
    clock.now += 2 * 3600
    assert (await post(client, issuer.sign()))[0] == 401


async def test_an_unreadable_key_does_not_spoil_the_others(client: Client, issuer: Issuer) -> None:
    issuer.keys += [
        {"kty": "RSA", "kid": "broken", "n": "!", "e": "AQAB"},
        {"kty": "RSA", "kid": "tiny", "n": "AQAB", "e": "AQAB"},
        {"kty": "EC", "kid": "curve"},
        {"kty": "RSA", "n": "x"},
        published("bare", private_key("other")),
    ]
    assert (await post(client, issuer.sign()))[0] == 200


async def test_keys_are_fetched_again_beside_the_work_after_an_hour(
    client: Client, issuer: Issuer, clock: Clock
) -> None:
    await post(client, issuer.sign())
    clock.now += 3601
    assert (await post(client, issuer.sign()))[0] == 200
    async with asyncio.timeout(5):
        await issuer.keys_asked.acquire()
        await issuer.keys_asked.acquire()


@pytest.mark.parametrize("token", [b"\xff.\xff.\xff", "é.é.é".encode(), b"a" * 7000])
async def test_a_header_that_is_no_ascii_is_turned_away(token: bytes, client: Client) -> None:
    body = json.dumps(recorded("message_personal")).encode()
    head = b"POST /api/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n"
    reader, writer = await asyncio.open_connection(client.host, client.port)
    writer.write(head % len(body) + b"Authorization: Bearer " + token + b"\r\n\r\n" + body)
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 401 ")
    assert answer.endswith(b"\r\n\r\n")
