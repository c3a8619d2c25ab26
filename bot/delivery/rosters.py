"""Who is in the teams that Cutover is in: Teams' own names for people we have never talked to."""

import asyncio
from collections.abc import Iterable, Mapping

from bot.teams.connector import Connector, NotSent, Refused
from bot.teams.turn import Place

_REMEMBERED = 4


class Rosters:
    """The rosters of our teams, read once for each mailing and kept for the last few mailings."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector
        self._read: dict[str, Mapping[str, str]] = {}
        self._turn = asyncio.Lock()

    async def names(self, mailing: str, channels: Iterable[Place]) -> Mapping[str, str] | NotSent:
        """Teams' name for each person of these channels' teams, by Entra object id."""
        async with self._turn:
            if mailing not in self._read:
                found = await self._all(channels)
                if isinstance(found, NotSent):
                    return found
                while len(self._read) >= _REMEMBERED:
                    del self._read[next(iter(self._read))]
                self._read[mailing] = found
            return self._read[mailing]

    async def _all(self, channels: Iterable[Place]) -> dict[str, str] | NotSent:
        found: dict[str, str] = {}
        for channel in {channel.team: channel for channel in channels}.values():
            members = await self._connector.members(channel)
            if isinstance(members, NotSent):
                return members
            if isinstance(members, Refused):
                continue
            found.update((member.person, member.teams_id) for member in members if member.person)
        return found
