"""Cutover at work in a test: in the test's own event loop, or in a process that can be killed."""

import socket
from pathlib import Path

from aiohttp import web

from bot.demo.stage import Stage
from bot.demo.tenant import Registration, Tenant, until
from bot.host.program import BEGINNING, PATIENCE, application
from bot.settings import Settings
from tests.scenarios.forked import Forked


class Inside:
    """The whole program behind its own address, as `cutover serve` runs it."""

    def __init__(self, tenant: Tenant, settings: Settings) -> None:
        self._tenant = tenant
        self._settings = settings
        self._runner: web.AppRunner | None = None
        self.address = ""
        self.patience = PATIENCE

    async def start(self) -> None:
        """Start it on a free port, and tell the tenant where it listens."""
        listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        app = application(self._settings, patience=self.patience)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.SockSite(self._runner, listener).start()
        await self._tenant.point_at(f"{self.address}/api/messages")
        if app[BEGINNING].done():
            await until(self._follows, "Cutover to follow the clock")

    async def _follows(self) -> bool:
        return bool((await self._tenant.call("GET", "clock"))["followers"])

    @property
    def app(self) -> web.Application:
        """The program, while it runs."""
        assert self._runner is not None
        assert isinstance(self._runner.app, web.Application)
        return self._runner.app

    async def stop(self) -> None:
        """End it cleanly; the journal stays as it is."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def kill(self) -> None:
        """What shares the test's process cannot crash alone."""
        raise NotImplementedError

    def forget(self) -> None:
        """Delete the journal while the program is not running."""
        delete_journal(self._settings.data)


class Outside:
    """The same in a process of its own."""

    def __init__(self, stage: Stage) -> None:
        self._tenant = stage.tenant
        self._process = Forked.of(stage.bot)
        self.address = stage.bot.address

    async def start(self) -> None:
        """Start it, and tell the tenant where it listens."""
        await self._tenant.point_at(f"{self.address}/api/messages")
        await self._process.start(self._tenant.session)

    async def stop(self) -> None:
        """Ask it to end."""
        await self._process.stop()

    async def kill(self) -> None:
        """End it as a crash would."""
        await self._process.kill()

    def forget(self) -> None:
        """Delete the journal while the process is away."""
        self._process.forget()


def delete_journal(data: Path) -> None:
    """Remove the journal's files."""
    for file in data.glob("journal.db*"):
        file.unlink()


def settings_for(data: Path, registration: Registration, tenant: Tenant) -> Settings:
    """The settings that point Cutover at this tenant and its clock."""
    return Settings(
        _env_file=None,
        app_id=registration.app_id,
        app_secret=registration.app_secret,
        tenant=registration.tenant_id,
        site=registration.site_id,
        manifest=registration.manifest_id,
        graph_url=registration.graph_url,
        login_url=registration.login_url,
        bot_keys_url=registration.open_id_metadata,
        service_urls=(registration.service_url,),
        data=data,
        clock_url=f"{tenant.address}/sandbox/clock",
    )
