"""The lists of the site and their columns, as they are kept."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sandbox.graph import values
from sandbox.graph.columns import TITLE, Column, amended, declared, without_clash
from sandbox.graph.errors import invalid, name_taken, not_found
from sandbox.graph.filters import Scalar
from sandbox.store import Row, Store

_MOST_INDEXES = 20


@dataclass(frozen=True)
class SiteList:
    """One list. Instants are ISO 8601 in UTC; `created_by` is Graph's identitySet."""

    id: str
    name: str
    display_name: str
    description: str
    created: str
    modified: str
    created_by: dict[str, Any]
    last_change: int

    def read(self, field: str) -> Scalar:
        """What `$filter` on lists may ask for.

        :raises GraphError: 400 for anything else
        """
        known = {"displayName": self.display_name, "name": self.name, "id": self.id}
        if field not in known:
            raise invalid(f"Could not find a property named '{field}' on type 'list'.")
        return known[field]


def all_lists(store: Store) -> list[SiteList]:
    return [_list(row) for row in store.all("SELECT * FROM graph_lists ORDER BY rowid")]


def find(store: Store, id_or_title: str) -> SiteList | None:
    """A list by its id or its title, as Graph takes both."""
    row = store.one(
        "SELECT * FROM graph_lists WHERE id = ?1 COLLATE NOCASE OR display_name = ?1 LIMIT 1",
        (id_or_title,),
    )
    return _list(row) if row else None


def get(store: Store, id_or_title: str) -> SiteList:
    """:raises GraphError: 404 if there is none"""
    found = find(store, id_or_title)
    if found is None:
        raise not_found("The specified list was not found.")
    return found


def create(
    store: Store, title: str, description: str, columns: Sequence[Any], by: dict[str, Any], now: str
) -> SiteList:
    """Make a generic list: `Title`, and the columns given as JSON.

    :raises GraphError: 400 for a bad name or column, 409 for a title that is taken
    """
    _check_title(store, title)
    made = str(uuid.uuid4())
    name = _lasting_name(store, "".join(c for c in title if c.isalnum()) or made)
    with store.together():
        store.run(
            "INSERT INTO graph_lists (id, name, display_name, description, created, modified,"
            " created_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (made, name, title, description, now, now, json.dumps(by)),
        )
        _keep(store, made, TITLE.model_copy(update={"id": str(uuid.uuid4())}))
        for body in columns:
            add_column(store, made, body)
    return get(store, made)


def change(store: Store, old: SiteList, title: str, description: str, now: str) -> SiteList:
    """:raises GraphError: 400 or 409 for a title that cannot be had"""
    if title.casefold() != old.display_name.casefold():
        _check_title(store, title)
    store.run(
        "UPDATE graph_lists SET display_name = ?, description = ?, modified = ? WHERE id = ?",
        (title, description, now, old.id),
    )
    return get(store, old.id)


def delete(store: Store, doomed: SiteList) -> None:
    """The list, its columns and its rows."""
    with store.together():
        for table in ("graph_items", "graph_index", "graph_columns"):
            store.run(f"DELETE FROM {table} WHERE list_id = ?", (doomed.id,))  # noqa: S608
        store.run("DELETE FROM graph_lists WHERE id = ?", (doomed.id,))


def columns_of(store: Store, list_id: str) -> list[Column]:
    """The list's own columns, `Title` first."""
    rows = store.all(
        "SELECT definition FROM graph_columns WHERE list_id = ? ORDER BY position", (list_id,)
    )
    return [Column.model_validate_json(row["definition"]) for row in rows]


def column(store: Store, list_id: str, id_or_name: str) -> Column:
    """:raises GraphError: 404 if there is none"""
    for found in columns_of(store, list_id):
        if id_or_name in (found.id, found.name):
            return found
    raise not_found("The specified column was not found.")


def add_column(store: Store, list_id: str, body: Any) -> Column:
    """:raises GraphError: 400 or 409 where it cannot be added"""
    present = columns_of(store, list_id)
    new = without_clash(declared(body), present).model_copy(update={"id": str(uuid.uuid4())})
    values.defaults([new])
    _check_indexes([*present, new])
    _keep(store, list_id, new)
    return new


