"""Jobs finished long ago leave the journal on disk; nothing else does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.journal.durable import KEPT_FOR, DbosJournal
from bot.journal.port import NotYet, Runner
from tests.journal.runners import Recorder, Waits, job

AT_ONCE = timedelta(seconds=-60)
"""A finished job is old at once, whatever the clocks of machine and database differ by."""


class Days:
    """Stands in for the days between two prunings: each ends when the test says so."""

    def __init__(self) -> None:
        self._rests = asyncio.Semaphore(0)
        self._over = asyncio.Semaphore(0)
        self.asked: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        self._rests.release()
        await self._over.acquire()

    async def pruned(self) -> None:
        """Return once it has pruned and rests."""
        await self._rests.acquire()

    def over(self) -> None:
        self._over.release()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    names = {"sqlite": "database_url", "postgresql": "postgresql_url"}
    return str(request.getfixturevalue(names[request.param]))


@asynccontextmanager
async def opened(
    url: str, run: Runner, days: Days, kept_for: timedelta = AT_ONCE
) -> AsyncIterator[DbosJournal]:
    """The journal there, once it has pruned."""
    journal = DbosJournal(url, Waits(), kept_for=kept_for, rest=days)
    await journal.open(run)
    await days.pruned()
    yield journal
    await journal.close()


async def test_at_its_start_what_is_old_and_finished_is_gone_and_what_is_unfinished_stays(
    url: str,
) -> None:
    recorder = Recorder()
    recorder.raising["stuck"].append(NotYet(after=60))
    async with opened(url, recorder, Days()) as journal:
        await journal.keep(job("done", kind="post"))
        await journal.keep(job("stuck"))
        await journal.settled()

    recorder.raising["stuck"].append(NotYet(after=60))
    async with opened(url, recorder, Days()) as journal:
        await journal.settled()
        assert [each.id for each in await journal.pending()] == ["stuck"]
        assert not await journal.keep(job("stuck"))
        assert await journal.keep(job("done", kind="post"))
        await journal.settled()

    assert recorder.ran.count("done") == 2


async def test_every_day_what_has_become_old_is_gone(url: str) -> None:
    recorder, days = Recorder(), Days()
    async with opened(url, recorder, days) as journal:
        await journal.keep(job("done"))
        await journal.settled()
        assert not await journal.keep(job("done"))

        days.over()
        await days.pruned()

        assert await journal.keep(job("done"))
        await journal.settled()
    assert recorder.ran == ["done", "done"]
    assert days.asked == [86400, 86400]


async def test_what_was_finished_within_the_week_is_still_known(url: str) -> None:
    recorder = Recorder()
    for kept_again in (True, False):
        async with opened(url, recorder, Days(), KEPT_FOR) as journal:
            assert await journal.keep(job("done")) is kept_again
            await journal.settled()
    assert recorder.ran == ["done"]


async def test_a_pruning_that_fails_harms_no_job(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object, **__: object) -> list[object]:
        raise OSError("The disk is full.")

    recorder, days = Recorder(), Days()
    async with opened(url, recorder, days) as journal:
        with monkeypatch.context() as patch, capture_logs() as logged:
            patch.setattr("dbos.DBOS.list_workflows_async", fail)
            days.over()
            await days.pruned()
        assert [entry["event"] for entry in logged] == ["journal_not_pruned"]

        await journal.keep(job("done"))
        await journal.settled()
    assert recorder.ran == ["done"]
