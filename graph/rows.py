"""Records to rows and back. A row that cannot be read is a value, never an exception."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from graph.schema import KEY, TITLE, entra, has_title
from graph.values import Junk, Value, read, written
from playbook.fields import Kept, Kind, Who, declared
from playbook.records import Record

R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)

Fields = dict[str, Value]
"""A row's columns as Graph's JSON has them; None is an empty column."""

UNKNOWN_ETAG = '""'
"""Matches no row: an edit with it is refused as changed, and then read again."""


@dataclass(frozen=True, slots=True)
class Row(Generic[R_co]):
    """A record as it stands in its list: the item's id, and the ETag to be sent back as it came."""

    record: R_co
    item: str
    etag: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that is no record. `reason` names the column, and never repeats what is in it."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Field:
    """How one field of a record type is read and written."""

    name: str
    column: str
    kind: Kind
    lenient: bool
    empty: Mapping[str, Any]
    write: Callable[[Any], Value]
    read: Callable[[Any], Any]


def encode(record: Record) -> Fields:
    """All columns of the record's row, empty ones included."""
    fields: Fields = {} if has_title(type(record)) else {TITLE: record.key}
    for field in _fields(type(record)):
        value = getattr(record, field.name)
        if field.kind is Kind.PERSON:
            fields[field.column] = field.write(value.name)
            fields[entra(field.column)] = field.write(value.id)
        else:
            fields[field.column] = None if value is None else field.write(value)
    return fields


def difference(old: Fields, new: Fields) -> Fields:
    """Only the columns of `new` that differ from those of `old`."""
    return {name: value for name, value in new.items() if old[name] != value}


def decode(record_type: type[R], item: Mapping[str, Any]) -> Row[R] | Broken:
    """A `listItem` of Graph with its fields as a row; Broken if it is no such record.

    A projection that holds nonsense reads as its default: it is computed anew anyway.
    """
    number, etag = str(item.get("id", "")), item.get("eTag")
    fields = item.get("fields")
    if not number or not isinstance(fields, Mapping):
        return Broken(number, "has no id or no fields")
    try:
        record = read_record(record_type, fields)
    except Junk as junk:
        return Broken(number, str(junk))
    return Row(record, number, etag if isinstance(etag, str) else UNKNOWN_ETAG)


def read_record(record_type: type[R], fields: Mapping[str, Any]) -> R:
    """The record that these columns hold.

    :raises Junk: if they hold none; its text names the column
    """
    if not fields.get(KEY):
        raise Junk(f"{KEY} is empty")
    values: dict[str, Any] = {}
    for field in _fields(record_type):
        values |= _value(field, fields)
    try:
        return record_type.model_validate(values)
    except ValidationError as error:
        return _without_junk(record_type, values, error)


def as_kept(record: R) -> R:
    """The record as it will read once it is in its list: plain text, moments to the second."""
    return read_record(type(record), encode(record))


def _value(field: _Field, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    held = fields.get(field.column)
    try:
        if field.kind is Kind.PERSON:
            identity = fields.get(entra(field.column))
            return {field.name: Who(id=field.read(identity or ""), name=field.read(held or ""))}
        return field.empty if held is None else {field.name: field.read(held)}
    except Junk as junk:
        if field.lenient:
            return {}
        raise Junk(f"{field.column} {junk}") from None


def _without_junk(record_type: type[R], values: dict[str, Any], error: ValidationError) -> R:
    wrong = {str(part["loc"][0]) for part in error.errors(include_input=False) if part["loc"]}
    strict = [field.column for field in _fields(record_type) if not field.lenient]
    named = [field for field in _fields(record_type) if field.name in wrong]
    refused = next((field.column for field in named if field.column in strict), None)
    if refused is not None or not named:
        raise Junk(f"{refused or 'The row'} does not hold what it should")
    kept = {name: value for name, value in values.items() if name not in wrong}
    return record_type.model_validate(kept)


@cache
def _fields(record_type: type[Record]) -> tuple[_Field, ...]:
    return tuple(_field(record_type, kept) for kept in declared(record_type))


def _field(record_type: type[Record], kept: Kept) -> _Field:
    info = record_type.model_fields[kept.name]
    kind = Kind.TEXT if kept.kind is Kind.PERSON else kept.kind
    # SharePoint leaves empty text out, so its absence is the empty text, not a missing value.
    textual = info.annotation is str and kept.name != "key"
    return _Field(
        name=kept.name,
        column=kept.column,
        kind=kept.kind,
        lenient=kept.projection,
        empty={kept.name: ""} if textual else {},
        write=written(kind),
        read=read(kind),
    )
