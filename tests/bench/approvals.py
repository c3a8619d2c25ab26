"""Topic approvals: sixty approvals in a minute, by twelve sponsors, one press a second.

Each press is timed from its arrival in the bot's process until its reply has been handed to the
kernel; what it waited for Graph, or for room in the budget, is taken off. The stock echo answers
as many messages, one between two presses. It has no such meter and is timed from outside, which
adds a loopback's fraction of a millisecond to its side.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import quantiles

from bot.demo.once import staged
from bot.demo.stage import Stage
from bot.demo.tenant import until
from playbook.approval import approval_of
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.records import ChangeRequest, Decision, Move, Phase, Verdict
from playbook.routing import Route
from playbook.routing import Stage as Signing
from tests.bench.press import posts_are_out, stock_echo
from tests.bench.rows import Row, at_most, told
from tests.bench.waiting import Waiting, prepare

PRESSES = 60
SPONSORS = 12
WARMING = 6
"""The first presses, which are not counted: connections open, models are built."""
EVERY = 1.0
"""Seconds from press to press."""
ROUND_TRIPS = 2
"""A press waits for at most so many requests to Graph."""
CEILING = 750
"""Units a minute that the budget lets through."""
PATIENCE = 420
"""Seconds after which a press that is not saved is called lost."""
STAGES, OF_EACH, FOLDS = 5, 5, 400


@dataclass(slots=True)
class Pressed:
    """What the presses took: milliseconds of the stack's own, and requests to Graph."""

    own: list[float] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)
    kept: int = 0
    """Presses that were told “not yet saved”: the minute's units were spent."""
    until_saved: float = 0.0
    """Seconds from the first press until the last was saved."""
    stock: list[float] = field(default_factory=list)


def measure() -> list[Row]:
    """The rows of the approvals; takes about a minute and a half."""
    return [*asyncio.run(_measure()), *_folding()]


async def _measure() -> list[Row]:
    async with staged() as stage, stock_echo() as echo:
        waiting = await prepare(stage, WARMING + PRESSES, SPONSORS)
        stage.bot.command = [sys.executable, "-m", "tests.bench.press_server"]
        del stage.bot.environment["CUTOVER_CLOCK_URL"]
        stage.bot.environment["CUTOVER_UNITS_PER_MINUTE"] = str(CEILING)
        await stage.bot.start(stage.tenant.session)
        await _burst(stage, waiting[:WARMING], Pressed(), echo.once)
        pressed = Pressed()
        await stage.tenant.call("DELETE", "usage")
        begun = time.perf_counter()
        await _burst(stage, waiting[WARMING:], pressed, echo.once)
        await until(lambda: _all_decided(stage), "every press to be saved", within=PATIENCE)
        pressed.until_saved = time.perf_counter() - begun
        await until(lambda: posts_are_out(stage), "the posts to be out", within=180)
        decided = await stage.tenant.rows("Decisions/Decision")
        usage = await stage.tenant.call("GET", "usage")
    return _rows(pressed, [str(row["Key"]) for row in decided], _worst_minute(usage))


async def _burst(
    stage: Stage,
    waiting: Sequence[Waiting],
    pressed: Pressed,
    echo: Callable[[], Awaitable[None]],
) -> None:
    """One press a second, whatever became of the one before, and between two an echo of stock."""
    begun = time.perf_counter()

    async def one(number: int, change: Waiting) -> None:
        await asyncio.sleep(max(0.0, begun + number * EVERY - time.perf_counter()))
        answer = await stage.tenant.press(
            change.sponsor, change.chat, change.card, "Approve", {"comment": "Go ahead."}
        )
        if "approved" not in answer.words.lower():
            raise RuntimeError(f"the press was answered with {answer.words[:200]}")
        pressed.kept += "not approved yet" in answer.words

    async def beside(number: int) -> None:
        await asyncio.sleep(max(0.0, begun + (number + 0.5) * EVERY - time.perf_counter()))
        before = time.perf_counter()
        await echo()
        pressed.stock.append(1000 * (time.perf_counter() - before))

    await asyncio.gather(
        *(one(number, change) for number, change in enumerate(waiting)),
        *(beside(number) for number in range(len(waiting))),
    )
    async with stage.tenant.session.get(f"{stage.bot.address}/bench/presses") as answer:
        told_of = await answer.json()
    pressed.own += [1000 * press["own"] for press in told_of]
    pressed.requests += [press["requests"] for press in told_of]


