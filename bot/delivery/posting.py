"""Sending claimed posts, and keeping cards that live true to the records.

Nothing is sent without its claimed row, and what may have been sent is never sent again by
itself (docs/decisions/0004-posts-are-claimed.md).
"""

import asyncio
from collections.abc import Iterable

import structlog
from pydantic import BaseModel

from bot.carrying import follow_up
from bot.delivery.reaching import Reached, reach
from bot.journal.port import Attempt, Job, NotYet
from bot.organisation import Organisation
from bot.teams.connector import Delivery, Message, NotSent, Refused, Sent, Unknown
from bot.teams.turn import Place
from cards import posted
from graph.records import Conflict, NotNow, Saved
from playbook.dossier import Dossier
from playbook.outcome import Outcome
from playbook.records import Person, Post, PostState, Purpose, Record
from playbook.settling import settled

_LIVE = (Purpose.APPROVAL, Purpose.REMINDER)
"""Purposes whose cards are redrawn when what they tell has changed."""
_PATIENCE = 30.0

_log = structlog.get_logger(__name__)


class PostJob(BaseModel, frozen=True):
    post: str


def job_for(org: Organisation, post: Post) -> Job:
    return Job(
        id=f"post:{post.key}",
        kind="post",
        organisation=org.name,
        payload=PostJob(post=post.key).model_dump_json(),
    )


async def send_claimed(org: Organisation) -> None:
    """Give every claimed post to the journal; one that it was given before stays as it is."""
    for post in org.records.posts(PostState.CLAIMED):
        await org.journal.keep(job_for(org, post))


async def send(org: Organisation, job: Job, attempt: Attempt) -> None:
    """Send one claimed post, and write down what became of it.

    Raises:
        NotYet: nothing was sent, and it may work later.
    """
    post = org.records.post(PostJob.model_validate_json(job.payload).post)
    if post is None:
        raise NotYet
    if post.state is not PostState.CLAIMED:
        return None
    if attempt.begun_before:
        _log.warning("post.unknown", post=post.key, reason="the process ended while sending")
        unknown = settled(post, PostState.UNKNOWN, org.clock.now(), detail="interrupted")
        return await _write_down(org, post, (unknown,))
    reached = await reach(org, post)
    match reached:
        case NotSent(retry_after=after):
            raise NotYet(after)
        case Refused():
            return await _refused(org, post, reached)
        case Reached():
            return await _post(org, post, reached)


async def _post(org: Organisation, post: Post, reached: Reached) -> None:
    now = org.clock.now()
    drawn = posted.draw(post, _dossier(org, post), org.workplace, now)
    message = Message(summary=drawn.summary, card=drawn.card)
    delivery: Delivery = await org.connector.send(reached.place, message)
    met: tuple[Record, ...] = (reached.met,) if reached.met else ()
    where = reached.place.id
    match delivery:
        case NotSent(retry_after=after):
            raise NotYet(after)
        case Refused():
            return await _refused(org, post, delivery)
        case Sent(message_id=message_id):
            content = posted.fingerprint(drawn.card)
            row = settled(
                post, PostState.SENT, now, message=message_id, conversation=where, content=content
            )
        case Unknown(reason=reason):
            _log.warning("post.unknown", post=post.key, reason=reason)
            row = settled(post, PostState.UNKNOWN, now, conversation=where, detail=reason)
    await _write_down(org, post, (row, *met))
    _log.info("post.settled", post=post.key, state=row.state)


async def _refused(org: Organisation, post: Post, refused: Refused) -> None:
    """Teams will not take it. Whoever it was for is then known to be out of reach."""
    _log.warning("post.refused", post=post.key, code=refused.code, reason=refused.reason)
    row = settled(
        post, PostState.REFUSED, org.clock.now(), detail=f"{refused.code}: {refused.reason}"
    )
    rows: tuple[Record, ...] = (row,)
    if post.receiver:
        person = org.workplace.person(post.receiver)
        gone = {"installed": f"cannot be reached: {refused.reason}"[:255], "conversation": ""}
        rows = (row, person.model_copy(update=gone))
    await _write_down(org, post, rows)


async def _write_down(org: Organisation, post: Post, rows: tuple[Record, ...]) -> None:
    """Write what became of a post, for as long as it takes: it must not be sent again.

    The answer of Teams is in this process alone until the lists have it. If the process ends
    first, the journal knows that sending had begun, and the post becomes unknown.
    """
    wait = 0.1
    while True:
        result = await org.records.carry_out(_onto(org, rows), within=10)
        match result:
            case Saved():
                break
            case Conflict():
                await org.records.refresh()
                known = org.records.post(post.key)
                if known is None or known.state is not PostState.CLAIMED:
                    rows = rows[1:]
                    if not rows:
                        break
            case NotNow(after=after):
                await asyncio.sleep(after or wait)
                wait = min(wait * 2, _PATIENCE)
    if dossier := _dossier(org, post):
        await follow_up(org, dossier.change.key)


def _onto(org: Organisation, rows: Iterable[Record]) -> Outcome:
    """The rows as edits; a person's other columns may have changed since, and are kept."""
    edits: list[Record] = []
    for row in rows:
        known = org.records.record(Person, row.key) if isinstance(row, Person) else None
        if known is not None and isinstance(row, Person):
            told = {"installed", "conversation", "service"}
            row = known.model_copy(update=row.model_dump(include=told))
        edits.append(row)
    return Outcome(edits=tuple(edits))


async def redraw(org: Organisation, dossier: Dossier) -> None:
    """Bring the live cards of a change up to date; an edit may be repeated, so none is claimed."""
    now = org.clock.now()
    for post in dossier.posts:
        if post.purpose not in _LIVE or post.state is not PostState.SENT or not post.message:
            continue
        drawn = posted.draw(post, dossier, org.workplace, now)
        content = posted.fingerprint(drawn.card)
        if content == post.content:
            continue
        place = Place(
            id=post.conversation,
            kind="personal",
            service_url=org.workplace.person(post.receiver).service or org.service_url,
            tenant=org.name,
        )
        message = Message(summary=drawn.summary, card=drawn.card)
        updated = await org.connector.update(place, post.message, message)
        if isinstance(updated, NotSent):
            _log.info("card.not_updated_yet", post=post.key, reason=updated.reason)
            continue
        row = post.model_copy(update={"content": content})
        await org.records.carry_out(Outcome(edits=(row,)), within=10)


def _dossier(org: Organisation, post: Post) -> Dossier | None:
    return org.records.dossier(post.subject)
