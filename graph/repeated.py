"""Which values are repeated where SharePoint should refuse that, and does not."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.addresses import pages
from graph.found import Found, FoundList, Repeated
from graph.schema import Column
from graph.sdk import ItemsRequestBuilder, ListsRequestBuilder, RequestConfiguration
from graph.wire import Wire

Json = Mapping[str, Any]

_Query = ItemsRequestBuilder.ItemsRequestBuilderGetQueryParameters
_A_PAGE = 1000


async def with_repeated(
    wire: Wire, lists: ListsRequestBuilder, found: Found, *, within: float
) -> Found:
    """The same lists with what is repeated in them; rows are read only where they may be.

    :raises GraphFault: if a list could not be read
    """
    read: dict[Any, FoundList] = {}
    for kept_in, there in found.lists.items():
        columns = there.unguarded(kept_in)
        if columns:
            items = await _items(wire, lists, there, columns, within)
            repeated = {column.name: repeated_in(column.name, items) for column in columns}
            kept = {name: values for name, values in repeated.items() if values}
            read[kept_in] = replace(there, repeated=kept)
    return replace(found, lists={**found.lists, **read})


def repeated_in(column: str, items: Sequence[Json]) -> tuple[Repeated, ...]:
    """The values that several items have in that column."""
    by_value: defaultdict[str, list[Json]] = defaultdict(list)
    for item in items:
        # SharePoint takes values for the same whose letters differ only in their case.
        by_value[_value(item, column).casefold()].append(item)
    return tuple(
        Repeated(_value(same[0], column), tuple(str(item["id"]) for item in same))
        for value, same in by_value.items()
        if value and len(same) > 1
    )


async def _items(
    wire: Wire,
    lists: ListsRequestBuilder,
    there: FoundList,
    columns: Sequence[Column],
    within: float,
) -> list[Json]:
    names = ",".join(column.name for column in columns)
    query = _Query(expand=[f"fields($select={names})"], top=_A_PAGE)
    builder = lists.by_list_id(there.id).items
    request = builder.to_get_request_information(RequestConfiguration(query_parameters=query))
    return await pages(wire, request, within=within)


def _value(item: Json, column: str) -> str:
    return str(item.get("fields", {}).get(column) or "")
