"""Rows put into a tenant's lists by the thousand, as if the app had written them one by one.

They go into the sandbox's store by the sandbox's own code: values are checked and indexes made as
for a request, and nobody waits for twenty thousand of those.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from graph.rows import encode
from graph.schema import list_definition
from playbook.fields import ListOf
from playbook.records import LISTS, Record
from sandbox.app import running
from sandbox.clock import FIRST_MORNING
from sandbox.graph import lists, rows, values
from sandbox.tenant import Tenant

_NOW = FIRST_MORNING.strftime("%Y-%m-%dT%H:%M:%SZ")


async def stock(data: Path, records_for: Callable[[str], Iterable[Record]]) -> None:
    """Make our lists in the folder of a sandbox that does not run, and put records in them.

    `records_for` makes the records for a tenant of that id.
    """
    async with running(data) as sandbox:
        tenant = sandbox.tenant
        with tenant.store.together():
            for kept_in in LISTS:
                columns = list_definition(kept_in)["columns"]
                app = _app(tenant)
                lists.create(tenant.store, kept_in.name, kept_in.help, columns, app, _NOW)
        put(tenant, records_for(tenant.registration.tenant_id))


def put(tenant: Tenant, records: Iterable[Record]) -> None:
    """Put records into lists that were made."""
    by_list: dict[ListOf, list[Record]] = defaultdict(list)
    for record in records:
        by_list[record.KEPT_IN].append(record)
    with tenant.store.together():
        for kept_in, own in by_list.items():
            place = lists.get(tenant.store, kept_in.name)
            columns = lists.columns_of(tenant.store, place.id)
            for record in own:
                fields = values.checked(columns, encode(record))
                rows.create(tenant.store, place.id, columns, fields, _app(tenant), _NOW)


def _app(tenant: Tenant) -> dict[str, dict[str, str]]:
    return {"application": {"id": tenant.registration.app_id, "displayName": "Cutover"}}
