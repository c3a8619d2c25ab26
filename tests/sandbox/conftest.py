"""A sandbox of one's own for every test."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiohttp import ClientSession

from sandbox.app import running
from sandbox.issuer import BOT_FRAMEWORK, GRAPH
from sandbox.tenant import Tenant


@dataclass(frozen=True)
class TenantApp:
    """A started sandbox: its address, a client to ask it with, and headers that it accepts."""

    root: str
    tenant: Tenant
    client: ClientSession
    graph_headers: dict[str, str]
    connector_headers: dict[str, str]


@pytest.fixture
async def tenant_app() -> AsyncIterator[TenantApp]:
    """The sample's tenant, in memory, on a free port."""
    async with running() as sandbox, ClientSession(sandbox.root) as client:
        issuer = sandbox.tenant.issuer
        yield TenantApp(
            root=sandbox.root,
            tenant=sandbox.tenant,
            client=client,
            graph_headers={"Authorization": f"Bearer {issuer.issue(GRAPH)}"},
            connector_headers={"Authorization": f"Bearer {issuer.issue(BOT_FRAMEWORK)}"},
        )
