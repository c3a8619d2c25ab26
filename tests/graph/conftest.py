"""A tenant with provisioned lists, and the app's wire to it."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from azure.core.credentials import AccessToken

from graph.provision import provision
from graph.sharepoint import SharePointLists
from graph.wire import Wire
from sandbox.app import Running, running
from sandbox.issuer import GRAPH, new_key


class Credential:
    """Tokens of the sandbox's issuer; counts how often it is asked for one."""

    def __init__(self, sandbox: Running) -> None:
        self._sandbox = sandbox
        self.asked = 0

    async def get_token(self, *_scopes: str, **_options: Any) -> AccessToken:
        self.asked += 1
        return AccessToken(self._sandbox.tenant.issuer.issue(GRAPH), int(time.time()) + 3600)

    async def close(self) -> None:
        pass

    async def __aenter__(self) -> "Credential":
        return self

    async def __aexit__(self, *_error: object) -> None:
        pass


@dataclass(frozen=True)
class Site:
    """A site of the sandbox and a wire to it."""

    sandbox: Running
    wire: Wire
    credential: Credential

    @property
    def id(self) -> str:
        return self.sandbox.tenant.registration.site_id

    def lists(self, *, read_within: float = 10.0) -> SharePointLists:
        return SharePointLists(self.wire, self.id, read_within=read_within)

    def faults(self, *planned: dict[str, Any]) -> None:
        """The next requests that match get these faults."""
        self.sandbox.tenant.faults.plan(list(planned))

    def requests(self) -> int:
        """How many HTTP requests Graph has had since the last time this was asked."""
        totals: Any = self.sandbox.tenant.usage.report()["totals"]
        self.sandbox.tenant.usage.zero()
        return int(totals.get("graph", {}).get("requests", 0))


@pytest.fixture(scope="session")
def signing_key() -> bytes:
    return new_key()


@pytest.fixture
async def bare_site(signing_key: bytes) -> AsyncIterator[Site]:
    """A site without our lists."""
    async with running(first_key=signing_key) as sandbox:
        credential = Credential(sandbox)
        wire = Wire(credential, version="0", base_url=f"{sandbox.root}/v1.0")
        yield Site(sandbox, wire, credential)
        await wire.close()


@pytest.fixture
async def site(bare_site: Site) -> Site:
    """A site with our lists."""
    await provision(bare_site.wire, bare_site.id)
    bare_site.requests()
    return bare_site
