"""The tables that hold the site's lists."""

from sandbox.store import Store

_TABLES = """
CREATE TABLE IF NOT EXISTS graph_lists (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    display_name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    description TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    created_by TEXT NOT NULL,
    last_item INTEGER NOT NULL DEFAULT 0,
    last_change INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS graph_columns (
    id TEXT PRIMARY KEY,
    list_id TEXT NOT NULL,
    name TEXT NOT NULL COLLATE NOCASE,
    position INTEGER NOT NULL,
    definition TEXT NOT NULL,
    UNIQUE (list_id, name)
);
CREATE TABLE IF NOT EXISTS graph_items (
    list_id TEXT NOT NULL,
    item_id INTEGER NOT NULL,
    guid TEXT NOT NULL,
    version INTEGER NOT NULL,
    fields TEXT NOT NULL,
    created TEXT NOT NULL,
    created_by TEXT NOT NULL,
    modified TEXT NOT NULL,
    modified_by TEXT NOT NULL,
    change INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (list_id, item_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS graph_items_by_change ON graph_items (list_id, change);
CREATE TABLE IF NOT EXISTS graph_index (
    list_id TEXT NOT NULL,
    name TEXT NOT NULL,
    item_id INTEGER NOT NULL,
    value COLLATE NOCASE,
    PRIMARY KEY (list_id, name, item_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS graph_index_by_value ON graph_index (list_id, name, value);
CREATE TABLE IF NOT EXISTS graph_units (
    app TEXT PRIMARY KEY,
    minute INTEGER NOT NULL,
    spent INTEGER NOT NULL
);
"""


def declare(store: Store) -> None:
    """Create the lists' tables where they are missing."""
    store.declare(_TABLES)
