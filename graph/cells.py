"""A list's columns and a row's values as Graph has them, read for what they are.

Nothing here knows our records: columns that the business added are read as ours are, and a value
that does not fit its column is kept as the text that it is.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from graph.schema import TITLE
from graph.values import read
from playbook.fields import Kind as Declared
from playbook.fields import plain

Cell = str | int | float | bool | date | datetime | None
"""A value: text, a number, yes or no, a day, or a moment in UTC; None where there is none."""


class Kind(StrEnum):
    """What a column's values are."""

    LINE = "line"
    LINES = "lines"
    NUMBER = "number"
    PERCENT = "percent"
    YES_NO = "yes or no"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `refers` says that it holds people or rows of other lists."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    refers: bool = False


class _Unfit(ValueError):
    """A value is not of its column's kind."""


# What every list has for SharePoint's own use (docs/platform.md#lists-and-columns).
_BUILT_IN = frozenset({
    "AppAuthor", "AppEditor", "Attachments", "Author", "ComplianceAssetId", "ContentType",
    "Created", "DocIcon", "Edit", "Editor", "FolderChildCount", "ID", "ItemChildCount",
    "LinkTitle", "LinkTitle2", "LinkTitleNoMenu", "Modified", "Order",
})  # fmt: skip

# `_ColorTag` is SharePoint's; `_x00c9_tat` is how it writes a business's own "État".
_SHAREPOINTS_OWN = re.compile(r"_(?!x[0-9a-fA-F]{4}_)")

_BETWEEN = "; "


def columns_from(definitions: Iterable[Mapping[str, Any]]) -> tuple[Column, ...]:
    """The columns that people see, from Graph's `columnDefinition`s: Title, then as they come."""
    kept = [_column(found) for found in definitions if _is_peoples(found)]
    return told_apart(sorted(kept, key=lambda column: column.name != TITLE))


def told_apart(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The same columns; where several have one label, their lasting names are added to it."""
    columns = tuple(columns)
    times = Counter(column.label.casefold() for column in columns)
    return tuple(
        replace(column, label=f"{column.label} ({column.name})")
        if times[column.label.casefold()] > 1
        else column
        for column in columns
    )


def cell(column: Column, fields: Mapping[str, Any]) -> Cell:
    """The column's value in a row's fields."""
    value = _value(column.name, fields)
    if value is None or value == "" or value == []:
        return None
    try:
        return _READ[column.kind](value)
    except ValueError:
        return _text(value) or None


def _is_peoples(found: Mapping[str, Any]) -> bool:
    name = str(found["name"])
    return not (found.get("hidden") or name in _BUILT_IN or _SHAREPOINTS_OWN.match(name))


def _column(found: Mapping[str, Any]) -> Column:
    name = str(found["name"])
    label = plain(str(found.get("displayName") or name))
    return Column(name, label, _kind(found), "personOrGroup" in found or "lookup" in found)


def _kind(found: Mapping[str, Any]) -> Kind:
    if "calculated" in found:
        computed = found["calculated"]
        return _kind({str(computed.get("outputType") or "text"): computed})
    if "dateTime" in found:
        return Kind.DATE if found["dateTime"].get("format") == "dateOnly" else Kind.MOMENT
    if "number" in found:
        shown = found["number"].get("displayAs")
        return Kind.PERCENT if shown == "percentage" else Kind.NUMBER
    if "text" in found:
        return Kind.LINES if found["text"].get("allowMultipleLines") else Kind.LINE
    if "currency" in found:
        return Kind.NUMBER
    return Kind.YES_NO if "boolean" in found else Kind.LINE


def _value(name: str, fields: Mapping[str, Any]) -> Any:
    # A leading `_` turns up as `OData__`; people and rows may come as their numbers alone.
    names = (name, f"OData_{name}", f"{name}LookupId")
    return next((found for each in names if (found := fields.get(each)) is not None), None)


def _number(value: Any) -> Cell:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Unfit
    try:
        number = float(value)
    except OverflowError:
        raise _Unfit from None
    if not math.isfinite(number):
        raise _Unfit
    return int(value) if value % 1 == 0 else number


def _yes_no(value: Any) -> Cell:
    if not isinstance(value, bool):
        raise _Unfit
    return value


def _text(value: Any) -> str:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return _BETWEEN.join(_text(part) for part in value)
    if isinstance(value, dict):
        return _of_parts(value)
    return json.dumps(value)


def _of_parts(value: Mapping[str, Any]) -> str:
    """A person, a term, a place or a link, by what people read of it."""
    url, said = value.get("Url"), value.get("Description")
    if url:
        return plain(f"{said} ({url})" if said and said != url else str(url))
    names = ("LookupValue", "Label", "DisplayName", "Email", "LookupId")
    found = next((value[name] for name in names if value.get(name)), None)
    return plain(str(found) if found is not None else json.dumps(value, ensure_ascii=False))


_READ: dict[Kind, Callable[[Any], Cell]] = {
    Kind.LINE: lambda value: _text(value) or None,
    Kind.LINES: lambda value: _text(value) or None,
    Kind.NUMBER: _number,
    Kind.PERCENT: _number,
    Kind.YES_NO: _yes_no,
    Kind.DATE: read(Declared.DATE),
    Kind.MOMENT: read(Declared.MOMENT),
}
