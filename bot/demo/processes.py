"""Starting and stopping the sandbox and the bot, each in a process of its own."""

import asyncio
import os
import signal
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from bot.demo.tenant import Registration, until

_GRACE = 5.0
_LOOK = aiohttp.ClientTimeout(total=2)
UNITS = 1150
"""Whoever moves the clock spends days of the lists' units within a minute of the wall, by which
the sandbox counts them. It grants 1,250; the rest is for those who provision and read beside."""


class DidNotStart(Exception):
    """A process ended, or did not answer in time; the message tells its last words."""


@dataclass(slots=True)
class Running:
    """A child process that answers HTTP on this machine."""

    name: str
    command: list[str]
    address: str
    ready: str
    environment: dict[str, str] = field(default_factory=dict)
    log: Path | None = None
    process: asyncio.subprocess.Process | None = None

    async def start(self, session: aiohttp.ClientSession, within: float = 30.0) -> None:
        """Start, and return once it is ready."""
        output = self.log.open("ab") if self.log else None
        try:
            self.process = await asyncio.create_subprocess_exec(
                *self.command,
                env={**os.environ, **self.environment},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        finally:
            if output:
                output.close()
        await until(lambda: self._answers(session), f"{self.name} to start", within)

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.returncode is None

    async def stop(self) -> None:
        """Ask it to end; after a while, end it."""
        if self.process is None or self.process.returncode is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self.process.wait(), _GRACE)
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        """End it as a crash would."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def _answers(self, session: aiohttp.ClientSession) -> bool:
        if self.process is not None and self.process.returncode is not None:
            raise DidNotStart(f"{self.name} ended at once:\n{self._last_words()}")
        try:
            async with session.get(self.address + self.ready, timeout=_LOOK) as response:
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    def _last_words(self) -> str:
        return self.log.read_text()[-2000:] if self.log and self.log.exists() else ""


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_taken(port: int) -> bool:
    """Whether another program listens on the port, so that nothing else can."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return True
    return False


def sandbox(data: Path, port: int) -> Running:
    data.mkdir(parents=True, exist_ok=True)
    return Running(
        name="the sandbox tenant",
        command=[sys.executable, "-m", "sandbox", "--port", str(port), "--data", str(data)],
        address=f"http://127.0.0.1:{port}",
        ready="/sandbox/registration",
        log=data / "sandbox.log",
    )


def bot(data: Path, port: int, registration: Registration, clock: str) -> Running:
    """The product, unchanged: only addresses and credentials differ from a real tenant's."""
    data.mkdir(parents=True, exist_ok=True)
    return Running(
        name="Cutover",
        command=[sys.executable, "-m", "bot", "serve"],
        address=f"http://127.0.0.1:{port}",
        ready="/readyz",
        environment=environment(data, registration)
        | {
            "CUTOVER_PORT": str(port),
            "CUTOVER_CLOCK_URL": clock,
            "CUTOVER_UNITS_PER_MINUTE": str(UNITS),
        },
        log=data / "bot.log",
    )


def environment(data: Path, registration: Registration) -> dict[str, str]:
    """The settings that point Cutover at a sandbox."""
    return {
        "CUTOVER_APP_ID": registration.app_id,
        "CUTOVER_APP_SECRET": registration.app_secret,
        "CUTOVER_TENANT": registration.tenant_id,
        "CUTOVER_SITE": registration.site_id,
        "CUTOVER_MANIFEST": registration.manifest_id,
        "CUTOVER_GRAPH_URL": registration.graph_url,
        "CUTOVER_LOGIN_URL": registration.login_url,
        "CUTOVER_BOT_KEYS_URL": registration.open_id_metadata,
        "CUTOVER_SERVICE_URLS": registration.service_url,
        "CUTOVER_DATA": str(data),
    }
