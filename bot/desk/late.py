"""Commands that wait for Graph in the journal: decided again when they are written, and told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import structlog
from pydantic import BaseModel

from bot.carrying import carry_out
from bot.desk.deciding import Seen, decided
from bot.desk.naming import NobodyOfThatName, named
from bot.journal.port import Job, NotYet
from bot.organisation import Organisation
from cards.saying import says_of
from graph.errors import Rejected, Unavailable
from graph.records import NotNow
from graph.wire import CORRELATION
from playbook.commands import AnyCommand, AnyKeep, File, NameRoles, NewsOfPlaces
from playbook.decide import subject_of
from playbook.fields import Who
from playbook.outcome import Outcome, Reason, Refusal, Reply, Unfinished
from playbook.planning import row_hash
from playbook.records import Person
from playbook.settling import late_result

_WITHIN = 20.0

_log = structlog.get_logger(__name__)


class LateCommand(BaseModel, frozen=True):
    """A command as the journal holds it. It is decided again when it is written."""

    id: str
    command: AnyCommand
    person: Person
    at: datetime
    seen: Seen = Seen()
    correlation: str = ""
    """Of the press, so that its log lines and requests are found together, however late."""


async def keep(org: Organisation, late: LateCommand) -> None:
    """Keep a command in the journal. Its id names the press, so that it is kept only once."""
    _log.warning("command.kept", command=late.command.do, person=late.person.key)
    await org.journal.keep(
        Job(
            id=f"write:{late.id}",
            kind="write",
            organisation=org.name,
            payload=late.model_dump_json(),
        )
    )


async def is_behind(org: Organisation, command: AnyCommand, person: Person) -> bool:
    """Whether an earlier command of this person, or about the same change, is still kept."""
    subject = subject_of(command, org.workplace)
    waiting = (
        LateCommand.model_validate_json(job.payload)
        for job in await org.journal.pending()
        if job.kind == "write" and job.organisation == org.name
    )
    return any(
        late.person.key == person.key
        or (subject and subject_of(late.command, org.workplace) == subject)
        for late in waiting
    )


async def perform_late(org: Organisation, job: Job) -> str:
    """Decide a kept command again and tell its person the result; answers the change it is about.

    Raises:
        NotYet: Graph is still away.
    """
    late = LateCommand.model_validate_json(job.payload)
    CORRELATION.set(late.correlation)
    structlog.contextvars.bind_contextvars(correlation=late.correlation)
    try:
        await org.records.refresh()
        decide_late = await _late_decision(org, late)
        try:
            result = await carry_out(org, decide_late, within=_WITHIN)
        except Rejected as refused:
            # It would be refused for ever, and hold back every later command of these people.
            _log.exception("command.refused_late", command=late.command.do, code=refused.code)
            reply = Refusal(Reason.NOT_ACCEPTED, subject_of(late.command, org.workplace))
            result = await carry_out(
                org, lambda: _with_result(org, Outcome(reply), late), within=_WITHIN
            )
    except Unavailable as away:
        raise NotYet(away.after) from away
    if isinstance(result, NotNow):
        raise NotYet(result.after)
    _log.info("command.saved_late", command=late.command.do, reply=type(result.reply).__name__)
    return _subject(result.reply) or subject_of(late.command, org.workplace)


async def _late_decision(org: Organisation, late: LateCommand) -> Callable[[], Outcome]:
    try:
        whole = await named(org, late.command, late.person)
    except NobodyOfThatName as nobody:
        reply = nobody.reply
        if not isinstance(late.command, File):
            return lambda: _with_result(org, Outcome(reply), late)
        entered = late.command.entered.model_copy(update={"sponsor": Who()})
        whole = late.command.model_copy(update={"entered": entered, "submit": False})
    # Nobody is there to be asked whose edit shall stand: what was typed last is kept.
    if isinstance(whole, File | NameRoles):
        whole = whole.model_copy(update={"base": ""})
    elif isinstance(whole, AnyKeep) and whole.base:
        dossier = org.records.dossier(whole.row.change)
        stands = dossier.row(whole.row.key) if dossier else None
        whole = whole.model_copy(update={"base": row_hash(stands) if stands else ""})
    return lambda: _told(org, whole, late)


def _told(org: Organisation, command: AnyCommand, late: LateCommand) -> Outcome:
    outcome = decided(org, command, late.person, late.at, late.seen)
    if isinstance(outcome.reply, Unfinished) and isinstance(command, File) and command.submit:
        draft = command.model_copy(update={"submit": False})
        outcome = decided(org, draft, late.person, late.at, late.seen)
    return _with_result(org, outcome, late)


def _with_result(org: Organisation, outcome: Outcome, late: LateCommand) -> Outcome:
    """The outcome, and with it the post that tells its person what came of the command."""
    if isinstance(late.command, NewsOfPlaces):
        return outcome
    subject = _subject(outcome.reply) or subject_of(late.command, org.workplace)
    told = late_result(late.person.who, subject, late.id, says_of(outcome.reply), org.clock.now())
    if org.records.post(told.key) is not None:
        return outcome
    return replace(outcome, facts=(*outcome.facts, told))


def _subject(reply: Reply) -> str:
    """The change that a reply is about, where it names one."""
    return str(getattr(reply, "change", ""))
