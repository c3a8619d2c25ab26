"""A sandbox of one's own for every test."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiohttp import ClientSession

from sandbox.app import Running, running
from sandbox.issuer import BOT_FRAMEWORK, GRAPH, new_key
from sandbox.tenant import Tenant


@dataclass(frozen=True)
class TenantApp:
    """A started sandbox: its address, a client to ask it with, and headers that it accepts."""

    root: str
    tenant: Tenant
    client: ClientSession
    graph_headers: dict[str, str]
    connector_headers: dict[str, str]


def equipped(sandbox: Running, client: ClientSession) -> TenantApp:
    """A running sandbox with the headers for it."""
    issuer = sandbox.tenant.issuer
    return TenantApp(
        root=sandbox.root,
        tenant=sandbox.tenant,
        client=client,
        graph_headers={"Authorization": f"Bearer {issuer.issue(GRAPH)}"},
        connector_headers={"Authorization": f"Bearer {issuer.issue(BOT_FRAMEWORK)}"},
    )


@pytest.fixture(scope="session")
def signing_key() -> bytes:
    """One key for all tests: making one takes longer than most of them."""
    return new_key()


@pytest.fixture
async def tenant_app(signing_key: bytes) -> AsyncIterator[TenantApp]:
    """The sample's tenant, in memory, on a free port."""
    async with running(first_key=signing_key) as sandbox, ClientSession(sandbox.root) as client:
        yield equipped(sandbox, client)
