"""A connector that keeps to the published rates, whoever sends."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar
from weakref import WeakValueDictionary

from bot.teams.connector import (
    Connector,
    Delivery,
    Leaving,
    Member,
    Message,
    NotSent,
    Refused,
    unnoticed,
)
from bot.teams.pace import Pace
from bot.teams.turn import Place

PATIENCE = 10.0
"""Seconds of a Retry-After that are waited out here; a longer one is handed to the sender."""

_Outcome = TypeVar("_Outcome")


class PacedConnector:
    """Lets requests through in order, one at a time in a conversation, at one organisation's pace.

    Teams does not say which of its limits a 429 is about, so its Retry-After counts for every
    conversation of the organisation.

    Args:
        connector: what sends in the end.
        now: seconds on the clock that the pace is kept by.
        sleep: waits for that many seconds of that clock.
        wall: seconds of the wall clock, by which Retry-After counts.
        wall_sleep: waits for that many seconds of the wall clock.
    """

    def __init__(
        self,
        connector: Connector,
        now: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        wall: Callable[[], float] = time.monotonic,
        wall_sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._connector = connector
        self._now = now
        self._sleep = sleep
        self._wall = wall
        self._wall_sleep = wall_sleep
        self._pace = Pace()
        self._held_until = float("-inf")
        self._gate = asyncio.Lock()
        self._queues: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def send(self, to: Place, message: Message, *, leaving: Leaving = unnoticed) -> Delivery:
        """See Connector.send."""
        return await self._paced(to.id, lambda: self._connector.send(to, message, leaving=leaving))

    async def update(self, to: Place, message_id: str, message: Message) -> Delivery:
        """See Connector.update."""
        return await self._paced(to.id, lambda: self._connector.update(to, message_id, message))

    async def delete(self, to: Place, message_id: str) -> Delivery:
        """See Connector.delete."""
        return await self._paced(to.id, lambda: self._connector.delete(to, message_id))

    async def open_personal(
        self, service_url: str, tenant: str, teams_id: str
    ) -> Place | NotSent | Refused:
        """See Connector.open_personal."""
        return await self._paced(
            teams_id, lambda: self._connector.open_personal(service_url, tenant, teams_id)
        )

    async def members(self, of: Place) -> tuple[Member, ...] | NotSent | Refused:
        """See Connector.members."""
        return await self._paced(of.id, lambda: self._connector.members(of))

    async def channels(self, of: Place) -> Mapping[str, str] | NotSent | Refused:
        """See Connector.channels."""
        return await self._paced(of.id, lambda: self._connector.channels(of))

    async def _paced(
        self, conversation: str, request: Callable[[], Awaitable[_Outcome]]
    ) -> _Outcome | NotSent:
        queue = self._queues.setdefault(conversation, asyncio.Lock())
        async with queue:
            if held := await self._wait_for_turn(conversation):
                return held
            outcome = await request()
        if isinstance(outcome, NotSent) and outcome.retry_after:
            self._held_until = max(self._held_until, self._wall() + outcome.retry_after)
        return outcome

    async def _wait_for_turn(self, conversation: str) -> NotSent | None:
        while wait := self._pace.wait_in(conversation, self._now()):
            await self._sleep(wait)
        async with self._gate:
            while True:
                rest = self._held_until - self._wall()
                if rest > PATIENCE:
                    return NotSent("held back by an earlier Retry-After", rest)
                if rest > 0:
                    await self._wall_sleep(rest)
                    continue
                wait, self._pace = self._pace.next(conversation, self._now())
                if not wait:
                    return None
                await self._sleep(wait)
