"""Part (b) of topic main: a whole approval press up to its reply, against stock's empty echo.

The sandbox, in a process of its own, signs and posts each press as Teams would. In the bot's
process the token is checked, the decision made, the rows written to the sandbox's lists and the
reply card drawn. What follows the reply, the posts, is told apart by the meter in
`press_server`: it is read when the process is quiet, again when the reply is out, and once more
when the process is quiet again. Rounds of the stock echo, plain, one at a time and without
tokens, lie between the presses, so that a busy neighbour disturbs both alike.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

import aiohttp

from bot.demo.once import staged
from bot.demo.stage import Stage
from bot.demo.tenant import until
from tests.bench.certificates import issue
from tests.bench.load import Load, Stub, Tally, process
from tests.bench.rows import Row, at_most, told
from tests.bench.waiting import Waiting, prepare

CHANGES = 44
"""As many as fit an app's resource units for one minute, filing, pressing and posts together."""
SPONSORS = 12
WARMING = 12
"""The first presses, which are not counted: connections open, models are built."""
BETWEEN = 8
"""Presses between two rounds of the stock echo."""


@dataclass
class Spent:
    """Seconds of CPU in the bot's process, a value a press."""

    up_to_reply: list[float] = field(default_factory=list)
    until_quiet: float = 0.0


def measure() -> list[Row]:
    """The rows of the press; takes about half a minute."""
    return asyncio.run(_measure())


async def _measure() -> list[Row]:
    async with staged() as stage, stock_echo() as echo:
        waiting = await prepare(stage, CHANGES, SPONSORS)
        stage.bot.command = [sys.executable, "-m", "tests.bench.press_server"]
        del stage.bot.environment["CUTOVER_CLOCK_URL"]
        await stage.bot.start(stage.tenant.session)
        await _press_each(stage, waiting[:WARMING], Spent())
        spent, stock = Spent(), Tally()
        for first in range(WARMING, CHANGES, BETWEEN):
            await _press_each(stage, waiting[first : first + BETWEEN], spent)
            await echo(stock)
    return _rows(spent, stock)


async def _press_each(stage: Stage, waiting: Sequence[Waiting], spent: Spent) -> None:
    """Press Approve on each card, and wait until every post of it is out."""
    meter = began = await _meter(stage, "quiet")
    replies: list[float] = []
    for change in waiting:
        answer = await stage.tenant.press(
            change.sponsor, change.chat, change.card, "Approve", {"comment": "Go ahead."}
        )
        if "approved" not in answer.words.lower():
            raise RuntimeError(f"the press was answered with {answer.words[:200]}")
        replies.append(await _meter(stage, "replied") - meter)
        meter = await _meter(stage, "quiet")
    await until(lambda: posts_are_out(stage), "the posts to be out", within=60)
    spent.up_to_reply += replies
    spent.until_quiet += await _meter(stage, "quiet") - began


async def _meter(stage: Stage, when: str) -> float:
    async with stage.tenant.session.get(f"{stage.bot.address}/bench/{when}") as answer:
        return float((await answer.json())["seconds"])


async def posts_are_out(stage: Stage) -> bool:
    """Whether nothing waits to be sent."""
    return all(row["State"] != "claimed" for row in await stage.tenant.rows("Posts"))


@asynccontextmanager
async def stock_echo() -> AsyncIterator["_Echo"]:
    """The stock bot of part (a) with its connector stub, warmed up."""
    with tempfile.TemporaryDirectory() as folder:
        files = issue(Path(folder))
        async with (
            aiohttp.ClientSession() as session,
            process("tests.bench.echo_stub", files.chain, files.key) as ports,
        ):
            stub = Stub(**ports)
            url = stub.service_url(tls=False)
            command = ("stock", url, f"{stub.root}/metadata", files.bundle)
            load = await Load.ready(session, stub, url)
            async with process("tests.bench.echo_servers", *command) as bot:
                echo = _Echo(load, bot["port"])
                await echo(Tally())
                yield echo


@dataclass(frozen=True)
class _Echo:
    load: Load
    port: int

    async def __call__(self, tally: Tally) -> None:
        """One round, one at a time."""
        await self.load.run("stock", self.port, 1, tally)

    async def once(self) -> None:
        """One request, and its answer."""
        await self.load.once("stock", self.port)


def _rows(spent: Spent, stock: Tally) -> list[Row]:
    presses = len(spent.up_to_reply)
    press = 1000 * mean(spent.up_to_reply)
    posts = 1000 * spent.until_quiet / presses - press
    return [
        at_most(
            "main", "press: CPU up to its reply against stock's echo", press / stock.cpu_ms,
            "times", 1,
        ),
        told("main", "press: CPU up to its reply", press, "ms"),
        told("main", "press: CPU of stock's echo beside it", stock.cpu_ms, "ms"),
        told("main", "press: CPU of its two posts and one update, after the reply", posts, "ms"),
        told("main", "press: presses measured", presses, "presses"),
    ]  # fmt: skip
