"""`cutover audit verify`: whether what was done to each change is on record as it was written."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.host.credentials import credential
from bot.host.wiring import graph_wire
from bot.settings import Settings
from cards import audit
from cards.words import speaking
from graph.lists import Lists
from graph.sharepoint import SharePointLists
from graph.trails import read_trails
from playbook.verifying import Verified, verified

_PATIENCE = 600.0
"""Seconds that reading the lists may take: nobody waits for an answer in Teams."""
_SETTLED_AFTER = 3.0
"""Seconds after which what was being written a moment ago is in all lists."""


@dataclass(frozen=True, slots=True)
class Told:
    """What to print, and whether every change's record holds."""

    lines: tuple[str, ...]
    holds: bool


class NoSuchChange(Exception):
    """There is no record of that change."""


async def verify(settings: Settings, change: str = "") -> Told:
    """Read the lists anew and look at the record of every change, or of one.

    Raises:
        NoSuchChange: nothing in the lists is about that change.
        GraphFault: Graph refuses, or is unavailable too long.
    """
    async with credential(settings) as identity, graph_wire(settings, identity) as wire:
        lists = SharePointLists(wire, settings.site, settings.app_id, read_within=_PATIENCE)
        found = await looked_at(lists, change)
    with speaking(settings.language):
        told = tuple(audit.lines(found, settings.zone, datetime.now(UTC)))
    return Told(told, all(one.holds for one in found))


async def looked_at(
    lists: Lists, change: str, settled_after: float = _SETTLED_AFTER
) -> Sequence[Verified]:
    """What came of it. Lists are read one beside the other while Cutover may be writing, so what
    seems broken is looked at once more.
    """
    found = await _read(lists, change)
    if not all(one.holds for one in found):
        await asyncio.sleep(settled_after)
        found = await _read(lists, change)
    if change and not found:
        raise NoSuchChange(change)
    return found


async def _read(lists: Lists, change: str) -> tuple[Verified, ...]:
    trails = await read_trails(lists)
    return tuple(verified(trail) for trail in trails if change in ("", trail.change))