def change_column(store: Store, list_id: str, old: Column, body: Any) -> Column:
    """Change a column; one that becomes indexed has its rows indexed now.

    :raises GraphError: 400 where the change is refused
    """
    new = amended(old, body)
    values.defaults([new])
    _check_indexes([new, *(c for c in columns_of(store, list_id) if c.id != old.id)])
    with store.together():
        store.run(
            "UPDATE graph_columns SET definition = ? WHERE id = ?",
            (new.model_dump_json(by_alias=True), old.id),
        )
        if new.indexed and not old.indexed:
            _index_all(store, list_id, new)
        if old.indexed and not new.indexed:
            _forget_index(store, list_id, new)
        if new.enforce_unique_values and _has_doubles(store, list_id, new):
            raise invalid(f"The column '{new.name}' already has duplicate values.")
    return new


def delete_column(store: Store, list_id: str, doomed: Column) -> None:
    """The column and its values.

    :raises GraphError: 400 for `Title`, which stays
    """
    if doomed.name == TITLE.name:
        raise invalid("The column 'Title' cannot be deleted.")
    with store.together():
        store.run("DELETE FROM graph_columns WHERE id = ?", (doomed.id,))
        _forget_index(store, list_id, doomed)
        store.run(
            "UPDATE graph_items SET fields = json_remove(fields, ?) WHERE list_id = ?",
            (f'$."{doomed.field}"', list_id),
        )


def _check_title(store: Store, title: str) -> None:
    if not title.strip() or len(title) > 255:
        raise invalid("A list needs a displayName of 1 to 255 characters.")
    if find(store, title):
        raise name_taken(
            f"A list, survey, discussion board, or document library named '{title}'"
            " already exists in this Web site."
        )


def _lasting_name(store: Store, letters: str) -> str:
    """The list's name in addresses: the letters of its first title, numbered if they are taken."""
    taken = {kept.name.casefold() for kept in all_lists(store)}
    numbered = (f"{letters}{number or ''}" for number in count())
    return next(name for name in numbered if name.casefold() not in taken)


def _check_indexes(columns: Sequence[Column]) -> None:
    if sum(column.indexed for column in columns) > _MOST_INDEXES:
        raise invalid(f"A list takes at most {_MOST_INDEXES} indexed columns.")


def _keep(store: Store, list_id: str, new: Column) -> None:
    store.run(
        "INSERT INTO graph_columns SELECT ?1, ?2, ?3, COUNT(*), ?4 FROM graph_columns"
        " WHERE list_id = ?2",
        (new.id, list_id, new.name, new.model_dump_json(by_alias=True)),
    )


def _index_all(store: Store, list_id: str, new: Column) -> None:
    store.run(
        "INSERT OR REPLACE INTO graph_index SELECT list_id, ?2, item_id, json_extract(fields, ?3)"
        " FROM graph_items WHERE list_id = ?1 AND NOT deleted"
        " AND json_extract(fields, ?3) IS NOT NULL",
        (list_id, new.field, f'$."{new.field}"'),
    )


def _forget_index(store: Store, list_id: str, old: Column) -> None:
    store.run("DELETE FROM graph_index WHERE list_id = ? AND name = ?", (list_id, old.field))


def _has_doubles(store: Store, list_id: str, new: Column) -> bool:
    double = store.one(
        "SELECT 1 FROM graph_index WHERE list_id = ? AND name = ?"
        " GROUP BY value HAVING COUNT(*) > 1 LIMIT 1",
        (list_id, new.field),
    )
    return double is not None


def _list(row: Row) -> SiteList:
    return SiteList(
        id=row["id"],
        name=row["name"],
        display_name=row["display_name"],
        description=row["description"],
        created=row["created"],
        modified=row["modified"],
        created_by=json.loads(row["created_by"]),
        last_change=row["last_change"],
    )
