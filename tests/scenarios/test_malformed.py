"""What is not from Teams, or is no activity, is turned away and leaves nothing but a log line."""

import json
import random
from typing import Any

from sandbox.teams.activities import activity
from sandbox.teams.conversations import personal
from sandbox.teams.people import person
from tests.scenarios.firm import Firm, Row, executed

JUNK: tuple[Any, ...] = (None, 0, -1, 1.5, True, "", "x" * 3000, [], [1], {}, {"id": 5}, "\x00")
REQUIRED = ("type", "id", "from", "recipient", "conversation", "channelId", "serviceUrl")
UNCHANGED = (
    "Change requests",
    "Decisions/Decision",
    "History/Step",
    "History/Act",
    "Posts",
    "People",
)


def pressed(firm: Firm, who: str = "dev") -> dict[str, Any]:
    """An activity as Teams sends it when somebody presses a button in their own chat."""
    tenant = firm.sandbox.tenant
    somebody = person(tenant.store, who)
    assert somebody
    fields = {"name": "adaptiveCard/action", "value": executed("home", {}), "replyToId": "1"}
    return activity(tenant, somebody, personal(tenant.store, who), "invoke", fields)


def spoilt(sound: dict[str, Any], draw: random.Random) -> bytes:
    """The activity with something in it that makes it none."""
    kind = draw.randrange(4)
    if kind == 0:
        raw = json.dumps(sound).encode()
        return raw[: draw.randrange(len(raw) - 1)]
    if kind == 1:
        gone = draw.choice(REQUIRED)
        return json.dumps({name: value for name, value in sound.items() if name != gone}).encode()
    if kind == 2:
        return json.dumps(draw.choice(JUNK)).encode()
    name = draw.choice(("type", "id", "from", "recipient", "conversation", "value"))
    return json.dumps(sound | {name: draw.choice(JUNK[:-1])}).encode()


async def records(firm: Firm) -> dict[str, list[Row]]:
    return {name: await firm.rows(name) for name in UNCHANGED}


async def test_two_hundred_malformed_activities_are_turned_away(firm: Firm) -> None:
    await firm.asked()
    before = await records(firm)
    draw = random.Random(20260302)  # noqa: S311 - the same two hundred every time
    sound = pressed(firm)

    for _ in range(200):
        body = spoilt(sound, draw)
        answer = await firm.post_activity(body)
        assert 400 <= answer.status < 500, (answer.status, body[:300])
        assert await answer.read() == b""

    await firm.settle()
    assert await records(firm) == before


async def test_the_same_activity_unspoilt_is_answered(firm: Firm) -> None:
    answer = await firm.post_activity(json.dumps(pressed(firm)).encode())

    assert answer.status == 200
    assert (await answer.json())["statusCode"] == 200


async def test_a_token_that_is_not_good_opens_nothing(firm: Firm) -> None:
    body = json.dumps(pressed(firm)).encode()

    for token in ("expired", "forged", "wrong-audience"):
        await firm.fault({"token": token})
        answer = await firm.post_activity(body)
        assert answer.status in (401, 403), token
        assert await answer.read() == b""
    for authorization in ("Bearer", "Bearer x.y.z", "Basic eDp5", "Bearer "):
        answer = await firm.post_activity(body, authorization)
        assert answer.status in (401, 403), authorization


async def test_another_tenants_conversation_is_nobodys_here(firm: Firm) -> None:
    before = await records(firm)
    foreign = pressed(firm)
    foreign["conversation"] |= {"tenantId": "0f0f0f0f-0000-4000-8000-000000000000"}

    await firm.post_activity(json.dumps(foreign).encode())

    assert await records(firm) == before


async def test_an_activity_too_large_is_turned_away(firm: Firm) -> None:
    large = pressed(firm) | {"text": "x" * 300_000}

    answer = await firm.post_activity(json.dumps(large).encode())

    assert answer.status == 413


async def test_an_invoke_nobody_knows_is_turned_away(firm: Firm) -> None:
    answer = await firm.post_activity(
        json.dumps(pressed(firm) | {"name": "composeExtension/query"}).encode()
    )

    assert answer.status == 501
