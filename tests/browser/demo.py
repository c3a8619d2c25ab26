"""`cutover demo` as a newcomer starts it: a child process and the address it prints."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.demo.processes import free_port

_PATIENCE = 120
"""Seconds; an opening takes ten on an idle machine."""


@asynccontextmanager
async def demo(data: Path) -> AsyncIterator[str]:
    """The address of a demo that stands at the moment of the decision; it ends with the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", str(free_port()), "--data", str(data),
        env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield await asyncio.wait_for(_address(process), _PATIENCE)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), _PATIENCE)


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout
    heard = ""
    async for line in process.stdout:
        heard += line.decode()
        if "Open " in heard:
            return heard.split("Open ")[1].split()[0].rstrip("/")
    raise AssertionError(heard)
