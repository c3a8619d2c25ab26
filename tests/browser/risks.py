"""A list as Cutover makes them, with a row that somebody wrote by hand, for the page to show."""

from typing import Any

from sandbox.graph import lists, rows, values
from sandbox.store import Store
from sandbox.tenant import Tenant

LIST = "Risks"
ODD = "Quite bad"
NOTE = f"“{ODD}” is none of the choices of Impact."

_BY = {"application": {"id": "cutover", "displayName": "Cutover"}}
_NOW = "2026-03-02T14:00:00Z"
_COLUMNS: list[dict[str, Any]] = [
    {
        "name": "Key",
        "displayName": "Key",
        "text": {"maxLength": 64},
        "indexed": True,
        "enforceUniqueValues": True,
    },
    {
        "name": "Impact",
        "displayName": "Impact",
        "description": "How much it would hurt.",
        "choice": {"choices": ["Low", "Medium", "High"], "allowTextEntry": True},
    },
    {"name": "Owner", "displayName": "Owner", "description": "Watches it.", "text": {}},
    {"name": "Cost", "displayName": "Cost", "number": {"minimum": 0}},
    {"name": "Due", "displayName": "Look again on", "dateTime": {"format": "dateOnly"}},
    {"name": "Plan", "displayName": "Plan", "text": {"allowMultipleLines": True}},
    {"name": "OwnerEntra", "displayName": "Owner (Entra id)", "text": {}},
    {"name": "CutoverNote", "displayName": "Cutover note", "text": {"allowMultipleLines": True}},
]


def entra_of(tenant: Tenant, person: str) -> str:
    row = tenant.store.one("SELECT aad_id FROM tenant_people WHERE id = ?", (person,))
    assert row
    return str(row["aad_id"])


def make_risks(tenant: Tenant) -> None:
    """Two rows that Cutover wrote, and one by hand that it could not read."""
    made = lists.create(tenant.store, LIST, "What could disrupt the business.", _COLUMNS, _BY, _NOW)
    alex = {"Owner": "Alex Novak", "OwnerEntra": entra_of(tenant, "alex")}
    _add(tenant.store, made.id, Title="Slow line", Key="R-2", Impact="Medium", Cost=900, **alex)
    _add(tenant.store, made.id, Title="Lost drawings", Key="R-10", Impact="High", Cost=12000)
    _add(tenant.store, made.id, Title="Late night work", Key="R-1", Impact=ODD, CutoverNote=NOTE)


def make_many(tenant: Tenant, how_many: int) -> None:
    """More lists than fit side by side, all of them empty."""
    for at in range(how_many):
        lists.create(tenant.store, f"Training records {at + 1}", "", [], _BY, _NOW)


def kept(tenant: Tenant) -> list[dict[str, Any]]:
    """The fields of every row of the list, the oldest first."""
    place = lists.get(tenant.store, LIST)
    return [dict(row.fields) for row in rows.newest(tenant.store, place.id, 100)]


def _add(store: Store, list_id: str, **fields: Any) -> None:
    columns = lists.columns_of(store, list_id)
    rows.create(store, list_id, columns, values.checked(columns, fields), _BY, _NOW)
