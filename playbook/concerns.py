"""Questions, problems and additions: who answers, which are open, and which posts they call for."""

from collections.abc import Iterator, Mapping

from playbook.asking import lead_of
from playbook.calls import Call
from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.fields import NOBODY, Who
from playbook.records import Concern, ConcernKind, Duty, Post, Purpose, Wave
from playbook.workplace import Workplace

ASKED_AS: Mapping[ConcernKind, Purpose] = {
    ConcernKind.QUESTION: Purpose.QUESTION,
    ConcernKind.PROBLEM: Purpose.PROBLEM,
    ConcernKind.ADDITION: Purpose.ADDITION,
}
"""The message that brings it to whoever answers."""


def waiting(dossier: Dossier) -> tuple[Concern, ...]:
    """What nobody has answered yet, oldest first."""
    unanswered = (concern for concern in dossier.concerns if concern.answered_at is None)
    return tuple(sorted(unanswered, key=lambda concern: (concern.at, concern.key)))


def owner_of(
    kind: ConcernKind,
    wave: Wave | None,
    dossier: Dossier,
    workplace: Workplace,
    asker: Who = NOBODY,
) -> Who:
    """Who answers: the wave's owner, or for a problem the support contact; for an addition, who
    runs the change.

    Where that is who asks, the next in line does; nobody is asked their own question.
    """
    support = workplace.holder(Duty.SUPPORT) if kind is ConcernKind.PROBLEM else NOBODY
    in_line = (
        support,
        wave.owner if wave else NOBODY,
        lead_of(dossier),
        workplace.holder(Duty.COORDINATOR),
    )
    named = [who for who in in_line if who]
    return next((who for who in named if who.id != asker.id), named[0] if named else NOBODY)


def thread_of(dossier: Dossier, wave: Wave, conversation: str) -> str:
    """The announcement's message, where it was raised in the announcement's own channel."""
    announced = (
        post.message
        for post in dossier.posts
        if post.purpose is Purpose.ANNOUNCEMENT
        and post.about == wave.key
        and post.conversation == conversation
        and post.message
    )
    return next(announced, "") if conversation else ""


def answerers(dossier: Dossier, workplace: Workplace, concern: Concern) -> tuple[Who, ...]:
    """Who may answer: the one who was asked, and those who run the change; what an approver asked
    before they decide, nobody answers themselves.
    """
    people = (concern.owner, *editors_of(dossier.change, workplace))
    if concern.version:
        people = tuple(who for who in people if who.id != concern.by.id)
    return tuple({who.id: who for who in people if who}.values())


def calls(dossier: Dossier) -> Iterator[Call]:
    """The posts that questions and problems call for."""
    for concern in dossier.concerns:
        question = concern.kind is ConcernKind.QUESTION
        if concern.owner and concern.owner.id != concern.by.id:
            asks = ASKED_AS[concern.kind]
            if concern.answered_at is None:
                yield Call(asks, receiver=concern.owner, about=concern.key)
        if concern.answered_at is None:
            continue
        if question and concern.thread:
            yield Call(
                Purpose.ANSWERED,
                conversation=concern.conversation,
                thread=concern.thread,
                about=concern.key,
            )
        elif concern.by and concern.by.id != concern.answered_by.id:
            yield Call(Purpose.ANSWERED, receiver=concern.by, about=concern.key)


def holds(dossier: Dossier, post: Post) -> bool:
    """Whether a claimed post about a question or a problem still says something true."""
    concern = dossier.row(post.about)
    if not isinstance(concern, Concern):
        return False
    asks = post.purpose in ASKED_AS.values()
    return (concern.answered_at is None) if asks else concern.answered_at is not None
