"""The tenant's clock, story, news, usage, and what a restart and a reset keep."""

import asyncio
import json
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from aiohttp import ClientSession

from sandbox.app import running
from tests.sandbox.conftest import equipped
from tests.sandbox.teams.bot_double import listening
from tests.sandbox.teams.conftest import Office

HELLO = {"type": "message", "text": "Hello"}


async def _now(office: Office) -> datetime:
    return datetime.fromisoformat((await office.control("GET", "clock"))["now"])


async def test_the_first_morning_is_a_monday_at_nine_in_toronto(office: Office) -> None:
    assert (await _now(office)).isoformat().startswith("2026-03-02T14:0")


async def test_the_clock_moves_forward_only(office: Office) -> None:
    before = await _now(office)
    moved = await office.control("POST", "clock", {"advance": "P1DT2H"})
    assert moved["settled"]
    after = await _now(office)
    assert (after - before).days == 1
    await office.control("POST", "clock", {"to": "2026-04-01T08:00:00-04:00"})
    assert (await _now(office)).isoformat().startswith("2026-04-01T12:00")
    for wrong in ({}, {"advance": "soon"}, {"to": "2026-03-01T00:00:00Z"}, {"to": "2026-05-01"}):
        answer = await office.control("POST", "clock", wrong, 400)
        assert answer["error"].endswith(".")


async def test_a_follower_is_led_through_every_due_instant(office: Office) -> None:
    dues = ["2026-03-03T13:00:00+00:00", "2026-03-04T13:00:00+00:00", "2026-03-09T13:00:00+00:00"]
    settled_at = (await _now(office)).isoformat()
    led: list[str] = []

    async def follow() -> None:
        nonlocal settled_at
        while True:
            due = next((one for one in dues if one > settled_at), None)
            report = {"settledAt": settled_at, "nextDue": due}
            answer = await office.control("POST", "clock/followers/bot", report)
            settled_at = answer["now"]
            if answer["moved"]:
                led.append(settled_at[:16])

    following = asyncio.ensure_future(follow())
    while not (await office.control("GET", "clock"))["followers"]:
        pass
    moved = await office.control("POST", "clock", {"to": "2026-03-05T00:00:00Z"})
    following.cancel()
    assert moved["settled"]
    assert led == ["2026-03-03T13:00", "2026-03-04T13:00", "2026-03-05T00:00"]


async def test_a_story_knows_which_steps_are_done(office: Office) -> None:
    steps = [
        {
            "id": "hello",
            "person": "julie",
            "say": "Wait for the greeting.",
            "done": {"message": {"conversation": "julie", "contains": "Grüezi"}},
        },
        {
            "id": "row",
            "part": "The decision",
            "person": "marie",
            "say": "Approve the change.",
            "done": {"list": "Changes", "where": {"Title": "CHG-0001"}},
        },
    ]
    told = await office.control("PUT", "story", steps)
    assert [one["done"] for one in told] == [False, False]
    chat = await office.conversation("julie", "Cutover")
    await office.sends(chat, {"type": "message", "text": "Grüezi"})
    told = await office.control("GET", "story")
    assert [one["done"] for one in told] == [True, False]
    assert told[1] == {
        "id": "row",
        "part": "The decision",
        "person": "marie",
        "say": "Approve the change.",
        "done": False,
    }
    await office.control("PUT", "story", [{"id": "incomplete"}], 400)


