"""Microsoft's own client reads and writes the sandbox's lists: nobody here wrote it."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from kiota_abstractions.authentication.anonymous_authentication_provider import (
    AnonymousAuthenticationProvider,
)
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.headers_collection import HeadersCollection
from msgraph.generated.models.column_definition import ColumnDefinition
from msgraph.generated.models.field_value_set import FieldValueSet
from msgraph.generated.models.list_ import List_
from msgraph.generated.models.list_info import ListInfo
from msgraph.generated.models.list_item import ListItem
from msgraph.generated.models.number_column import NumberColumn
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.text_column import TextColumn
from msgraph.generated.sites.item.lists.item.items.items_request_builder import (
    ItemsRequestBuilder,
)
from msgraph.generated.sites.item.lists.item.list_item_request_builder import (
    ListItemRequestBuilder,
)
from msgraph.graph_request_adapter import GraphRequestAdapter
from msgraph.graph_service_client import GraphServiceClient
from msgraph_core import GraphClientFactory

from tests.sandbox.conftest import TenantApp

# The library warns about classes of its own, at every module that it loads.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:msgraph")

Items = ItemsRequestBuilder.ItemsRequestBuilderGetQueryParameters


@pytest.fixture
async def client(tenant_app: TenantApp) -> AsyncIterator[GraphServiceClient]:
    base = f"{tenant_app.root}/v1.0"
    headers = tenant_app.graph_headers
    transport = httpx.AsyncHTTPTransport()
    async with httpx.AsyncClient(base_url=base, headers=headers, transport=transport) as http:
        wired = GraphClientFactory.create_with_default_middleware(client=http)
        adapter = GraphRequestAdapter(AnonymousAuthenticationProvider(), client=wired)
        adapter.base_url = base
        yield GraphServiceClient(request_adapter=adapter)
    # The middleware hides the transport from the client, which then does not close it.
    await transport.aclose()


@pytest.fixture
async def shelf(client: GraphServiceClient, tenant_app: TenantApp) -> ListItemRequestBuilder:
    """A list made by the client, with a unique key and a rank."""
    lists = client.sites.by_site_id(tenant_app.tenant.registration.site_id).lists
    key = ColumnDefinition(
        name="Key", text=TextColumn(max_length=64), indexed=True, enforce_unique_values=True
    )
    rank = ColumnDefinition(name="Rank", number=NumberColumn(minimum=0), indexed=True)
    body = List_(display_name="Shelf", columns=[key, rank], list_=ListInfo(template="genericList"))
    made = await lists.post(body)
    assert made is not None
    assert made.id is not None
    return lists.by_list_id(made.id)


def fields(**values: Any) -> FieldValueSet:
    return FieldValueSet(additional_data=values)


async def add(shelf: ListItemRequestBuilder, **values: Any) -> ListItem:
    made = await shelf.items.post(ListItem(fields=fields(**values)))
    assert made is not None
    return made


def keys(found: list[ListItem] | None) -> list[str]:
    return [item.fields.additional_data["Key"] for item in found or [] if item.fields]


async def test_the_client_reads_back_the_list_it_made(shelf: ListItemRequestBuilder) -> None:
    columns = await shelf.columns.get()
    assert columns is not None
    found = {column.name: column for column in columns.value or []}
    assert found["Key"].enforce_unique_values is True
    assert found["Key"].text is not None
    assert found["Key"].text.max_length == 64
    assert found["Rank"].number is not None


async def test_the_client_changes_a_row_only_at_the_version_it_read(
    shelf: ListItemRequestBuilder,
) -> None:
    made = await add(shelf, Key="a", Rank=1)
    assert made.id is not None
    assert made.e_tag is not None
    row = shelf.items.by_list_item_id(made.id).fields
    at_first = RequestConfiguration[Any](headers=HeadersCollection())
    at_first.headers.add("If-Match", made.e_tag)
    changed = await row.patch(fields(Rank=2), at_first)
    assert changed is not None
    assert changed.additional_data["Rank"] == 2
    with pytest.raises(ODataError) as refused:
        await row.patch(fields(Rank=3), at_first)
    assert refused.value.response_status_code == 412
    assert refused.value.error is not None
    assert refused.value.error.code == "resourceModified"
    assert refused.value.error.inner_error is not None
    assert refused.value.error.inner_error.request_id


async def test_the_client_is_refused_a_second_row_with_the_same_key(
    shelf: ListItemRequestBuilder,
) -> None:
    await add(shelf, Key="a")
    with pytest.raises(ODataError) as refused:
        await add(shelf, Key="a")
    assert refused.value.response_status_code == 400
    assert refused.value.error is not None
    assert "unique constraints" in str(refused.value.error.message)


async def test_the_client_filters_and_pages(shelf: ListItemRequestBuilder) -> None:
    for rank in range(4):
        await add(shelf, Key=f"k{rank}", Rank=rank)
    query = Items(filter="fields/Rank ge 1", expand=["fields($select=Key)"], top=2)
    asked = RequestConfiguration(query_parameters=query)
    first = await shelf.items.get(asked)
    assert first is not None
    assert keys(first.value) == ["k1", "k2"]
    assert first.odata_next_link is not None
    rest = await shelf.items.with_url(first.odata_next_link).get()
    assert rest is not None
    assert keys(rest.value) == ["k3"]
    assert rest.odata_next_link is None


async def test_the_client_follows_changes(shelf: ListItemRequestBuilder) -> None:
    await add(shelf, Key="a")
    made = await add(shelf, Key="b")
    assert made.id is not None
    first = await shelf.items.delta.get()
    assert first is not None
    assert [item.id for item in first.value or []] == ["1", "2"]
    assert first.odata_delta_link is not None
    await shelf.items.by_list_item_id(made.id).delete()
    second = await shelf.items.delta.with_url(first.odata_delta_link).get()
    assert second is not None
    (gone,) = second.value or []
    assert gone.id == made.id
    assert gone.deleted is not None
    assert gone.deleted.state == "deleted"
