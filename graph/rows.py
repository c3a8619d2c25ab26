"""Records to rows and back. A row that cannot be read is a value, never an exception."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from graph.schema import KEY, NOTE, TITLE, TYPE, entra, has_title, type_called
from graph.values import Junk, Value, read, written
from playbook.by_hand import Hand, Unreadable
from playbook.fields import NOBODY, Kept, Kind, ListOf, Who, declared, field_of
from playbook.records import LISTS, PlanRow, Record

R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)

Fields = dict[str, Value]
"""A row's columns as Graph's JSON has them; None is an empty column."""

_LONGEST_KEY = 130
"""Of a row of a change's plan; those of its steps, its posts and its audit events are longer."""

UNKNOWN_ETAG = '""'
"""Matches no row: an edit with it is refused as changed, and then read again."""


@dataclass(frozen=True, slots=True)
class Row(Generic[R_co]):
    """A record as it stands in its list: the item's id, and the ETag to be sent back as it came.

    `hand` is who touched it last in Lists, None where that was Cutover; `note` what its note says.
    """

    record: R_co
    item: str
    etag: str
    hand: Hand | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that is no record. `column` is the label of the column at fault, empty where it is the
    row itself; what is in the column is never repeated.

    Somebody who adds a row in Lists does not know its key: where nothing else is missing, `record`
    is what it would be, with an empty one. `key` is what its key says otherwise: nobody else gets
    that one.
    """

    item: str
    etag: str
    fault: Unreadable
    column: str = ""
    hand: Hand | None = None
    note: str = ""
    record: Record | None = None
    key: str = ""

    def __str__(self) -> str:
        return f"{self.column or 'The row'} {self.fault}"


@dataclass(frozen=True, slots=True)
class _Field:
    """How one field of a record type is read and written. `entra` is a person's second column."""

    name: str
    label: str
    column: str
    entra: str
    lenient: bool
    optional: bool
    """An empty column is left to the record's own default; otherwise it is the empty text."""
    write: Callable[[Any], Value]
    read: Callable[[Any], Any]


def encode(record: Record) -> Fields:
    """All columns of the record's row, empty ones included."""
    kind = type(record)
    fields: Fields = {} if has_title(kind) else {TITLE: record.key}
    if len(LISTS[kind.KEPT_IN]) > 1:
        fields[TYPE] = kind.CALLED
    for field in _fields(kind):
        value = getattr(record, field.name)
        if field.entra:
            fields[field.column] = field.write(value.name)
            fields[field.entra] = field.write(value.id)
        else:
            fields[field.column] = None if value is None else field.write(value)
    return fields


def difference(old: Fields, new: Fields) -> Fields:
    """Only the columns of `new` that differ from those of `old`."""
    return {name: value for name, value in new.items() if old[name] != value}


def decode(kept_in: ListOf, item: Mapping[str, Any], app: str) -> Row[Any] | Broken:
    """A `listItem` of Graph with its fields as a row; Broken if it is no record of that list.

    `app` is Cutover's own application id: whoever else modified the row did so by hand. A
    projection that holds nonsense reads as its default: it is computed anew anyway.
    """
    number, etag = str(item.get("id", "")), item.get("eTag")
    etag = etag if isinstance(etag, str) else UNKNOWN_ETAG
    hand = _hand(item, etag, app)
    fields = item.get("fields")
    if not number or not isinstance(fields, dict):
        return Broken(number, etag, Unreadable.EMPTY, hand=hand)
    said = fields.get(NOTE)
    note = said if isinstance(said, str) else ""
    try:
        record = _with_room(read_record(_type_of(kept_in, fields), fields))
    except Junk as junk:
        typed = fields.get(KEY)
        key = typed if isinstance(typed, str) else ""
        return Broken(number, etag, junk.fault, junk.column, hand, note, key=key)
    if not record.key:
        return Broken(number, etag, Unreadable.NO_KEY, "", hand, note, record)
    return Row(record, number, etag, hand, note)


