"""What is wrong with a form or a row, field by field."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with one field of a form."""

    MISSING = "missing"
    TOO_LONG = "too long"
    TOO_FEW_SENTENCES = "too few sentences"
    TOO_MANY_SENTENCES = "too many sentences"
    IN_THE_PAST = "in the past"
    NOT_A_DATE = "not a date"
    BACKWARDS = "ends before it begins"
    MARKUP = "markup"
    UNKNOWN_PERSON = "unknown person"
    UNKNOWN_GROUP = "unknown group"
    EMPTY_GROUP = "empty group"
    NOT_HERE = "Cutover is not there"
    NOWHERE = "told to nobody"
    AFTER_FIRST_DAY = "announced too late"
    NOT_A_CHOICE = "not a choice"
    NO_SUCH_CHANGE = "no such change"
    FOREIGN_KEY = "key of another row"
    """The row's key names no change, as every key does that Cutover gives."""
    OTHER_CHANGE = "of another change"
    """The row's key begins with the key of another change than the row says."""
    ONLY_OURS = "only Cutover adds these"
    ONLY_ONE = "there is one already"
    PLACEHOLDER = "not filled in"
    """A placeholder is left, such as `[name of the system]`; `about` quotes it."""
    AFTER_WINDOW = "after the window"
    INCOMPLETE = "a dependency is incomplete"
    """`about` names the dependencies that lack an owner, a day, or what is done if they slip."""
    NO_FALLBACK = "no fallback"
    NOT_AS_APPROVED = "not as approved beforehand"
    """The request does not follow its template; `about` are the fields that differ."""
    NO_TEMPLATE = "no template stands approved"
    SAME_STAGE = "another row for the same stage"
    NO_APPROVER = "names nobody"
    UNKNOWN_APPROVER = "names somebody who is not known"
    """`about` are the lines that are no duty, no role and nobody's name."""
    SHARED_NAME = "two people of that name"
    HAS_LEFT = "has left the organisation"
    NO_NUMBER = "says no number"
    NOT_POSITIVE = "less than one"
    TOO_MANY = "more than are named"
    """`actual` are needed, and `limit` are named."""
    ONESELF = "names oneself"
    LOOP = "leads back to oneself"
    OVERLAPPING = "another one for these days"
    NO_LONGER_HERE = "no longer here"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of one field. `limit` is in characters, for TOO_LONG only; `actual` counts what
    there is too much or too little of.
    """

    field: str
    fault: Fault
    limit: int = 0
    actual: int = 0
    about: tuple[str, ...] = ()
    """What in the field it is about, where the fault alone does not tell."""

    @property
    def spoils(self) -> bool:
        """Whether what was typed cannot be kept in its field, not even in a draft."""
        return self.fault not in _MAY_WAIT


_MAY_WAIT = (
    Fault.MISSING,
    Fault.TOO_FEW_SENTENCES,
    Fault.TOO_MANY_SENTENCES,
    Fault.PLACEHOLDER,
    Fault.INCOMPLETE,
    Fault.NOT_AS_APPROVED,
    Fault.NO_TEMPLATE,
)
"""What a draft may be like, and what goes before a sponsor may not."""
