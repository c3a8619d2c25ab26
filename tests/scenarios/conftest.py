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

from bot.demo import processes
from bot.demo.rollout import planned
from bot.demo.stage import Stage
from bot.demo.tenant import Tenant
from bot.host.provisioning import provision
from sandbox.app import Running, running
from tests.scenarios.firm import Firm
from tests.scenarios.rollout import Rollout
from tests.scenarios.worker import Inside, Outside, settings_for


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def first_morning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a tenant whose lists are made and empty; tests copy it."""
    data = tmp_path_factory.mktemp("tenant")
    async with running(data) as sandbox, ClientSession() as session:
        tenant = Tenant(session, sandbox.root)
        settings = settings_for(data, await tenant.registration(), tenant)
        await provision(settings, dry_run=False)
    return data


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def eve_of_the_pilot(first_morning: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a tenant whose change is approved and whose pilot is planned, by its people."""
    place = tmp_path_factory.mktemp("eve")
    async with at_work(first_morning, place) as firm:
        await firm.press("marie", await firm.asked(), "Approve")
        await planned(firm.stage)
        rollout = Rollout(firm)
        dev = firm.stage.people["dev"].aad_id
        await rollout.fill_in("Edit: Rollback plan", decision_owner=dev)
        await firm.settle()
    return place / "tenant"


@pytest.fixture
async def rollout(eve_of_the_pilot: Path, tmp_path: Path) -> AsyncIterator[Rollout]:
    """The sample firm on the day before its pilot is announced."""
    async with at_work(eve_of_the_pilot, tmp_path) as firm:
        yield Rollout(firm)


@pytest.fixture
async def mortal_rollout(eve_of_the_pilot: Path, tmp_path: Path) -> AsyncIterator[Rollout]:
    """The same, with Cutover in a process of its own that can be killed."""
    async with founded(eve_of_the_pilot, tmp_path) as (sandbox, stage):
        bot = Outside(stage)
        await bot.start()
        try:
            yield Rollout(Firm(sandbox, stage, bot, []))
        finally:
            await bot.stop()


@pytest.fixture
async def firm(first_morning: Path, tmp_path: Path) -> AsyncIterator[Firm]:
    """The sample firm, with Cutover at work in it."""
    async with at_work(first_morning, tmp_path) as firm:
        yield firm


@pytest.fixture
async def mortal(first_morning: Path, tmp_path: Path) -> AsyncIterator[Firm]:
    """The sample firm, with Cutover in a process of its own that can be killed."""
    async with founded(first_morning, tmp_path) as (sandbox, stage):
        bot = Outside(stage)
        await bot.start()
        try:
            yield Firm(sandbox, stage, bot, [])
        finally:
            await bot.stop()


@asynccontextmanager
async def at_work(morning: Path, place: Path) -> AsyncIterator[Firm]:
    """A firm as on that morning, with Cutover at work in the test's own event loop."""
    with capture_logs([merge_contextvars]) as log:
        async with founded(morning, place) as (sandbox, stage):
            settings = settings_for(place / "bot", stage.registration, stage.tenant)
            bot = Inside(stage.tenant, settings)
            await bot.start()
            try:
                yield Firm(sandbox, stage, bot, log)
            finally:
                await bot.stop()


@asynccontextmanager
async def founded(first_morning: Path, place: Path) -> AsyncIterator[tuple[Running, Stage]]:
    """A tenant as on that morning, and a stage in it whose bot is not started."""
    shutil.copytree(first_morning, place / "tenant")
    async with running(place / "tenant") as sandbox, ClientSession() as session:
        tenant = Tenant(session, sandbox.root)
        registration = await tenant.registration()
        clock = f"{tenant.address}/sandbox/clock"
        bot = processes.bot(place / "bot", processes.free_port(), registration, clock)
        yield sandbox, Stage(tenant, registration, await tenant.people(), bot)
