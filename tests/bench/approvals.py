"""Topic approvals: sixty presses in sixty seconds on the changes of twelve sponsors.

Half of the changes need the lead's word too, once their sponsor has approved: the last twenty
presses are on the cards that the bot itself has sent to the leads by then. Each press is timed from
where it reaches the bot's process until its reply has been handed to the kernel; what was on its
way to Graph and back meanwhile is taken off. Between two presses the stock echo answers a message.
It has no such meter and is timed from outside, with the loopback and its connector's answer: that
is to its disadvantage, by less than a whole echo of `bare` takes.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import quantiles

from pydantic import JsonValue

from bot.demo.once import staged
from bot.demo.stage import Stage
from bot.demo.tenant import until
from graph.budget import CEILING
from tests.bench import folding, kinds
from tests.bench.press import posts_are_out, stock_echo
from tests.bench.rows import Row, at_most, told
from tests.bench.waiting import Waiting, prepare

PRESSES = 60
STAGED = 20
"""Changes with two stages: two presses each. As many again have one."""
SPONSORS = 12
WARMING = 6
"""The first presses, which are not counted: connections open, models are built."""
EVERY = 1.0
"""Seconds from press to press."""
PATIENCE = 420
"""Seconds after which a press that is not saved is called lost."""
MINUTE = 60


@dataclass(frozen=True, slots=True)
class Press:
    """Who presses Approve for which change. `card` is empty where the bot sends it meanwhile."""

    person: str
    change: str
    card: str = ""


@dataclass(slots=True)
class Pressed:
    """What the presses took: milliseconds of the stack's own, and requests to Graph."""

    own: list[float] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)
    late: float = 0.0
    """The most seconds that a press had to wait for its card."""
    kept: int = 0
    """Presses that were told “not yet saved”: the minute's units were spent. Only they may have
    asked nothing of Graph.
    """
    until_saved: float = 0.0
    """Seconds from the first press until the last was saved."""
    stock: list[float] = field(default_factory=list)
    lost: int = 0
    doubled: int = 0
    worst_minute: float = 0.0
    throttled: int = 0


def measure() -> list[Row]:
    """The rows of the approvals; takes some two and a half minutes."""
    return [*kinds.measure(), *asyncio.run(_measure()), *folding.measure()]


async def _measure() -> list[Row]:
    async with staged() as stage, stock_echo() as echo:
        changes = PRESSES - STAGED
        waiting = await prepare(stage, changes + WARMING, SPONSORS, STAGED)
        # What was prepared is no part of the minutes that count.
        await asyncio.sleep(MINUTE - time.time() % MINUTE)
        stage.bot.command = [sys.executable, "-m", "tests.bench.press_server"]
        del stage.bot.environment["CUTOVER_CLOCK_URL"]
        stage.bot.environment["CUTOVER_UNITS_PER_MINUTE"] = str(CEILING)
        await stage.bot.start(stage.tenant.session)
        warming, presses = presses_on(waiting[changes:]), presses_on(waiting[:changes])
        await _burst(stage, warming, Pressed(), echo.once)
        pressed = Pressed()
        begun = time.perf_counter()
        await _burst(stage, presses, pressed, echo.once)
        wanted = len(warming) + len(presses)
        await until(lambda: _decided(stage, wanted), "every press to be saved", within=PATIENCE)
        pressed.until_saved = time.perf_counter() - begun
        await until(lambda: posts_are_out(stage), "the posts to be out", within=180)
        people = await stage.tenant.people()
        made = [(people[press.person].aad_id, press.change) for press in (*warming, *presses)]
        rows = await stage.tenant.rows("Decisions/Decision")
        found = [(str(row["PersonEntra"]), str(row["Change"])) for row in rows]
        pressed.lost, pressed.doubled = account(made, found)
        usage = await stage.tenant.call("GET", "usage")
    pressed.worst_minute, pressed.throttled = _spent(usage["minutes"])
    return _rows(pressed)


def presses_on(waiting: Sequence[Waiting]) -> list[Press]:
    """The presses on these changes: of all sponsors first, then of the leads in the same order."""
    return [
        *(Press(one.sponsor, one.change, one.card) for one in waiting),
        *(Press(one.second, one.change) for one in waiting if one.second),
    ]


