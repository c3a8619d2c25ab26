"""Announcements one to one: seconds, resource units, and whether anybody was lost or told twice.

Sandbox and bot are processes of their own, and the sandbox enforces the published rates
(docs/platform.md#rates). One change has three waves, whose mornings come one after the other.
Seconds are from asking for the morning until the last message is in its chat.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as clock
from typing import Any
from zoneinfo import ZoneInfo

from bot.demo.once import staged
from bot.demo.stage import Stage, settled
from bot.demo.tenant import until
from bot.host.provisioning import provision
from playbook.fields import Who
from playbook.records import LISTS
from playbook.workplace import Workplace
from tests.bench.by_hand import Start, enter, known
from tests.bench.rollout import WORDS, Cast, Rollout
from tests.bench.rows import Row, at_most, told
from tests.bench.waiting import settings_of

LOOK = 0.1
"""Seconds between two counts of what has arrived."""
SENDING = "POST /connector/v3/conversations/{conversation}/activities"
OPENS = clock(9)
READS_EVERY = 30.0
"""Seconds between two readings of the lists by a bot on its own clock."""


@dataclass(frozen=True, slots=True)
class Mailing:
    """One wave's people, and whether Cutover has talked to them before."""

    what: str
    people: int
    known: bool
    day: date
    seconds: float | None = None
    """The bar, where there is one."""
    units: int | None = None


MAILINGS = (
    Mailing("300 people, chats known", 300, known=True, day=date(2026, 3, 3), seconds=10),
    Mailing("300 people, chats to be opened", 300, known=False, day=date(2026, 3, 4), seconds=15),
    Mailing("1,000 people, chats known", 1000, known=True, day=date(2026, 3, 5), units=100),
)


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a mailing."""

    seconds: float
    lost: int
    doubled: int
    throttled: int
    written: int
    """Resource units of lists for everything but readings."""

    @property
    def units(self) -> int:
        """With the readings that fall into it. A bot that follows the sandbox's clock reads the
        lists when the clock has moved, and not while it works; so what one on its own clock reads
        is put in for it: all lists at the morning, and again every half minute.
        """
        return self.written + len(LISTS) * (1 + int(self.seconds / READS_EVERY))


def measure() -> list[Row]:
    """The rows of the mailings; takes about two minutes."""
    return asyncio.run(_measure())


async def _measure() -> list[Row]:
    rows: list[Row] = []
    async with staged() as stage:
        await provision(settings_of(stage), dry_run=False)
        await prepare(stage, MAILINGS, lambda: stage.bot.start(stage.tenant.session))
        for mailing in MAILINGS:
            rows += _rows(mailing, await mailed(stage, mailing))
    return rows


async def prepare(stage: Stage, mailings: Sequence[Mailing], start: Start) -> None:
    """Hire everybody, write an approved change with these waves, and start the bot in its team.
    The lists must be empty.
    """
    settings = settings_of(stage)
    tenant, service = stage.tenant, settings.service_urls[0]
    now = datetime.fromisoformat((await tenant.call("GET", "clock"))["now"])
    people = await known(tenant, service, ["julie", "sam", "alex"])
    workplace = Workplace(people={one.key: one for one in people}, tenant=settings.tenant)
    rollout = Rollout.approved(workplace, Cast(*people), now)
    for number, mailing in enumerate(mailings, start=1):
        hiring = {"count": mailing.people, "group": mailing.what, "app": mailing.known}
        hired = await tenant.call("POST", "people", hiring | {"team": not mailing.known})
        rollout.wave(number, Who.model_validate(hired["group"]), mailing.day, mailing.people)
        if mailing.known:
            people += await known(tenant, service, hired["people"])
    await enter(tenant, [*rollout.rows, *people])
    await start()
    team = (await tenant.call("GET", "teams"))[0]
    await tenant.call("POST", f"teams/{team['id']}/app", {"person": "julie"})
    await until(lambda: tenant.rows("Settings/Conversation"), "the bot to know its team")
    await settled(stage)
    await tenant.advance("PT1S")


async def mailed(stage: Stage, mailing: Mailing) -> Came:
    """Let the morning come; what arrived by the time that the bot has done its work."""
    before = await arrived(stage)
    await stage.tenant.call("DELETE", "usage")
    began = time.perf_counter()
    moving = asyncio.create_task(stage.tenant.move_to(morning_of(mailing)))
    await until(lambda: _all_told(stage, before, mailing.people), "all to be told", within=120)
    seconds = time.perf_counter() - began
    await moving
    await until(lambda: written_down(stage), "the sheets to be done", within=60)
    each = await arrived(stage)
    reached = [new for chat in each if (new := each[chat] - before.get(chat, 0))]
    usage = await stage.tenant.call("GET", "usage")
    return Came(
        seconds=seconds,
        lost=mailing.people - len(reached),
        doubled=sum(count - 1 for count in reached),
        throttled=usage["totals"]["connector"]["throttled"],
        written=_written(usage),
    )


def morning_of(mailing: Mailing) -> str:
    """When its people are told, as the clock is asked to go there."""
    return datetime.combine(mailing.day, OPENS, ZoneInfo("America/Toronto")).isoformat()


async def arrived(stage: Stage) -> Mapping[str, int]:
    """How many announcements are in each chat; chats without any are left out."""
    found: Mapping[str, int] = await stage.tenant.call("GET", "posts", contains=WORDS)
    return found


async def _all_told(stage: Stage, before: Mapping[str, int], people: int) -> bool:
    """Whether all announcements are in their chats. Looking into them slows the sandbox down, so
    they are looked into only once as many messages were sent.
    """
    await asyncio.sleep(LOOK)
    usage = await stage.tenant.call("GET", "usage")
    if usage["requests"].get(SENDING, 0) < people:
        return False
    return sum((await arrived(stage)).values()) - sum(before.values()) >= people


async def written_down(stage: Stage) -> bool:
    """Whether every sheet in the lists is done."""
    sheets = await stage.tenant.rows("Mailings")
    return bool(sheets) and all(sheet["State"] == "done" for sheet in sheets)


def _written(usage: Mapping[str, Any]) -> int:
    return sum(
        int(units)
        for what, units in usage["units"].items()
        if "/lists/" in what and "delta" not in what
    )


def _rows(mailing: Mailing, came: Came) -> list[Row]:
    what = f"mailing: {mailing.what}"
    return [
        _barred(f"{what}, until all are told", came.seconds, "s", mailing.seconds),
        at_most("main", f"{what}, lost", came.lost, "people", 0),
        at_most("main", f"{what}, told twice", came.doubled, "people", 0),
        told("main", f"{what}, answered with 429", came.throttled, "requests"),
        _barred(f"{what}, written to lists", came.written, "units", mailing.units),
        _barred(f"{what}, with readings", came.units, "units", mailing.units),
    ]


def _barred(name: str, value: float, unit: str, bar: float | None) -> Row:
    return (
        told("main", name, value, unit) if bar is None else at_most("main", name, value, unit, bar)
    )
