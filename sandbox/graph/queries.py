"""Many rows of a list at once, page by page (docs/platform.md#queries)."""

from pydantic import BaseModel, ConfigDict

from sandbox.graph import lists, options, rows
from sandbox.graph.call import Answer, Call, ok
from sandbox.graph.conditions import Condition, Schema
from sandbox.graph.errors import bad_request, invalid
from sandbox.graph.list_calls import asked_list
from sandbox.graph.lists import SiteList
from sandbox.graph.opaque import seal, unseal
from sandbox.graph.rows import Row
from sandbox.graph.views import item_json

_USUAL_PAGE, _LARGEST_PAGE = 200, 5_000
_SCANNED_AT_MOST = 5_000
_SCAN = "honornonindexedqueriesWarningmayfailrandomly".casefold()


class _Place(BaseModel):
    """Where a page begins: after a row's id, or past so many rows of a sorted answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    after: int = 0
    skip: int = 0


def items(call: Call) -> Answer:
    """`GET .../items`, by id where no order is asked for."""
    options.only(call, {"filter", "orderby", "expand", "select", "top", "skiptoken"})
    place = asked_list(call)
    limit = options.top(call, _USUAL_PAGE, _LARGEST_PAGE)
    found = _found(call, place, limit + 1)
    expanded = options.expand(call, {"fields"}).get("fields")
    names = options.select(call)
    columns = {one.field: one for one in lists.columns_of(call.tenant.store, place.id)}
    body: dict[str, object] = {
        "value": [
            options.chosen(item_json(call.tenant, place, columns, row, expanded), names, "fields")
            for row in found[:limit]
        ]
    }
    if len(found) > limit:
        body["@odata.nextLink"] = _next(call, found[limit - 1], limit)
    return ok(body)


def _found(call: Call, place: SiteList, limit: int) -> list[Row]:
    begin = _begin(call)
    store = call.tenant.store
    schema = Schema(place.id, lists.columns_of(store, place.id), _scan(call))
    wanted, order = options.wanted(call), options.order(call)
    where = schema.condition(wanted) if wanted else None
    joins, keys = schema.order(order) if order else (Condition(""), None)
    if schema.scan and (wanted or order) and rows.count(store, place.id) > _SCANNED_AT_MOST:
        raise invalid(
            "The attempted operation is prohibited because it exceeds the list view threshold."
        )
    return rows.page(
        store,
        place.id,
        limit=limit,
        where=where,
        joins=joins,
        order=keys,
        after=begin.after,
        skip=begin.skip,
    )


def _begin(call: Call) -> _Place:
    text = call.query.get("skiptoken")
    if text is None:
        return _Place()
    place = unseal(_Place, text)
    if place is None:
        raise bad_request("The '$skiptoken' is not one that was given in a nextLink.")
    return place


def _next(call: Call, last: Row, limit: int) -> str:
    if "orderby" in call.query:
        place = _Place(skip=_begin(call).skip + limit)
    else:
        place = _Place(after=last.id)
    return options.link(call, call.url, skiptoken=seal(place))


def _scan(call: Call) -> bool:
    """Whether the client takes the risk of filtering without an index."""
    return _SCAN in call.headers.get("prefer", "").casefold()