def account(made: Iterable[tuple[str, str]], found: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """How many presses have no decision, and how many decisions no press, by person and change."""
    presses, decisions = Counter(made), Counter(found)
    return (presses - decisions).total(), (decisions - presses).total()


async def _burst(
    stage: Stage,
    presses: Sequence[Press],
    pressed: Pressed,
    echo: Callable[[], Awaitable[None]],
) -> None:
    """One press a second, whatever became of the one before, and between two an echo of stock."""
    begun = time.perf_counter()

    async def one(number: int, press: Press) -> None:
        chat = (await stage.chat(press.person)).id
        await asyncio.sleep(max(0.0, begun + number * EVERY - time.perf_counter()))
        card = press.card or await until(
            lambda: _card(stage, press, chat), "the lead to be asked", within=PATIENCE
        )
        pressed.late = max(pressed.late, time.perf_counter() - begun - number * EVERY)
        answer = await stage.tenant.press(
            press.person, chat, card, "Approve", {"comment": "Go ahead."}
        )
        if "approved" not in answer.words.lower():
            raise RuntimeError(f"the press was answered with {answer.words[:200]}")
        pressed.kept += kinds.NOT_YET_SAVED in answer.words.lower()

    async def beside(number: int) -> None:
        await asyncio.sleep(max(0.0, begun + (number + 0.5) * EVERY - time.perf_counter()))
        before = time.perf_counter()
        await echo()
        pressed.stock.append(1000 * (time.perf_counter() - before))

    await asyncio.gather(
        *(one(number, press) for number, press in enumerate(presses)),
        *(beside(number) for number in range(len(presses))),
    )
    async with stage.tenant.session.get(f"{stage.bot.address}/bench/presses") as answer:
        told_of = await answer.json()
    unasked = sum(press["requests"] == 0 for press in told_of)
    if len(told_of) != len(presses) or unasked > pressed.kept:
        raise RuntimeError(f"{len(told_of)} presses, of which {unasked} asked nothing of Graph")
    pressed.own += [1000 * press["own"] for press in told_of]
    pressed.requests += [press["requests"] for press in told_of]


async def _card(stage: Stage, press: Press, chat: str) -> str:
    """The card that asks somebody about a change; empty while there is none."""
    named = json.dumps(press.change)
    return next(
        (
            seen.id
            for seen in await stage.tenant.messages(press.person, chat)
            if named in json.dumps(seen.card) and "asks you to approve" in seen.words
        ),
        "",
    )


async def _decided(stage: Stage, wanted: int) -> bool:
    return len(await stage.tenant.rows("Decisions/Decision")) >= wanted


def _spent(minutes: Iterable[Mapping[str, JsonValue]]) -> tuple[float, int]:
    """The most units that one minute of the sandbox's Graph saw, and how often it answered 429."""
    graph = [minute for minute in minutes if minute["service"] == "graph"]
    return (
        max(float(str(minute["units"])) for minute in graph),
        sum(int(str(minute["throttled"])) for minute in graph),
    )


def _rows(pressed: Pressed) -> list[Row]:
    what = f"{PRESSES} presses in {PRESSES * EVERY:g} s"
    own, stock = p99(pressed.own), p99(pressed.stock)
    most = max(pressed.requests)
    return [
        at_most("approvals", f"{what}: lost", pressed.lost, "decisions", 0),
        at_most("approvals", f"{what}: doubled", pressed.doubled, "decisions", 0),
        at_most(
            "approvals", f"{what}: worst minute of Graph", pressed.worst_minute, "units", CEILING
        ),
        at_most("approvals", f"{what}: Graph answered with 429", pressed.throttled, "times", 0),
        at_most(
            "approvals", f"{what}: requests to Graph up to a reply, at most", most, "requests",
            kinds.ROUND_TRIPS,
        ),
        told("approvals", f"{what}: p99 of our own against stock's echo", own / stock, "times"),
        told("approvals", f"{what}: p99 of our own time", own, "ms"),
        told("approvals", f"{what}: p99 of stock's echo beside it", stock, "ms"),
        told("approvals", f"{what}: told “not yet saved”", pressed.kept, "presses"),
        told("approvals", f"{what}: the latest press, after its turn", pressed.late, "s"),
        told("approvals", f"{what}: until the last was saved", pressed.until_saved, "s"),
    ]  # fmt: skip


def p99(values: Sequence[float]) -> float:
    """Of sixty values, all but the slowest."""
    return quantiles(values, n=100, method="inclusive")[98]
