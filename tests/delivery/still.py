"""Cutover's delivery where nothing moves by itself: lists in memory, a Teams that remembers, a
clock that stands.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.clock.port import FixedClock
from bot.delivery.rosters import Rosters
from bot.journal.memory import MemoryJournal
from bot.journal.port import Attempt
from bot.organisation import Organisation
from bot.teams.connector import (
    Delivery,
    Leaving,
    Member,
    Message,
    NotSent,
    Refused,
    Sent,
    unnoticed,
)
from bot.teams.service_urls import ServiceUrls
from bot.teams.turn import Json, Place
from graph.directory import CannotInstall, Directory, Installed, User
from graph.errors import Unavailable
from graph.lists import Append, Failed, Put, Result, Write
from graph.memory import MemoryLists
from graph.records import Records
from graph.register import Register
from playbook.fields import Who
from playbook.hours import Hours
from playbook.records import Person, Post, Record, Sheet
from tests.playbook.firm import TENANT, Firm

SERVICE = "https://service.test/"


class CountedLists(MemoryLists):
    """Lists that remember what was written to them, and how often."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[Sequence[Write]] = []
        self.answers_before_it_fails: int | None = None
        """So many writes from now, one is answered with Graph being away."""

    async def write(self, writes: Sequence[Write], *, within: float) -> tuple[Result, ...]:
        self.written.append(writes)
        if self.answers_before_it_fails is not None:
            self.answers_before_it_fails -= 1
            if self.answers_before_it_fails < 0:
                self.answers_before_it_fails = None
                return tuple(Failed(Unavailable("away")) for _ in writes)
        await asyncio.sleep(0)
        return await super().write(writes, within=within)

    def edits(self, record_type: type[Record]) -> int:
        """How often a row of this type was edited."""
        flat = (write for writes in self.written for write in writes)
        return sum(isinstance(one, Put) and isinstance(one.record, record_type) for one in flat)


