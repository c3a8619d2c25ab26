"""Operations on lists and columns (docs/platform.md#lists-and-columns)."""

from typing import Any

from sandbox.graph import lists, options, sites
from sandbox.graph.call import Answer, Call, created, gone, ok
from sandbox.graph.columns import BUILT_IN, Column
from sandbox.graph.errors import GraphError, invalid, not_implemented
from sandbox.graph.lists import SiteList
from sandbox.graph.matching import passes
from sandbox.graph.views import list_json

_TEMPLATE = "genericList"


def asked_list(call: Call) -> SiteList:
    """The list in the address.

    :raises GraphError: 403 or 404 if the site or the list cannot be had
    """
    sites.granted(call)
    return lists.get(call.tenant.store, call.variables["list"])


def all_lists(call: Call) -> Answer:
    """`GET /sites/{site}/lists`."""
    sites.granted(call)
    options.only(call, {"filter", "select", "expand", "top"})
    wanted = options.wanted(call)
    found = [
        place
        for place in lists.all_lists(call.tenant.store)
        if wanted is None or passes(wanted, place.read)
    ]
    most = options.top(call, usual=1000, most=1000)
    return ok({"value": [_shown(call, place) for place in found[:most]]})


def one_list(call: Call) -> Answer:
    """`GET /sites/{site}/lists/{list}`."""
    options.only(call, {"select", "expand"})
    return ok(_shown(call, asked_list(call)))


def create_list(call: Call) -> Answer:
    """`POST /sites/{site}/lists`."""
    sites.granted(call)
    body = _known(call, {"displayName", "description", "columns", "list", "name"})
    template = (_object(body, "list") or {}).get("template", _TEMPLATE)
    if template != _TEMPLATE:
        raise not_implemented(f"lists from the template '{template}'.")
    columns = body.get("columns") or []
    if not isinstance(columns, list):
        raise invalid("The columns of a list are an array.")
    made = lists.create(
        call.tenant.store,
        _text(body, "displayName"),
        _text(body, "description"),
        columns,
        call.actor,
        now(call),
    )
    tell(call, made)
    return created(list_json(call.tenant, made))


def change_list(call: Call) -> Answer:
    """`PATCH /sites/{site}/lists/{list}`: its title and description."""
    place = asked_list(call)
    body = _known(call, {"displayName", "description"})
    title = _text(body, "displayName") if "displayName" in body else place.display_name
    description = _text(body, "description") if "description" in body else place.description
    changed = lists.change(call.tenant.store, place, title, description, now(call))
    tell(call, changed)
    return ok(list_json(call.tenant, changed))


def delete_list(call: Call) -> Answer:
    """`DELETE /sites/{site}/lists/{list}`."""
    place = asked_list(call)
    lists.delete(call.tenant.store, place)
    tell(call, place)
    return gone()


def all_columns(call: Call) -> Answer:
    """`GET /sites/{site}/lists/{list}/columns`: the list's own and the built-in ones."""
    options.only(call, {"select", "top"})
    names = options.select(call)
    columns = _columns(call, asked_list(call))
    return ok({"value": [options.chosen(column, names) for column in columns]})


def one_column(call: Call) -> Answer:
    """`GET .../columns/{column}`, by id or name."""
    return ok(_column(call, asked_list(call)).as_json())


def create_column(call: Call) -> Answer:
    """`POST .../columns`."""
    place = asked_list(call)
    made = lists.add_column(call.tenant.store, place.id, call.json_object())
    tell(call, place)
    return created(made.as_json())


def change_column(call: Call) -> Answer:
    """`PATCH .../columns/{column}`: all but its name and type."""
    place = asked_list(call)
    old = _column(call, place)
    if old in BUILT_IN:
        raise GraphError(403, "accessDenied", "A built-in column cannot be changed.")
    changed = lists.change_column(call.tenant.store, place.id, old, call.json_object())
    tell(call, place)
    return ok(changed.as_json())


def delete_column(call: Call) -> Answer:
    """`DELETE .../columns/{column}`."""
    place = asked_list(call)
    doomed = _column(call, place)
    if doomed in BUILT_IN:
        raise GraphError(403, "accessDenied", "A built-in column cannot be deleted.")
    lists.delete_column(call.tenant.store, place.id, doomed)
    tell(call, place)
    return gone()


def tell(call: Call, place: SiteList) -> None:
    """Let the open pages know that something in the list changed."""
    call.tenant.bus.publish("row", {"list": place.id})


def _shown(call: Call, place: SiteList) -> dict[str, Any]:
    expanded = options.expand(call, {"columns"})
    shown = options.chosen(list_json(call.tenant, place), options.select(call))
    if "columns" in expanded:
        names = expanded["columns"].select
        shown["columns"] = [options.chosen(one, names) for one in _columns(call, place)]
    return shown


def _columns(call: Call, place: SiteList) -> list[dict[str, Any]]:
    own = lists.columns_of(call.tenant.store, place.id)
    return [column.as_json() for column in (*own, *BUILT_IN)]


def _column(call: Call, place: SiteList) -> Column:
    asked = call.variables["column"]
    for column in BUILT_IN:
        if asked == column.name:
            return column
    return lists.column(call.tenant.store, place.id, asked)


def _known(call: Call, allowed: set[str]) -> dict[str, Any]:
    body = {key: value for key, value in call.json_object().items() if not key.startswith("@")}
    for key in body:
        if key not in allowed:
            raise not_implemented(f"'{key}' in {call.method} {call.path}")
    return body


def _object(body: dict[str, Any], key: str) -> dict[str, Any] | None:
    value = body.get(key)
    if value is not None and not isinstance(value, dict):
        raise invalid(f"'{key}' must be an object.")
    return value


def _text(body: dict[str, Any], key: str) -> str:
    value = body.get(key)
    if value is not None and not isinstance(value, str):
        raise invalid(f"'{key}' must be text.")
    return value or ""


def now(call: Call) -> str:
    """The tenant's time as lists write it: whole seconds."""
    return call.tenant.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
