"""More asked of Graph than it may be asked for, in simulated time, and what became of it.

Lists, wire, budget and the journal's lanes are the product's. Tenant and Graph are the sandbox's,
over HTTP; its minutes are simulated as well, and so is the time that its answers take.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from bot.journal.memory import MemoryJournal
from bot.journal.port import Attempt, Job, NotYet
from graph.budget import URGENCY, WINDOW, Budget, Urgency
from graph.errors import GraphFault, Unavailable
from graph.lists import Append, Exists, Failed, Result, Written
from graph.provision import provision
from graph.sharepoint import SharePointLists
from graph.wire import Wire
from playbook.fields import ListOf
from playbook.records import LISTS, AuditEvent, Post
from sandbox.app import Running, running
from tests.delivery.virtual import simulated_over_loopback
from tests.graph.conftest import Credential
from tests.graph.samples import audit, post

BEGINNING = datetime(2026, 3, 2, 14, 0, 23, tzinfo=UTC)
"""Not the first second of a minute: the sandbox's minutes begin where it likes."""
PRESS, SHEET = 4, 20
"""Rows of a person's press, and of background work."""
IN_TIME, LATER = 2.0, 20.0
"""Seconds that a press may take while its person waits, and that anything may take later."""
READS_EVERY = 30.0
Weather = Sequence[Mapping[str, Any]]
GOOD: Weather = [{"every": 1, "fault": {"delay": 0.2}}]
"""A batch takes a fifth of a second."""
BAD: Weather = [
    {"every": 41, "fault": {"status": 504, "after": True}},
    {"every": 67, "fault": {"status": 503, "retryAfter": 1.5}},
    {"every": 97, "fault": {"drop": True, "after": True}},
    *GOOD,
]
"""Besides, some are carried out unheard, and some refused."""


@dataclass(frozen=True, slots=True)
class Overload:
    """What was demanded, held against what stands in the lists."""

    demanded: int
    lost: int
    doubled: int
    disordered: int
    """Commands kept for later that were saved before one that was kept earlier."""
    worst_minute: int
    """Resource units, as the sandbox counted them."""
    throttled: int
    kept: int
    """Presses that were told "received, not yet saved"."""
    presses: int
    slowest: float
    """Seconds until a person heard the one or the other."""
    oldest_reading: float
    """The longest that the register's reading of the lists lay back, in seconds."""
    minutes: float
    """Until everything was saved."""


def overloaded(
    minutes: int, *, ceiling: int, times: float = 3.0, weather: Weather = BAD
) -> Overload:
    """Demand so many times the ceiling for so many minutes; then wait until all is saved."""
    return simulated_over_loopback(_overloaded(minutes, ceiling, times, weather))


async def _overloaded(minutes: int, ceiling: int, times: float, weather: Weather) -> Overload:
    loop = asyncio.get_running_loop()

    def wall() -> datetime:
        return BEGINNING + timedelta(seconds=loop.time())

    async with running(wall=wall) as sandbox:
        wire = Wire(
            Credential(sandbox),
            version="0",
            base_url=f"{sandbox.root}/v1.0",
            budget=Budget(ceiling, now=loop.time),
        )
        await provision(wire, sandbox.tenant.registration.site_id, within=600)
        await asyncio.sleep(WINDOW)
        sandbox.tenant.usage.zero()
        sandbox.tenant.faults.plan(
            [{"on": {"path": r"/\$batch$"}, "times": None, **fault} for fault in weather]
        )
        told = sandbox.tenant.registration
        day = _Day(SharePointLists(wire, told.site_id, told.app_id))
        await day.pass_(minutes * 60, times * ceiling / 60)
        sandbox.tenant.faults.clear()
        overload = _counted(day, sandbox)
        await wire.close()
    return overload


