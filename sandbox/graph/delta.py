"""What changed in a list since a token was given (docs/platform.md#delta)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from sandbox.graph import options, rows
from sandbox.graph.call import Answer, Call, ok
from sandbox.graph.columns import Column
from sandbox.graph.errors import GraphError, bad_request
from sandbox.graph.items import by_field
from sandbox.graph.list_calls import asked_list
from sandbox.graph.lists import SiteList
from sandbox.graph.opaque import seal, unseal
from sandbox.graph.options import Expand
from sandbox.graph.rows import Row
from sandbox.graph.units import ONE_ITEM, SEVERAL_OR_WRITE
from sandbox.graph.views import deleted_json, item_json

_PAGE, _LARGEST_PAGE = 200, 5_000
# As long as SharePoint keeps its log of changes.
_KEPT = timedelta(days=60)


class _Since(BaseModel):
    """A place in the list's changes.

    Rows deleted up to `quiet` are passed over: who asked for everything at that moment has
    never seen them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    list_id: str
    change: int
    quiet: int = 0
    given: datetime


def delta(call: Call) -> Answer:
    """`GET .../items/delta`, also as `delta()` and `delta(token='...')`."""
    options.only(call, {"token", "select", "expand", "top"})
    place = asked_list(call)
    token = _token(call)
    if token == "latest":  # noqa: S105 - a word of the protocol
        return ok({"value": [], "@odata.deltaLink": _link(call, _since(call, place))})
    since = _read(call, place, token) if token else _everything(call, place)
    limit = options.top(call, _PAGE, _LARGEST_PAGE)
    found = rows.changed_since(call.tenant.store, place.id, since.change, limit + 1)
    body: dict[str, object] = {"value": _shown(call, place, since, found[:limit])}
    if len(found) > limit:
        reached = since.model_copy(update={"change": found[limit - 1].change})
        body["@odata.nextLink"] = _link(call, reached)
    else:
        body["@odata.deltaLink"] = _link(call, _since(call, place))
    return ok(body)


def cost(call: Call) -> int:
    """One unit with a token, two without."""
    return ONE_ITEM if _token(call) else SEVERAL_OR_WRITE


def _token(call: Call) -> str | None:
    inside = call.variables["delta"].removeprefix("delta").strip("()")
    if not inside:
        return call.query.get("token")
    name, _, quoted = inside.partition("=")
    if name != "token" or len(quoted) < 2 or (quoted[0], quoted[-1]) != ("'", "'"):
        raise bad_request(f"'{call.variables['delta']}' is not a call of delta.")
    return quoted[1:-1]


def _everything(call: Call, place: SiteList) -> _Since:
    return _since(call, place).model_copy(update={"change": 0, "quiet": place.last_change})


def _since(call: Call, place: SiteList) -> _Since:
    return _Since(list_id=place.id, change=place.last_change, given=call.tenant.clock.now())


def _read(call: Call, place: SiteList, token: str) -> _Since:
    """:raises GraphError: 400 for what is no token, 410 for one that is too old"""
    since = unseal(_Since, token)
    if since is None:
        raise bad_request("The delta token is not one that was given in a deltaLink.")
    too_old = call.tenant.clock.now() - since.given > _KEPT
    if too_old or since.list_id != place.id or since.change > place.last_change:
        raise GraphError(
            410,
            "resyncRequired",
            "Resync required. The delta token is no longer valid.",
            inner="resyncChangesApplyDifferences",
            headers={"Location": options.link(call, _address(call))},
        )
    return since


def _shown(call: Call, place: SiteList, since: _Since, found: list[Row]) -> list[dict[str, object]]:
    columns = by_field(call.tenant, place)
    fields = options.expand(call, {"fields"}).get("fields")
    names = options.select(call)
    return [
        deleted_json(place, call.tenant, row)
        if row.deleted
        else options.chosen(_changed(call, place, columns, row, fields), names, "fields")
        for row in found
        if not (row.deleted and row.change <= since.quiet)
    ]


def _changed(
    call: Call, place: SiteList, columns: Mapping[str, Column], row: Row, fields: Expand | None
) -> dict[str, object]:
    """How a row reads now; who modified it last is what delta does not tell."""
    shown = item_json(call.tenant, place, columns, row, fields)
    del shown["lastModifiedBy"]
    return shown


def _link(call: Call, since: _Since) -> str:
    return options.link(call, _address(call), token=seal(since))


def _address(call: Call) -> str:
    return f"{call.url.rpartition('/')[0]}/delta"
