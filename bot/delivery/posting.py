"""Sending claimed posts, each in its reader's hours.

Nothing is sent without its claimed row, and what may have been sent is never sent again by
itself (docs/decisions/0004-posts-are-claimed.md).
"""

import asyncio

import structlog
from pydantic import BaseModel

from bot.carrying import Contended, carry_out, follow_up
from bot.delivery.reaching import reach
from bot.journal.port import Attempt, Job, NotYet
from bot.organisation import Organisation
from bot.teams.connector import Message, NotSent, Refused, Sent, Unknown
from cards import posted
from cards.words import speaking
from graph.errors import GraphFault
from graph.records import NotNow
from playbook.arriving import out_of_reach
from playbook.calls import subject_in
from playbook.lateness import may_go
from playbook.outcome import Outcome
from playbook.records import Conversation, Person, Post, PostState, Record
from playbook.settling import settled

_PATIENCE = 30.0

Met = Person | Conversation | None
"""The row of whoever, or whatever place, a post has told something about."""

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


async def send_claimed(org: Organisation, given: set[str]) -> None:
    """Give every claimed post whose hour has come to the journal; `given` remembers those that
    this process gave.

    The journal knows a post that it was given before, so forgetting costs time and no more.
    What it has brought to an end before is not sent under the same name again: then the post's
    row was deleted in the list, and made anew since.
    """
    claimed = {post.key: post for post in org.records.posts(PostState.CLAIMED)}
    given &= claimed.keys()
    now, workplace = org.clock.now(), org.workplace
    for key, post in claimed.items():
        if key in given or may_go(post, workplace, now) != now:
            continue
        job = job_for(org, post)
        if await org.journal.keep(job) or job in await org.journal.pending():
            given.add(key)
        else:
            await _doubt(org, key)


async def send(org: Organisation, job: Job, attempt: Attempt) -> str:
    """Send one claimed post, and write down what became of it; answers what it is about.

    Raises:
        NotYet: nothing was sent, and it may work later.
    """
    key = PostJob.model_validate_json(job.payload).post
    post = org.records.post(key) or await _called_for_still(org, key)
    if post is None:
        _log.warning("post.withdrawn", post=key)
        return subject_in(key)
    if post.state is PostState.CLAIMED:
        now = org.clock.now()
        if not attempt.begun_before and may_go(post, org.workplace, now) != now:
            # It was kept back past its hour. What is worth nothing any more, the agenda drops.
            raise NotYet(_PATIENCE)
        row, met = await _sent(org, post, attempt)
        await _write_down(org, row, met)
        _log.info("post.settled", post=post.key, state=row.state, detail=row.detail)
    return post.subject


async def _called_for_still(org: Organisation, key: str) -> Post | None:
    """The post whose row was deleted in the list, claimed anew if the facts still call for it."""
    try:
        await org.records.refresh()
    except GraphFault as fault:
        raise NotYet from fault
    await follow_up(org, subject_in(key))
    return org.records.post(key)


async def _doubt(org: Organisation, key: str) -> None:
    """Leave it to a person whether a post that was settled before is to be sent again."""

    def in_doubt() -> Outcome:
        post = org.records.post(key)
        if post is None or post.state is not PostState.CLAIMED:
            return Outcome()
        detail = "its row was deleted in the list after it was settled"
        return Outcome(edits=(settled(post, PostState.UNKNOWN, org.clock.now(), detail=detail),))

    await carry_out(org, in_doubt, within=_PATIENCE)


async def _sent(org: Organisation, post: Post, attempt: Attempt) -> tuple[Post, Met]:
    """Send; the post's row as it stands then, and that of its place where that changed too."""
    now = org.clock.now()
    if attempt.begun_before:
        return settled(post, PostState.UNKNOWN, now, detail="interrupted while sending"), None
    reached = await reach(org, post)
    if isinstance(reached, NotSent):
        raise NotYet(reached.retry_after)
    if isinstance(reached, Refused):
        return _refused(org, post, reached)
    where = reached.place.id
    with speaking(org.language):
        drawn = posted.draw(
            post,
            org.records.dossier(post.subject),
            org.workplace,
            now,
            dossiers=tuple(org.records.dossiers()),
        )
    message = Message(summary=drawn.summary, card=drawn.card)
    delivery = await org.connector.send(reached.place, message)
    match delivery:
        case NotSent(retry_after=after):
            raise NotYet(after)
        case Refused():
            return _refused(org, post, delivery)
        case Unknown(reason=reason):
            row = settled(post, PostState.UNKNOWN, now, conversation=where, detail=reason)
            return row, reached.met
        case Sent(message_id=name):
            content = posted.fingerprint(drawn.card)
            row = settled(
                post, PostState.SENT, now, message=name, conversation=where, content=content
            )
            return row, reached.met


def _refused(org: Organisation, post: Post, refused: Refused) -> tuple[Post, Met]:
    """Teams will not take it. Where that is for the place, its person is out of reach from now on,
    and a channel that was deleted is one of ours no more; a message that is refused for what it
    is says nothing of the place.
    """
    detail = f"{refused.code}: {refused.reason}"
    row = settled(post, PostState.REFUSED, org.clock.now(), detail=detail)
    if refused.forget != "place":
        return row, None
    if post.receiver:
        return row, out_of_reach(org.workplace.person(post.receiver), refused.reason)
    held = org.workplace.conversations.get(post.conversation)
    if held is None or refused.code != "ConversationNotFound":
        return row, None
    return row, held.model_copy(update={"present": "no"})


async def _write_down(org: Organisation, row: Post, met: Met) -> None:
    """Write what became of a post, for as long as it takes: it must not be sent again.

    The answer of Teams is in this process alone until the lists have it. If the process ends
    first, the journal knows that sending had begun, and the post becomes unknown.
    """

    # What was given up while it was on its way has arrived all the same, or may have.
    gone = row.state is not PostState.REFUSED
    stands = (PostState.CLAIMED, PostState.SUPERSEDED) if gone else (PostState.CLAIMED,)

    def known() -> Outcome:
        post = org.records.post(row.key)
        rows: list[Record] = [row] if post and post.state in stands else []
        return Outcome(edits=(*rows, *_met(org, met)))

    wait = 0.1
    while True:
        try:
            result = await carry_out(org, known, within=10)
        except Contended:
            continue
        except GraphFault as refused:
            # A secret that has expired, say: the row is still owed once somebody has mended it.
            _log.error("post.not_written_down", post=row.key, reason=str(refused))
            result = NotNow(None)
        if isinstance(result, NotNow):
            await asyncio.sleep(result.after or wait)
            wait = min(wait * 2, _PATIENCE)
            continue
        await follow_up(org, row.subject)
        held = org.records.post(row.key)
        if held is None or held.state is not PostState.CLAIMED:
            return
        # Somebody deleted the row meanwhile, and the facts have it claimed once more.


def _met(org: Organisation, met: Met) -> tuple[Record, ...]:
    """The row of the person or channel with what the post told; what else it holds is kept."""
    match met:
        case None:
            return ()
        case Conversation():
            return (met,) if org.workplace.conversations.get(met.key) != met else ()
    known = org.workplace.people.get(met.key)
    if known is None:
        return (met,)
    told = {"installed", "conversation", "service"}
    now_known = known.model_copy(update=met.model_dump(include=told))
    return (now_known,) if now_known != known else ()
