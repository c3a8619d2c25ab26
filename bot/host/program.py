"""The one composition root: settings in, a running program out. Nothing is built on import."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import aiohttp
import structlog
from aiohttp import web

from bot.clock.engine import Engine
from bot.clock.followed import FollowedClock
from bot.clock.port import Clock, SystemClock
from bot.delivery import correcting, posting, sheets
from bot.delivery.outgoing import Outgoing
from bot.delivery.rosters import Rosters
from bot.desk.desk import Desk
from bot.desk.late import perform_late
from bot.host.credentials import credential
from bot.host.loading import load
from bot.host.teams_side import connector_for, gate_for, handler_for
from bot.host.upkeep import Horizon, Upkeep
from bot.host.wiring import graph_wire
from bot.journal.durable import DbosJournal
from bot.journal.port import Attempt, Job, Journal, Runner
from bot.organisation import Organisation, Organisations
from bot.settings import Settings
from bot.teams.door import Door
from bot.teams.outbound_token import OutboundToken
from bot.teams.paced import PacedConnector
from bot.teams.replies import Replies
from bot.teams.service_urls import ServiceUrls
from bot.teams.signing_keys import SigningKeys
from graph.directory import Directory
from graph.records import Records
from graph.register import Register
from graph.sharepoint import SharePointLists
from playbook.records import PostState

_BOT_SCOPE = "https://api.botframework.com/.default"
PATIENCE = 5.0
"""Seconds that the web server waits for a program that is about to be ready."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, eq=False, slots=True)
class Program:
    """Everything that runs, once it does."""

    org: Organisation
    journal: Journal
    outgoing: Outgoing
    upkeep: Upkeep
    door: Door


PROGRAM = web.AppKey("program", Program)


BEGINNING: web.AppKey["asyncio.Task[None]"] = web.AppKey("beginning")
"""Done once the program decides; it fails where waiting would mend nothing."""


def application(settings: Settings, *, patience: float = PATIENCE) -> web.Application:
    """The web application; everything it needs is opened at its start and closed at its end.

    Where Graph is away it answers after `patience` seconds all the same, alive but not ready.
    """
    app = web.Application()

    async def running(app: web.Application) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            app[PROGRAM] = program = await _built(settings, stack)
            app[BEGINNING] = beginning = asyncio.create_task(_begun(program, stack))
            stack.push_async_callback(_ended, beginning)
            await asyncio.wait({beginning}, timeout=patience)
            if beginning.done():
                beginning.result()
            yield

    app.cleanup_ctx.append(running)
    app.router.add_post("/api/messages", _messages)
    app.router.add_get("/healthz", _healthz)
    app.router.add_get("/readyz", _readyz)
    return app


async def _built(settings: Settings, stack: AsyncExitStack) -> Program:
    settings.data.mkdir(parents=True, exist_ok=True)
    identity = await stack.enter_async_context(credential(settings))
    session = await stack.enter_async_context(aiohttp.ClientSession())
    wire = await stack.enter_async_context(graph_wire(settings, identity))
    clock = await _clock(settings, session)
    journal = DbosJournal(settings.journal_address)
    service_urls = ServiceUrls(settings.service_urls)
    token = OutboundToken(lambda: identity.get_token(_BOT_SCOPE))
    records = Records(
        SharePointLists(wire, settings.site, settings.app_id),
        Register(settings.tenant, settings.office),
    )
    # In a sandbox's time, so that a day that passes in a second leaves a rest as a day does.
    connector = PacedConnector(
        connector_for(settings, session, token, service_urls, records),
        lambda: clock.now().timestamp(),
        asyncio.sleep,
    )
    org = Organisation(
        name=settings.tenant,
        language=settings.language,
        service_urls=service_urls,
        manifest=settings.manifest,
        records=records,
        directory=Directory(wire),
        connector=connector,
        rosters=Rosters(connector),
        journal=journal,
        clock=clock,
    )
    followed = clock if isinstance(clock, FollowedClock) else None
    outgoing = Outgoing(org, Horizon(org, followed.report).look if followed else _nothing)
    desk = Desk(Organisations({org.name: org}), outgoing.nudge)
    keys = SigningKeys(session, settings.bot_keys_url)
    stack.push_async_callback(keys.close)
    door = Door(
        gate_for(settings, keys, service_urls),
        handler_for(settings, desk.take, records),
        Replies(connector),
        desk.trouble,
    )
    upkeep = Upkeep(org, outgoing, settles=followed is not None)
    return Program(org, journal, outgoing, upkeep, door)


async def _begun(program: Program, stack: AsyncExitStack) -> None:
    """Load the lists, take up what the journal holds, and begin to work.

    Raises:
        SettingsError: Graph will not have us.
        JournalUnreachable: the journal cannot be opened.
    """
    clock, upkeep = program.org.clock, program.upkeep
    await load(program.org.records)
    await program.journal.open(_runner(program))
    stack.push_async_callback(program.journal.close)
    engine = Engine(clock, upkeep.due, upkeep.next_due)
    works = [program.outgoing.run(), engine.run()]
    if isinstance(clock, FollowedClock):
        works.append(clock.follow(engine.settle))
    for work in works:
        stack.push_async_callback(_ended, asyncio.create_task(work))
    _log.info("ready")


async def _clock(settings: Settings, session: aiohttp.ClientSession) -> Clock:
    if not settings.clock_url:
        return SystemClock()
    followed = FollowedClock(settings.clock_url, "cutover", session)
    await followed.begin()
    return followed


def _nothing() -> None:
    """Nobody waits to hear what is due next."""


def _runner(program: Program) -> Runner:
    async def run(job: Job, attempt: Attempt) -> None:
        org = program.org
        match job.kind:
            case "write":
                program.outgoing.nudge(await perform_late(org, job))
            case "post":
                program.outgoing.nudge(await posting.send(org, job, attempt))
            case "sheet":
                program.outgoing.nudge(await sheets.work_through(org, job, attempt))
            case "correction":
                program.outgoing.nudge(await correcting.correct(org, job))

    return run


async def _ended(task: "asyncio.Task[None]") -> None:
    if not task.done():
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _messages(request: web.Request) -> web.StreamResponse:
    if not request.app[BEGINNING].done():
        return web.Response(status=503)
    return await request.app[PROGRAM].door.post(request)


def _in_doubt(org: Organisation) -> int:
    """How many messages may or may not have arrived, those of mailings among them."""
    letters = sum(sheet.in_doubt for dossier in org.records.dossiers() for sheet in dossier.sheets)
    return len(org.records.posts(PostState.UNKNOWN)) + letters


async def _healthz(_request: web.Request) -> web.Response:
    return web.json_response({"alive": True})


async def _readyz(request: web.Request) -> web.Response:
    """Ready, and what is not in the lists yet: at zero the journal may be deleted."""
    if not request.app[BEGINNING].done():
        return web.json_response({"ready": False}, status=503)
    program = request.app[PROGRAM]
    pending = await program.journal.pending()
    return web.json_response(
        {
            "ready": True,
            "listsCurrent": program.upkeep.current,
            "journal": len(pending),
            "journalWrites": sum(job.kind == "write" for job in pending),
            "postsInDoubt": _in_doubt(program.org),
        }
    )
