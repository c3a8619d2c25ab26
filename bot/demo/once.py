"""`cutover demo --once`: the whole story without a browser; it holds, or says what did not."""

import json
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import typer

from bot.demo import processes
from bot.demo.processes import DidNotStart
from bot.demo.stage import Stage, StepFailed
from bot.demo.story import STORY
from bot.demo.tenant import Refused, Tenant


async def play(*, as_json: bool, port: int, data: Path | None) -> int:
    """Play every step and print it; answers the exit status, 0 only if every step held."""
    passed, began = 0, time.monotonic()
    try:
        async with staged(data, port) as stage:
            for number in range(1, len(STORY) + 1):
                fault = await played(stage, number)
                passed += not fault
                _tell_step(as_json, number, fault)
                if fault:
                    break
    except (DidNotStart, OSError) as fault:
        typer.echo(f"The story could not be played: {fault}", err=True)
    failed = len(STORY) - passed
    _tell_sum(as_json, passed, failed, time.monotonic() - began)
    return 1 if failed else 0


@asynccontextmanager
async def staged(data: Path | None = None, port: int = 0) -> AsyncIterator[Stage]:
    """A tenant of its own and a bot for it, both stopped at the end.

    Raises:
        DidNotStart: one of them cannot run.
    """
    if port and processes.is_taken(port):
        raise DidNotStart(f"port {port} is in use by another program")
    with tempfile.TemporaryDirectory(prefix="cutover-") as temporary:
        root = data or Path(temporary)
        async with aiohttp.ClientSession() as session:
            sandbox = processes.sandbox(root / "tenant", port or processes.free_port())
            try:
                await sandbox.start(session)
                tenant = Tenant(session, sandbox.address)
                registration = await tenant.registration()
                bot = processes.bot(
                    root / "bot",
                    processes.free_port(),
                    registration,
                    f"{sandbox.address}/sandbox/clock",
                )
                await tenant.point_at(f"{bot.address}/api/messages")
                stage = Stage(tenant, registration, await tenant.people(), bot)
                try:
                    yield stage
                finally:
                    await bot.stop()
            finally:
                await sandbox.stop()


async def played(stage: Stage, number: int) -> str:
    """Play one step; answers what did not hold, empty where all did."""
    step = STORY[number - 1]
    try:
        if step.needs_bot and not stage.bot.runs:
            await stage.bot.start(stage.tenant.session)
        await step.play(stage)
    except (StepFailed, Refused, TimeoutError, DidNotStart) as fault:
        return str(fault) or type(fault).__name__
    return ""


def _tell_step(as_json: bool, number: int, fault: str) -> None:
    step = STORY[number - 1]
    if as_json:
        told = {"step": number, "name": step.name, "shows": step.shows, "passed": not fault}
        _say(json.dumps(told | ({"fault": fault} if fault else {})))
        return
    _say(f"{number:>3}  {'FAILED' if fault else 'held'}  {step.name}  ({', '.join(step.shows)})")
    if fault:
        _say(f"     expected {fault}")


def _tell_sum(as_json: bool, passed: int, failed: int, seconds: float) -> None:
    if as_json:
        _say(json.dumps({"passed": passed, "failed": failed}))
    else:
        _say(f"{passed} passed, {failed} failed, in {seconds:.1f} s")


def _say(line: str) -> None:
    typer.echo(line)
