"""Listing whom a wave's announcement goes to one to one: the members of its group, as of now."""

import asyncio
from functools import partial

import structlog

from bot.carrying import Contended, carry_out
from bot.organisation import Organisation
from graph.errors import GraphFault, NotFound
from graph.records import NotNow
from playbook import mailing
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.outcome import Outcome
from playbook.records import Record, Sheet, Wave

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
        people = await _members(org, wave)
    claims = mailing.address(dossier, org.workplace, wave, people, org.clock.now()).facts
    # The first sheet stands for all: once it is there, nobody else has to be listed.
    for part in (claims[1:], claims[:1]):
        if isinstance(await carry_out(org, partial(_unclaimed, org, part), within=_WITHIN), NotNow):
            _log.warning("mailing.later", wave=wave.key, reason="the lists did not answer")
            return


async def _members(org: Organisation, wave: Wave) -> tuple[Who, ...]:
    """The people of the wave's group; nobody, where it is gone since it was chosen."""
    try:
        return tuple(user.who for user in await org.directory.members(wave.audience.id))
    except NotFound:
        _log.warning("mailing.no_group", wave=wave.key)
        return ()


def _unclaimed(org: Organisation, sheets: tuple[Record, ...]) -> Outcome:
    """The sheets that are not in the lists yet."""
    new = (sheet for sheet in sheets if org.records.record(Sheet, sheet.key) is None)
    return Outcome(facts=tuple(new))
