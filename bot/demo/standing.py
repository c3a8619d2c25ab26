"""`cutover demo`: the tenant with Cutover in it, left running at the moment of the decision."""

import asyncio
import signal
from pathlib import Path

import aiohttp
from pydantic import JsonValue
from rich.console import Console

from bot.demo import processes
from bot.demo.processes import DidNotStart, Running
from bot.demo.request import CHANGE
from bot.demo.stage import Stage, StepFailed
from bot.demo.story import STORY, reached
from bot.demo.tenant import Refused, Tenant

_NEXT: list[JsonValue] = [
    {
        "id": "approve",
        "person": "marie",
        "say": "You are Marie, the owner. Approve the change, and watch its row.",
        "done": {"list": "Decisions", "where": {"Change": CHANGE}},
    },
    {
        "id": "told",
        "person": "julie",
        "say": "Be Julie, who asked for it: she was told. Say “status” to see where it stands.",
        "done": {"message": {"person": "julie", "contains": "Where it stands"}},
    },
    {
        "id": "not-yours",
        "person": "dev",
        "say": "Be Dev, a manager. Say “CHG-0001”: he sees the change, and no button to decide.",
        "done": {"message": {"person": "dev", "contains": CHANGE}},
    },
    {
        "id": "your-own",
        "person": "sam",
        "say": "Be Sam at reception. Say: “We need to replace the door phone”.",
        "done": {"list": "Change requests", "where": {"Requester": "Sam Okafor"}},
    },
]


async def stand(*, port: int, data: Path) -> None:
    """Start everything, play the story up to the decision, and stay until interrupted."""
    console = Console()
    async with aiohttp.ClientSession() as session:
        sandbox = processes.sandbox(data / "tenant", port)
        running: list[Running] = [sandbox]
        try:
            with console.status("Starting the tenant"):
                await sandbox.start(session)
            tenant = Tenant(session, sandbox.address)
            bot = await _bot(data, tenant, sandbox)
            running.append(bot)
            stage = Stage(tenant, await tenant.registration(), await tenant.people(), bot)
            with console.status("Bringing Cutover in"):
                await _begun(stage)
            console.print(f"\nOpen [bold]{sandbox.address}/[/bold]   (Ctrl+C ends it)\n")
            console.print("A stand-in for Microsoft 365; nothing leaves this machine.")
            await _interrupted()
        except (DidNotStart, StepFailed, Refused, TimeoutError) as fault:
            console.print(f"The demo could not start: {fault}", style="red")
            raise SystemExit(1) from None
        finally:
            for process in reversed(running):
                await process.stop()


async def _bot(data: Path, tenant: Tenant, sandbox: Running) -> Running:
    bot = processes.bot(
        data / "bot",
        processes.free_port(),
        await tenant.registration(),
        f"{sandbox.address}/sandbox/clock",
    )
    await tenant.point_at(f"{bot.address}/api/messages")
    return bot


async def _begun(stage: Stage) -> None:
    """Play the story until the sponsor is asked; a tenant that has its story goes on with it."""
    fresh = not await stage.tenant.rows("Change requests")
    if fresh:
        await STORY[0].play(stage)
    await stage.bot.start(stage.tenant.session)
    if not fresh:
        return
    for step in STORY[1:]:
        await step.play(stage)
        if step.play is reached:
            break
    await stage.tenant.story(_NEXT)


async def _interrupted() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await stop.wait()