async def _all_decided(stage: Stage) -> bool:
    return len(await stage.tenant.rows("Decisions/Decision")) >= WARMING + PRESSES


def _worst_minute(usage: object) -> float:
    """The most units that one minute of the sandbox's Graph saw."""
    minutes = usage.get("minutes") if isinstance(usage, dict) else None
    spent = [
        float(minute.get("units", 0))
        for minute in (minutes if isinstance(minutes, list) else [])
        if isinstance(minute, dict) and minute.get("service") == "graph"
    ]
    return max(spent, default=0.0)


def _rows(pressed: Pressed, decided: Sequence[str], worst: float) -> list[Row]:
    what = f"{PRESSES} approvals in {PRESSES * EVERY:g} s"
    own, stock = _p99(pressed.own), _p99(pressed.stock)
    wanted = PRESSES + WARMING
    return [
        at_most(
            "approvals",
            "press: requests to Graph up to its reply, at most",
            max(pressed.requests),
            "requests",
            ROUND_TRIPS,
        ),
        told("approvals", f"{what}: p99 of our own against stock's echo", own / stock, "times"),
        told("approvals", f"{what}: p99 of our own time", own, "ms"),
        told("approvals", f"{what}: p99 of stock's echo beside it", stock, "ms"),
        told("approvals", f"{what}: told “not yet saved”", pressed.kept, "presses"),
        told("approvals", f"{what}: until the last was saved", pressed.until_saved, "s"),
        at_most("approvals", f"{what}: lost", wanted - len(set(decided)), "decisions", 0),
        at_most("approvals", f"{what}: doubled", len(decided) - len(set(decided)), "decisions", 0),
        at_most("approvals", f"{what}: worst minute of Graph", worst, "units", CEILING),
    ]


def _p99(values: Sequence[float]) -> float:
    return quantiles(values, n=100, method="inclusive")[98]


def _folding() -> list[Row]:
    """What folding the decisions on a version costs, with as many as nobody will ever have."""
    dossier, submission = _crowded()
    approval_of(dossier, submission)
    begun = time.process_time()
    for _ in range(FOLDS):
        approval_of(dossier, submission)
    micros = 1e6 * (time.process_time() - begun) / FOLDS
    what = f"folding {STAGES * OF_EACH} decisions on {STAGES} stages"
    return [told("approvals", what, micros, "µs")]


def _crowded() -> tuple[Dossier, Move]:
    people = [Who(id=f"person-{n}", name=f"Person {n}") for n in range(STAGES * OF_EACH)]
    stages = tuple(
        Signing(approvers=tuple(people[n * OF_EACH : (n + 1) * OF_EACH]), needed=OF_EACH)
        for n in range(STAGES)
    )
    at = datetime(2026, 3, 9, tzinfo=UTC)
    version = "1.00000000"
    submission = Move(
        key="CHG-0001/step/1",
        change="CHG-0001",
        ordinal=1,
        to=Phase.SUBMITTED,
        version=version,
        by=people[0],
        at=at,
        route=Route(stages=stages).model_dump_json(),
    )
    decisions = tuple(
        Decision(
            key=f"CHG-0001/decision/{version}/{who.id}",
            change="CHG-0001",
            version=version,
            verdict=Verdict.APPROVED,
            by=who,
            tenant="",
            at=at + timedelta(minutes=n),
        )
        for n, who in enumerate(people)
    )
    change = ChangeRequest(key="CHG-0001")
    return Dossier(change, moves=(submission,), decisions=decisions), submission
