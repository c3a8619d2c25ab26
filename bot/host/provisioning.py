"""`cutover provision`: the lists, as this version declares them."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.host.credentials import credential
from bot.host.wiring import graph_wire
from bot.settings import Settings
from graph.provision import Report
from graph.provision import provision as provide


@dataclass(frozen=True, slots=True)
class Told:
    """What to print, and whether Cutover can keep its records in the lists as they are now."""

    lines: tuple[str, ...]
    usable: bool


async def provision(settings: Settings, *, dry_run: bool) -> Told:
    """Create what is missing; answers what was done, or with `dry_run` what would be, and what
    was left to people.
    """
    async with credential(settings) as identity, graph_wire(settings, identity) as wire:
        report = await provide(wire, settings.site, dry_run=dry_run)
    return Told(tuple(lines(report)), report.usable)


def lines(report: Report) -> Iterator[str]:
    """The report as people read it, what is in the way last."""
    yield from map(str, report.steps)
    if not report.steps and report.usable:
        yield "Nothing to do: every list and column is there."
    elif report.steps and report.dry_run:
        yield "Nothing was changed."
    in_order = sorted(report.differences, key=lambda difference: difference.in_the_way)
    for difference in in_order:
        yield f"{'In the way' if difference.in_the_way else 'Left as it is'}: {difference}"
