"""The register loaded in a process of its own, as a start of the bot loads it, and what that took.

`python -m tests.bench.loading` takes its settings from the environment, as `cutover serve` does,
and prints one line of JSON.
"""

import asyncio
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import BaseModel

from bot.host.credentials import credential
from bot.host.loading import load
from bot.settings import Settings, read
from graph.bearer import SCOPE
from graph.records import Records
from graph.register import Register
from graph.sharepoint import SharePointLists
from graph.wire import Wire
from playbook.records import AuditEvent
from tests.bench.gaps import Gaps


class Took(BaseModel):
    """What a load took: seconds, and megabytes of this process."""

    cpu: float
    wall: float
    gap: float
    """The longest time for which nothing else had its turn, by the wall clock."""
    busy: float
    """The same by the CPU used meanwhile."""
    held: float
    """Memory once it has loaded."""
    peak: float
    """Memory at its highest."""


class Lookups(BaseModel):
    """Seconds for one lookup of each kind; 0 where there is nothing to look up."""

    key: float
    change_first: float
    """All rows of a change, asked for the first time since one of them changed."""
    change_again: float


class Loaded(BaseModel):
    took: Took
    lookups: Lookups


async def measure(settings: Settings) -> Loaded:
    """Load the lists of these settings; the token is there already, and nothing else is."""
    async with credential(settings) as identity:
        wire = Wire(identity, version="benchmark", base_url=settings.graph_url)
        lists = SharePointLists(wire, settings.site, settings.app_id)
        records = Records(lists, Register(settings.tenant, settings.office))
        await identity.get_token(SCOPE)
        took = await _loaded(records)
        await wire.close()
    return Loaded(took=took, lookups=_lookups(records))


async def _loaded(records: Records) -> Took:
    async with Gaps() as gaps:
        cpu, wall = time.process_time(), time.perf_counter()
        await load(records)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    held, peak = _memory()
    return Took(cpu=cpu, wall=wall, gap=gaps.longest, busy=gaps.busiest, held=held, peak=peak)


def _memory() -> tuple[float, float]:
    """Megabytes that this process has now, and those that it had at most."""
    # Not the resource module: what that tells begins with what the parent had.
    lines = Path("/proc/self/status").read_text().splitlines()
    kilobytes = {line.split(":")[0]: line.split()[1] for line in lines if line.endswith(" kB")}
    return int(kilobytes["VmRSS"]) / 1024, int(kilobytes["VmHWM"]) / 1024


def _lookups(records: Records) -> Lookups:
    changes = records.changes()
    first = _each(records.dossier, changes)
    again = _each(records.dossier, changes)
    keys = [event.key for dossier in records.dossiers() for event in dossier.audit]
    by_key = _each(lambda key: records.record(AuditEvent, key), keys)
    return Lookups(key=by_key, change_first=first, change_again=again)


def _each(look_up: Callable[[str], object], names: Sequence[str]) -> float:
    began = time.perf_counter()
    for name in names:
        look_up(name)
    return (time.perf_counter() - began) / max(1, len(names))


if __name__ == "__main__":
    sys.stdout.write(asyncio.run(measure(read())).model_dump_json())
