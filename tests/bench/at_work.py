"""A bot at work on a register of so many rows: a tick with nothing new, and a press.

The bot is the whole product in a process of its own (`press_server`), which follows the sandbox's
clock: moving that by a second is a tick. A press is Approve on the card of a change that waits; its
posts are held back, so that what Graph is asked is the press's own.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.demo.once import staged
from bot.demo.stage import Stage
from bot.demo.tenant import until
from playbook.records import LISTS
from tests.bench.rows import Row, at_most, told
from tests.bench.waiting import Waiting, prepare

TICKS = 5
PRESSES = 6
SPONSORS = 3
HELD = 2.0
"""Seconds for which the connector keeps a press's posts waiting."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Seconds of CPU, and the longest in seconds for which nothing else had its turn."""

    requests: int
    units: int
    cpu: float
    gap: float


@dataclass(frozen=True, slots=True)
class Press:
    """What a press took up to its reply; CPU in seconds."""

    requests: int
    cpu: float


@dataclass(frozen=True, slots=True)
class AtWork:
    ticks: list[Tick]
    presses: list[Press]


async def measure(data: Path) -> AtWork:
    """Start a bot on the tenant whose data is there, let it tick, and press."""
    async with staged(data) as stage:
        waiting = await prepare(stage, PRESSES, SPONSORS)
        stage.bot.command = [sys.executable, "-m", "tests.bench.press_server"]
        await stage.bot.start(stage.tenant.session)
        await until(lambda: _is_calm(stage), "the bot to have nothing to do")
        ticks = [await _tick(stage) for _ in range(TICKS)]
        return AtWork(ticks, [await _press(stage, change) for change in waiting])


async def _tick(stage: Stage) -> Tick:
    before = await _asked(stage, "quiet")
    await stage.tenant.call("DELETE", "usage")
    await _asked(stage, "watch")
    await stage.tenant.advance("PT1S")
    gap = await _asked(stage, "gap")
    cpu = await _asked(stage, "quiet") - before
    spent = (await _usage(stage))["totals"]["graph"]
    return Tick(spent["requests"], spent["units"], cpu, gap)


async def _press(stage: Stage, change: Waiting) -> Press:
    before = await _asked(stage, "quiet")
    await stage.tenant.call("DELETE", "usage")
    held = {"on": {"service": "connector"}, "times": 99, "fault": {"delay": HELD}}
    await stage.tenant.call("POST", "faults", [held])
    answer = await stage.tenant.press(
        change.sponsor, change.chat, change.card, "Approve", {"comment": "Go ahead."}
    )
    usage = await _usage(stage)
    cpu = await _asked(stage, "replied") - before
    await stage.tenant.call("DELETE", "faults")
    if "approved" not in answer.words.lower():
        raise RuntimeError(f"the press was answered with {answer.words[:200]}")
    await until(lambda: _is_calm(stage), "the posts to be out", within=60)
    # A tick of half a minute may fall into it, and is none of the press's.
    delta = sum(units for what, units in usage["units"].items() if "delta" in what)
    return Press(usage["totals"]["graph"]["requests"] - delta // len(LISTS), cpu)


async def _is_calm(stage: Stage) -> bool:
    """Whether every post is out and nothing more is asked of Graph."""
    posts = await stage.tenant.rows("Posts")
    before = await _usage(stage)
    await _asked(stage, "quiet")
    return all(row["State"] != "claimed" for row in posts) and before == await _usage(stage)


async def _usage(stage: Stage) -> Any:
    return await stage.tenant.call("GET", "usage")


async def _asked(stage: Stage, what: str) -> float:
    async with stage.tenant.session.get(f"{stage.bot.address}/bench/{what}") as answer:
        return float((await answer.json())["seconds"])


def rows(by_size: Mapping[int, AtWork]) -> list[Row]:
    """Of each number of rows; a register that shows all of them looks at none of them twice."""
    few, many = (by_size[size] for size in sorted(by_size))
    told_of = [row for size, work in sorted(by_size.items()) for row in _of_size(size, work)]
    grown = min(tick.units for tick in many.ticks) - min(tick.units for tick in few.ticks)
    most = max(by_size)
    return [
        *told_of,
        at_most("lists", f"tick with nothing new: units more at {most} rows", grown, "units", 0),
    ]


def _of_size(size: int, work: AtWork) -> list[Row]:
    # The best of all ticks: one that another tick fell into has the requests of both.
    tick, press = f"tick with nothing new, at {size} rows", f"press, at {size} rows"
    requests = min(one.requests for one in work.ticks)
    gap = 1000 * min(one.gap for one in work.ticks)
    return [
        at_most("lists", f"{tick}: HTTP requests", requests, "requests", 1),
        told("lists", f"{tick}: resource units", min(one.units for one in work.ticks), "units"),
        told("lists", f"{tick}: CPU", 1000 * min(one.cpu for one in work.ticks), "ms"),
        at_most("lists", f"{tick}: longest without the loop running", gap, "ms", 50),
        at_most(
            "lists", f"{press}: round trips up to its reply",
            max(one.requests for one in work.presses), "requests", 2,
        ),
        told("lists", f"{press}: CPU up to its reply", _cpu(work.presses), "ms"),
    ]  # fmt: skip


def _cpu(presses: list[Press]) -> float:
    return 1000 * min(press.cpu for press in presses)
