"""What may be written into a row, and how it is kept (docs/platform.md#items)."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.graph.columns import LONGEST_NOTE, READ_ONLY, Column
from sandbox.graph.errors import GraphError, invalid

# SharePoint keeps a date without a time as midnight in the zone of the site.
SITE_ZONE = ZoneInfo("America/Toronto")

Stored = str | int | float | bool | list[str] | list[int] | None
_ANNOTATION = "@odata.type"
_STRINGS, _INTEGERS = "Collection(Edm.String)", "Collection(Edm.Int32)"


def checked(columns: Sequence[Column], fields: Mapping[str, Any]) -> dict[str, Stored]:
    """The values to keep, by the name they are kept under; None empties a field.

    :raises GraphError: 400 for unknown and read-only fields and for values that do not fit
    """
    known = {column.field: column for column in columns}
    by_name = {column.name: column for column in columns}
    kept: dict[str, Stored] = {}
    for name, value in fields.items():
        field, _, annotation = name.partition("@")
        if annotation:
            if f"@{annotation}" == _ANNOTATION and field:
                _check_annotation(known.get(field), field, value)
            continue
        column = known.get(field)
        if column is None:
            raise _unwritable(field, by_name.get(field))
        if column.read_only:
            raise _read_only(field)
        kept[field] = _value(column, value, fields.get(f"{field}{_ANNOTATION}"))
    return kept


def defaults(columns: Sequence[Column]) -> dict[str, Stored]:
    """What a new row begins with."""
    return {c.field: _default(c, c.default_value.value) for c in columns if c.default_value}


def index_value(value: Stored) -> str | int | float | None:
    """A kept value as the index and `$filter` compare it."""
    if isinstance(value, list):
        return None
    return int(value) if isinstance(value, bool) else value


def instant(text: str, *, date_only: bool = False) -> str | None:
    """`text` as a date-time in UTC to the second; None if it is none, or names no zone."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return _midnight(text) if date_only else None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None or "T" not in text:
        return None
    if date_only:
        moment = datetime.combine(moment.astimezone(SITE_ZONE), time(), SITE_ZONE)
    return _written(moment)


def _midnight(text: str) -> str | None:
    try:
        return _written(datetime.fromisoformat(text).replace(tzinfo=SITE_ZONE))
    except ValueError:
        return None


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _unwritable(field: str, column: Column | None) -> GraphError:
    if field.casefold() in READ_ONLY:
        return _read_only(field)
    if column is not None:
        return invalid(f"Field '{field}' can only be set through '{column.field}'.")
    return invalid(f"Field '{field}' is not recognized: the field name is not recognized.")


def _read_only(field: str) -> GraphError:
    return invalid(f"Field '{field}' is read-only.")


def _check_annotation(column: Column | None, field: str, value: Any) -> None:
    if column is None or not column.multiple:
        raise invalid(f"Field '{field}' does not take the annotation '{value}'.")


def _value(column: Column, value: Any, annotation: Any) -> Stored:
    if value is None:
        return None
    if column.multiple:
        return _several(column, value, annotation)
    if column.refers:
        return _reference(column, value)
    match column.kind:
        case "text":
            return _text(column, value)
        case "choice":
            return _choice(column, value)
        case "number":
            return _number(column, value)
        case "dateTime":
            return _date_time(column, value)
        case _:
            return _boolean(column, value)


def _several(column: Column, value: Any, annotation: Any) -> Stored:
    wanted = (_INTEGERS, _STRINGS) if column.refers else (_STRINGS,)
    if annotation not in wanted or not isinstance(value, list):
        raise invalid(
            f"Field '{column.field}' holds several values: send an array with "
            f"'{column.field}{_ANNOTATION}': '{wanted[0]}'."
        )
    if not column.refers:
        return [_choice(column, part) for part in value] or None
    each: type = int if annotation == _INTEGERS else str
    if any(type(part) is not each for part in value):
        raise _misfit(column, f"does not hold what its annotation '{annotation}' says")
    return [_reference(column, part) for part in value] or None


def _text(column: Column, value: Any) -> str | None:
    if not isinstance(value, str) or _broken(value):
        raise _misfit(column, "takes text")
    facet = column.text
    longest = LONGEST_NOTE if facet is None or facet.allow_multiple_lines else facet.max_length
    if _utf16_length(value) > longest:
        raise _misfit(column, f"takes at most {longest} characters")
    return value or None


def _choice(column: Column, value: Any) -> str:
    if not isinstance(value, str) or _broken(value) or _utf16_length(value) > 255:
        raise _misfit(column, "takes one of its choices")
    facet = column.choice
    if facet and not facet.allow_text_entry and value not in facet.choices:
        raise _misfit(column, f"has no choice '{value}'")
    return value


def _number(column: Column, value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise _misfit(column, "takes a number")
    facet = column.number
    if facet and facet.minimum is not None and value < facet.minimum:
        raise _misfit(column, f"takes numbers from {facet.minimum:g}")
    if facet and facet.maximum is not None and value > facet.maximum:
        raise _misfit(column, f"takes numbers up to {facet.maximum:g}")
    return value if abs(value) < 2**53 else float(value)


def _date_time(column: Column, value: Any) -> str:
    date_only = bool(column.date_time and column.date_time.format == "dateOnly")
    kept = instant(value, date_only=date_only) if isinstance(value, str) else None
    if kept is None:
        raise _misfit(column, "takes a date and time in ISO 8601 with its zone")
    return kept


def _boolean(column: Column, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _misfit(column, "takes true or false")
    return value


def _reference(column: Column, value: Any) -> int:
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not re.fullmatch(r"[1-9]\d{0,9}", text, re.ASCII):
        raise _misfit(column, "takes the id of a person or row in this site")
    return int(text)


def _default(column: Column, text: str) -> Stored:
    match column.kind:
        case "number":
            return _number(column, _read_number(column, text))
        case "boolean":
            return text in ("1", "true")
        case "choice" if column.multiple:
            return [text]
        case "choice":
            return _choice(column, text)
        case "dateTime":
            return _date_time(column, text)
        case _:
            return _text(column, text)


def _read_number(column: Column, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise _misfit(column, "takes a number") from None


def _misfit(column: Column, what: str) -> GraphError:
    return invalid(f"The value is not valid: field '{column.field}' {what}.")


def _broken(text: str) -> bool:
    """Half a surrogate pair: JSON can carry it, text cannot."""
    return any("\ud800" <= c <= "\udfff" for c in text)


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