async def test_a_story_can_wait_for_words_of_one_person(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    said = {"conversation": "julie", "contains": "0001", "by": "julie"}
    step = {"id": "ask", "person": "julie", "say": "Ask for it.", "done": {"message": said}}
    await office.control("PUT", "story", [step])
    await office.sends(chat, {"type": "message", "text": "CHG-0001"})
    assert not (await office.control("GET", "story"))[0]["done"]
    words = {"person": "julie", "text": "chg-0001"}
    await office.control("POST", f"conversations/{quote(chat)}/messages", words, 201)
    assert (await office.control("GET", "story"))[0]["done"]


async def test_the_page_hears_of_a_reset(office: Office) -> None:
    async with office.client.get("/sandbox/events?person=julie") as stream:
        await stream.content.readuntil(b"\n\n")
        await office.control("POST", "reset", expect=204)
        assert (await stream.content.readuntil(b"\n\n")).startswith(b"event: clock\n")
        assert (await stream.content.readuntil(b"\n\n")).startswith(b"event: reset\n")


async def test_the_page_hears_what_changes(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    async with office.client.get("/sandbox/events?person=julie") as stream:
        assert stream.content_type == "text/event-stream"
        assert await stream.content.readuntil(b"\n\n") == b": open\n\n"
        message = await office.sends(chat, HELLO)
        frame = (await stream.content.readuntil(b"\n\n")).decode()
    kind, data = frame.strip().split("\n")
    assert kind == "event: message"
    told = json.loads(data.removeprefix("data: "))
    assert told == {"conversation": chat, "message": message}


async def test_usage_counts_requests_by_service_and_by_address(office: Office) -> None:
    await office.control("DELETE", "usage", expect=204)
    chat = await office.conversation("julie", "Cutover")
    await office.sends(chat, HELLO)
    await office.sends(chat, HELLO)
    usage = await office.control("GET", "usage")
    assert usage["totals"] == {"connector": {"requests": 2, "units": 0, "throttled": 0}}
    template = "POST /connector/v3/conversations/{conversation}/activities"
    assert usage["requests"] == {template: 2}
    assert sum(one["requests"] for one in usage["minutes"]) == 2


async def test_a_restart_keeps_everything(tmp_path: Path, signing_key: bytes) -> None:
    async with (
        running(tmp_path, first_key=signing_key) as sandbox,
        ClientSession(sandbox.root) as client,
        listening(client) as bot,
    ):
        office = Office(equipped(sandbox, client), bot)
        before = await office.control("GET", "registration")
        headers = office.app.connector_headers
        await office.control("POST", "people/marie/app")
        await office.control("POST", "clock", {"to": "2026-06-01T00:00:00Z"})
        chat = await office.conversation("marie", "Cutover")
        message = await office.sends(chat, HELLO)
    async with running(tmp_path) as sandbox, ClientSession(sandbox.root) as client:
        office = Office(equipped(sandbox, client), bot)
        after = await office.control("GET", "registration")
        for kept in ("appId", "appSecret", "tenantId", "siteId", "catalogAppId", "botEndpoint"):
            assert after[kept] == before[kept]
        assert (await office.person("marie"))["appInstalled"]
        (read,) = await office.reads("marie", chat)
        assert (read["id"], read["text"]) == (message, "Hello")
        assert (await _now(office)).isoformat().startswith("2026-06-01T00:0")
        path = f"/connector/v3/conversations/{quote(chat)}/activities"
        async with client.post(path, json=HELLO, headers=headers) as response:
            assert response.status == 201
            assert int((await response.json())["id"]) > int(message)


async def test_a_reset_goes_back_to_the_sample_and_keeps_the_registration(
    office: Office,
) -> None:
    registration = await office.control("GET", "registration")
    await office.control("POST", "people/marie/app")
    await office.control("POST", "clock", {"advance": "P30D"})
    await office.control("POST", "faults", [{"fault": {"status": 503}}], 201)
    chat = await office.conversation("julie", "Cutover")
    await office.control("POST", "reset", expect=204)
    assert await office.control("GET", "registration") == registration
    assert await office.control("GET", "faults") == []
    assert not (await office.person("marie"))["appInstalled"]
    assert (await _now(office)).isoformat().startswith("2026-03-02T14:0")
    await office.sends(chat, HELLO)


async def test_requests_that_do_not_fit_are_told_why(office: Office) -> None:
    chat = quote(await office.conversation("julie", "Cutover"))
    saying = f"conversations/{chat}/messages"
    for method, path, body, status in (
        ("GET", "conversations", None, 400),
        ("GET", "conversations?person=nobody", None, 404),
        ("GET", f"{saying}?person=sam", None, 403),
        ("GET", "conversations/a:none/messages?person=sam", None, 404),
        ("POST", saying, {"person": "julie", "text": " "}, 400),
        ("POST", saying, {"person": "julie"}, 400),
        ("PUT", "registration", {"botEndpoint": "nowhere"}, 400),
        ("POST", "teams/none/app", {"person": "julie"}, 404),
        ("POST", "dialogs/none", {"person": "julie"}, 404),
    ):
        answer = await office.control(method, path, body, status)
        assert answer["error"].endswith(".")
