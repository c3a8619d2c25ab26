"""Both journals, opened over one place, so that one suite can hold them to the same contract."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.journal.memory import MemoryJournal
from bot.journal.port import Journal, Runner
from tests.journal.runners import Waits

Opened = Callable[[Runner], Awaitable[Journal]]


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture(params=["memory"])
async def opened(
    request: pytest.FixtureRequest, tmp_path: Path, waits: Waits
) -> AsyncIterator[Opened]:
    """Opens the journal with a runner; again, after closing it, as its next life."""
    journal: Journal = MemoryJournal(waits)

    async def opened(run: Runner) -> Journal:
        await journal.close()
        await journal.open(run)
        return journal

    yield opened
    await journal.close()
