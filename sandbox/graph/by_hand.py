"""The lists as a person sees and edits them in Microsoft Lists, for the page and the tests."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from sandbox.asked import Asked, asked_by, body_of, refused
from sandbox.graph import lists, rows, values
from sandbox.graph.call import app_identity
from sandbox.graph.columns import Column
from sandbox.graph.errors import GraphError
from sandbox.graph.lists import SiteList
from sandbox.graph.rows import Row
from sandbox.tenant import TENANT, Tenant

# The page shows the newest; nobody reads more by scrolling.
_SHOWN = 500


class _Edit(Asked):
    person: str
    fields: dict[str, Any]


def routes() -> list[web.RouteDef]:
    """`/sandbox/lists` and the rows below it."""
    return [
        web.get("/sandbox/lists", _lists),
        web.post("/sandbox/lists/{list}/items", _add),
        web.patch("/sandbox/lists/{list}/items/{item}", _edit),
        web.delete("/sandbox/lists/{list}/items/{item}", _delete),
    ]


async def _lists(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    _editor(tenant, asked_by(request))
    return web.json_response([_list(tenant, place) for place in lists.all_lists(tenant.store)])


async def _add(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    edit = await body_of(request, _Edit)
    by = _editor(tenant, edit.person)
    try:
        place = lists.get(tenant.store, request.match_info["list"])
        columns = lists.columns_of(tenant.store, place.id)
        fields = values.defaults(columns) | _checked(columns, edit.fields)
        row = rows.create(tenant.store, place.id, columns, fields, by, _now(tenant))
    except GraphError as error:
        raise refused(error.status, error.message) from error
    _tell(tenant, place)
    return web.json_response(_item(row), status=201)


async def _edit(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    edit = await body_of(request, _Edit)
    by = _editor(tenant, edit.person)
    try:
        place, old = _asked(request)
        columns = lists.columns_of(tenant.store, place.id)
        fields = _checked(columns, edit.fields)
        row = rows.change(tenant.store, place.id, columns, old, fields, by, _now(tenant))
    except GraphError as error:
        raise refused(error.status, error.message) from error
    _tell(tenant, place)
    return web.json_response(_item(row))


async def _delete(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    _editor(tenant, asked_by(request))
    try:
        place, old = _asked(request)
        rows.delete(tenant.store, place.id, old)
    except GraphError as error:
        raise refused(error.status, error.message) from error
    _tell(tenant, place)
    return web.Response(status=204)


def _asked(request: web.Request) -> tuple[SiteList, Row]:
    store = request.app[TENANT].store
    place = lists.get(store, request.match_info["list"])
    return place, rows.get(store, place.id, request.match_info["item"])


def _editor(tenant: Tenant, person: str) -> dict[str, Any]:
    """The person as Graph's identitySet; the registered app by its id, for what it wrote earlier.

    Raises the refusal 404 for nobody.
    """
    if person == tenant.registration.app_id:
        return app_identity(tenant)
    row = tenant.store.one("SELECT * FROM tenant_people WHERE id = ?", (person,))
    if row is None:
        raise refused(404, f"There is nobody called '{person}'.")
    return {
        "user": {"id": row["aad_id"], "displayName": row["name"], "email": row["mail"]},
    }


def _checked(columns: list[Column], fields: Mapping[str, Any]) -> dict[str, values.Stored]:
    """A form knows which columns hold several values, so it sends no annotations."""
    several = {
        f"{column.field}@odata.type": "Collection(Edm.String)"
        for column in columns
        if column.multiple and column.field in fields
    }
    return values.checked(columns, {**fields, **several})


def _list(tenant: Tenant, place: SiteList) -> dict[str, Any]:
    newest = rows.newest(tenant.store, place.id, _SHOWN)
    return {
        "id": place.id,
        "name": place.display_name,
        "description": place.description,
        "columns": [_column(column) for column in lists.columns_of(tenant.store, place.id)],
        "items": [_item(row) for row in newest],
    }


def _column(column: Column) -> dict[str, Any]:
    """The column as a form needs it; what does not apply to it is left out."""
    shown: dict[str, Any] = {
        "name": column.field,
        "displayName": column.display_name,
        "description": column.description,
        "type": column.kind,
        "required": column.required,
        "unique": column.enforce_unique_values,
        "multiple": column.multiple,
        "readOnly": column.read_only,
    }
    if column.choice:
        shown["choices"] = list(column.choice.choices)
    if column.text:
        shown["lines"] = column.text.allow_multiple_lines
    if column.date_time:
        shown["dateOnly"] = column.date_time.format == "dateOnly"
    if column.default_value:
        shown["default"] = values.defaults([column])[column.field]
    return shown


def _item(row: Row) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "fields": row.fields,
        "etag": row.etag,
        "createdBy": _name(row.created_by),
        "modifiedBy": _name(row.modified_by),
        "modifiedAt": row.modified,
    }


def _name(identity: Mapping[str, Any]) -> str:
    """The display name of whoever it is, person or application."""
    return next((str(one["displayName"]) for one in identity.values()), "")


def _now(tenant: Tenant) -> str:
    return tenant.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")


def _tell(tenant: Tenant, place: SiteList) -> None:
    tenant.bus.publish("row", {"list": place.id})