@dataclass
class StillTeams:
    """A connector. `meet` answers each send in the place of Sent, where it answers anything."""

    sent: list[tuple[Place, Message]] = field(default_factory=list)
    updated: list[tuple[Place, str, Message]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    rosters: dict[str, tuple[Member, ...]] = field(default_factory=dict)
    rosters_read: int = 0
    meet: Callable[[Place], Delivery | None] = lambda _place: None
    room: asyncio.Semaphore | None = None
    """While it is there, so many messages may leave, and the others wait for their turn."""
    held: asyncio.Event | None = None
    """While it is there, what was sent gets no answer until it is set."""
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def send(self, to: Place, message: Message, *, leaving: Leaving = unnoticed) -> Delivery:
        """See Connector.send."""
        if self.room is not None:
            await self.room.acquire()
        await leaving()
        met = self.meet(to)
        if not isinstance(met, NotSent | Refused):
            self.sent.append((to, message))
        name = f"m{len(self.sent)}"
        async with self.arrived:
            self.arrived.notify_all()
        if self.held is not None:
            await self.held.wait()
        return met or Sent(name)

    async def took(self, count: int) -> None:
        """Return once so many messages have arrived."""
        async with self.arrived:
            await self.arrived.wait_for(lambda: len(self.sent) >= count)

    async def update(self, to: Place, message_id: str, message: Message) -> Delivery:
        """See Connector.update."""
        self.updated.append((to, message_id, message))
        return self.meet(to) or Sent(message_id)

    async def delete(self, to: Place, message_id: str) -> Delivery:
        """See Connector.delete."""
        raise NotImplementedError

    async def open_personal(
        self, service_url: str, tenant: str, teams_id: str
    ) -> Place | NotSent | Refused:
        """See Connector.open_personal."""
        self.opened.append(teams_id)
        return Place(f"a:{teams_id.removeprefix('29:')}", "personal", service_url, tenant)

    async def members(self, of: Place) -> tuple[Member, ...] | NotSent | Refused:
        """See Connector.members."""
        self.rosters_read += 1
        return self.rosters.get(of.team or "", ())

    async def channels(self, of: Place) -> Mapping[str, str] | NotSent | Refused:
        """See Connector.channels."""
        raise NotImplementedError

    @property
    def places(self) -> list[str]:
        """Where messages arrived, in order; a place as often as it got one."""
        return [place.id for place, _ in self.sent]


class Staff(Directory):
    """A directory without a tenant."""

    def __init__(self) -> None:
        self.groups: dict[str, tuple[Who, ...]] = {}
        """The members of groups, by the group's id; a group is called as its id is."""
        self.guests: set[str] = set()
        """Who belongs to another organisation."""
        self.chats: dict[str, str] = {}
        """Chats of those for whom the app can be installed."""

    async def user(self, object_id: str) -> User | None:
        if object_id == "nobody":
            return None
        return User(Who(id=object_id, name=object_id.capitalize()), "", guest=False, language="")

    async def group(self, called: str) -> Who | None:
        return Who(id=called, name=called) if called in self.groups else None

    async def members(self, group: str) -> tuple[User, ...]:
        return tuple(
            User(who, "", guest=who.id in self.guests, language="") for who in self.groups[group]
        )

    async def catalog_app(self, manifest_id: str) -> str | None:
        return manifest_id

    async def install_app(self, object_id: str, catalog_app: str) -> Installed | CannotInstall:
        del catalog_app
        chat = self.chats.get(object_id)
        return Installed(chat) if chat else CannotInstall("403 not allowed")


@dataclass
class StillOffice:
    """One organisation, with everything around it in reach."""

    org: Organisation
    lists: CountedLists
    teams: StillTeams
    staff: Staff
    clock: FixedClock

    async def put(self, *rows: Record) -> None:
        """Somebody else gives rows these values, and the register has heard of it."""
        await self.behind_our_back(*rows)
        await self.org.records.refresh()

    async def behind_our_back(self, *rows: Record) -> None:
        """Somebody else gives rows these values, and the register has not heard of it."""
        for row in rows:
            held = await self.lists.find(type(row), row.key)
            write: Write = Append(row) if held is None else Put(held, row)
            await MemoryLists.write(self.lists, [write], within=1)

    async def take(self, firm: Firm) -> None:
        """Bring the lists to where the firm's are."""
        await self.put(*firm.rows.values())

    def sheet(self, key: str) -> Sheet:
        found = self.org.records.record(Sheet, key)
        assert found is not None
        return found

    def post(self, key: str) -> Post:
        found = self.org.records.post(key)
        assert found is not None
        return found


async def opened(firm: Firm, lists: CountedLists | None = None) -> StillOffice:
    """An office with the firm's rows in its lists, at the firm's hour."""
    lists = lists or CountedLists()
    clock, teams, staff = FixedClock(firm.now), StillTeams(), Staff()
    org = Organisation(
        name=TENANT,
        language="en-CA",
        service_urls=ServiceUrls((SERVICE,)),
        manifest="app",
        records=Records(lists, Register(TENANT, Hours())),
        directory=staff,
        connector=teams,
        rosters=Rosters(teams),
        journal=MemoryJournal(),
        clock=clock,
    )
    office = StillOffice(org, lists, teams, staff, clock)
    await office.take(firm)
    return office


@dataclass
class Notebook:
    """What a runner notes, as the journal keeps it beyond the process."""

    notes: list[str] = field(default_factory=list)

    def attempt(self, *, begun_before: bool = False) -> Attempt:
        return Attempt(begun_before, tuple(self.notes), self._note)

    async def _note(self, text: str) -> None:
        await asyncio.sleep(0)
        self.notes.append(text)


def keys_in(card: Json) -> set[str]:
    """The post keys that a card's buttons carry."""
    if isinstance(card, dict):
        own = {str(card["post"])} if card.get("post") else set()
        return own.union(*(keys_in(value) for value in card.values()))
    if isinstance(card, list):
        return set[str]().union(*(keys_in(value) for value in card))
    return set()


def member(person: Person) -> Member:
    """The person as a team's roster has them."""
    return Member(person.key, f"29:{person.key}", person.name)


def whom(people: Iterable[Person]) -> tuple[Who, ...]:
    return tuple(person.who for person in people)
