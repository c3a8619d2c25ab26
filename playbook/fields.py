"""Declare once: what a record keeps, said in one place.

List schema, row codec, form, validation, export and reference page all derive from these
declarations. Labels and helps are English message ids; `cards` translates them.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Union, get_args, get_origin

from pydantic import BaseModel


class Kind(StrEnum):
    """The kinds of column a SharePoint list offers us (docs/platform.md#lists-and-columns)."""

    TEXT = "text"
    LINES = "lines"
    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    PERSON = "person"
    """Two text columns: the name people read, and `<column>Entra` with the Entra object id."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How one field is kept and shown. Lengths are in characters."""

    label: str
    help: str = ""
    kind: Kind = Kind.TEXT
    limit: int = 255
    required: bool = False
    """A record is not complete without it; an incomplete one may be kept as a draft."""
    scope: bool = False
    """Part of what a sponsor approves: a changed value makes a new version."""
    asked: bool = False
    """Asked for on the record's own form."""
    projection: bool = False
    """Computed from facts and written for people to read; a hand edit is restored."""
    indexed: bool = False
    unique: bool = False
    column: str = ""
    source: str = ""
    name: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list, as its owner sees it. Record types that are read together share one."""

    name: str
    help: str


class Who(BaseModel, frozen=True):
    """A person as a record names them: the Entra object id, and the name to read."""

    id: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.id)


NOBODY = Who()

# What neither XML nor UTF-8 can carry, and what nobody can read: control characters other than
# tab and newline, halves of surrogate pairs, and the two non-characters that XML 1.0 excludes.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def readable(text: str) -> str:
    """The text as a list keeps it: without characters that nobody can read
    (docs/platform.md#lists-and-columns).
    """
    return _UNREADABLE.sub("", text)


_NEWLINES = re.compile("\r\n?")


def plain(text: str) -> str:
    """Text as it is kept: newlines are `\\n`, and what no list can hold is gone."""
    if text.isprintable():
        return text
    return readable(_NEWLINES.sub("\n", text))


def one_line(text: str) -> str:
    """Text as a column of one line keeps it."""
    return plain(text).replace("\n", " ")


@cache
def declared(record: type[BaseModel]) -> tuple[Kept, ...]:
    """The declarations of a record type, in order, with names, columns and choices filled in."""
    return tuple(
        _complete(name, kept, info.annotation)
        for name, info in record.model_fields.items()
        for kept in info.metadata
        if isinstance(kept, Kept)
    )


def asked_of(record: type[BaseModel]) -> tuple[Kept, ...]:
    """The declarations of what the record's own form asks, in the order people read them."""
    return tuple(kept for kept in declared(record) if kept.asked)


def field_of(record: type[BaseModel], name: str) -> Kept:
    """The declaration of one field.

    :raises StopIteration: for a name that is not declared, which is a mistake of ours
    """
    return next(kept for kept in declared(record) if kept.name == name)


def _complete(name: str, kept: Kept, annotation: object) -> Kept:
    column = kept.column or "".join(word.capitalize() for word in name.split("_"))
    return replace(kept, name=name, column=column, choices=kept.choices or _choices(annotation))


def _choices(annotation: object) -> tuple[str, ...]:
    if get_origin(annotation) in (Union, UnionType):
        return next((c for part in get_args(annotation) if (c := _choices(part))), ())
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return tuple(annotation)
    return ()
