"""The lists that keep our records, whole and as they stand.

Read for people to take with them, not for Cutover: every column is there, whoever made it, and
every row, also one that Cutover cannot read.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiota_abstractions.request_information import RequestInformation

from graph.addresses import all_lists, ours
from graph.cells import Cell, Column, Kind, cell, columns_from, told_apart
from graph.errors import NoList, Rejected
from graph.sdk import ItemsRequestBuilder, RequestConfiguration
from graph.wire import Wire
from playbook.fields import ListOf, plain
from playbook.records import LISTS

_ItemsQuery = ItemsRequestBuilder.ItemsRequestBuilderGetQueryParameters

_MOST_REFERENCES = 12
"""What Graph looks up in one query (docs/platform.md#lists-and-columns)."""

_MODIFIED = Column("Modified", "Modified", Kind.MOMENT)
_MODIFIED_BY = Column("Editor", "Modified by")


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that is there: the name it shows, and the columns people see in it."""

    keeps: ListOf
    id: str
    name: str
    url: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a value for each column of its table."""

    item: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A whole list. After the list's own columns come when a row was changed last, and by whom."""

    keeps: ListOf
    name: str
    url: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Tables:
    """Reads the lists of one site.

    `within` is how long one page may take, in seconds of wall time, waits that Graph asks for
    included.
    """

    def __init__(self, wire: Wire, site: str, *, within: float = 120.0) -> None:
        self._wire = wire
        self._lists = wire.builders.sites.by_site_id(site).lists
        self._within = within

    async def listed(self) -> tuple[Listed, ...]:
        """The lists that keep our records, in the order in which they are declared.

        :raises NoList: if there is none at all
        :raises GraphFault: if the site's lists could not be read
        """
        found = await all_lists(self._wire, self._lists, within=self._within, expand="columns")
        listed = tuple(_listed(keeps, one) for keeps, one in _kept_in(found).items())
        if not listed:
            raise NoList("None of Cutover's lists is there. Provision the lists first.")
        return listed

    async def read(self, listed: Listed) -> Table:
        """Everything in a list. Rows that change meanwhile are as they were or as they became.

        :raises GraphFault: if it could not be read to its end
        """
        columns = told_apart((*listed.columns, _MODIFIED, _MODIFIED_BY))
        looked_up = await self._looked_up(listed)
        rows = [
            _row(listed.columns, item, looked_up.get(str(item["id"]), {}))
            async for item in self._items(listed.id, "fields")
        ]
        return Table(listed.keeps, listed.name, listed.url, columns, tuple(rows))

    async def _looked_up(self, listed: Listed) -> Mapping[str, Mapping[str, Any]]:
        """Who and what the columns of people and rows refer to, which comes only if named."""
        names = [column.name for column in listed.columns if column.refers][:_MOST_REFERENCES]
        if not names:
            return {}
        expand = f"fields($select={','.join(names)})"
        return {str(item["id"]): item["fields"] async for item in self._items(listed.id, expand)}

    async def _items(self, list_id: str, expand: str) -> AsyncIterator[Mapping[str, Any]]:
        configuration = RequestConfiguration(query_parameters=_ItemsQuery(expand=[expand]))
        builder = self._lists.by_list_id(list_id).items
        request: RequestInformation | None = builder.to_get_request_information(configuration)
        while request is not None:
            page = await self._wire.get(request, within=self._within)
            try:
                items, following = page["value"], page.get("@odata.nextLink")
            except (KeyError, TypeError, AttributeError):
                raise Rejected(0, "notUnderstood", "The page is no page of rows.") from None
            for item in items:
                yield item
            request = self._wire.following(following) if following else None


def missing(listed: Sequence[Listed]) -> tuple[str, ...]:
    """The names of our lists that are not among these."""
    there = {one.keeps for one in listed}
    return tuple(keeps.name for keeps in LISTS if keeps not in there)


def _kept_in(found: Sequence[Mapping[str, Any]]) -> dict[ListOf, Mapping[str, Any]]:
    by_id = {str(one["id"]): one for one in found}
    return {keeps: by_id[list_id] for keeps, list_id in ours(found).items()}


def _listed(keeps: ListOf, found: Mapping[str, Any]) -> Listed:
    return Listed(
        keeps,
        id=str(found["id"]),
        name=plain(str(found["displayName"])),
        url=plain(str(found.get("webUrl") or "")),
        columns=columns_from(found["columns"]),
    )


def _row(columns: Sequence[Column], item: Mapping[str, Any], looked_up: Mapping[str, Any]) -> Row:
    fields = {**item.get("fields", {}), **looked_up}
    changed = cell(_MODIFIED, {"Modified": item.get("lastModifiedDateTime")})
    by = cell(_MODIFIED_BY, {"Editor": _name(item.get("lastModifiedBy") or {})})
    cells = (*(cell(column, fields) for column in columns), changed, by)
    return Row(str(item["id"]), plain(str(item.get("webUrl") or "")), cells)


def _name(identities: Mapping[str, Any]) -> str:
    """Whoever it is of Graph's `identitySet`. Where an application wrote by itself, the user beside
    it is "SharePoint App" for all of them (docs/platform.md#delta).
    """
    who = (identities.get(kind) or {} for kind in ("application", "user", "device"))
    return next((str(one["displayName"]) for one in who if one.get("displayName")), "")
