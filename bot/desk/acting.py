"""What is done when somebody asks for something to be written."""

import structlog

from bot.desk.commanding import Kept, perform
from bot.desk.visit import Visit
from bot.teams.turn import Answer, OpenDialog, ShowCard
from cards import form as forms
from cards import replied
from cards import set_up as set_ups
from cards.payloads import CommandPayload, FileChange, Nonsense, SaveSetUp
from cards.reading import command_of
from playbook.commands import AnyCommand, File
from playbook.decide import subject_of
from playbook.outcome import Reply, Unfinished
from playbook.standing import scope_hash

_log = structlog.get_logger(__name__)


async def acted(visit: Visit, payload: CommandPayload) -> Answer:
    """Carry out what the card asks for, and show what came of it."""
    command = command_of(payload, visit.inputs)
    if isinstance(command, Nonsense):
        _log.warning("card.nonsense", verb=payload.VERB, why=command.why)
        return ShowCard(replied.nonsense())
    reply = await perform(
        visit.org, command, visit.person, visit.seen(payload.post), visit.turn.activity
    )
    return shown(visit, command, reply)


async def filed(visit: Visit, payload: FileChange) -> Answer:
    """Keep the form; where something is to mend, it comes back with all that was typed."""
    command = command_of(payload, visit.inputs)
    if not isinstance(command, File):
        return ShowCard(replied.nonsense())
    reply = await perform(
        visit.org, command, visit.person, visit.seen(payload.post), visit.turn.activity
    )
    if isinstance(reply, Unfinished):
        entered = command.entered
        today = visit.workplace.today(visit.now)
        stands = visit.org.records.dossier(subject_of(command, visit.workplace))
        dialog = forms.draw(
            entered,
            reply.findings,
            entered.form,
            today,
            typed=visit.inputs,
            base=scope_hash(stands.change) if stands and reply.overtaken else payload.base,
            overtaken=reply.overtaken,
        )
        return OpenDialog(dialog.title, dialog.card)
    return shown(visit, command, reply)


async def set_up(visit: Visit, payload: SaveSetUp) -> Answer:
    """Keep who does what; where somebody was not found, the dialog comes back and says who."""
    command = command_of(payload, visit.inputs)
    if isinstance(command, Nonsense):
        return ShowCard(replied.nonsense())
    reply = await perform(
        visit.org, command, visit.person, visit.seen(payload.post), visit.turn.activity
    )
    if isinstance(reply, Unfinished):
        today = visit.workplace.today(visit.now)
        dialog = set_ups.dialog(visit.workplace, today, reply.findings, visit.inputs)
        return OpenDialog(dialog.title, dialog.card)
    return shown(visit, command, reply)


def shown(visit: Visit, command: AnyCommand, reply: Reply | Kept) -> Answer:
    """The card that tells what came of a command."""
    if isinstance(reply, Kept):
        return ShowCard(replied.kept(command))
    subject = getattr(reply, "change", "") or subject_of(command, visit.workplace)
    dossier = visit.org.records.dossier(subject) if subject else None
    return ShowCard(
        replied.draw(reply, dossier, visit.workplace, visit.person, visit.now, command=command)
    )
