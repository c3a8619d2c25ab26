"""From a command to its reply: named, decided, written; or kept for later where Graph is away."""

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.carrying import Contended, carry_out
from bot.desk.admitting import is_known
from bot.desk.deciding import Seen, arrival, beside, decided, told_of
from bot.desk.late import LateCommand, is_behind, keep
from bot.desk.naming import NobodyOfThatName, named
from bot.organisation import Organisation
from graph.errors import Unavailable
from graph.records import NotNow
from graph.wire import CORRELATION
from playbook.commands import AnyCommand
from playbook.outcome import Outcome, Refusal, Reply, Unfinished
from playbook.records import Person

IN_TIME = 2.0
"""Seconds of wall time a person's press may wait for Graph; the rest of three is ours."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """Graph did not confirm in time; the command waits in the journal."""


async def perform(
    org: Organisation, command: AnyCommand, person: Person, seen: Seen, act: str
) -> Reply | Kept:
    """Carry out a person's command. `act` names this press, so that it is kept only once.

    Where Graph is away it is kept behind those that were given before it; and so it is where
    one that it may rest on waits there still, or it would be saved before that one.

    Raises:
        Contended: others kept writing the same rows.
        GraphFault: Graph refuses for good.
    """
    now = org.clock.now()
    with org.line.taken() as first:
        if not await is_behind(org, command, person):
            reply = await _at_once(org, command, person, seen, now)
            if reply is not None:
                return reply
        await first()
        return await kept(org, command, person, seen, act, now)


async def _at_once(
    org: Organisation, command: AnyCommand, person: Person, seen: Seen, now: datetime
) -> Reply | None:
    """Carry it out while its person waits; None where Graph does not confirm in time."""
    deadline = time.monotonic() + IN_TIME
    try:
        async with asyncio.timeout(IN_TIME):
            whole = await named(org, command, person)
        result = await carry_out(
            org,
            lambda: decided(org, whole, person, now, seen),
            within=deadline - time.monotonic(),
        )
    except NobodyOfThatName as nobody:
        return nobody.reply
    except (Unavailable, TimeoutError):
        return None
    return None if isinstance(result, NotNow) else result.reply


async def kept(
    org: Organisation, command: AnyCommand, person: Person, seen: Seen, act: str, now: datetime
) -> Unfinished | Kept:
    """Keep a command given `now` for later; or say what is to mend in it, which is known without
    Graph, and only now is what was typed at hand.
    """
    reply = decided(org, command, person, now, seen).reply
    if isinstance(reply, Unfinished):
        return reply
    late = LateCommand(
        id=act, command=command, person=person, at=now, seen=seen, correlation=CORRELATION.get()
    )
    await keep(org, late)
    return Kept()


async def barred(
    org: Organisation, command: AnyCommand, person: Person, seen: Seen
) -> Refusal | None:
    """Why a command would be refused if it were given now: whoever opens its form hears it before
    they type. The attempt is on record then, as if they had sent it.
    """
    now = org.clock.now()

    def would() -> Outcome:
        outcome = decided(org, command, person, now, seen)
        return outcome if isinstance(outcome.reply, Refusal) else Outcome()

    told = would().reply
    if not isinstance(told, Refusal):
        return None
    try:
        await carry_out(org, would, within=IN_TIME)
    except (Contended, Unavailable):
        _log.info("refusal.unrecorded", command=command.do, person=person.key)
    return told


async def meet(org: Organisation, person: Person, seen: Seen) -> None:
    """Keep what a turn that asks for nothing else told of its person and of the card pressed.

    Of a stranger nothing is kept.
    """

    def told() -> Outcome:
        if not is_known(org, person):
            return Outcome()
        now = org.clock.now()
        return beside(told_of(org, person), arrival(org, seen, person, now))

    try:
        await carry_out(org, told, within=IN_TIME)
    except (Contended, Unavailable):
        _log.info("meeting.later", person=person.key)
