"""Declarations become SharePoint columns (docs/platform.md#lists-and-columns)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from playbook.fields import Kept, Kind, ListOf, declared
from playbook.records import LISTS, Record

KEY = "Key"
TITLE = "Title"
"""Every list has this column; it is what SharePoint shows as a row's name."""
TYPE = "RowType"
"""Says what a row is, in a list that keeps several types of record."""
NOTE = "CutoverNote"
"""What Cutover has to say about a row that somebody edited by hand; every list has it."""

LONGEST_LINE = 255
"""What SharePoint takes in one line of text, in UTF-16 units."""

_ENTRA = "Entra"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list. `kind` is never PERSON: a person takes two columns of text."""

    name: str
    label: str
    help: str = ""
    kind: Kind = Kind.TEXT
    indexed: bool = False
    unique: bool = False
    choices: tuple[str, ...] = ()

    def definition(self) -> dict[str, Any]:
        """The column as Graph's `columnDefinition`. A unique column is sent as indexed too."""
        return {
            "name": self.name,
            "displayName": self.label,
            "description": self.help,
            "indexed": self.indexed or self.unique,
            "enforceUniqueValues": self.unique,
            self.facet: self.options(),
        }

    @property
    def facet(self) -> str:
        """Which of Graph's facets says what the column holds."""
        match self.kind:
            case Kind.CHOICE:
                return "choice"
            case Kind.NUMBER:
                return "number"
            case Kind.DATE | Kind.MOMENT:
                return "dateTime"
            case _:
                return "text"

    def options(self) -> dict[str, Any]:
        """What the facet says."""
        match self.kind:
            case Kind.LINES:
                return {"allowMultipleLines": True, "textType": "plain"}
            case Kind.CHOICE:
                return {"choices": list(self.choices), "displayAs": "dropDownMenu"}
            case Kind.NUMBER:
                return {"decimalPlaces": "none"}
            case Kind.DATE:
                return {"format": "dateOnly"}
            case Kind.MOMENT:
                return {"format": "dateTime"}
            case _:
                return {"maxLength": LONGEST_LINE}


_NOTE_COLUMN = Column(
    NOTE, "Cutover note", "What is wrong with this row, if anything. Cutover writes it.", Kind.LINES
)


@cache
def columns_of(kept_in: ListOf) -> tuple[Column, ...]:
    """The columns of a list, Title included, in the order in which Lists shows them.

    What tells rows apart comes first, then the note, then choices, ids that nobody reads last; in
    between they stand as they are declared. Types that share a list share the columns of one name.
    """
    kinds = LISTS[kept_in]
    merged: dict[str, Column] = {}
    for column in (column for kind in kinds for column in _columns_of_type(kind)):
        merged[column.name] = _merged(merged.get(column.name), column)
    if len(kinds) > 1:
        what = "What this row is; a new row needs it."
        names = tuple(kind.CALLED for kind in kinds)
        merged[TYPE] = Column(TYPE, "Type", what, Kind.CHOICE, indexed=True, choices=names)
    return tuple(sorted((*merged.values(), _NOTE_COLUMN), key=_place))


def _merged(one: Column | None, other: Column) -> Column:
    if one is None:
        return other
    choices = tuple(dict.fromkeys((*one.choices, *other.choices)))
    return replace(one, choices=choices, help=one.help or other.help)


def _place(column: Column) -> int:
    first = (TITLE, KEY, TYPE, NOTE)
    if column.name in first:
        return first.index(column.name)
    if column.kind is Kind.CHOICE:
        return len(first)
    return len(first) + (2 if column.name.endswith(_ENTRA) else 1)


@cache
def has_title(record_type: type[Record]) -> bool:
    """Whether a field of the record is kept as Title; if none is, Title repeats the key."""
    return any(kept.column == TITLE for kept in declared(record_type))


def entra(column: str) -> str:
    """The column beside a person's name that holds the Entra object id."""
    return f"{column}{_ENTRA}"


def list_definition(kept_in: ListOf) -> dict[str, Any]:
    """The list as the body of `POST /sites/{site}/lists`. Title comes with the template."""
    return {
        "displayName": kept_in.name,
        "description": kept_in.help,
        "columns": [c.definition() for c in columns_of(kept_in) if c.name != TITLE],
        "list": {"template": "genericList"},
    }


@cache
def type_called(kept_in: ListOf) -> dict[str, type[Record]]:
    """The types of record of a list, by what its Type column calls them."""
    return {kind.CALLED: kind for kind in LISTS[kept_in]}


def _columns_of_type(record_type: type[Record]) -> Iterator[Column]:
    for kept in declared(record_type):
        yield from _columns(kept)


def _columns(kept: Kept) -> Iterator[Column]:
    if kept.kind is Kind.PERSON:
        yield Column(kept.column, kept.label, kept.help, indexed=kept.indexed)
        yield Column(
            entra(kept.column), f"{kept.label} (Entra id)", "Which of them it is, for Cutover."
        )
        return
    yield Column(
        kept.column, kept.label, kept.help, kept.kind, kept.indexed, kept.unique, kept.choices
    )
