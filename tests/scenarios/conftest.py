"""A firm of one's own for every test, its lists already made."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from bot.demo.processes import Running as Process
from bot.demo.stage import Stage
from bot.demo.tenant import Tenant
from bot.host.provisioning import provision
from sandbox.app import running
from tests.scenarios.firm import Firm
from tests.scenarios.worker import Worker, settings_for

_NO_PROCESS = Process(name="Cutover", command=[], address="", ready="")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def first_morning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a tenant whose lists are made and empty; tests copy it."""
    data = tmp_path_factory.mktemp("tenant")
    async with running(data) as sandbox, ClientSession() as session:
        tenant = Tenant(session, sandbox.root)
        settings = settings_for(data, await tenant.registration(), tenant)
        await provision(settings, dry_run=False)
    return data


@pytest.fixture
async def firm(first_morning: Path, tmp_path: Path) -> AsyncIterator[Firm]:
    """The sample firm, with Cutover at work in it."""
    async with at_work(first_morning, tmp_path) as firm:
        yield firm


@asynccontextmanager
async def at_work(first_morning: Path, place: Path) -> AsyncIterator[Firm]:
    """A tenant as on that morning, and Cutover started in it."""
    shutil.copytree(first_morning, place / "tenant")
    with capture_logs([merge_contextvars]) as log:
        async with running(place / "tenant") as sandbox, ClientSession() as session:
            tenant = Tenant(session, sandbox.root)
            registration = await tenant.registration()
            bot = Worker(tenant, settings_for(place / "bot", registration, tenant))
            stage = Stage(tenant, registration, await tenant.people(), _NO_PROCESS)
            await bot.start()
            try:
                yield Firm(sandbox, stage, bot, log)
            finally:
                await bot.stop()
