"""Operations on single rows (docs/platform.md#items)."""

from collections.abc import Mapping
from typing import Any

from sandbox.graph import lists, options, rows, values
from sandbox.graph.call import Answer, Call, created, gone, ok
from sandbox.graph.columns import Column
from sandbox.graph.errors import invalid
from sandbox.graph.list_calls import asked_list, now, tell
from sandbox.graph.lists import SiteList
from sandbox.graph.options import Expand
from sandbox.graph.rows import Row
from sandbox.graph.views import fields_json, item_json
from sandbox.tenant import Tenant


def one_item(call: Call) -> Answer:
    """`GET .../items/{item}`."""
    options.only(call, {"select", "expand"})
    place = asked_list(call)
    row = rows.get(call.tenant.store, place.id, call.variables["item"])
    fields = options.expand(call, {"fields"}).get("fields")
    return ok(options.chosen(_item(call, place, row, fields), options.select(call), "fields"))


def one_items_fields(call: Call) -> Answer:
    """`GET .../items/{item}/fields`."""
    options.only(call, {"select"})
    place = asked_list(call)
    row = rows.get(call.tenant.store, place.id, call.variables["item"])
    return ok(fields_json(by_field(call.tenant, place), row, options.select(call)))


def create_item(call: Call) -> Answer:
    """`POST .../items` with `{"fields": {...}}`."""
    place = asked_list(call)
    given = _fields(call.json_object().get("fields", {}))
    columns = lists.columns_of(call.tenant.store, place.id)
    fields = values.defaults(columns) | values.checked(columns, given)
    row = rows.create(call.tenant.store, place.id, columns, fields, call.actor, now(call))
    tell(call, place)
    return created(_item(call, place, row, Expand("fields", None)))


def change_fields(call: Call) -> Answer:
    """`PATCH .../items/{item}/fields`: answers the fields only."""
    place = asked_list(call)
    old = rows.get(call.tenant.store, place.id, call.variables["item"])
    rows.check_etag(old, call.headers.get("if-match"))
    columns = lists.columns_of(call.tenant.store, place.id)
    fields = values.checked(columns, _fields(call.json_object()))
    row = rows.change(call.tenant.store, place.id, columns, old, fields, call.actor, now(call))
    tell(call, place)
    return ok(fields_json({column.field: column for column in columns}, row, None))


def delete_item(call: Call) -> Answer:
    """`DELETE .../items/{item}`."""
    place = asked_list(call)
    old = rows.get(call.tenant.store, place.id, call.variables["item"])
    rows.check_etag(old, call.headers.get("if-match"))
    rows.delete(call.tenant.store, place.id, old)
    tell(call, place)
    return gone()


def by_field(tenant: Tenant, place: SiteList) -> dict[str, Column]:
    """The list's own columns by the name of their field."""
    return {column.field: column for column in lists.columns_of(tenant.store, place.id)}


def matching(tenant: Tenant, list_name: str, where: Mapping[str, Any]) -> bool:
    """Whether the list of that title has a row with all these values; no list has no row."""
    place = lists.find(tenant.store, list_name)
    if place is None:
        return False
    found = rows.page(tenant.store, place.id, limit=-1)
    return any(all(row.fields.get(name) == value for name, value in where.items()) for row in found)


def _item(call: Call, place: SiteList, row: Row, fields: Expand | None) -> dict[str, Any]:
    return item_json(call.tenant, place, by_field(call.tenant, place), row, fields)


def _fields(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise invalid("The fields of an item are an object.")
    return value
