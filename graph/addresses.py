"""Where the lists of one site are: built by msgraph-sdk's builders, below Graph's own address."""

from collections.abc import Mapping, Sequence
from typing import Any

from kiota_abstractions.request_information import RequestInformation

from graph.errors import NoList
from graph.schema import KEY, columns_of
from graph.sdk import (
    DeltaRequestBuilder,
    ItemsRequestBuilder,
    ListsRequestBuilder,
    RequestConfiguration,
)
from graph.wire import Wire
from playbook.fields import ListOf
from playbook.records import LISTS

_ListsQuery = ListsRequestBuilder.ListsRequestBuilderGetQueryParameters
_ItemsQuery = ItemsRequestBuilder.ItemsRequestBuilderGetQueryParameters
_DeltaQuery = DeltaRequestBuilder.DeltaRequestBuilderGetQueryParameters


class Addresses:
    """The addresses of one site's lists.

    A list is found by the name it shows, or by the one it was made with, should somebody have
    renamed it; from then on by its id.
    """

    def __init__(self, wire: Wire, site: str) -> None:
        self._wire = wire
        self._lists = wire.builders.sites.by_site_id(site).lists
        self._ids: Mapping[ListOf, str] = {}
        self._items: dict[ListOf, str] = {}

    async def learn(self, *, within: float) -> None:
        """Find the lists, unless they are known; one request, and more only for many lists.

        :raises GraphFault: if the site's lists could not be read
        """
        if not self._ids:
            self._ids = ours(await all_lists(self._wire, self._lists, within=within))

    def forget(self) -> None:
        """Find the lists anew the next time: one was not where it used to be."""
        self._ids = {}
        self._items.clear()

    def items(self, kept_in: ListOf) -> str:
        """Where rows are made.

        :raises NoList: if there is no such list
        """
        known = self._items.get(kept_in)
        if known is None:
            builder = self._items_of(kept_in)
            known = self._wire.address(builder.to_get_request_information())
            self._items[kept_in] = known
        return known

    def fields(self, kept_in: ListOf, item: str) -> str:
        """Where a row's columns are changed."""
        return f"{self.items(kept_in)}/{item}/fields"

    def delta(self, kept_in: ListOf) -> str:
        """Where everything in a list is read, and then what changes."""
        query = _DeltaQuery(expand=[_expanded(kept_in)])
        configuration = RequestConfiguration(query_parameters=query)
        builder = self._items_of(kept_in).delta
        return self._wire.address(builder.to_get_request_information(configuration))

    def by_key(self, kept_in: ListOf, key: str) -> RequestInformation:
        """The request for the rows with that key."""
        quoted = key.replace("'", "''")
        query = _ItemsQuery(
            expand=[_expanded(kept_in)], filter=f"fields/{KEY} eq '{quoted}'", top=20
        )
        configuration = RequestConfiguration(query_parameters=query)
        builder = self._items_of(kept_in)
        request: RequestInformation = builder.to_get_request_information(configuration)
        return request

    def _items_of(self, kept_in: ListOf) -> ItemsRequestBuilder:
        found = self._ids.get(kept_in)
        if found is None:
            raise NoList(f"There is no list named {kept_in.name}. Provision the lists first.")
        return self._lists.by_list_id(found).items


async def all_lists(
    wire: Wire, lists: ListsRequestBuilder, *, within: float, expand: str | None = None
) -> list[Mapping[str, Any]]:
    """Every list of a site, as Graph's JSON has it.

    :raises GraphFault: if they could not be read
    """
    names = ["id", "name", "displayName", "description", "webUrl"]
    query = _ListsQuery(select=names, expand=[expand] if expand else None)
    request = lists.to_get_request_information(RequestConfiguration(query_parameters=query))
    return await pages(wire, request, within=within)


async def pages(
    wire: Wire, request: RequestInformation, *, within: float
) -> list[Mapping[str, Any]]:
    """Everything that a request finds, page after page; `within` is for each.

    :raises GraphFault: if a page could not be read
    """
    found: list[Mapping[str, Any]] = []
    while True:
        page = await wire.get(request, within=within)
        found += page["value"]
        if "@odata.nextLink" not in page:
            return found
        request = wire.following(page["@odata.nextLink"])


def ours(lists: Sequence[Mapping[str, Any]]) -> dict[ListOf, str]:
    """Which of a site's lists keep our records: their ids."""
    shown = {str(found["displayName"]): str(found["id"]) for found in lists}
    made = {_letters(str(found.get("name", ""))): str(found["id"]) for found in lists}
    found = {kept_in: _either(kept_in.name, shown, made) for kept_in in LISTS}
    return {kept_in: list_id for kept_in, list_id in found.items() if list_id}


def _either(name: str, shown: Mapping[str, str], made: Mapping[str, str]) -> str | None:
    return shown.get(name) or made.get(_letters(name))


def _letters(name: str) -> str:
    # SharePoint makes the lasting name from the first title, without spaces and the like.
    return "".join(letter for letter in name if letter.isalnum()).casefold()


def _expanded(kept_in: ListOf) -> str:
    names = (column.name for column in columns_of(kept_in))
    return f"fields($select={','.join(names)})"
