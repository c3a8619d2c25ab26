"""How the tenant begins, and begins again."""

from sandbox import sample
from sandbox.graph import tables as graph_tables
from sandbox.store import Store
from sandbox.teams import tables as teams_tables
from sandbox.tenant import Tenant

# The bot keeps its credentials through a reset, so it need not be started again.
_KEPT = ("tenant_registration", "tenant_keys")


def declare(store: Store) -> None:
    """Create the tables of every room."""
    sample.declare(store)
    graph_tables.declare(store)
    teams_tables.declare(store)


def fill(tenant: Tenant) -> None:
    """Write the sample into an empty tenant; leaves one that has people as it is."""
    if tenant.store.one("SELECT id FROM tenant_people LIMIT 1") is None:
        sample.fill(tenant.store, tenant.registration)
        teams_tables.fill(tenant.store)


def reset(tenant: Tenant) -> None:
    """Back to the sample and its first morning; only registration and keys stay."""
    store = tenant.store
    with store.together():
        kept = {table: store.all(f"SELECT * FROM {table}") for table in _KEPT}  # noqa: S608
        store.clear()
        for table, rows in kept.items():
            for row in rows:
                marks = ", ".join("?" * len(row))
                store.run(f"INSERT INTO {table} VALUES ({marks})", tuple(row))  # noqa: S608
        fill(tenant)
    tenant.clock.restart()
    tenant.faults.clear()
    tenant.usage.zero()
    for forget in tenant.on_reset:
        forget()
    tenant.bus.publish("clock", {"now": tenant.clock.stamp()})
    tenant.bus.publish("reset", {})
