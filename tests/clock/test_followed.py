"""The bot lives in the sandbox's time, wherever that is moved."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs

from bot.clock.followed import FollowedClock

MONDAY = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
DAY = timedelta(days=1)


class OtherClock:
    """The sandbox's half of the protocol, whose every answer a test gives."""

    def __init__(self) -> None:
        self.at = MONDAY
        self.reports: asyncio.Queue[tuple[dict[str, str | None], asyncio.Future[web.Response]]]
        self.reports = asyncio.Queue()
        self.names: list[str] = []

    def application(self) -> web.Application:
        app = web.Application()
        app.add_routes(
            [
                web.get("/sandbox/clock", self._read),
                web.post("/sandbox/clock/followers/{name}", self._follow),
            ]
        )
        return app

    async def report(self, answer: web.Response) -> dict[str, str | None]:
        """The follower's next report, which gets this answer."""
        body, reply = await self.reports.get()
        reply.set_result(answer)
        return body

    def moved(self, to: datetime) -> web.Response:
        self.at = to
        return web.json_response({"now": to.isoformat(), "moved": True})

    def unmoved(self) -> web.Response:
        return web.json_response({"now": self.at.isoformat(), "moved": False})

    async def _read(self, _: web.Request) -> web.Response:
        return web.json_response({"now": self.at.isoformat()})

    async def _follow(self, request: web.Request) -> web.Response:
        self.names.append(request.match_info["name"])
        reply: asyncio.Future[web.Response] = asyncio.get_running_loop().create_future()
        await self.reports.put((await request.json(), reply))
        return await reply


class Wall:
    """Monotonic seconds that pass when the test says so, and waits that take no time."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.waited: list[float] = []

    def __call__(self) -> float:
        return self.seconds

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        await asyncio.sleep(0)


class Settling:
    """Does what is due by writing the instant down."""

    def __init__(self) -> None:
        self.settled: list[datetime] = []
        self.next_due: datetime | None = None
        self.meanwhile: Callable[[], None] = lambda: None

    async def __call__(self, now: datetime) -> datetime | None:
        self.settled.append(now)
        self.meanwhile()
        return self.next_due


@pytest.fixture
def other() -> OtherClock:
    return OtherClock()


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def settling() -> Settling:
    return Settling()


@pytest.fixture
async def clock(other: OtherClock, wall: Wall) -> AsyncIterator[FollowedClock]:
    async with TestServer(other.application()) as server, aiohttp.ClientSession() as session:
        address = str(server.make_url("/sandbox/clock"))
        yield FollowedClock(address, "bot", session, wait=wall.wait, monotonic=wall)


@pytest.fixture
async def following(clock: FollowedClock, settling: Settling) -> AsyncIterator[None]:
    await clock.begin()
    task = asyncio.create_task(clock.follow(settling))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_it_shows_the_other_clock_and_ticks_on(clock: FollowedClock, wall: Wall) -> None:
    await clock.begin()
    assert clock.now() == MONDAY

    wall.seconds += 90
    assert clock.now() == MONDAY + timedelta(seconds=90)


async def test_before_it_has_heard_anything_it_shows_nothing(clock: FollowedClock) -> None:
    with pytest.raises(RuntimeError, match="not been heard"):
        clock.now()


@pytest.mark.usefixtures("following")
async def test_at_each_move_it_settles_and_reports_what_is_due_next(
    clock: FollowedClock, other: OtherClock, settling: Settling
) -> None:
    first = await other.report(other.moved(MONDAY + DAY))
    settling.next_due = MONDAY + 3 * DAY
    second = await other.report(other.moved(MONDAY + 3 * DAY))

    assert first == {"settledAt": "2026-03-02T14:00:00Z", "nextDue": None}
    assert second["settledAt"] == "2026-03-03T14:00:00Z"
    third, _ = await other.reports.get()
    assert third == {"settledAt": "2026-03-05T14:00:00Z", "nextDue": "2026-03-05T14:00:00Z"}
    assert settling.settled == [MONDAY, MONDAY + DAY, MONDAY + 3 * DAY]
    assert clock.now() == MONDAY + 3 * DAY
    assert set(other.names) == {"bot"}


@pytest.mark.usefixtures("following")
async def test_an_unmoved_answer_settles_what_time_has_brought(
    other: OtherClock, settling: Settling, wall: Wall
) -> None:
    wall.seconds += 25
    other.at += timedelta(seconds=25)
    await other.report(other.unmoved())
    again, _ = await other.reports.get()

    assert again["settledAt"] == "2026-03-02T14:00:25Z"
    assert settling.settled[-1] == MONDAY + timedelta(seconds=25)


@pytest.mark.usefixtures("following")
async def test_what_becomes_due_is_reported_at_once(
    clock: FollowedClock, other: OtherClock, settling: Settling
) -> None:
    await other.reports.get()
    settling.next_due = MONDAY + DAY
    clock.report()
    again, _ = await other.reports.get()

    assert again["nextDue"] == "2026-03-03T14:00:00Z"


@pytest.mark.usefixtures("following")
async def test_what_becomes_due_while_it_settles_is_settled_with_it(
    clock: FollowedClock, other: OtherClock, settling: Settling
) -> None:
    settling.meanwhile = clock.report
    await other.report(other.moved(MONDAY + DAY))
    await other.report(other.moved(MONDAY + 2 * DAY))
    await other.reports.get()

    assert settling.settled == [MONDAY, MONDAY + DAY, MONDAY + 2 * DAY]


@pytest.mark.usefixtures("following")
async def test_a_sandbox_that_is_away_is_asked_again_and_logged_once(
    other: OtherClock, wall: Wall, settling: Settling
) -> None:
    with capture_logs() as logged:
        for answer in (
            web.Response(status=503),
            web.Response(text="<html>"),
            web.json_response({"now": "yesterday"}),
            other.moved(MONDAY + DAY),
        ):
            await other.report(answer)
        await other.reports.get()

    assert wall.waited == [0.5, 1, 2]
    assert settling.settled == [MONDAY, MONDAY + DAY]
    assert [entry["event"] for entry in logged] == ["followed_clock_lost", "followed_clock_found"]
