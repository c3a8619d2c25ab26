"""A read `$filter` and `$orderby` as SQL over a list's rows, and what SharePoint refuses."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.graph.columns import BUILT_IN, READ_ONLY, Column
from sandbox.graph.errors import GraphError, invalid, not_implemented
from sandbox.graph.filters import And, Comparison, Filter, Or, OrderTerm, Scalar, StartsWith
from sandbox.graph.values import instant
from sandbox.store import Value

_SIGNS = {"eq": "=", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}
_INDEXED = "SELECT item_id FROM graph_index WHERE list_id = ? AND name = ?"
_KEPT_IN_ROW = {"id": "i.item_id", "created": "i.created", "modified": "i.modified"}


@dataclass(frozen=True)
class Condition:
    """A piece of SQL over `graph_items i`, with its parameters."""

    sql: str
    parameters: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Schema:
    """The columns by which rows of one list may be filtered and sorted.

    `scan` says that the client sent the Prefer header and takes the risk of a scan.
    """

    list_id: str
    columns: Sequence[Column]
    scan: bool

    def condition(self, wanted: Filter) -> Condition:
        """:raises GraphError: 400 for unknown and not indexed fields and unfit values"""
        match wanted:
            case And(terms):
                return _joined(" AND ", [self.condition(term) for term in terms])
            case Or(terms):
                return _joined(" OR ", [self.condition(term) for term in terms])
            case StartsWith(field, prefix):
                return self._starts_with(self._column(field), prefix)
            case Comparison(field, sign, value):
                column = self._column(field)
                return self._compared(column, sign, _operand(column, value))

    def order(self, terms: Sequence[OrderTerm]) -> tuple[Condition, Condition]:
        """Joins, and the ORDER BY list; ties go by id.

        :raises GraphError: 400 for unknown and not indexed fields
        """
        joins: list[Condition] = []
        keys: list[Condition] = []
        for at, term in enumerate(terms):
            column = self._column(term.field)
            direction = " DESC" if term.descending else ""
            kept = _KEPT_IN_ROW.get(column.name.casefold())
            if kept is None and column.indexed:
                joins.append(self._join(f"o{at}", column))
                kept = f"o{at}.value"
            if kept:
                keys.append(Condition(f"{kept}{direction}"))
            else:
                inside = _extracted(column)
                keys.append(Condition(f"{inside.sql}{direction}", inside.parameters))
        keys.append(Condition("i.item_id"))
        return _strung(" ", joins), _strung(", ", keys)

    def _join(self, alias: str, column: Column) -> Condition:
        sql = (
            f"LEFT JOIN graph_index {alias} ON {alias}.list_id = i.list_id"
            f" AND {alias}.name = ? AND {alias}.item_id = i.item_id"
        )
        return Condition(sql, (column.field,))

    def _column(self, path: str) -> Column:
        root, _, name = path.partition("/")
        if root != "fields" or not name:
            raise invalid(f"Could not find a property named '{path}' on type 'listItem'.")
        column = _named([*self.columns, *BUILT_IN], name)
        if column in BUILT_IN and name.casefold() not in _KEPT_IN_ROW:
            raise not_implemented(f"filters and sorting by '{name}'.")
        if column is None:
            raise invalid(f"Field '{name}' is not recognized: the field name is not recognized.")
        if not column.filterable and not (column.choice and self.scan):
            raise invalid(f"Field '{name}' is of a type that cannot be filtered or sorted by.")
        if not column.indexed and not self.scan:
            raise _not_indexed(name)
        return column

    def _compared(self, column: Column, sign: str, value: Value) -> Condition:
        kept = _KEPT_IN_ROW.get(column.name.casefold())
        if sign == "ne":
            same = self._compared(column, "eq", value)
            return Condition(f"NOT {same.sql}", same.parameters)
        if value is None:
            return self._empty(column, kept) if sign == "eq" else Condition("(0)")
        if kept:
            return Condition(f"({kept} {_SIGNS[sign]} ?)", (value,))
        if column.multiple:
            return Condition(
                "EXISTS (SELECT 1 FROM json_each(i.fields, ?) WHERE value = ? COLLATE NOCASE)",
                (_place(column), value),
            )
        if not column.indexed:
            inside = _extracted(column)
            return Condition(
                f"COALESCE({inside.sql} {_SIGNS[sign]} ?, 0)", (*inside.parameters, value)
            )
        return self._among(f"value {_SIGNS[sign]} ?", column, value)

    def _empty(self, column: Column, kept: str | None) -> Condition:
        if kept:
            return Condition("(0)")
        if column.indexed:
            filled = self._among("1", column)
            return Condition(f"NOT {filled.sql}", filled.parameters)
        inside = _extracted(column)
        return Condition(f"({inside.sql} IS NULL)", inside.parameters)

    def _starts_with(self, column: Column, prefix: str) -> Condition:
        if column.kind not in ("text", "choice") or column.multiple:
            raise invalid(f"startswith does not apply to the field '{column.field}'.")
        pattern = prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        if column.indexed:
            return self._among("value LIKE ? ESCAPE '\\'", column, pattern)
        inside = _extracted(column)
        return Condition(
            f"COALESCE({inside.sql} LIKE ? ESCAPE '\\', 0)", (*inside.parameters, pattern)
        )

    def _among(self, test: str, column: Column, *values: Value) -> Condition:
        sql = f"(i.item_id IN ({_INDEXED} AND {test}))"
        return Condition(sql, (self.list_id, column.field, *values))


def _operand(column: Column, value: Scalar) -> Value:
    """The literal as the column's values are kept.

    :raises GraphError: 400 where it cannot be one
    """
    if value is None:
        return None
    match column.kind:
        case "text" | "choice" if isinstance(value, str):
            return value
        case "dateTime" if isinstance(value, str):
            found = instant(value, date_only=len(value) == len("2026-03-02"))
            if found:
                return found
        case "boolean" if value in (True, False):
            return int(value)
        case "boolean" if value in ("true", "false", "1", "0"):
            return int(value in ("true", "1"))
        case "number" | "personOrGroup" | "lookup" if not isinstance(value, bool):
            try:
                return float(value)
            except ValueError:
                pass
    raise invalid(f"The value '{value}' does not suit the field '{column.field}'.")


def _named(columns: Sequence[Column], name: str) -> Column | None:
    for column in columns:
        same = column.field.casefold() == name.casefold()
        if column.field == name or (same and column.field.casefold() in READ_ONLY):
            return column
    return None


def _not_indexed(name: str) -> GraphError:
    return invalid(
        f"Field '{name}' cannot be referenced in filter or orderby as it is not indexed. "
        "Provide the 'Prefer: HonorNonIndexedQueriesWarningMayFailRandomly' header to allow "
        "this, but be warned that such queries may fail on large lists."
    )


def _place(column: Column) -> str:
    return f'$."{column.field}"'


def _extracted(column: Column) -> Condition:
    return Condition("json_extract(i.fields, ?) COLLATE NOCASE", (_place(column),))


def _joined(word: str, parts: Sequence[Condition]) -> Condition:
    inside = _strung(word, parts)
    return Condition(f"({inside.sql})", inside.parameters)


def _strung(word: str, parts: Sequence[Condition]) -> Condition:
    return Condition(
        word.join(part.sql for part in parts),
        tuple(value for part in parts for value in part.parameters),
    )
