"""Part (c) of topic main: what each step of the story asks of Graph.

A step is over when it holds, every post it caused is settled and nothing more is asked. What
the bot reads by itself, to learn what changed in the lists, is told apart: each such reading is
one request with a part for each list. The approval's press is counted alone, its posts held
back until it has been.
"""

import asyncio
from dataclasses import dataclass

from bot.demo.asking import approved
from bot.demo.once import played, staged
from bot.demo.stage import Stage
from bot.demo.story import STORY
from playbook.records import LISTS
from tests.bench.rows import Row, at_most, told

HELD = 2.0
"""Seconds for which the connector keeps the approval's posts waiting."""
CALM = 0.3
"""Seconds without a request after which a step is over."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Requests and resource units; `readings` are counted in neither."""

    requests: int
    units: int
    readings: int


def measure() -> list[Row]:
    """The rows of the steps; takes a little longer than `cutover demo --once`."""
    return asyncio.run(_measure())


async def _measure() -> list[Row]:
    rows: list[Row] = []
    readings = 0
    async with staged() as stage:
        for number, step in enumerate(STORY, start=1):
            name = f"step {number}, {step.name[0].lower()}{step.name[1:]}"
            await stage.tenant.call("DELETE", "usage")
            if step.play is approved:
                rows.append(await _press(stage, number))
            else:
                await _play(stage, number)
            spent = await _calm(stage)
            readings += spent.readings
            rows.append(told("main", f"{name}: requests to Graph", spent.requests, "requests"))
            rows.append(told("main", f"{name}: resource units", spent.units, "units"))
    rows.append(told("main", "steps: readings of all lists beside them", readings, "requests"))
    return rows


async def _play(stage: Stage, number: int) -> None:
    fault = await played(stage, number)
    if fault:
        raise RuntimeError(f"{STORY[number - 1].name}: expected {fault}")


async def _press(stage: Stage, number: int) -> Row:
    """Play the step of the approval; what its press alone has cost by the time it is answered."""
    held = {"on": {"service": "connector"}, "times": 99, "fault": {"delay": HELD}}
    await stage.tenant.call("POST", "faults", [held])
    await _play(stage, number)
    spent = await _spent(stage)
    await stage.tenant.call("DELETE", "faults")
    return at_most(
        "main", f"step {number}, the press alone: requests to Graph", spent.requests, "requests", 2
    )


async def _calm(stage: Stage) -> Spent:
    """What a step has spent, once it spends no more."""
    while True:
        before = await _spent(stage)
        await asyncio.sleep(CALM)
        posts = await stage.tenant.rows("Posts")
        if all(post["State"] != "claimed" for post in posts) and before == await _spent(stage):
            return before


async def _spent(stage: Stage) -> Spent:
    report = await stage.tenant.call("GET", "usage")
    graph = report["totals"].get("graph", {"requests": 0, "units": 0})
    delta = sum(units for what, units in report["units"].items() if "delta" in what)
    readings = delta // len(LISTS)
    return Spent(graph["requests"] - readings, graph["units"] - delta, readings)