def read_record(record_type: type[R], fields: Mapping[str, Any]) -> R:
    """The record that these columns hold.

    Its key is empty where theirs is.

    :raises Junk: if they hold none
    """
    values: dict[str, Any] = {}
    for field in _fields(record_type):
        held = fields.get(field.column)
        try:
            if field.entra:
                known = fields.get(field.entra)
                values[field.name] = _who(field.read(known or ""), field.read(held or ""))
            elif held is not None:
                values[field.name] = field.read(held)
            elif not field.optional:
                values[field.name] = ""
        except Junk as junk:
            if not field.lenient:
                raise Junk(junk.fault, field.label) from None
    try:
        return record_type.model_validate(values)
    except ValidationError as error:
        return _without_junk(record_type, values, error)


def as_kept(record: R) -> R:
    """The record as it will read once it is in its list: plain text, moments to the second."""
    return read_record(type(record), encode(record))


@lru_cache(maxsize=4096)
def _who(known: str, name: str) -> Who:
    """One value for everybody of that id and name: the same few people stand in most rows."""
    return Who(id=known, name=name) if known or name else NOBODY


def _type_of(kept_in: ListOf, fields: Mapping[str, Any]) -> type[Record]:
    kinds = LISTS[kept_in]
    if len(kinds) == 1:
        return kinds[0]
    kind = type_called(kept_in).get(str(fields.get(TYPE, "")))
    if kind is None:
        raise Junk(Unreadable.NO_TYPE)
    return kind


def _with_room(record: Record) -> Record:
    """The record, unless its key is so long that no row about it could have one."""
    if isinstance(record, PlanRow) and len(record.key) > _LONGEST_KEY:
        raise Junk(Unreadable.NOT_ALLOWED, field_of(type(record), "key").label)
    return record


def _hand(item: Mapping[str, Any], etag: str, app: str) -> Hand | None:
    """Who modified the row, unless it was Cutover, or Graph does not say (docs/platform.md#delta).

    An app that writes by itself is named, or shown as a user who has neither id nor mail.
    """
    modified = item.get("lastModifiedBy")
    if not isinstance(modified, dict):
        return None
    other, user = _identity(modified, "application"), _identity(modified, "user")
    named = str(other.get("id") or "")
    is_person = bool(user.get("id") or user.get("email"))
    if named.casefold() == app.casefold() or not (named or is_person):
        return None
    by = NOBODY
    if is_person:
        by = Who(id=str(user.get("id") or ""), name=str(user.get("displayName") or ""))
    return Hand(by, _moment(item.get("lastModifiedDateTime")), _revision(etag))


def _identity(identities: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    found = identities.get(kind)
    return found if isinstance(found, dict) else {}


def _revision(etag: str) -> str:
    # `"{guid},n"`: the number counts the row's versions (docs/platform.md#items).
    return etag.strip('"').rpartition(",")[2]


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment is not None else None


def _without_junk(record_type: type[R], values: dict[str, Any], error: ValidationError) -> R:
    wrong = {str(part["loc"][0]): part["type"] for part in error.errors() if part["loc"]}
    named = [field for field in _fields(record_type) if field.name in wrong]
    refused = next((field for field in named if not field.lenient), None)
    if refused is not None:
        missing = wrong[refused.name] == "missing"
        raise Junk(Unreadable.EMPTY if missing else Unreadable.NOT_ALLOWED, refused.label)
    if not named:
        raise Junk(Unreadable.NOT_ALLOWED)
    kept = {name: value for name, value in values.items() if name not in wrong}
    return record_type.model_validate(kept)


@cache
def _fields(record_type: type[Record]) -> tuple[_Field, ...]:
    return tuple(_field(record_type, kept) for kept in declared(record_type))


def _field(record_type: type[Record], kept: Kept) -> _Field:
    info = record_type.model_fields[kept.name]
    person = kept.kind is Kind.PERSON
    kind = Kind.TEXT if person else kept.kind
    # SharePoint leaves empty text out, so its absence is the empty text, not a missing value.
    textual = info.annotation is str
    return _Field(
        name=kept.name,
        label=kept.label,
        column=kept.column,
        entra=entra(kept.column) if person else "",
        lenient=kept.projection,
        optional=not textual,
        write=written(kind),
        read=read(kind),
    )
