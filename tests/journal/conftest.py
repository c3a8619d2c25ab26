"""Both journals, opened over one place, so that one suite can hold them to the same contract."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.journal.durable import DbosJournal
from bot.journal.memory import MemoryJournal
from bot.journal.port import Journal, Runner
from tests.journal.runners import Waits

Opened = Callable[[Runner], Awaitable[Journal]]


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'journal.sqlite'}"


@pytest.fixture(params=["memory", "dbos"])
async def opened(
    request: pytest.FixtureRequest, database_url: str, waits: Waits
) -> AsyncIterator[Opened]:
    """Opens the journal with a runner; called again, it closes it first: the next life."""
    journal: Journal = (
        MemoryJournal(waits) if request.param == "memory" else DbosJournal(database_url, waits)
    )

    async def opened(run: Runner) -> Journal:
        await journal.close()
        await journal.open(run)
        return journal

    yield opened
    await journal.close()
