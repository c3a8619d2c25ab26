"""From a command to its reply: named, decided, written; or kept for later where Graph is away."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from pydantic import BaseModel

from bot.carrying import Contended, carry_out
from bot.desk.naming import NobodyOfThatName, named, people_in
from bot.journal.port import Job, NotYet
from bot.organisation import Organisation
from cards.saying import says_of
from graph.errors import Rejected, Unavailable
from graph.records import NotNow
from graph.wire import CORRELATION
from playbook.arriving import met
from playbook.commands import AnyCommand, Arrive, File, Leave
from playbook.decide import decide, subject_of
from playbook.fields import Who
from playbook.outcome import (
    Decided,
    Drafted,
    Filed,
    Moved,
    Outcome,
    Reason,
    Refusal,
    Reply,
    Unfinished,
)
from playbook.records import Person, Post
from playbook.settling import late_result, proved

IN_TIME = 2.0
"""Seconds of wall time a person's press may wait for Graph; the rest of three is ours."""
_LATE = 20.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a press proves: the post whose card was pressed has arrived, as this message."""

    post: str = ""
    message: str = ""
    conversation: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Graph did not confirm in time; the command waits in the journal."""


class LateCommand(BaseModel, frozen=True):
    """A command as the journal holds it. It is decided again when it is written."""

    id: str
    command: AnyCommand
    person: Person
    at: datetime
    seen: Seen = Seen()
    correlation: str = ""
    """Of the press, so that its log lines and requests are found together, however late."""


async def perform(
    org: Organisation, command: AnyCommand, person: Person, seen: Seen, act: str
) -> Reply | Kept:
    """Carry out a person's command. `act` names this press, so that it is kept only once.

    Raises:
        Contended: others kept writing the same rows.
        GraphFault: Graph refuses for good.
    """
    now = org.clock.now()
    deadline = time.monotonic() + IN_TIME
    try:
        async with asyncio.timeout(IN_TIME):
            whole = await named(org, command, person)
        result = await carry_out(
            org,
            lambda: _decided(org, whole, person, now, seen),
            within=deadline - time.monotonic(),
        )
    except NobodyOfThatName as nobody:
        return nobody.reply
    except Unavailable as away:
        result = NotNow(away.after)
    except TimeoutError:
        result = NotNow(None)
    if isinstance(result, NotNow):
        reply = _decided(org, command, person, now, seen).reply
        if isinstance(reply, Unfinished):
            # What is to mend is known without Graph, and only now is what was typed at hand.
            return reply
        await _keep(
            org,
            LateCommand(
                id=act,
                command=command,
                person=person,
                at=now,
                seen=seen,
                correlation=CORRELATION.get(),
            ),
        )
        return Kept()
    return result.reply


async def meet(org: Organisation, person: Person, seen: Seen) -> None:
    """Keep what a turn that asks for nothing else told of its person and of the card pressed.

    Of a stranger nothing is kept.
    """

    def told() -> Outcome:
        if not org.workplace.admits(person):
            return Outcome()
        shown = proved(_post(org, seen, person), seen.message, seen.conversation, org.clock.now())
        return _beside(met(org.workplace, person), shown)

    try:
        await carry_out(org, told, within=IN_TIME)
    except (Contended, Unavailable):
        _log.info("meeting.later", person=person.key)


async def _keep(org: Organisation, late: LateCommand) -> None:
    _log.warning("command.kept", command=late.command.do, person=late.person.key)
    await org.journal.keep(
        Job(
            id=f"write:{late.id}",
            kind="write",
            organisation=org.name,
            payload=late.model_dump_json(),
        )
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
            result = await carry_out(org, decide_late, within=_LATE)
        except Rejected as refused:
            # It would be refused for ever, and hold back every later command of these people.
            _log.exception("command.refused_late", command=late.command.do, code=refused.code)
            reply = Refusal(Reason.NOT_ACCEPTED, subject_of(late.command, org.workplace))
            result = await carry_out(
                org, lambda: _with_result(org, Outcome(reply), late), within=_LATE
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
    if isinstance(whole, File):
        # Nobody is there to be asked whose edit shall stand: what was typed last is kept.
        whole = whole.model_copy(update={"base": ""})
    return lambda: _told(org, whole, late)


def _told(org: Organisation, command: AnyCommand, late: LateCommand) -> Outcome:
    outcome = _decided(org, command, late.person, late.at, late.seen)
    if isinstance(outcome.reply, Unfinished) and isinstance(command, File) and command.submit:
        draft = command.model_copy(update={"submit": False})
        outcome = _decided(org, draft, late.person, late.at, late.seen)
    return _with_result(org, outcome, late)


def _with_result(org: Organisation, outcome: Outcome, late: LateCommand) -> Outcome:
    """The outcome, and with it the post that tells its person what came of the command."""
    if isinstance(late.command, Arrive | Leave):
        return outcome
    subject = _subject(outcome.reply) or subject_of(late.command, org.workplace)
    told = late_result(late.person.who, subject, late.id, says_of(outcome.reply), org.clock.now())
    if org.records.post(told.key) is not None:
        return outcome
    return replace(outcome, facts=(*outcome.facts, told))


def _subject(reply: Reply) -> str:
    match reply:
        case Filed(change=change) | Drafted(change=change) | Decided(change=change):
            return change
        case Moved(change=change) | Refusal(change=change):
            return change
        case _:
            return ""


def _decided(
    org: Organisation, command: AnyCommand, person: Person, now: datetime, seen: Seen
) -> Outcome:
    """The playbook's outcome, and with it what the request told of its person and its card."""
    workplace = org.workplace
    subject = subject_of(command, workplace)
    dossier = org.records.dossier(subject) if subject else None
    outcome = decide(dossier, workplace, command, person, now)
    if not workplace.admits(person) or isinstance(command, Arrive | Leave):
        return outcome
    outcome = _beside(outcome, met(workplace, person))
    pressed = _post(org, seen, person)
    outcome = _beside(outcome, proved(pressed, seen.message, seen.conversation, now))
    for who in people_in(command):
        if who.id not in workplace.people:
            outcome = _beside(outcome, met(workplace, Person(key=who.id, name=who.name)))
    return outcome


def _beside(outcome: Outcome, more: Outcome) -> Outcome:
    """The outcome with further rows after its own; a row that it already has is left out."""
    taken = {(type(row), row.key) for row in outcome.rows}
    return replace(
        outcome,
        facts=(*outcome.facts, *(row for row in more.facts if (type(row), row.key) not in taken)),
        edits=(*outcome.edits, *(row for row in more.edits if (type(row), row.key) not in taken)),
    )


def _post(org: Organisation, seen: Seen, person: Person) -> Post | None:
    """The post whose card was pressed, if this person could have got it there."""
    post = org.records.post(seen.post) if seen.post and seen.message else None
    if post is None or (post.receiver and post.receiver.id != person.key):
        return None
    return post if post.conversation in ("", seen.conversation) else None
