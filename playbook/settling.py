"""What became of a post: sent, refused, or in doubt until a person tells."""

from datetime import datetime

from playbook.calls import key_of, next_key
from playbook.commands import Resolve
from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.fields import Who
from playbook.outcome import Outcome, PostResolved, Reason, Refusal
from playbook.posting import replaced_by, successor_of
from playbook.records import Duty, Person, Post, PostState, Purpose
from playbook.workplace import Workplace


def settled(
    post: Post,
    state: PostState,
    now: datetime,
    *,
    message: str = "",
    conversation: str = "",
    content: str = "",
    detail: str = "",
) -> Post:
    """The post as it stands once Teams has answered, or has failed to."""
    return post.model_copy(
        update={
            "state": state,
            "settled_at": now,
            "message": message or post.message,
            "conversation": conversation or post.conversation,
            "content": content or post.content,
            "detail": detail[:255],
        }
    )


def proved(post: Post | None, message: str, conversation: str, now: datetime) -> Outcome:
    """A press on a card proves that it arrived, whatever we believed of it before."""
    if post is None or post.state not in (PostState.UNKNOWN, PostState.CLAIMED):
        return Outcome()
    sent = settled(post, PostState.SENT, now, message=message, conversation=conversation)
    return Outcome(edits=(sent,))


def in_doubt(dossier: Dossier) -> tuple[Post, ...]:
    """The posts of a change that may or may not have arrived."""
    return tuple(post for post in dossier.posts if post.state is PostState.UNKNOWN)


def resolvers(dossier: Dossier | None, workplace: Workplace) -> tuple[Who, ...]:
    """Who may say whether a post arrived: those who run its change, or the organisation's lead."""
    if dossier is not None:
        return editors_of(dossier.change, workplace)
    holders = (workplace.holder(Duty.LEAD), workplace.holder(Duty.COORDINATOR))
    return tuple(who for who in holders if who)


def resolve(
    post: Post | None,
    dossier: Dossier | None,
    workplace: Workplace,
    command: Resolve,
    person: Person,
    now: datetime,
) -> Outcome:
    """Carry out a person's word: it arrived, or send it again under the next ordinal."""
    if post is None:
        return Outcome(Refusal(Reason.NO_SUCH_RECORD, command.post))
    can_act = resolvers(dossier, workplace)
    if can_act and person.key not in {who.id for who in can_act}:
        return Outcome(Refusal(Reason.NOT_YOURS_TO_RESOLVE, post.subject, can_act))
    if post.state is not PostState.UNKNOWN:
        return Outcome(Refusal(Reason.NOT_IN_DOUBT, post.subject))
    if command.arrived:
        sent = settled(post, PostState.SENT, now, detail=f"{person.name} saw it")
        return Outcome(PostResolved(post.key, arrived=True), edits=(sent,))
    others = dossier.posts if dossier is not None else workplace.posts.values()
    again = successor_of(post, others)
    if again is not None:
        dropped = replaced_by(again, post, now)
        return Outcome(PostResolved(post.key, arrived=False), edits=(dropped,))
    again = Post(
        key=next_key(post.key, (other.key for other in others)),
        purpose=post.purpose,
        subject=post.subject,
        about=post.about,
        version=post.version,
        receiver=post.receiver,
        conversation=post.conversation,
        thread=post.thread,
        says=post.says,
        claimed_at=now,
    )
    dropped = replaced_by(again, post, now)
    return Outcome(PostResolved(post.key, arrived=False), facts=(again,), edits=(dropped,))


def late_result(receiver: Who, subject: str, command_id: str, says: str, now: datetime) -> Post:
    """The post that tells somebody what became of a command that waited for the lists."""
    return Post(
        key=key_of(Purpose.SAVED, subject, f"{receiver.id}/{command_id}", 1),
        purpose=Purpose.SAVED,
        subject=subject,
        receiver=receiver,
        says=says,
        claimed_at=now,
    )
