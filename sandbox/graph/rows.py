"""The rows of a list, as they are kept: versions, ETags, unique values and the order of changes."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.graph.columns import Column
from sandbox.graph.conditions import Condition
from sandbox.graph.errors import changed_meanwhile, invalid, not_found
from sandbox.graph.values import Stored, index_value
from sandbox.store import Row as Record
from sandbox.store import Store

Identity = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One row at one version. `change` counts the list's changes up to this one."""

    id: int
    guid: str
    version: int
    fields: dict[str, Stored]
    created: str
    created_by: dict[str, Any]
    modified: str
    modified_by: dict[str, Any]
    change: int
    deleted: bool

    @property
    def etag(self) -> str:
        """With its quotes, as Graph returns it and wants it back."""
        return f'"{self.guid},{self.version}"'


def get(store: Store, list_id: str, item_id: str) -> Row:
    """:raises GraphError: 404 if there is none"""
    row = None
    if item_id.isascii() and item_id.isdigit() and len(item_id) < 16:
        row = store.one(
            "SELECT * FROM graph_items WHERE list_id = ? AND item_id = ? AND NOT deleted",
            (list_id, int(item_id)),
        )
    if row is None:
        raise not_found("The specified item was not found.")
    return _row(row)


def create(
    store: Store,
    list_id: str,
    columns: Sequence[Column],
    fields: Mapping[str, Stored],
    by: Identity,
    now: str,
) -> Row:
    """Add a row.

    :raises GraphError: 400 if a unique value is taken
    """
    with store.together():
        item_id, change = _next(store, list_id, item=True)
        row = Row(
            id=item_id,
            guid=str(uuid.uuid4()),
            version=1,
            fields=_filled(fields),
            created=now,
            created_by=dict(by),
            modified=now,
            modified_by=dict(by),
            change=change,
            deleted=False,
        )
        _index(store, list_id, columns, row)
        _write(store, list_id, row)
    return row


def change(
    store: Store,
    list_id: str,
    columns: Sequence[Column],
    old: Row,
    fields: Mapping[str, Stored],
    by: Identity,
    now: str,
) -> Row:
    """Set some fields of a row; every change makes a version, also one that changes nothing.

    :raises GraphError: 400 if a unique value is taken
    """
    with store.together():
        _, change = _next(store, list_id)
        row = Row(
            id=old.id,
            guid=old.guid,
            version=old.version + 1,
            fields=_filled({**old.fields, **fields}),
            created=old.created,
            created_by=old.created_by,
            modified=now,
            modified_by=dict(by),
            change=change,
            deleted=False,
        )
        touched = [column for column in columns if column.field in fields]
        _index(store, list_id, touched, row)
        _write(store, list_id, row)
    return row


def delete(store: Store, list_id: str, old: Row) -> None:
    """Remove a row, leaving the mark that delta reports."""
    with store.together():
        _, change = _next(store, list_id)
        store.run(
            "UPDATE graph_items SET deleted = 1, fields = '{}', change = ?"
            " WHERE list_id = ? AND item_id = ?",
            (change, list_id, old.id),
        )
        store.run("DELETE FROM graph_index WHERE list_id = ? AND item_id = ?", (list_id, old.id))


def check_etag(row: Row, if_match: str | None) -> None:
    """:raises GraphError: 412 if the row is not at that version any more"""
    if if_match is not None and if_match not in ("*", row.etag):
        raise changed_meanwhile()


def count(store: Store, list_id: str) -> int:
    row = store.one(
        "SELECT COUNT(*) AS n FROM graph_items WHERE list_id = ? AND NOT deleted", (list_id,)
    )
    return row["n"] if row else 0


