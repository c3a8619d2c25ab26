"""What is there already: a site's lists and columns, as Graph's JSON has them, to be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.addresses import ours
from graph.schema import LONGEST_LINE, Column, columns_of
from playbook.fields import Kind, ListOf

Json = Mapping[str, Any]

MOST_INDEXES = 20
"""What SharePoint takes in one list (docs/platform.md#lists-and-columns)."""

_NUMBERED_BY_SHAREPOINT = "ID"
"""This column is indexed in every list, and does not count."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A value that several rows have, by their ids, in a column that should refuse that."""

    value: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column that is there under the name of one of ours."""

    json: Json

    @property
    def id(self) -> str:
        return str(self.json["id"])

    @property
    def label(self) -> str:
        """What people see above it."""
        return str(self.json.get("displayName") or self.json["name"])

    @property
    def described(self) -> bool:
        return bool(self.json.get("description"))

    @property
    def indexed(self) -> bool:
        return bool(self.json.get("indexed"))

    @property
    def unique(self) -> bool:
        return bool(self.json.get("enforceUniqueValues"))

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(self.facet("choice").get("choices") or ())

    @property
    def length(self) -> int:
        """How much text it takes; for a column of one line."""
        return int(self.facet("text").get("maxLength") or LONGEST_LINE)

    @property
    def several_lines(self) -> bool:
        return bool(self.facet("text").get("allowMultipleLines"))

    @property
    def several_choices(self) -> bool:
        return self.facet("choice").get("displayAs") == "checkBoxes"

    def facet(self, name: str) -> Json:
        """What that facet says; nothing where the column has it not."""
        found: Json = self.json.get(name) or {}
        return found

    def suits(self, column: Column) -> bool:
        """Whether it holds what ours is declared to hold.

        Several lines where one is kept do no harm, unless repeated values are to be refused.
        """
        if column.facet not in self.json or self.several_choices:
            return False
        if column.kind is Kind.LINES:
            return self.several_lines
        return not (self.several_lines and column.unique)


@dataclass(frozen=True, slots=True)
class FoundList:
    """A list of ours that is there, by the name it shows. `repeated` is by name of column."""

    id: str
    name: str
    described: bool
    columns: Mapping[str, FoundColumn]
    repeated: Mapping[str, tuple[Repeated, ...]] = field(default_factory=dict)

    def unguarded(self, kept_in: ListOf) -> tuple[Column, ...]:
        """The columns that should refuse repeated values, and do not."""
        return tuple(
            column
            for column in columns_of(kept_in)
            if column.unique
            and (there := self.columns.get(column.name))
            and there.suits(column)
            and not there.unique
        )

    def without_room(self, kept_in: ListOf) -> frozenset[str]:
        """The names of columns that get no index, because the list has too many others."""
        used = sum(
            column.indexed
            for name, column in self.columns.items()
            if name != _NUMBERED_BY_SHAREPOINT
        )
        wanted = [column for column in columns_of(kept_in) if self._wants_index(column)]
        most_needed_first = sorted(wanted, key=lambda column: not column.unique)
        return frozenset(c.name for c in most_needed_first[max(0, MOST_INDEXES - used) :])

    def _wants_index(self, column: Column) -> bool:
        there = self.columns.get(column.name)
        if there is None:
            return column.indexed or column.unique
        possible = there.suits(column) and not there.several_lines
        return column.indexed and possible and not there.indexed


@dataclass(frozen=True, slots=True)
class Found:
    """The lists of ours that are there. `doubles` are what else might be meant by one of them."""

    lists: Mapping[ListOf, FoundList]
    doubles: Mapping[ListOf, tuple[str, ...]] = field(default_factory=dict)


def found(existing: Sequence[Json]) -> Found:
    """What a site's lists with their columns hold of ours."""
    ids = ours(existing)
    by_id = {str(one["id"]): one for one in existing}
    lists = {kept_in: _list(by_id[list_id]) for kept_in, list_id in ids.items()}
    doubles = {kept_in: _others(kept_in, ids[kept_in], existing) for kept_in in lists}
    return Found(lists, {kept_in: names for kept_in, names in doubles.items() if names})


def _list(json: Json) -> FoundList:
    columns = {str(column["name"]): FoundColumn(column) for column in json["columns"]}
    described = bool(json.get("description"))
    return FoundList(str(json["id"]), str(json["displayName"]), described, columns)


def _others(kept_in: ListOf, used: str, existing: Sequence[Json]) -> tuple[str, ...]:
    """The names of other lists that would be taken for that one, were it not there."""
    rest = [one for one in existing if str(one["id"]) != used]
    return tuple(str(one["displayName"]) for one in rest if kept_in in ours([one]))
