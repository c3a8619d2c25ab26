"""A post that the facts call for, before anybody has claimed it, and the keys that posts have."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from playbook.dossier import Dossier, is_number
from playbook.fields import NOBODY, Who
from playbook.records import Post, PostState, Purpose


@dataclass(frozen=True, slots=True)
class Call:
    """One message to one person, or to one conversation; `about` is the key of a plan row.

    `times` is how often it may be claimed: once more for each time that Teams refused it. With
    `since`, only what was claimed from then on answers it: a wave may be paused twice.
    """

    purpose: Purpose
    receiver: Who = NOBODY
    conversation: str = ""
    thread: str = ""
    about: str = ""
    version: str = ""
    times: int = 1
    since: datetime | None = None


def key_of(purpose: Purpose, subject: str, receiver: str, ordinal: int) -> str:
    """A post's key: purpose, subject, receiver and ordinal; never an index or an instant."""
    return f"{purpose}/{subject}/{receiver}/{ordinal}"


def subject_in(key: str) -> str:
    """What a post is about, as its key tells; empty where somebody typed another key by hand."""
    _, _, rest = key.partition("/")
    return rest.partition("/")[0]


def next_key(key: str, taken: Iterable[str]) -> str:
    """A post's key with the first ordinal beyond those that are taken."""
    stem = key.rpartition("/")[0]
    ordinals = (ordinal_of(other) for other in taken if other.rpartition("/")[0] == stem)
    return f"{stem}/{max(ordinals, default=0) + 1}"


def ordinal_of(key: str) -> int:
    """The ordinal that a post's key ends in; 0 where somebody typed another ending by hand."""
    ordinal = key.rpartition("/")[2]
    return int(ordinal) if is_number(ordinal) else 0


def answered(dossier: Dossier, call: Call) -> tuple[Post, ...]:
    """The posts that were claimed for this call, whatever became of them."""
    return tuple(
        post
        for post in dossier.posts
        if post.purpose is call.purpose
        and post.about == call.about
        and post.version == call.version
        and post.receiver.id == call.receiver.id
        and (bool(post.receiver) or post.conversation == call.conversation)
        and (call.since is None or post.claimed_at >= call.since)
    )


def is_open(dossier: Dossier, call: Call) -> bool:
    """Whether nobody has claimed a post for this call yet."""
    claimed = answered(dossier, call)
    return sum(post.state is not PostState.SUPERSEDED for post in claimed) < call.times


def claimed(dossier: Dossier, call: Call, now: datetime) -> Post:
    """The call as a claimed post."""
    subject = dossier.change.key
    about = call.about.removeprefix(f"{subject}/")
    receiver = call.receiver.id or ("thread" if call.thread else "all")
    stem = key_of(call.purpose, subject, f"{about}/{receiver}" if about else receiver, 1)
    return Post(
        key=next_key(stem, (*(post.key for post in dossier.posts), *dossier.taken)),
        purpose=call.purpose,
        subject=subject,
        about=call.about,
        version=call.version,
        receiver=call.receiver,
        conversation=call.conversation,
        thread=call.thread,
        claimed_at=now,
    )
