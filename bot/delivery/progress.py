"""How far the work on a sheet has come, as its runner notes it in the journal."""

from collections.abc import Iterable

from pydantic import BaseModel

from playbook.records import Addressee, Days, PostState

INTERRUPTED = "interrupted while sending"


class Note(BaseModel, frozen=True):
    """One person's message is about to be sent, or this is what became of it."""

    begun: str = ""
    """The person's Entra object id."""
    days: Days | None = None
    """What the message that is about to leave tells them."""
    ended: Addressee | None = None


def begun(one: Addressee) -> str:
    """The note to keep before a message leaves."""
    return Note(begun=one.person.id, days=one.days).model_dump_json(exclude_defaults=True)


def ended(one: Addressee) -> str:
    """The note to keep once it is known what became of the message."""
    return Note(ended=one).model_dump_json(exclude_defaults=True)


def so_far(people: Iterable[Addressee], noted: Iterable[str]) -> dict[str, Addressee]:
    """The people of a sheet by Entra object id, as earlier attempts left them.

    Whose message was begun and has no end noted may have it or not: nobody can tell.
    """
    each = {one.person.id: one for one in people}
    for note in map(Note.model_validate_json, noted):
        if note.ended is not None:
            each[note.ended.person.id] = note.ended
        elif note.begun in each:
            doubt = {"state": PostState.UNKNOWN, "detail": INTERRUPTED, "days": note.days}
            each[note.begun] = each[note.begun].model_copy(update=doubt)
    return each
