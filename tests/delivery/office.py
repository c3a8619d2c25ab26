"""A bot with a wave to announce to many people, in simulated time: it can be killed and begun
again, and finds its journal and its lists as they were.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from bot.clock.engine import Engine
from bot.delivery import correcting, posting, sheets
from bot.delivery.outgoing import Outgoing
from bot.delivery.rosters import Rosters
from bot.host.upkeep import Upkeep
from bot.journal.memory import MemoryJournal
from bot.journal.port import Attempt, Job, Note
from bot.organisation import Organisation
from bot.teams.connector import Member
from bot.teams.paced import PacedConnector
from bot.teams.service_urls import ServiceUrls
from graph.directory import Directory, User
from graph.errors import Unavailable
from graph.lists import Append, Failed, ListChanges, Result, Write
from graph.memory import MemoryLists
from graph.records import Records
from graph.register import Register
from graph.rows import R, Row
from playbook.fields import ListOf, Who
from playbook.hours import Hours
from playbook.records import Conversation, Person, Sheet, SheetState
from playbook.workplace import Workplace
from tests.bench.rollout import Cast, Rollout
from tests.delivery.teams import Teams

MORNING = datetime(2026, 3, 3, 14, tzinfo=UTC)
"""Nine in Toronto."""
BEFORE = 10.0
"""The virtual loop begins so many seconds earlier."""
SERVICE = "https://smba.test/amer/"
GRAPH_TAKES = (0.1, 0.4)
"""Seconds for one request, shortest and longest."""
NOTE_TAKES = 0.004
_HALF = 0.5


class SlowLists(MemoryLists):
    """Lists that take their time, and count resource units (docs/platform.md#throttling)."""

    def __init__(self, random: Random, unsaid: int) -> None:
        super().__init__()
        self._random = random
        self._unsaid = unsaid
        self.written = 0
        self.read = 0

    async def write(self, writes: Sequence[Write], *, within: float) -> tuple[Result, ...]:
        await self._takes()
        self.written += 2 * len(writes)
        unsaid = self._random.uniform(0, 100) < self._unsaid
        gone: tuple[Result, ...] = tuple(Failed(Unavailable("504")) for _ in writes)
        if unsaid and self._random.random() < _HALF:
            return gone
        results = await super().write(writes, within=within)
        await self._takes()
        return gone if unsaid else results

    async def changes(self, tokens: Mapping[ListOf, str | None]) -> tuple[ListChanges, ...]:
        await self._takes()
        self.read += len(tokens)
        return await super().changes(tokens)

    async def find(self, record_type: type[R], key: str) -> Row[R] | None:
        self.read += 2
        return await super().find(record_type, key)

    async def _takes(self) -> None:
        await asyncio.sleep(self._random.uniform(*GRAPH_TAKES) / 2)


class Staff(Directory):
    """A directory with one group in it."""

    def __init__(self, people: Sequence[Who]) -> None:
        self._people = people

    async def members(self, group: str) -> tuple[User, ...]:
        del group
        return tuple(User(who, "", guest=False, language="") for who in self._people)


@dataclass(frozen=True)
class _LoopClock:
    now_in_seconds: Callable[[], float]

    def now(self) -> datetime:
        return MORNING + timedelta(seconds=self.now_in_seconds() - BEFORE)


class Office:
    """What outlives the bot's process: lists, journal, Teams; and the process of the moment.

    `met` of the people have talked to Cutover before; the others are in its team.
    """

    def __init__(self, people: int, teams: Teams, random: Random, *, met: int) -> None:
        self.lists = SlowLists(random, teams.weather.unsaid)
        self.journal = MemoryJournal()
        self.teams = teams
        self.everybody = tuple(Who(id=f"p{n}", name=f"Person {n}") for n in range(people))
        self._met = met
        self._process: asyncio.Task[None] | None = None
        teams.roster = tuple(Member(who.id, f"29:{who.id}", who.name) for who in self.everybody)

    async def found(self) -> None:
        """Write an approved change and its scheduled wave, at no cost and in no time."""
        cast = Cast(*(_person(key) for key in ("sponsor", "requester", "lead")))
        cast_rows = (cast.sponsor, cast.requester, cast.lead)
        workplace = Workplace(people={one.key: one for one in cast_rows}, tenant="t")
        rollout = Rollout.approved(workplace, cast, MORNING - timedelta(days=1))
        group = Who(id="g", name="Everybody")
        rollout.wave(1, group, date(2026, 3, 3), len(self.everybody))
        met = tuple(_person(who.id) for who in self.everybody[: self._met])
        channel = Conversation(
            key="19:c", name="General", kind="channel", team="19:t", service=SERVICE
        )
        rows = (*cast_rows, *met, channel, *rollout.rows)
        await MemoryLists.write(self.lists, [Append(row) for row in rows], within=1)

    def begin(self) -> None:
        """Start the bot's process."""
        self._process = asyncio.create_task(self._run())

    async def end(self) -> None:
        """End the process where it stands; what is on its way may arrive or not.

        Everything else in the loop is its own, and nothing of ours cleans up in a cancellation.
        """
        mine = asyncio.current_task()
        dying = [task for task in asyncio.all_tasks() if task is not mine]
        for task in dying:
            task.cancel()
        await asyncio.gather(*dying, return_exceptions=True)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        paced = PacedConnector(self.teams, loop.time, asyncio.sleep, loop.time, asyncio.sleep)
        org = Organisation(
            name="t",
            language="en-CA",
            service_urls=ServiceUrls((SERVICE,)),
            manifest="",
            records=self._records(),
            directory=Staff(self.everybody),
            connector=paced,
            rosters=Rosters(paced),
            journal=self.journal,
            clock=_LoopClock(loop.time),
        )
        await org.records.open()
        outgoing = Outgoing(org, lambda: None)

        async def run(job: Job, attempt: Attempt) -> None:
            attempt = replace(attempt, note=_slowly(attempt.note))
            match job.kind:
                case "post":
                    outgoing.nudge(await posting.send(org, job, attempt))
                case "sheet":
                    outgoing.nudge(await sheets.work_through(org, job, attempt))
                case "correction":
                    outgoing.nudge(await correcting.correct(org, job))

        await self.journal.open(run)
        upkeep = Upkeep(org, outgoing, settles=False)
        async with asyncio.TaskGroup() as group:
            group.create_task(outgoing.run())
            group.create_task(Engine(org.clock, upkeep.due, upkeep.next_due).run())

    @staticmethod
    def chat(who: Who) -> str:
        """The id of somebody's chat with Cutover."""
        return f"a:29:{who.id}"

    async def sheets(self) -> tuple[Sheet, ...]:
        """The sheets as they stand in the lists."""
        (changes,) = await MemoryLists.changes(self.lists, {Sheet.KEPT_IN: None})
        return tuple(row.record for row in changes.rows)

    async def all_told(self) -> None:
        """Return once every sheet was worked through and written down."""
        while True:
            stand = await self.sheets()
            if stand and all(sheet.state is SheetState.DONE for sheet in stand):
                return
            await asyncio.sleep(1)

    def _records(self) -> Records:
        return Records(self.lists, Register("t", Hours()))


def _slowly(note: Note) -> Note:
    async def kept(text: str) -> None:
        await asyncio.sleep(NOTE_TAKES)
        await note(text)
        await asyncio.sleep(NOTE_TAKES)

    return kept


def _person(key: str) -> Person:
    return Person(
        key=key,
        name=key.capitalize(),
        tenant="t",
        teams=f"29:{key}",
        conversation=f"a:29:{key}",
        service=SERVICE,
        installed="yes",
    )
