"""`cutover provision`: the lists, as this version declares them."""

from collections.abc import Iterable

from bot.host.credentials import credential
from bot.settings import Settings
from bot.version import VERSION
from graph.provision import provision as provide
from graph.wire import Wire


async def provision(settings: Settings, *, dry_run: bool) -> Iterable[str]:
    """Create what is missing; answers what was done, or with `dry_run` what would be, in lines."""
    async with credential(settings) as identity:
        wire = Wire(identity, version=VERSION, base_url=settings.graph_url)
        try:
            report = await provide(wire, settings.site, dry_run=dry_run)
        finally:
            await wire.close()
    return report.lines()
