"""What a runner notes is known to every later attempt at the same job."""

import asyncio
import sqlite3
from collections import deque
from contextlib import closing
from pathlib import Path

import pytest

from bot.journal.durable import DbosJournal
from bot.journal.port import Attempt, Job, JournalUnreachable, NotYet
from tests.journal.conftest import Opened
from tests.journal.runners import Noter, Recorder, Waits, job

SHEET = job("sheet", kind="sheet")


async def test_a_later_attempt_finds_what_earlier_ones_noted(opened: Opened, waits: Waits) -> None:
    noter = Noter(deque(["begun Ana", "sent Ana"]))
    journal = await opened(noter)

    await journal.keep(SHEET)
    for _ in range(2):
        await journal.settled()
        await waits.end()
    await journal.settled()

    assert noter.found == [(), ("begun Ana",), ("begun Ana", "sent Ana")]


async def test_notes_are_found_after_the_next_open_and_grow_on(
    opened: Opened, waits: Waits
) -> None:
    noter = Noter(deque(["begun Zoé", "sent Zoé"]))
    journal = await opened(noter)
    await journal.keep(SHEET)
    await journal.settled()

    journal = await opened(noter)
    await journal.settled()
    journal = await opened(noter)
    await journal.settled()

    assert noter.found == [(), ("begun Zoé",), ("begun Zoé", "sent Zoé")]


async def test_notes_made_at_the_same_time_are_kept_in_the_order_asked_for(
    opened: Opened,
) -> None:
    names = tuple(f"person {n}" for n in range(50))
    found: list[tuple[str, ...]] = []

    async def run(_job: Job, attempt: Attempt) -> None:
        found.append(attempt.noted)
        if not attempt.noted:
            await asyncio.gather(*(attempt.note(name) for name in names))
            raise NotYet

    journal = await opened(run)
    await journal.keep(SHEET)
    await journal.settled()
    journal = await opened(run)
    await journal.settled()

    assert found == [(), names]


async def test_each_job_has_notes_of_its_own(opened: Opened, waits: Waits) -> None:
    found: dict[str, tuple[str, ...]] = {}

    async def run(each: Job, attempt: Attempt) -> None:
        found[each.key] = attempt.noted
        if not attempt.noted:
            await attempt.note(f"seen by {each.key}")
            raise NotYet

    journal = await opened(run)
    for name, organisation in (("one", "maple"), ("two", "maple"), ("one", "cedar")):
        await journal.keep(job(name, kind="sheet", organisation=organisation))
    await journal.settled()
    for _ in range(3):
        await waits.end()
    await journal.settled()

    assert found == {key: (f"seen by {key}",) for key in ("maple/one", "maple/two", "cedar/one")}


async def test_the_note_of_one_who_gave_up_is_known_to_the_next_attempt(
    opened: Opened, waits: Waits
) -> None:
    found: list[tuple[str, ...]] = []

    async def run(_job: Job, attempt: Attempt) -> None:
        found.append(attempt.noted)
        if attempt.noted:
            return
        noting = asyncio.ensure_future(attempt.note("sent Ana"))
        await asyncio.sleep(0)
        noting.cancel()
        raise NotYet

    journal = await opened(run)
    await journal.keep(SHEET)
    await journal.settled()
    await waits.end()
    await journal.settled()

    assert found == [(), ("sent Ana",)]


def kept_on_disk(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as file:
        return file.execute("SELECT job, text FROM cutover_notes ORDER BY number").fetchall()


async def test_a_note_is_on_disk_when_it_is_answered_and_gone_when_the_job_is_done(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal.sqlite"
    seen: list[list[tuple[str, str]]] = []

    async def run(each: Job, attempt: Attempt) -> None:
        await attempt.note(f"begun {each.id}")
        seen.append(kept_on_disk(path))

    journal = DbosJournal(f"sqlite:///{path}")
    await journal.open(run)
    await journal.keep(SHEET)
    await journal.settled()

    assert seen == [[("maple/sheet", "begun sheet")]]
    assert kept_on_disk(path) == []
    await journal.close()


async def test_a_note_that_could_not_be_kept_says_so(database_url: str, tmp_path: Path) -> None:
    refused: list[str] = []

    async def run(_job: Job, attempt: Attempt) -> None:
        with pytest.raises(JournalUnreachable) as refusal:
            await attempt.note("sent Ana")
        refused.append(str(refusal.value))

    journal = DbosJournal(database_url)
    await journal.open(run)
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as file:
        file.execute("DROP TABLE cutover_notes")
    await journal.keep(SHEET)
    await journal.settled()
    await journal.close()

    assert refused == [
        "A note could not be kept: (sqlite3.OperationalError) no such table: cutover_notes"
    ]


async def test_a_journal_of_an_earlier_release_takes_notes_too(
    database_url: str, tmp_path: Path, waits: Waits
) -> None:
    journal = DbosJournal(database_url, waits)
    await journal.open(Recorder())
    await journal.close()
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as file:
        file.execute("DROP TABLE cutover_notes")
    noter = Noter(deque(["begun Ana"]))

    await journal.open(noter)
    await journal.keep(SHEET)
    await journal.settled()
    await waits.end()
    await journal.settled()
    await journal.close()

    assert noter.found == [(), ("begun Ana",)]
