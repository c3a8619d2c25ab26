"""An announcement to many people one to one: each is told once, refused, or listed as in doubt."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from pydantic import JsonValue

from bot.demo.stage import Stage
from bot.demo.tenant import until
from graph.rows import read_record
from playbook.records import Addressee, PostState, Sheet
from tests.bench.mailing import Mailing, arrived, morning_of, prepare, written_down
from tests.scenarios.conftest import founded
from tests.scenarios.worker import Outside

TOLD = (PostState.SENT, PostState.UNKNOWN, PostState.REFUSED)
SENDING = r"^/connector/v3/conversations/[^/]+/activities$"


@dataclass(frozen=True)
class Office:
    """A firm with many newcomers, and Cutover about to tell them of a wave."""

    stage: Stage
    bot: Outside

    async def prepared(self, people: int, *, known: bool) -> Mailing:
        mailing = Mailing("Newcomers", people, known, date(2026, 3, 3))
        await prepare(self.stage, [mailing], self.bot.start)
        return mailing

    async def fault(self, every: int, **fault: JsonValue) -> None:
        """Every so many messages that Cutover sends meet this fault."""
        on = {"service": "connector", "method": "POST", "path": SENDING}
        plan = {"on": on, "times": None, "every": every, "fault": fault}
        await self.stage.tenant.call("POST", "faults", [plan])

    async def told(self) -> dict[str, Addressee]:
        """What the lists say of everybody, once all sheets are done; nobody stands there twice."""
        await until(lambda: written_down(self.stage), "the sheets to be done", within=30)
        rows = await self.stage.tenant.rows("Mailings")
        listed = [one for row in rows for one in read_record(Sheet, row).addressees]
        each = {one.person.id: one for one in listed}
        assert len(each) == len(listed)
        return each


@pytest.fixture
async def office(first_morning: Path, tmp_path: Path) -> AsyncIterator[Office]:
    async with founded(first_morning, tmp_path) as (_, stage):
        bot = Outside(stage)
        yield Office(stage, bot)
        await bot.stop()


async def test_where_teams_fails_now_and_then_nobody_is_forgotten_or_told_twice(
    office: Office,
) -> None:
    mailing = await office.prepared(60, known=False)
    await office.fault(every=9, status=429, retryAfter=0.2)
    await office.fault(every=11, status=504, after=True)
    await office.fault(every=13, status=502)
    await office.fault(every=17, drop=True, after=True)

    await office.stage.tenant.move_to(morning_of(mailing))

    told = await office.told()
    reached = await arrived(office.stage)
    states = Counter(one.state for one in told.values())
    assert states[PostState.SENT] + states[PostState.UNKNOWN] == 60
    assert 4 <= states[PostState.UNKNOWN] < 30
    assert set(reached.values()) == {1}
    sent = {one.conversation for one in told.values() if one.state is PostState.SENT}
    assert sent <= reached.keys()


async def test_a_bot_killed_in_the_middle_tells_the_others_and_nobody_twice(
    office: Office,
) -> None:
    mailing = await office.prepared(120, known=True)
    moving = asyncio.create_task(office.stage.tenant.move_to(morning_of(mailing)))
    for so_many in (15, 60):
        await until(partial(_as_many, office.stage, so_many), "some to be told")
        await office.bot.kill()
        await office.bot.start()
    await moving

    told = await office.told()
    reached = await arrived(office.stage)
    assert len(told) == 120
    assert {one.state for one in told.values()} <= set(TOLD)
    assert set(reached.values()) == {1}
    sent = {one.conversation for one in told.values() if one.state is PostState.SENT}
    assert sent <= reached.keys()
    assert len(sent) >= 120 - 2 * 40


async def _as_many(stage: Stage, people: int) -> bool:
    return len(await arrived(stage)) >= people
