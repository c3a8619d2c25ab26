"""Columns of a list: what may be declared, and how it is named.

Source: docs/platform.md#lists-and-columns.
"""

import re
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from sandbox.graph.errors import GraphError, invalid, name_taken, not_implemented

Kind = Literal["text", "choice", "number", "dateTime", "boolean", "personOrGroup", "lookup"]
_KINDS: tuple[Kind, ...] = (
    "text",
    "choice",
    "number",
    "dateTime",
    "boolean",
    "personOrGroup",
    "lookup",
)
_NOT_YET = (
    "calculated",
    "contentApprovalStatus",
    "currency",
    "geolocation",
    "hyperlinkOrPicture",
    "term",
    "thumbnail",
)
_LONGEST_NAME = 32
LONGEST_NOTE = 63_999


class _Json(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True, strict=True
    )


class Text(_Json):
    allow_multiple_lines: bool = False
    append_changes_to_existing_text: bool = False
    lines_for_editing: int = 0
    max_length: int = Field(default=255, ge=1, le=255)
    text_type: Literal["plain", "richText"] = "plain"


class Choice(_Json):
    allow_text_entry: bool = False
    choices: tuple[str, ...] = Field(default=(), strict=False)
    display_as: Literal["dropDownMenu", "radioButtons", "checkBoxes"] = "dropDownMenu"


class Number(_Json):
    decimal_places: Literal["automatic", "none", "one", "two", "three", "four", "five"] = (
        "automatic"
    )
    display_as: Literal["number", "percentage"] = "number"
    maximum: float | None = None
    minimum: float | None = None


class DateTime(_Json):
    display_as: Literal["default", "standard", "friendly"] = "default"
    format: Literal["dateOnly", "dateTime"] = "dateTime"


class Boolean(_Json):
    pass


class PersonOrGroup(_Json):
    allow_multiple_selection: bool = False
    choose_from_type: Literal["peopleOnly", "peopleAndGroups"] = "peopleOnly"
    display_as: str = "nameWithPresence"


class Lookup(_Json):
    allow_multiple_values: bool = False
    allow_unlimited_length: bool = False
    column_name: str = "Title"
    list_id: str
    primary_lookup_column_id: str | None = None


class Default(_Json):
    value: str


class Validation(_Json):
    """A formula that a person gave the column. It is kept and never worked out."""

    formula: str


class Column(_Json):
    """One column of a list, with exactly one type facet."""

    id: str = ""
    name: str = Field(min_length=1)
    display_name: str = ""
    description: str = ""
    column_group: str = "Custom Columns"
    required: bool = False
    hidden: bool = False
    read_only: bool = False
    indexed: bool = False
    enforce_unique_values: bool = False
    default_value: Default | None = None
    validation: Validation | None = None
    text: Text | None = None
    choice: Choice | None = None
    number: Number | None = None
    date_time: DateTime | None = None
    boolean: Boolean | None = None
    person_or_group: PersonOrGroup | None = None
    lookup: Lookup | None = None

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        facets = {
            "text": self.text,
            "choice": self.choice,
            "number": self.number,
            "dateTime": self.date_time,
            "boolean": self.boolean,
            "personOrGroup": self.person_or_group,
            "lookup": self.lookup,
        }
        return tuple(kind for kind in _KINDS if facets[kind] is not None)

    @property
    def kind(self) -> Kind:
        return self.kinds[0]

    @property
    def multiple(self) -> bool:
        """Whether a row holds several values of it."""
        return bool(
            (self.choice and self.choice.display_as == "checkBoxes")
            or (self.person_or_group and self.person_or_group.allow_multiple_selection)
            or (self.lookup and self.lookup.allow_multiple_values)
        )

    @property
    def refers(self) -> bool:
        """Whether it points at a person or a row, written as `{name}LookupId`."""
        return self.kind in ("personOrGroup", "lookup")

    @property
    def field(self) -> str:
        """The name under which values are written and filtered."""
        return f"{self.name}LookupId" if self.refers else self.name

    @property
    def filterable(self) -> bool:
        """Several lines of text and several values can neither be filtered well nor indexed."""
        return not self.multiple and not (self.text and self.text.allow_multiple_lines)

    def as_json(self) -> dict[str, Any]:
        """The column as Graph answers it."""
        return self.model_dump(by_alias=True, exclude_none=True)


