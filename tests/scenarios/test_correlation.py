"""One id follows a press through every log line to Graph; a probe hears how things stand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from tests.scenarios.firm import Firm
from tests.scenarios.worker import Inside, settings_for

ID = "client-request-id"


@asynccontextmanager
async def overheard(target: str, ids: list[str]) -> AsyncIterator[str]:
    """A way to Graph that passes everything on and remembers each request's id; its address."""

    async def passed_on(request: web.Request) -> web.Response:
        ids.append(request.headers.get(ID, ""))
        kept = {
            name: request.headers[name]
            for name in ("Authorization", "Content-Type", "If-Match", "Prefer", ID)
            if name in request.headers
        }
        async with session.request(
            request.method,
            f"{target}{request.raw_path.removeprefix('/v1.0')}",
            data=await request.read(),
            headers=kept,
        ) as answer:
            body = (await answer.read()).replace(target.encode(), address.encode())
            return web.Response(
                status=answer.status, body=body, content_type=answer.content_type or None
            )

    app = web.Application()
    app.router.add_route("*", "/v1.0/{rest:.*}", passed_on)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/v1.0"
    async with ClientSession() as session:
        try:
            yield address
        finally:
            await runner.cleanup()


@pytest.fixture
def ids() -> list[str]:
    """The ids of all requests to Graph, in their order."""
    return []


@pytest.fixture
async def traced(firm: Firm, tmp_path: Path, ids: list[str]) -> AsyncIterator[Firm]:
    """The firm, whose Cutover reaches Graph by a way that is overheard."""
    await firm.bot.stop()
    async with overheard(firm.stage.registration.graph_url, ids) as address:
        settings = settings_for(tmp_path / "bot", firm.stage.registration, firm.tenant)
        firm.bot = Inside(firm.tenant, settings.model_copy(update={"graph_url": address}))
        await firm.bot.start()
        try:
            yield firm
        finally:
            await firm.bot.stop()


def correlations(firm: Firm, since: int) -> set[str]:
    """The ids of the turns logged since then."""
    return {str(line["correlation"]) for line in firm.log[since:] if line["event"] == "turn"}


async def test_a_press_has_one_id_from_its_log_lines_to_its_requests(
    traced: Firm, ids: list[str]
) -> None:
    card = await traced.asked()
    await traced.hold_posts()
    logged, asked = len(traced.log), len(ids)

    await traced.press("marie", card, "Approve")

    (correlation,) = correlations(traced, logged)
    assert ids[asked] == correlation
    assert all(line.get("correlation") for line in traced.log[logged:] if line["event"] == "turn")


async def test_two_presses_have_two_ids(traced: Firm) -> None:
    await traced.say("julie", "hello", "Start a change")
    logged = len(traced.log)

    await traced.say("julie", "hello", "Start a change")
    await traced.say("julie", "help")

    assert len(correlations(traced, logged)) == 2


async def test_a_press_saved_late_keeps_its_id(traced: Firm, ids: list[str]) -> None:
    card = await traced.asked()
    logged = len(traced.log)
    await traced.fault({"status": 503, "retryAfter": 0.5}, times=4, service="graph")

    await traced.press("marie", card, "Approve")
    (correlation,) = correlations(traced, logged)
    await traced.stage.shown("julie", "Marie Tremblay", "approved")

    saved = next(line for line in traced.log if line["event"] == "command.saved_late")
    assert saved["correlation"] == correlation
    assert correlation in ids


async def test_probes_hear_that_it_lives_and_what_is_not_in_the_lists_yet(firm: Firm) -> None:
    async with firm.tenant.session.get(f"{firm.bot.address}/healthz") as answer:
        assert answer.status == 200

    ready = await firm.ready()

    assert ready["ready"] is True
    assert ready["journal"] == ready["journalWrites"] == ready["postsInDoubt"] == 0
