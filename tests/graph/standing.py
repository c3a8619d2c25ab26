"""What stands in a site's lists, for tests to compare."""

from typing import Any

from tests.graph.conftest import Site

_KEPT = ("graph_lists", "graph_columns", "graph_items", "graph_index")


async def lists(site: Site) -> dict[str, dict[str, Any]]:
    """The site's lists by name, each with its columns by name."""
    items = site.wire.builders.sites.by_site_id(site.id).lists
    found: dict[str, dict[str, Any]] = {}
    for listed in (await site.wire.get(items.to_get_request_information(), within=10))["value"]:
        columns = items.by_list_id(listed["id"]).columns.to_get_request_information()
        page = await site.wire.get(columns, within=10)
        found[listed["displayName"]] = {column["name"]: column for column in page["value"]}
    return found


async def columns(site: Site, name: str) -> dict[str, Any]:
    """The columns of one list by their names."""
    return (await lists(site))[name]


def state(site: Site) -> str:
    """Everything that the tenant keeps of lists, columns and rows, to the letter."""
    store = site.sandbox.tenant.store
    kept = {table: store.all(f"SELECT * FROM {table}") for table in _KEPT}  # noqa: S608
    return repr({table: [tuple(row) for row in rows] for table, rows in kept.items()})
