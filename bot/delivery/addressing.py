"""Listing whom a wave's announcement goes to one to one: the members of its group, as of now."""

import asyncio
from functools import partial

import structlog

from bot.carrying import Contended, carry_out
from bot.organisation import Organisation
from graph.directory import User
from graph.errors import GraphFault, NotFound
from graph.records import NotNow
from playbook import mailing
from playbook.dossier import Dossier
from playbook.outcome import Outcome
from playbook.records import Person, Record, Wave

_WITHIN = 30.0
"""Seconds for reading a group, and for claiming its sheets."""

_log = structlog.get_logger(__name__)


async def address(org: Organisation, change: str) -> None:
    """Claim the sheets of a change's announced waves; where Graph is away, the next tick does."""
    dossier = org.records.dossier(change)
    if dossier is None:
        return
    for wave in mailing.to_address(dossier):
        try:
            await _address(org, dossier, wave)
        except (GraphFault, Contended, TimeoutError) as fault:
            _log.warning("mailing.later", wave=wave.key, reason=str(fault))


async def _address(org: Organisation, dossier: Dossier, wave: Wave) -> None:
    async with asyncio.timeout(_WITHIN):
        members = await _members(org, wave)
    people = tuple(member.who for member in members)
    claims = mailing.address(dossier, org.workplace, wave, people, org.clock.now()).facts
    # Of people of another organisation only those may press anything who have a row.
    guests = tuple(Person(key=one.who.id, name=one.who.name) for one in members if one.guest)
    # The first sheet stands for all: once it is there, nobody else has to be listed.
    for part in (guests, claims[1:], claims[:1]):
        if isinstance(await carry_out(org, partial(_unwritten, org, part), within=_WITHIN), NotNow):
            _log.warning("mailing.later", wave=wave.key, reason="the lists did not answer")
            return


async def _members(org: Organisation, wave: Wave) -> tuple[User, ...]:
    """The people of the wave's group; nobody, where it is gone since it was chosen."""
    try:
        return await org.directory.members(wave.audience.id)
    except NotFound:
        _log.warning("mailing.no_group", wave=wave.key)
        return ()


def _unwritten(org: Organisation, rows: tuple[Record, ...]) -> Outcome:
    """The rows that are not in the lists yet."""
    new = (row for row in rows if org.records.record(type(row), row.key) is None)
    return Outcome(facts=tuple(new))
