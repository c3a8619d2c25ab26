"""One announcement to many people in simulated time, and what became of each of them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from playbook.records import PostState
from tests.delivery.office import BEFORE, Office
from tests.delivery.teams import GOOD, Teams, Weather
from tests.delivery.virtual import simulated

AWAY = 2.0
"""Seconds until a process that ended is begun again."""


@dataclass(frozen=True, slots=True)
class Soak:
    """What the lists say of the people, held against what arrived in their chats."""

    sent: int
    refused: int
    unknown: int
    missing: int
    """In no list, or still to be told when all was done."""
    doubled: int
    lost: int
    """Told according to the lists, but nothing arrived."""
    seconds: float
    """Simulated, from the first message to the last."""
    throttled: int
    written: int
    """Resource units of lists, from the morning on."""
    read: int

    @property
    def rate(self) -> float:
        """Messages a second."""
        return (self.sent + self.unknown) / self.seconds


def soaked(
    people: int, *, seed: int, met: int, weather: Weather = GOOD, kills: Sequence[float] = ()
) -> Soak:
    """Announce to so many people. `kills` are the seconds that each process lives from then on
    before it is ended; the last one lives on.
    """
    random = Random(seed)  # noqa: S311 - makes days, guards nothing
    return simulated(_soaked(people, random, met, weather, kills))


async def _soaked(
    people: int, random: Random, met: int, weather: Weather, kills: Sequence[float]
) -> Soak:
    loop = asyncio.get_running_loop()
    teams = Teams(loop.time, random, weather)
    office = Office(people, teams, random, met=met)
    await office.found()
    office.begin()
    await asyncio.sleep(BEFORE - 1 - loop.time())
    office.lists.written = office.lists.read = 0
    await asyncio.sleep(1)
    for seconds in kills:
        await asyncio.sleep(seconds)
        await office.end()
        await asyncio.sleep(AWAY)
        office.begin()
    await office.all_told()
    written, read = office.lists.written, office.lists.read
    await office.end()
    return await _counted(office, teams, written, read)


async def _counted(office: Office, teams: Teams, written: int, read: int) -> Soak:
    listed = [one for sheet in await office.sheets() for one in sheet.addressees]
    state = {one.person.id: one.state for one in listed}
    states = list(state.values())
    arrived = {who.id: teams.arrived[office.chat(who)] for who in office.everybody}
    told = (PostState.SENT, PostState.UNKNOWN, PostState.REFUSED)
    return Soak(
        sent=states.count(PostState.SENT),
        refused=states.count(PostState.REFUSED),
        unknown=states.count(PostState.UNKNOWN),
        missing=sum(state.get(who.id) not in told for who in office.everybody),
        doubled=sum(count > 1 for count in arrived.values()) + len(listed) - len(state),
        lost=sum(state.get(person) is PostState.SENT and not n for person, n in arrived.items()),
        seconds=teams.at[-1] - teams.at[0],
        throttled=teams.throttled,
        written=written,
        read=read,
    )
