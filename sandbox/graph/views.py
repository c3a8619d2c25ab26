"""Lists, columns and rows as Graph shows them."""

from collections.abc import Mapping
from typing import Any

from sandbox.graph.columns import Column
from sandbox.graph.lists import SiteList
from sandbox.graph.options import Expand
from sandbox.graph.rows import Row
from sandbox.graph.sites import PATH, host
from sandbox.graph.values import Stored
from sandbox.tenant import Tenant

_CONTENT_TYPE = "0x0100"


def list_json(tenant: Tenant, shown: SiteList) -> dict[str, Any]:
    return {
        "@odata.etag": _list_etag(shown),
        "id": shown.id,
        "name": shown.name,
        "displayName": shown.display_name,
        "description": shown.description,
        "createdDateTime": shown.created,
        "lastModifiedDateTime": shown.modified,
        "createdBy": shown.created_by,
        "eTag": _list_etag(shown),
        "webUrl": _list_url(tenant, shown),
        "parentReference": {"siteId": tenant.registration.site_id},
        "list": {"contentTypesEnabled": False, "hidden": False, "template": "genericList"},
    }


def item_json(
    tenant: Tenant, place: SiteList, columns: Mapping[str, Column], row: Row, fields: Expand | None
) -> dict[str, Any]:
    """A row; its fields only where they were expanded. `columns` are by field name."""
    shown = {
        "@odata.etag": row.etag,
        "id": str(row.id),
        "eTag": row.etag,
        "createdDateTime": row.created,
        "lastModifiedDateTime": row.modified,
        "createdBy": row.created_by,
        "lastModifiedBy": row.modified_by,
        "webUrl": f"{_list_url(tenant, place)}/{row.id}_.000",
        "parentReference": {"id": place.id, "siteId": tenant.registration.site_id},
        "contentType": {"id": _CONTENT_TYPE, "name": "Item"},
    }
    if fields:
        shown["fields"] = fields_json(columns, row, fields.select)
    return shown


def deleted_json(place: SiteList, tenant: Tenant, row: Row) -> dict[str, Any]:
    """What delta says of a row that is no more."""
    return {
        "id": str(row.id),
        "deleted": {"state": "deleted"},
        "parentReference": {"id": place.id, "siteId": tenant.registration.site_id},
    }


def fields_json(
    columns: Mapping[str, Column], row: Row, select: frozenset[str] | None
) -> dict[str, Any]:
    """The row's fieldValueSet: empty fields are left out, references are strings."""
    fields: dict[str, Any] = {"id": str(row.id), "ContentType": "Item"}
    for name, value in row.fields.items():
        column = columns.get(name)
        if column is not None:
            shown, value = _shown(column, value)
            fields[shown] = value
    fields |= {
        "Modified": row.modified,
        "Created": row.created,
        "_UIVersionString": f"{row.version}.0",
        "Attachments": False,
        "Edit": "",
        "ItemChildCount": "0",
        "FolderChildCount": "0",
    }
    if "Title" in fields:
        fields |= {"LinkTitleNoMenu": fields["Title"], "LinkTitle": fields["Title"]}
    if select is not None:
        fields = {name: value for name, value in fields.items() if name in select}
    return {"@odata.etag": row.etag, **fields}


def _shown(column: Column, value: Stored) -> tuple[str, Any]:
    if not column.refers:
        return column.field, value
    if isinstance(value, list):
        return column.name, [{"LookupId": part} for part in value]
    return column.field, str(value)


def _list_etag(shown: SiteList) -> str:
    return f'"{shown.id},{shown.last_change + 1}"'


def _list_url(tenant: Tenant, shown: SiteList) -> str:
    return f"https://{host(tenant.registration)}{PATH}/Lists/{shown.name}"
