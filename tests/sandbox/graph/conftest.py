"""A client of Graph, and a list to try things on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from sandbox.store import Store
from sandbox.tenant import Tenant
from tests.sandbox.conftest import TenantApp

COLUMNS: list[dict[str, Any]] = [
    {"name": "Key", "text": {"maxLength": 64}, "indexed": True, "enforceUniqueValues": True},
    {"name": "State", "choice": {"choices": ["draft", "sent"]}, "indexed": True},
    {"name": "Rank", "number": {"minimum": 0, "maximum": 100}, "indexed": True},
    {"name": "Due", "dateTime": {"format": "dateTime"}, "indexed": True},
    {"name": "Done", "boolean": {}, "indexed": True},
    {"name": "Note", "text": {"allowMultipleLines": True}},
    {"name": "Free", "text": {}},
    {"name": "Systems", "choice": {"choices": ["Mail", "Files"], "displayAs": "checkBoxes"}},
    {"name": "Owner", "personOrGroup": {}},
    {"name": "Crew", "personOrGroup": {"allowMultipleSelection": True}},
    {"name": "Room", "choice": {"choices": ["Office"], "allowTextEntry": True}},
    {"name": "Day", "dateTime": {"format": "dateOnly"}},
]


@dataclass(frozen=True)
class Reply:
    """What came back: status, headers, and the JSON body (None where it is empty)."""

    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def error(self) -> tuple[int, str, str]:
        """Status, code and message of a refusal."""
        return self.status, self.body["error"]["code"], self.body["error"]["message"]


@dataclass(frozen=True)
class Graph:
    """Asks the sandbox's Graph; paths are below /v1.0, or whole addresses from a link."""

    app: TenantApp
    list_path: str = ""

    @property
    def tenant(self) -> Tenant:
        return self.app.tenant

    @property
    def store(self) -> Store:
        return self.tenant.store

    @property
    def site(self) -> str:
        return f"/sites/{self.tenant.registration.site_id}"

    async def ask(
        self, method: str, path: str, body: Any = None, query: Any = None, **headers: str
    ) -> Reply:
        address = path if path.startswith("http") else f"{self.app.root}/v1.0{path}"
        if query:
            address += "?" + urlencode(query, quote_via=quote, safe="$")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.app.client.request(
            method, address, json=body, headers=self.app.graph_headers | named
        ) as got:
            text = await got.text()
            return Reply(got.status, got.headers, await got.json() if text else None)

    async def get(self, path: str, **query: Any) -> Reply:
        return await self.ask("GET", path, query={f"${k}": v for k, v in query.items()})

    async def add(self, **fields: Any) -> Reply:
        return await self.ask("POST", f"{self.list_path}/items", {"fields": fields})

    async def items(self, **query: Any) -> Reply:
        return await self.get(f"{self.list_path}/items", **query)

    async def keys(self, **query: Any) -> list[str]:
        """The keys of the rows that a query finds."""
        reply = await self.items(expand="fields", **query)
        assert reply.status == 200, reply.body
        return [item["fields"]["Key"] for item in reply.body["value"]]

    async def batch(self, *parts: dict[str, Any]) -> dict[str, Any]:
        """The replies of a batch by their id."""
        reply = await self.ask("POST", "/$batch", {"requests": list(parts)})
        assert reply.status == 200, reply.body
        return {part["id"]: part for part in reply.body["responses"]}


@pytest.fixture
def graph(tenant_app: TenantApp) -> Graph:
    return Graph(tenant_app)


@pytest.fixture
async def shelf(graph: Graph) -> Graph:
    """Graph with a list named Shelf that has a column of every kind."""
    made = await graph.ask(
        "POST", f"{graph.site}/lists", {"displayName": "Shelf", "columns": COLUMNS}
    )
    assert made.status == 201, made.body
    return Graph(graph.app, f"{graph.site}/lists/{made.body['id']}")
