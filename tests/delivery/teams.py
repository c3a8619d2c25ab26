"""Teams as its published limits have it, in simulated time, on good days and bad ones."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from bot.teams.connector import (
    Delivery,
    Leaving,
    Member,
    Message,
    NotSent,
    Refused,
    Sent,
    Unknown,
    unnoticed,
)
from bot.teams.turn import Place
from sandbox.teams.rates import Rates

THERE = (0.02, 0.06)
"""Seconds, shortest and longest, that a request takes to Teams."""
AND_BACK = (0.08, 0.24)
"""Seconds that Teams takes for it, with the way back."""
STORM_EVERY, STORM_LASTS = 12.0, 2.0
"""Seconds; while a storm lasts, everything is answered with 429."""


@dataclass
class Weather:
    """How often, of a hundred requests, which fault strikes."""

    storms: bool = False
    lost: int = 0
    """A 502, a 504 or a dropped connection, after the message was delivered or before."""
    refused: int = 0
    """A chat that takes no messages: of a hundred chats, not requests."""
    unsaid: int = 0
    """Of a hundred batches to the lists: one that was written, or not, and answered with 504."""


GOOD = Weather()
BAD = Weather(storms=True, lost=4, refused=3, unsaid=5)


@dataclass
class Teams:
    """A Connector that counts what arrived in each chat, and refuses what is too fast."""

    now: Callable[[], float]
    random: Random
    weather: Weather = field(default_factory=lambda: GOOD)
    arrived: Counter[str] = field(default_factory=Counter)
    """Messages by conversation."""
    at: list[float] = field(default_factory=list)
    """When each message arrived."""
    throttled: int = 0
    """Answers 429 for going too fast; those of a storm are not counted."""
    roster: tuple[Member, ...] = ()

    def __post_init__(self) -> None:
        self._rates = Rates(self.now)
        self._refuses: dict[str, bool] = {}

    async def send(self, to: Place, message: Message, *, leaving: Leaving = unnoticed) -> Delivery:
        """See Connector.send."""
        del message
        await leaving()
        if held := await self._taken_in("send", to.id):
            return held
        if self._blocked(to.id):
            await self._answered()
            return Refused("ConversationBlockedByUser", "blocked", forget="place")
        lost = self.random.uniform(0, 100) < self.weather.lost
        if not lost or self.random.random() < 0.5:
            self.arrived[to.id] += 1
            self.at.append(self.now())
        await self._answered()
        return Unknown("504") if lost else Sent(f"m{len(self.at)}")

    async def update(self, to: Place, message_id: str, message: Message) -> Delivery:
        """See Connector.update."""
        del message
        held = await self._taken_in("send", to.id)
        await self._answered()
        return held or Sent(message_id)

    async def delete(self, to: Place, message_id: str) -> Delivery:
        """See Connector.delete."""
        del to
        return Sent(message_id)

    async def open_personal(
        self, service_url: str, tenant: str, teams_id: str
    ) -> Place | NotSent | Refused:
        """See Connector.open_personal."""
        held = await self._taken_in("create", teams_id)
        await self._answered()
        return held or Place(f"a:{teams_id}", "personal", service_url, tenant)

    async def members(self, of: Place) -> tuple[Member, ...] | NotSent | Refused:
        """See Connector.members."""
        held = await self._taken_in("members", of.id)
        await self._answered()
        return held or self.roster

    async def channels(self, of: Place) -> Mapping[str, str] | NotSent | Refused:
        """See Connector.channels."""
        return {of.id: ""}

    async def _taken_in(self, operation: str, conversation: str) -> NotSent | None:
        """The way there; the 429 where it is too fast, or a storm rages."""
        await asyncio.sleep(self.random.uniform(*THERE))
        if self.weather.storms and self.now() % STORM_EVERY < STORM_LASTS:
            await self._answered()
            return NotSent("429 storm", self.random.choice((1.0, 2.128, None)))
        wait = self._rates.wait(operation, conversation)  # type: ignore[arg-type]
        if wait is None:
            return None
        self.throttled += 1
        await self._answered()
        return NotSent("429", wait)

    async def _answered(self) -> None:
        await asyncio.sleep(self.random.uniform(*AND_BACK))

    def _blocked(self, conversation: str) -> bool:
        if conversation not in self._refuses:
            self._refuses[conversation] = self.random.uniform(0, 100) < self.weather.refused
        return self._refuses[conversation]
