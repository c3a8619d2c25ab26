"""Declarations become SharePoint columns (docs/platform.md#lists-and-columns)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from playbook.fields import Kept, Kind, declared
from playbook.records import Record

KEY = "Key"
TITLE = "Title"
"""Every list has this column; it is what SharePoint shows as a row's name."""

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
            **self._facet(),
        }

    def _facet(self) -> dict[str, Any]:
        match self.kind:
            case Kind.LINES:
                return {"text": {"allowMultipleLines": True, "textType": "plain"}}
            case Kind.CHOICE:
                return {"choice": {"choices": list(self.choices), "displayAs": "dropDownMenu"}}
            case Kind.NUMBER:
                return {"number": {"decimalPlaces": "none"}}
            case Kind.DATE:
                return {"dateTime": {"format": "dateOnly"}}
            case Kind.MOMENT:
                return {"dateTime": {"format": "dateTime"}}
            case _:
                return {"text": {"maxLength": LONGEST_LINE}}


@cache
def columns_of(record_type: type[Record]) -> tuple[Column, ...]:
    """The columns of a record type's list, Title included, in the order in which Lists shows them.

    What tells rows apart comes first, ids that nobody reads last; in between they stand as they
    are declared.
    """
    columns = [column for kept in declared(record_type) for column in _columns(kept)]
    return tuple(sorted(columns, key=_place))


def _place(column: Column) -> int:
    if column.name in (TITLE, KEY):
        return 0
    if column.kind is Kind.CHOICE:
        return 1
    return 3 if column.name.endswith(_ENTRA) else 2


@cache
def has_title(record_type: type[Record]) -> bool:
    """Whether a field of the record is kept as Title; if none is, Title repeats the key."""
    return any(kept.column == TITLE for kept in declared(record_type))


def entra(column: str) -> str:
    """The column beside a person's name that holds the Entra object id."""
    return f"{column}{_ENTRA}"


def list_definition(record_type: type[Record]) -> dict[str, Any]:
    """The list as the body of `POST /sites/{site}/lists`. Title comes with the template."""
    return {
        "displayName": record_type.KEPT_IN.name,
        "description": record_type.KEPT_IN.help,
        "columns": [c.definition() for c in columns_of(record_type) if c.name != TITLE],
        "list": {"template": "genericList"},
    }


def _columns(kept: Kept) -> Iterator[Column]:
    if kept.kind is Kind.PERSON:
        yield Column(kept.column, kept.label, kept.help, indexed=kept.indexed)
        yield Column(entra(kept.column), f"{kept.label} (Entra id)")
        return
    yield Column(
        kept.column, kept.label, kept.help, kept.kind, kept.indexed, kept.unique, kept.choices
    )
