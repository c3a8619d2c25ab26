"""Topic lists: what a register of 20,000 rows costs, against httpx with json, and at ten rows.

The rows are of 152 changes that went their way by the rules (`thousands`), put into the store of a
sandbox that is a process of its own, as if the app had written them. Each load is that of a fresh
process; loads and plain readings of the same pages, asked for by the same `$batch` bodies, take
turns, and the best of each counts: what else a machine does can only make either longer.
"""

import asyncio
import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bot.demo.once import staged
from bot.demo.processes import environment
from bot.demo.stage import Stage
from bot.host.credentials import credential
from graph.addresses import Addresses
from graph.bearer import SCOPE
from graph.reading import LARGE_PAGES
from graph.wire import Wire
from playbook.records import LISTS
from tests.bench import at_work
from tests.bench.loading import Loaded
from tests.bench.rows import Row, at_most, told
from tests.bench.thousands import register_of
from tests.bench.waiting import settings_of
from tests.graph.stocked import stock

MANY, FEW = 20_000, 10
TURNS = 3
"""Each turn reads everything twice; more of them would exceed an app's minute of units."""


@dataclass(frozen=True, slots=True)
class Read:
    """All loads and plain readings of one tenant, and what Graph was asked by one load."""

    loads: list[Loaded]
    plain: list[float]
    requests: int
    units: int


def measure() -> list[Row]:
    """The rows of the register; takes about a minute and a half."""
    return asyncio.run(_measure())


async def _measure() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="cutover-") as temporary:
        root = Path(temporary)
        for rows in (0, FEW, MANY):
            await stock(root / str(rows) / "tenant", partial(register_of, rows))
        # The allowance of units stands in the tenant's data: whoever works has a fresh one.
        shutil.copytree(root / str(MANY), root / "at work")
        loads = [*await _loads(root / "0", root / str(MANY))]
        few = await at_work.measure(root / str(FEW))
        many = await at_work.measure(root / "at work")
    return [*loads, *at_work.rows({FEW: few, MANY: many})]


async def _loads(empty: Path, full: Path) -> list[Row]:
    async with staged(empty) as stage:
        nothing = await _read(stage, 1)
    async with staged(full) as stage:
        everything = await _read(stage, TURNS)
    took = [one.took for one in everything.loads]
    lookups = [one.lookups for one in everything.loads]
    cpu, plain = min(one.cpu for one in took), min(everything.plain)
    idle = nothing.loads[0].took
    what = f"load of {MANY} rows"
    return [
        at_most("lists", f"{what}: HTTP requests", everything.requests, "requests", 110),
        told("lists", f"{what}: resource units", everything.units, "units"),
        at_most("lists", f"{what}: CPU against httpx with json", cpu / plain, "times", 3),
        told("lists", f"{what}: CPU", cpu, "s"),
        told("lists", f"{what}: CPU of httpx with json beside it", plain, "s"),
        at_most(
            "lists", f"{what}: longest without the loop running",
            1000 * min(one.gap for one in took), "ms", 50,
        ),
        told(
            "lists", f"{what}: most CPU without the loop running, in any",
            1000 * max(one.busy for one in took), "ms",
        ),
        at_most(
            "lists", f"{what}: memory at its highest above that with empty lists",
            min(one.peak for one in took) - idle.peak, "MB", 150,
        ),
        told("lists", f"{what}: memory kept", min(one.held for one in took) - idle.held, "MB"),
        _micro("lookup by key", min(one.key for one in lookups)),
        _micro("lookup by change", min(one.change_again for one in lookups)),
        _micro(
            "lookup by change, after one of its rows changed",
            min(one.change_first for one in lookups),
        ),
    ]  # fmt: skip


def _micro(what: str, seconds: float) -> Row:
    return told("lists", f"{what}, of {MANY} rows", 1e6 * seconds, "µs")


async def _read(stage: Stage, turns: int) -> Read:
    # Several loads and plain readings in one minute would be throttled, and none of them alone.
    await stage.tenant.call("PUT", "rates", {"enforced": True, "units": False})
    plainly = await _asked_plainly(stage)
    loads: list[Loaded] = []
    plain: list[float] = []
    spent = {"requests": 0, "units": 0}
    for _ in range(turns):
        await stage.tenant.call("DELETE", "usage")
        loads.append(Loaded.model_validate_json(await _ran(stage, "tests.bench.loading")))
        spent = (await stage.tenant.call("GET", "usage"))["totals"]["graph"]
        if spent["throttled"]:
            raise RuntimeError("Graph held a load up: this app's minute was spent already")
        plain.append(json.loads(await _ran(stage, "tests.bench.plain_pages", plainly))["cpu"])
    return Read(loads, plain, spent["requests"], spent["units"])


async def _asked_plainly(stage: Stage) -> dict[str, Any]:
    """What a plain reading has to be told, so that it asks for the pages that the product does."""
    settings = settings_of(stage)
    async with credential(settings) as identity:
        token = (await identity.get_token(SCOPE)).token
        wire = Wire(identity, version="benchmark", base_url=settings.graph_url)
        addresses = Addresses(wire, settings.site)
        await addresses.learn(within=10)
        await wire.close()
    begins = [addresses.everything(one) for one in LISTS]
    return {"root": wire.base_url, "token": token, "begins": begins, "at_once": LARGE_PAGES}


async def _ran(stage: Stage, module: str, said: object = None) -> str:
    """What a Python module prints when it is told this."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module,
        env=os.environ | environment(stage.bot_data, stage.registration),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    answered, _ = await process.communicate(json.dumps(said).encode() + b"\n")
    if process.returncode:
        raise RuntimeError(f"{module} ended with {process.returncode}")
    return answered.decode()
