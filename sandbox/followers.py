"""Moving the clock, with everyone who follows it: through every due instant, one by one."""

import asyncio
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aiohttp import web
from pydantic import AwareDatetime

from sandbox.asked import Asked, body_of, refused
from sandbox.tenant import TENANT, Tenant

_POLL_SECONDS = 25.0
_FORGOTTEN_AFTER = 35.0
# Two thousand people are written to at one instant, at fewer than fifty a second.
_SETTLE_SECONDS = 180.0
# Followers may keep instants to the millisecond.
_SAME = timedelta(milliseconds=1)

_DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


@dataclass(slots=True)
class _Follower:
    """What a follower last reported; `heard` is its last sign of life, monotonic seconds."""

    settled_at: datetime
    next_due: datetime | None
    heard: float
    waiting: int = 0


class Followers:
    """Those who act when the tenant's clock moves: each bot, by its name."""

    def __init__(self, poll_seconds: float = _POLL_SECONDS) -> None:
        self._poll_seconds = poll_seconds
        self._followers: dict[str, _Follower] = {}
        self._moved_to = datetime.min.replace(tzinfo=UTC)
        self._news = asyncio.Condition()
        self._moving = asyncio.Lock()
        self._closed = False

    async def report(self, name: str, settled_at: datetime, next_due: datetime | None) -> bool:
        """A follower has done all that was due at `settled_at`; waits for the next move.

        Answers whether the clock was moved further than that.
        """
        follower = self._followers.setdefault(name, _Follower(settled_at, next_due, 0))
        follower.settled_at, follower.next_due = settled_at, next_due
        follower.waiting += 1
        try:
            async with self._news:
                self._news.notify_all()
                return await asyncio.wait_for(
                    self._news.wait_for(lambda: self._closed or self._is_behind(follower)),
                    self._poll_seconds,
                ) and self._is_behind(follower)
        except TimeoutError:
            return False
        finally:
            follower.waiting -= 1
            follower.heard = time.monotonic()

    async def move(self, tenant: Tenant, target: datetime) -> bool:
        """Move the clock to `target` through every instant at which a follower has work.

        Answers whether all followers settled, at each instant within three minutes.
        """
        async with self._moving:
            now = tenant.clock.now()
            while True:
                live = self._live()
                dues = [one.next_due for one in live if one.next_due and one.next_due > now]
                if not await self._step(tenant, max(now, min([target, *dues])), live):
                    return False
                # The clock ticks while followers work, and is never turned back.
                now = tenant.clock.now()
                if now >= target:
                    return True

    def names(self) -> list[str]:
        """Who follows now."""
        self._live()
        return sorted(self._followers)

    def forget(self) -> None:
        """Nobody has been told of any move."""
        self._moved_to = datetime.min.replace(tzinfo=UTC)

    async def close(self) -> None:
        """Answer everyone who waits, so that the server can stop."""
        self._closed = True
        async with self._news:
            self._news.notify_all()

    async def _step(self, tenant: Tenant, instant: datetime, live: list[_Follower]) -> bool:
        tenant.clock.move(instant)
        tenant.bus.publish("clock", {"now": instant.isoformat()})
        self._moved_to = instant
        async with self._news:
            self._news.notify_all()
            try:
                await asyncio.wait_for(
                    self._news.wait_for(lambda: not any(map(self._is_behind, live))),
                    _SETTLE_SECONDS,
                )
            except TimeoutError:
                return False
        return True

    def _live(self) -> list[_Follower]:
        oldest = time.monotonic() - _FORGOTTEN_AFTER
        self._followers = {
            name: one for name, one in self._followers.items() if one.waiting or one.heard > oldest
        }
        return list(self._followers.values())

    def _is_behind(self, follower: _Follower) -> bool:
        return follower.settled_at + _SAME < self._moved_to


FOLLOWERS = web.AppKey("followers", Followers)


def routes() -> list[web.RouteDef]:
    """The clock."""
    return [
        web.get("/sandbox/clock", _read),
        web.post("/sandbox/clock", _move),
        web.post("/sandbox/clock/followers/{name}", _follow),
    ]


class _Move(Asked):
    advance: str | None = None
    to: AwareDatetime | None = None


class _Report(Asked):
    settled_at: AwareDatetime
    next_due: AwareDatetime | None = None


async def _read(request: web.Request) -> web.Response:
    now = request.app[TENANT].clock.now().isoformat()
    return web.json_response({"now": now, "followers": request.app[FOLLOWERS].names()})


async def _move(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    target = _target(tenant, await body_of(request, _Move))
    settled = await request.app[FOLLOWERS].move(tenant, target)
    return web.json_response({"now": tenant.clock.now().isoformat(), "settled": settled})


async def _follow(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    report = await body_of(request, _Report)
    moved = await request.app[FOLLOWERS].report(
        request.match_info["name"], report.settled_at, report.next_due
    )
    return web.json_response({"now": tenant.clock.now().isoformat(), "moved": moved})


def _target(tenant: Tenant, move: _Move) -> datetime:
    now = tenant.clock.now()
    if (move.advance is None) == (move.to is None):
        raise refused(400, 'Say either {"advance": "P1D"} or {"to": an instant with its zone}.')
    target = move.to.astimezone(UTC) if move.to else now + _duration(move.advance or "")
    if target < now:
        raise refused(400, "The clock only moves forward; POST /sandbox/reset starts over.")
    return target


def _duration(text: str) -> timedelta:
    found = _DURATION.fullmatch(text)
    parts = {} if found is None else found.groupdict(default="0")
    lasting = timedelta(**{unit: int(number) for unit, number in parts.items()})
    if not lasting:
        raise refused(400, f"{text!r} is not a duration such as P1D, PT30M or P1W.")
    return lasting