def page(
    store: Store,
    list_id: str,
    *,
    limit: int,
    where: Condition | None = None,
    joins: Condition | None = None,
    order: Condition | None = None,
    after: int = 0,
    skip: int = 0,
) -> list[Row]:
    """Up to `limit` live rows with an id over `after`, or past the first `skip` in `order`."""
    nothing = Condition("")
    joins = joins or nothing
    order = order or Condition("i.item_id")
    # With a filter, its index leads; the plus keeps the walk by id from taking over.
    begin = "+i.item_id" if where else "i.item_id"
    where = where or Condition("1")
    sql = (
        f"SELECT i.* FROM graph_items i {joins.sql}"  # noqa: S608 - values are parameters
        f" WHERE i.list_id = ? AND {begin} > ? AND NOT i.deleted AND {where.sql}"
        f" ORDER BY {order.sql} LIMIT ? OFFSET ?"
    )
    parameters = (
        *joins.parameters,
        list_id,
        after,
        *where.parameters,
        *order.parameters,
        limit,
        skip,
    )
    return [_row(row) for row in store.all(sql, parameters)]


def newest(store: Store, list_id: str, limit: int) -> list[Row]:
    """The last `limit` rows by id, oldest of them first."""
    found = store.all(
        "SELECT * FROM graph_items WHERE list_id = ? AND NOT deleted ORDER BY item_id DESC LIMIT ?",
        (list_id, limit),
    )
    return [_row(row) for row in reversed(found)]


def changed_since(store: Store, list_id: str, change: int, limit: int) -> list[Row]:
    """Up to `limit` rows changed after the list's `change`th change, deleted ones included."""
    rows = store.all(
        "SELECT * FROM graph_items WHERE list_id = ? AND change > ? ORDER BY change LIMIT ?",
        (list_id, change, limit),
    )
    return [_row(row) for row in rows]


def _next(store: Store, list_id: str, *, item: bool = False) -> tuple[int, int]:
    store.run(
        "UPDATE graph_lists SET last_change = last_change + 1, last_item = last_item + ?"
        " WHERE id = ?",
        (int(item), list_id),
    )
    row = store.one("SELECT last_item, last_change FROM graph_lists WHERE id = ?", (list_id,))
    if row is None:
        raise not_found("The specified list was not found.")
    return row["last_item"], row["last_change"]


def _index(store: Store, list_id: str, columns: Sequence[Column], row: Row) -> None:
    for column in columns:
        if not column.indexed:
            continue
        value = index_value(row.fields.get(column.field))
        key = (list_id, column.field, row.id)
        if value is None:
            store.run("DELETE FROM graph_index WHERE list_id = ? AND name = ? AND item_id = ?", key)
            continue
        if column.enforce_unique_values and _taken(store, key, value):
            raise invalid(
                "One or more fields with unique constraints already has the provided value."
            )
        store.run("INSERT OR REPLACE INTO graph_index VALUES (?, ?, ?, ?)", (*key, value))


def _taken(store: Store, key: tuple[str, str, int], value: str | float) -> bool:
    other = store.one(
        "SELECT 1 FROM graph_index WHERE list_id = ? AND name = ? AND item_id <> ? AND value = ?",
        (*key, value),
    )
    return other is not None


def _write(store: Store, list_id: str, row: Row) -> None:
    store.run(
        "INSERT OR REPLACE INTO graph_items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        (
            list_id,
            row.id,
            row.guid,
            row.version,
            json.dumps(row.fields),
            row.created,
            json.dumps(row.created_by),
            row.modified,
            json.dumps(row.modified_by),
            row.change,
        ),
    )


def _filled(fields: Mapping[str, Stored]) -> dict[str, Stored]:
    return {name: value for name, value in fields.items() if value is not None}


def _row(row: Record) -> Row:
    return Row(
        id=row["item_id"],
        guid=row["guid"],
        version=row["version"],
        fields=json.loads(row["fields"]),
        created=row["created"],
        created_by=json.loads(row["created_by"]),
        modified=row["modified"],
        modified_by=json.loads(row["modified_by"]),
        change=row["change"],
        deleted=bool(row["deleted"]),
    )
