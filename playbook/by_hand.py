"""Rows that somebody touched in Lists, as the playbook sees them.

Editing a list by hand is normal use. Who touched a row last is Graph's word, not the row's; a row
that Cutover wrote last is never among these.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from playbook.fields import NOBODY, ListOf, Who
from playbook.records.record import Record


class Unreadable(StrEnum):
    """Why a row is no record of ours."""

    NO_KEY = "has no key"
    NO_TYPE = "does not say what kind of row it is"
    NOT_TEXT = "is not text"
    NOT_A_NUMBER = "is not a whole number"
    NOT_A_DATE = "is not a date"
    NOT_ALLOWED = "is none of the values that may stand there"
    EMPTY = "is empty"


@dataclass(frozen=True, slots=True)
class Hand:
    """Who touched a row last, when, and the revision that this made: it counts up from 1."""

    by: Who
    at: datetime | None
    revision: str


GONE = "gone"
"""The revision of a row that somebody removed."""


def key_removed(kept_in: ListOf, event: str) -> str:
    """The key of the row of which an audit event of that key says that somebody removed it; empty
    where it says something else.
    """
    before, after = f"hand/{kept_in.name}/", f"/{GONE}"
    told = event.startswith(before) and event.endswith(after)
    return event.removeprefix(before).removesuffix(after) if told else ""


@dataclass(frozen=True, slots=True)
class HandEdit:
    """A row as somebody left it.

    Where it cannot be read, `fault` is what is wrong, and `column` the label of the column at
    fault, empty where it is the row itself; `record` is None then, unless it lacks only a key.
    """

    kept_in: ListOf
    item: str
    hand: Hand
    record: Record | None = None
    column: str = ""
    fault: Unreadable | None = None
    note: str = ""
    """What the row's own note says now."""
    typed_key: str = ""
    """What the key of a row that cannot be read says."""
    former_key: str = ""
    """The key that the row had before somebody typed another one, or none, over it."""

    @property
    def key(self) -> str:
        """Names this edit: a row in this list, at this revision."""
        return f"hand/{self.kept_in.name}/{self.item}/{self.hand.revision}"

    @classmethod
    def removal(cls, record: Record) -> "HandEdit":
        """The removal of a row, as an edit: Graph does not say whose it was."""
        return cls(type(record).KEPT_IN, record.key, Hand(NOBODY, None, GONE), record)


@dataclass(frozen=True, slots=True)
class Note:
    """What a row says of itself from now on: what is wrong with it, or nothing."""

    kept_in: ListOf
    item: str
    text: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """A row that somebody added by hand gets the key that it lacks, and whatever else follows; one
    whose key was typed over gets it back.
    """

    item: str
    record: Record
