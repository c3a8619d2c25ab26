"""`cutover provision`: the lists, as this version declares them."""

from collections.abc import Iterable, Iterator

from bot.host.credentials import credential
from bot.settings import Settings
from bot.version import VERSION
from graph.budget import Budget
from graph.provision import Report
from graph.provision import provision as provide
from graph.wire import Wire


async def provision(settings: Settings, *, dry_run: bool) -> Iterable[str]:
    """Create what is missing; answers what was done, or with `dry_run` what would be, in lines."""
    async with credential(settings) as identity:
        budget = Budget(settings.units_per_minute)
        wire = Wire(identity, version=VERSION, base_url=settings.graph_url, budget=budget)
        try:
            report = await provide(wire, settings.site, dry_run=dry_run)
        finally:
            await wire.close()
    return tuple(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield from map(str, report.steps)
    if not report.steps:
        yield "Nothing to do: every list and column is there."
    elif report.dry_run:
        yield "Nothing was changed."