def declared(body: Any) -> Column:
    """A new column from a request's JSON.

    :raises GraphError: 400 if it is no column, 501 for facets the sandbox lacks
    """
    column = _read(body)
    name = escaped(column.name)
    shown = column.display_name or column.name
    return checked(column.model_copy(update={"name": name, "display_name": shown}))


def amended(column: Column, body: Any) -> Column:
    """`column` with the changes of a PATCH; its name and its type stay as they are.

    :raises GraphError: 400 if the outcome is no column or changes its type
    """
    changes = _cleaned(body)
    if not isinstance(changes, dict):
        raise invalid("A column is a JSON object.")
    merged = column.as_json()
    for key, value in changes.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = merged[key] | value if both else value
    after = _read(merged)
    if (after.name, after.id) != (column.name, column.id):
        raise invalid("The name of a column cannot be changed.")
    if after.kinds != column.kinds or after.multiple != column.multiple:
        raise invalid(f"The type of the column '{column.name}' cannot be changed.")
    return checked(after)


def checked(column: Column) -> Column:
    """The same column.

    :raises GraphError: 400 if its parts contradict each other
    """
    if len(column.kinds) != 1:
        raise invalid(
            f"The column '{column.name}' must have exactly one type, and has {len(column.kinds)}."
        )
    if column.enforce_unique_values and not column.indexed:
        raise invalid(f"The column '{column.name}' must be indexed to enforce unique values.")
    if column.indexed and not column.filterable:
        raise invalid(f"The column '{column.name}' is of a type that cannot be indexed.")
    if column.choice and not column.choice.choices and not column.choice.allow_text_entry:
        raise invalid(f"The choice column '{column.name}' has no choices.")
    return column


def escaped(name: str) -> str:
    """The internal name: what is no letter, digit or underscore becomes `_xHHHH_`."""
    plain = "".join(c if re.fullmatch(r"\w", c, re.ASCII) else f"_x{ord(c):04x}_" for c in name)
    return plain[:_LONGEST_NAME]


def without_clash(column: Column, others: list[Column]) -> Column:
    """The same column.

    :raises GraphError: 409 if another column or a built-in one has its name
    """
    taken = {other.name.casefold() for other in others} | _RESERVED
    if column.name.casefold() in taken:
        raise name_taken(f"A column named '{column.name}' already exists in the list.")
    return column


def _read(body: Any) -> Column:
    cleaned = _cleaned(body)
    if isinstance(cleaned, dict):
        for facet in _NOT_YET:
            if facet in cleaned:
                raise not_implemented(f"columns with '{facet}'.")
    try:
        return Column.model_validate(cleaned)
    except ValidationError as error:
        raise _refused(error) from None


def _refused(error: ValidationError) -> GraphError:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return invalid(f"The column definition is not valid at '{where}': {first['msg']}.")


def _cleaned(body: Any) -> Any:
    """Without OData annotations and nulls, which typed clients send along."""
    if isinstance(body, dict):
        return {
            key: _cleaned(value)
            for key, value in body.items()
            if value is not None and not key.startswith("@")
        }
    return [_cleaned(part) for part in body] if isinstance(body, list) else body


def _built_in(name: str, shown: str, **facet: Any) -> Column:
    return Column(
        id=name, name=name, display_name=shown, read_only=True, column_group="_Hidden", **facet
    )


TITLE = Column(name="Title", display_name="Title", required=True, text=Text())

BUILT_IN: tuple[Column, ...] = (
    _built_in("ID", "ID", number=Number(), indexed=True),
    _built_in("ContentType", "Content Type", text=Text()),
    _built_in("Modified", "Modified", date_time=DateTime()),
    _built_in("Created", "Created", date_time=DateTime()),
    _built_in("Author", "Created By", person_or_group=PersonOrGroup()),
    _built_in("Editor", "Modified By", person_or_group=PersonOrGroup()),
    _built_in("_UIVersionString", "Version", text=Text()),
    _built_in("Attachments", "Attachments", boolean=Boolean()),
    _built_in("Edit", "Edit", text=Text()),
    _built_in("LinkTitleNoMenu", "Title", text=Text()),
    _built_in("LinkTitle", "Title", text=Text()),
    _built_in("ItemChildCount", "Item Child Count", number=Number()),
    _built_in("FolderChildCount", "Folder Child Count", number=Number()),
)

# Names that a row carries by itself: never written, never declared again.
READ_ONLY = frozenset(
    name.casefold() for column in BUILT_IN for name in (column.name, column.field)
)
_RESERVED = READ_ONLY | {"order"}