@dataclass(slots=True)
class _Day:
    lists: SharePointLists
    demanded: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    waits: list[float] = field(default_factory=list)
    oldest_reading: float = 0.0
    ended: float = 0.0
    left: int = 0
    nothing_left: asyncio.Event = field(default_factory=asyncio.Event)
    journal: MemoryJournal = field(default_factory=MemoryJournal)

    async def pass_(self, seconds: float, rate: float) -> None:
        """Demand `rate` units a second: two thirds by people, the rest by nobody who waits."""
        await self.journal.open(self._run)
        reading = asyncio.create_task(self._read())
        async with asyncio.TaskGroup() as people:
            people.create_task(self._demand_sheets(seconds, 2 * SHEET / (rate / 3)))
            gap = 2 * PRESS / (rate * 2 / 3)
            for number in range(int(seconds / gap)):
                people.create_task(self._press(f"press-{number}"))
                await asyncio.sleep(gap)
        await self.nothing_left.wait()
        self.ended = asyncio.get_running_loop().time()
        reading.cancel()
        await asyncio.wait({reading})
        await self.journal.close()

    async def _demand_sheets(self, seconds: float, gap: float) -> None:
        for number in range(int(seconds / gap)):
            self.demanded += [row.key for row in _rows(f"sheet-{number}")]
            await self._keep(f"sheet-{number}")
            await asyncio.sleep(gap)

    async def _press(self, name: str) -> None:
        began = asyncio.get_running_loop().time()
        URGENCY.set(Urgency.PERSON)
        rows = _rows(name)
        self.demanded += [row.key for row in rows]
        results = await self.lists.write([Append(row) for row in rows], within=IN_TIME)
        if not all(isinstance(result, Written) for result in results):
            await self._keep(name)
        self.waits.append(asyncio.get_running_loop().time() - began)

    async def _keep(self, name: str) -> None:
        kind, kept = _kind_of(name), self.kept
        if kind == "write":
            kept.append(name)
        self.left += 1
        self.nothing_left.clear()
        await self.journal.keep(Job(id=name, kind=kind, organisation="maple", payload=""))

    async def _run(self, job: Job, _attempt: Attempt) -> None:
        """Write what is not known to be written yet, as a command does that is decided again."""
        while rows := [row for row in _rows(job.id) if row.key not in self.known]:
            results = await self.lists.write([Append(row) for row in rows], within=LATER)
            there = zip(rows, results, strict=True)
            self.known |= {row.key for row, result in there if isinstance(result, Written | Exists)}
            if busy := _busy(results):
                raise NotYet(max((fault.after or 0 for fault in busy), default=0) or None)
        if job.kind == "write":
            self.saved.append(job.id)
        self.left -= 1
        if not self.left:
            self.nothing_left.set()

    async def _read(self) -> None:
        """Read what changed in the lists, as the register does; never mind what."""
        time = asyncio.get_running_loop().time
        tokens: Mapping[ListOf, str | None] = dict.fromkeys(LISTS)
        current = time()
        while True:
            began = time()
            try:
                changes = await self.lists.changes(tokens)
            except GraphFault:
                changes = ()
            if changes:
                tokens = {each.kept_in: each.token for each in changes}
                self.oldest_reading = max(self.oldest_reading, time() - current)
                current = began
            await asyncio.sleep(READS_EVERY)


def _kind_of(name: str) -> Any:
    return "write" if name.startswith("press") else "sheet"


def _rows(name: str) -> list[AuditEvent | Post]:
    """The rows of a press or of a sheet, the same whenever they are asked for."""
    if _kind_of(name) == "sheet":
        return [post(f"CHG-0001/{name}/{number}") for number in range(SHEET)]
    others = [post(f"CHG-0001/{name}/{number}") for number in range(PRESS - 1)]
    return [audit(act=name), *others]


def _busy(results: Sequence[Result]) -> list[Unavailable]:
    faults = [result.fault for result in results if isinstance(result, Failed)]
    return [fault for fault in faults if isinstance(fault, Unavailable)]


def _counted(day: _Day, sandbox: Running) -> Overload:
    rows = sandbox.tenant.store.all("SELECT fields FROM graph_items WHERE NOT deleted")
    found = Counter(str(json.loads(row["fields"])["Key"]) for row in rows)
    report: Any = sandbox.tenant.usage.report()
    units = [minute["units"] for minute in report["minutes"] if minute["service"] == "graph"]
    order = {name: place for place, name in enumerate(day.kept)}
    places = [order[name] for name in day.saved]
    return Overload(
        demanded=len(day.demanded),
        lost=sum(not found[key] for key in day.demanded),
        doubled=sum(found[key] > 1 for key in day.demanded),
        disordered=sum(later < earlier for earlier, later in pairwise(places)),
        worst_minute=max(units),
        throttled=report["totals"]["graph"]["throttled"],
        kept=len(day.kept),
        presses=len(day.waits),
        slowest=max(day.waits),
        oldest_reading=day.oldest_reading,
        minutes=day.ended / 60,
    )
