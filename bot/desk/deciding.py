"""What the rules say to a command, and what its request told besides: pure, nothing is written."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.naming import people_in
from bot.organisation import Organisation
from playbook import mailing
from playbook.arriving import met
from playbook.commands import Acknowledge, AnyCommand, NewsOfPlaces
from playbook.decide import decide, subject_of
from playbook.dossier import Dossier
from playbook.guests import may_ask, recognised
from playbook.outcome import Outcome
from playbook.planning import change_in
from playbook.records import Person, Post
from playbook.settling import proved


@dataclass(frozen=True, slots=True)
class Seen:
    """What a press proves: the post whose card was pressed has arrived, as this message."""

    post: str = ""
    message: str = ""
    conversation: str = ""


def decided(
    org: Organisation, command: AnyCommand, person: Person, now: datetime, seen: Seen
) -> Outcome:
    """The playbook's outcome, and with it what the request told of its person and its card."""
    workplace = org.workplace
    subject = subject_of(command, workplace)
    dossier = org.records.dossier(subject) if subject else None
    outcome = decide(dossier, workplace, command, person, now)
    admitted = may_ask(command, dossier, workplace, person)
    if not admitted or isinstance(command, NewsOfPlaces):
        return outcome
    if not isinstance(command, Acknowledge):
        # A whole firm presses "Got it" within an hour, and each row costs
        # (docs/platform.md#throttling).
        outcome = beside(outcome, told_of(org, person))
    outcome = beside(outcome, arrival(org, seen, person, now))
    for who in people_in(command):
        if who.id not in workplace.people:
            outcome = beside(outcome, met(workplace, Person(key=who.id, name=who.name)))
    return outcome


def told_of(org: Organisation, person: Person) -> Outcome:
    """What a request told of its person; the first one tells their tenant, also to their roles."""
    known = org.workplace.people.get(person.key)
    outcome = met(org.workplace, person)
    if known is not None and known.tenant:
        return outcome
    return beside(outcome, recognised(org.records.dossiers(), person))


def beside(outcome: Outcome, more: Outcome) -> Outcome:
    """The outcome with further rows after its own; a row that it already has is left out."""
    taken = {(type(row), row.key) for row in outcome.rows}
    return replace(
        outcome,
        facts=(*outcome.facts, *(row for row in more.facts if (type(row), row.key) not in taken)),
        edits=(*outcome.edits, *(row for row in more.edits if (type(row), row.key) not in taken)),
    )


def arrival(
    org: Organisation, seen: Seen, person: Person, now: datetime, dossier: Dossier | None = None
) -> Outcome:
    """Keep that the card that was pressed has arrived, if it was this person's to press there.

    `dossier` is its change's, where more is about to be written there than the register shows.
    """
    if not seen.post or not seen.message:
        return Outcome()
    if is_own_letter(seen.post, person):
        dossier = dossier or org.records.dossier(change_in(seen.post))
        if dossier is not None and mailing.found(dossier, seen.post):
            return mailing.proved(dossier, seen.post, seen.message, seen.conversation)
    return proved(_pressed(org, seen, person), seen.message, seen.conversation, now)


def is_own_letter(post: str, person: Person) -> bool:
    """Whether a post's key can be that of a mailing's message to this person."""
    return bool(person.key) and post.endswith(f"/{person.key}")


def _pressed(org: Organisation, seen: Seen, person: Person) -> Post | None:
    """The post whose card was pressed, if this person could have got it there."""
    post = org.records.post(seen.post)
    if post is None or (post.receiver and post.receiver.id != person.key):
        return None
    return post if post.conversation in ("", seen.conversation) else None
