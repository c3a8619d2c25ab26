"""Carrying out what the playbook decided: decide, write, decide again where others were faster."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

import structlog

from bot.organisation import Organisation
from graph.errors import GraphFault, Unavailable
from graph.records import Conflict, NotNow, Saved
from playbook.agenda import agenda, standup
from playbook.outcome import (
    Answered,
    Decided,
    HandedOver,
    HandOverEnded,
    ItemDone,
    Moved,
    Outcome,
    Reply,
    Reviewed,
    Surveyed,
    WaveMoved,
    Withdrawn,
)

TRIES = 4
"""How often a command is decided again before its person is told to try later."""
_IN_TIME = 10.0
"""Seconds that Graph may take over what nobody waits for."""
_IN_A_ROW = 4
"""How often the agenda of a change is asked at one instant: an edited scope is sent anew, and a
wave of the same morning is held for it. What is due still is due at the next."""

_log = structlog.get_logger(__name__)


class Contended(Exception):
    """Others wrote the same rows again and again; nothing of this was written."""


async def carry_out(
    org: Organisation, decide: Callable[[], Outcome], *, within: float
) -> Outcome | NotNow:
    """Decide on what the register shows, and write the outcome; answers the outcome written.

    `decide` is pure and is asked anew after every conflict (docs/decisions/0003). `within` is
    in seconds of wall time; NotNow says that Graph did not confirm in it.

    Raises:
        Contended: TRIES conflicts in a row.
        GraphFault: Graph refuses for good, and nothing that decides was written.
    """
    deadline = time.monotonic() + within
    landed: Reply | None = None
    for _ in range(TRIES):
        outcome = _first_told(decide(), landed)
        if not outcome:
            return outcome
        match await org.records.carry_out(outcome, within=deadline - time.monotonic()):
            case Saved(lacking=lacking):
                if lacking is not None:
                    _log.warning("records.lacking", reason=str(lacking))
                return outcome
            case NotNow() as not_now:
                return not_now
            case Conflict(landed=decided):
                landed = landed or (outcome.reply if decided else None)
                if not await _refreshed(org, deadline):
                    return NotNow(None)
    raise Contended


def _first_told(outcome: Outcome, landed: Reply | None) -> Outcome:
    """The outcome, unless it finds as done before what this very command has just written."""
    found = outcome.reply
    match landed:
        case Decided() | Withdrawn() | Reviewed() | Moved() | WaveMoved() | Answered() | ItemDone():
            ours = found == replace(landed, again=True)
        case HandedOver() | HandOverEnded():
            ours = found == replace(landed, again=True)
        case Surveyed():
            ours = found == replace(landed, changed=True)
        case _:
            ours = False
    return replace(outcome, reply=landed) if landed is not None and ours else outcome


async def _refreshed(org: Organisation, deadline: float) -> bool:
    try:
        async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
            await org.records.refresh()
    except (TimeoutError, Unavailable):
        return False
    return True


async def follow_up(org: Organisation, change: str) -> None:
    """Write what is due for one change now; what could not be written is due again later."""

    def due() -> Outcome:
        dossier = org.records.dossier(change)
        return agenda(dossier, org.workplace, org.clock.now()) if dossier else Outcome()

    for _ in range(_IN_A_ROW):
        if not await _due(org, due, change):
            return


async def stand_up(org: Organisation) -> None:
    """Write what is due now for the organisation as a whole: the digest of a working morning."""

    def due() -> Outcome:
        return standup(tuple(org.records.dossiers()), org.workplace, org.clock.now())

    await _due(org, due, "team")


async def _due(org: Organisation, decide: Callable[[], Outcome], subject: str) -> bool:
    """Whether something was due and was written, so that more may follow from it."""
    try:
        outcome = await carry_out(org, decide, within=_IN_TIME)
    except Contended:
        _log.warning("agenda.contended", subject=subject)
    except GraphFault as fault:
        # One change that Graph refuses must not keep the others from their turn.
        _log.warning("agenda.refused", subject=subject, reason=str(fault))
    else:
        return isinstance(outcome, Outcome) and bool(outcome)
    return False
