"""What every command of the host that speaks with Graph needs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from azure.core.credentials_async import AsyncTokenCredential

from bot.settings import Settings
from bot.version import VERSION
from graph.budget import Budget
from graph.wire import Wire


@asynccontextmanager
async def graph_wire(settings: Settings, identity: AsyncTokenCredential) -> AsyncIterator[Wire]:
    """The wire to Graph, within the ceiling that the settings give it; closed at the end."""
    budget = Budget(settings.units_per_minute)
    wire = Wire(identity, version=VERSION, base_url=settings.graph_url, budget=budget)
    try:
        yield wire
    finally:
        await wire.close()
