"""What is done when somebody asks for something to be written."""

import structlog

from bot.desk.admitting import may_ask
from bot.desk.commanding import Kept, kept, perform
from bot.desk.opening import again
from bot.desk.visit import Visit
from bot.teams.turn import Answer, ShowCard
from cards import replied
from cards.payloads import CommandPayload, Nonsense
from cards.reading import command_of
from graph.records import NotNow
from playbook.commands import Acknowledge, AnyCommand, Raise
from playbook.decide import subject_of
from playbook.outcome import Reply, Unfinished

_log = structlog.get_logger(__name__)


async def acted(visit: Visit, payload: CommandPayload) -> Answer:
    """Carry out what the card asks for, and show what came of it.

    Where something in a form is to mend, the form comes back with all that was typed.
    """
    command = command_of(payload, visit.inputs)
    if isinstance(command, Nonsense):
        _log.warning("card.nonsense", verb=payload.VERB, why=command.why)
        return ShowCard(replied.nonsense())
    if isinstance(command, Raise):
        command = command.model_copy(update={"conversation": visit.turn.place.id})
    reply = await _performed(visit, command, payload.post)
    if isinstance(reply, Unfinished) and (form := again(visit, payload, command, reply)):
        return form
    return shown(visit, command, reply)


async def _performed(visit: Visit, command: AnyCommand, post: str) -> Reply | Kept:
    seen, act = visit.seen(post), visit.turn.activity
    if not isinstance(command, Acknowledge) or not may_ask(visit.org, command, visit.person):
        return await perform(visit.org, command, visit.person, seen, act)
    reply = await visit.acknowledging.written(command.wave, visit.person, seen)
    if isinstance(reply, NotNow):
        return await kept(visit.org, command, visit.person, seen, act, visit.now)
    return reply


def shown(visit: Visit, command: AnyCommand, reply: Reply | Kept) -> Answer:
    """The card that tells what came of a command."""
    if isinstance(reply, Kept):
        return ShowCard(replied.kept(command))
    subject = getattr(reply, "change", "") or subject_of(command, visit.workplace)
    dossier = visit.org.records.dossier(subject) if subject else None
    return ShowCard(
        replied.draw(reply, dossier, visit.workplace, visit.person, visit.now, command=command)
    )
