"""What is particular to the journal on disk."""

import asyncio
from pathlib import Path

import pytest

from bot.journal.alone import held_alone, held_alone_in
from bot.journal.durable import DbosJournal
from bot.journal.kept_notes import with_driver
from bot.journal.port import JournalUnreachable
from tests.journal.runners import Gate, Recorder, job


async def test_it_makes_the_directory_that_its_file_needs(tmp_path: Path) -> None:
    journal = DbosJournal(f"sqlite:///{tmp_path / 'not' / 'there' / 'journal.sqlite'}")

    await journal.open(Recorder())
    await journal.close()

    assert (tmp_path / "not" / "there" / "journal.sqlite").exists()


async def test_a_database_that_cannot_be_opened_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    journal = DbosJournal(f"sqlite:///{tmp_path / 'file' / 'journal.sqlite'}")

    with pytest.raises(JournalUnreachable, match="cannot be opened"):
        await journal.open(Recorder())


async def test_after_a_failed_opening_another_can_be_opened(
    tmp_path: Path, database_url: str
) -> None:
    (tmp_path / "file").write_text("This is no database." * 100)
    with pytest.raises(JournalUnreachable):
        await DbosJournal(f"sqlite:///{tmp_path / 'file'}").open(Recorder())
    recorder = Recorder()
    journal = DbosJournal(database_url)

    await journal.open(recorder)
    await journal.keep(job("write"))
    await journal.settled()
    await journal.close()

    assert recorder.ran == ["write"]


async def test_a_process_opens_one_journal_at_a_time(database_url: str) -> None:
    journal, second = DbosJournal(database_url), DbosJournal(database_url)
    await journal.open(Recorder())

    with pytest.raises(RuntimeError, match="open in this process already"):
        await second.open(Recorder())

    await second.close()
    assert await journal.keep(job("write"))
    await journal.close()


async def test_a_journal_is_one_processs_alone_until_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = DbosJournal(f"sqlite:///{path}")
    await journal.open(Recorder())

    with pytest.raises(JournalUnreachable, match="Another Cutover is at work"):
        held_alone(path, patience=0)

    await journal.close()
    held_alone(path, patience=0).close()


async def test_a_journal_on_a_server_is_one_processs_alone_too(postgresql_url: str) -> None:
    journal, database = DbosJournal(postgresql_url), with_driver(postgresql_url)
    await journal.open(Recorder())

    with pytest.raises(JournalUnreachable, match="Another Cutover is at work"):
        await held_alone_in(database, patience=0)

    await journal.close()
    (await held_alone_in(database, patience=0)).close()


async def test_on_a_server_the_next_process_waits_for_the_one_before(postgresql_url: str) -> None:
    before = await held_alone_in(with_driver(postgresql_url))
    journal = DbosJournal(postgresql_url)
    opening = asyncio.create_task(journal.open(Recorder()))

    await asyncio.wait({opening}, timeout=0)
    assert not opening.done()
    before.close()
    await opening
    await journal.close()


async def test_threads_work_as_before_once_it_is_closed(database_url: str) -> None:
    journal = DbosJournal(database_url)
    await journal.open(Recorder())
    await journal.keep(job("write"))
    await journal.close()

    assert await asyncio.to_thread(lambda: "done") == "done"


async def test_a_caller_who_gives_up_leaves_a_job_that_runs(database_url: str) -> None:
    gate = Gate()
    journal = DbosJournal(database_url)
    await journal.open(gate)

    keeping = asyncio.create_task(journal.keep(job("write")))
    await asyncio.sleep(0)
    keeping.cancel()
    await gate.let_when_held("write")
    await journal.settled()
    await journal.close()

    assert gate.order == ["write"]
