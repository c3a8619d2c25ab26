"""A tenant with provisioned lists, and the app's wire to it."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from azure.core.credentials import AccessToken
from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation

from graph.provision import provision
from graph.sharepoint import SharePointLists
from graph.wire import Wire, with_body
from sandbox.app import Running, running
from sandbox.issuer import GRAPH, new_key
from tests.graph.asked import Recording, watching


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
        app = self.sandbox.tenant.registration.app_id
        return SharePointLists(self.wire, self.id, app, read_within=read_within)

    def faults(self, *planned: dict[str, Any]) -> None:
        """The next requests that match get these faults."""
        self.sandbox.tenant.faults.plan(list(planned))

    async def ask(self, method: str, path: str, body: object) -> Any:
        """Ask Graph as another app would; `path` is below the site."""
        request = RequestInformation(Method[method], "{+baseurl}")
        request.url = f"{self.wire.base_url}/sites/{self.id}/{quote(path)}"
        return await self.wire.send(with_body(request, body), within=10)

    async def get(self, path: str) -> Any:
        """What Graph answers to another app; `path` is below the site, with its options."""
        return await self.wire.get(
            self.wire.following(f"{self.wire.base_url}/sites/{self.id}/{quote(path, safe='/?$=')}"),
            within=10,
        )

    async def typed(self, name: str, fields: dict[str, object]) -> None:
        """Somebody adds a row to the list of that name by hand."""
        await self.ask("POST", f"lists/{name}/items", {"fields": fields})

    def requests(self) -> int:
        """How many HTTP requests Graph has had since the last time this was asked."""
        totals: Any = self.sandbox.tenant.usage.report()["totals"]
        self.sandbox.tenant.usage.zero()
        return int(totals.get("graph", {}).get("requests", 0))


@pytest.fixture(scope="session")
def signing_key() -> bytes:
    return new_key()


@asynccontextmanager
async def opened(
    signing_key: bytes, data: Path | None = None, recording: Recording | None = None
) -> AsyncIterator[Site]:
    """A running sandbox with a wire to it, and what it is asked recorded."""
    watched_by = [watching(recording)] if recording else []
    async with running(data, first_key=signing_key, watched_by=watched_by) as sandbox:
        credential = Credential(sandbox)
        wire = Wire(credential, version="0", base_url=f"{sandbox.root}/v1.0")
        yield Site(sandbox, wire, credential)
        await wire.close()


@pytest.fixture
async def bare_site(signing_key: bytes) -> AsyncIterator[Site]:
    """A site without our lists."""
    async with opened(signing_key) as site:
        yield site


@pytest.fixture(scope="session")
def provisioned(signing_key: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tenant's data with our lists in it: made once, since it takes longer than a test."""
    data = tmp_path_factory.mktemp("provisioned")

    async def make() -> None:
        async with opened(signing_key, data) as site:
            await provision(site.wire, site.id)

    asyncio.run(make())
    return data


@pytest.fixture
async def site(signing_key: bytes, provisioned: Path, tmp_path: Path) -> AsyncIterator[Site]:
    """A site with our lists, and nothing in them."""
    data = tmp_path / "tenant"
    shutil.copytree(provisioned, data)
    async with opened(signing_key, data) as site:
        yield site
