"""`cutover demo`: the tenant with Cutover in it, left running at the moment of the decision."""

import asyncio
import signal
import sys
from contextlib import suppress
from pathlib import Path

from rich.console import Console

from bot.demo import opening
from bot.demo.once import staged
from bot.demo.processes import is_taken


async def stand(*, port: int, data: Path) -> None:
    """Start everything, play the story up to the decision, and stay until interrupted.

    Raises:
        SystemExit: it could not start, or what it needs has ended; a sentence has said why.
    """
    standing = asyncio.create_task(_stand(port, data))
    if sys.platform != "win32":
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, standing.cancel)
    with suppress(asyncio.CancelledError):
        Console(stderr=True).print(await standing, style="red", markup=False)
        raise SystemExit(1)


async def _stand(port: int, data: Path) -> str:
    """Stand until cancelled; what ends it earlier is answered, in a sentence."""
    if is_taken(port):
        return f"Port {port} is in use by another program. Choose another one with --port."
    console = Console()
    what = "The demo could not start"
    console.print("Starting a Microsoft 365 tenant in miniature, with Cutover in it.")
    try:
        async with staged(data, port) as stage:
            await opening.ensure(stage)
            what = "The demo has ended"
            console.print(f"\nOpen [bold]{stage.tenant.address}/[/bold]   (Ctrl+C ends it)\n")
            console.print("A stand-in for Microsoft 365; nothing leaves this machine.")
            await opening.keep(stage)
    except opening.FAULTS as fault:
        return f"{what}: {str(fault) or type(fault).__name__}"
