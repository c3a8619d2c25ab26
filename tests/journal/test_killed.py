"""The process may die at any moment; what it had kept is done all the same."""

import multiprocessing
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from bot.journal.durable import DbosJournal
from tests.journal.child import live, mail
from tests.journal.runners import Recorder, job

# One process imports the journal, and every life is a fork of it.
NURSERY = multiprocessing.get_context("forkserver")
NURSERY.set_forkserver_preload(["tests.journal.child"])

Story = list[str]


def life(
    url: str,
    count: int,
    *hangs_on: str,
    until: Callable[[Story], bool],
    doing: Callable[[str, int, tuple[str, ...], Connection], None] = live,
) -> Story:
    """One life of the child: SIGKILLed once `until` holds for its story, or ended by itself."""
    hearing, said = NURSERY.Pipe(duplex=False)
    child = NURSERY.Process(target=doing, args=(url, count, hangs_on, said))
    child.start()
    said.close()
    story: Story = []
    with hearing, suppress(EOFError, OSError):  # the end, in or between two lines
        while not until(story):
            story.append(hearing.recv())
        child.kill()
        while True:
            story.append(hearing.recv())
    child.join()
    child.close()
    return story


def never(_: Story) -> bool:
    return False


def after(count: int) -> Callable[[Story], bool]:
    return lambda lines: len(lines) >= count


def hanging(*names: str) -> Callable[[Story], bool]:
    return lambda lines: all(f"hangs {name}" in lines for name in names)


def starts(story: Story) -> dict[str, list[bool]]:
    """For each job, what its every start knew of earlier ones."""
    found = defaultdict(list)
    for line in story:
        if line.startswith("start "):
            _, name, begun_before = line.split()
            found[name].append(begun_before == "True")
    return found


def said(story: Story, word: str) -> list[str]:
    return [line.split()[1] for line in story if line.startswith(f"{word} ")]


def assert_nothing_was_lost_or_blindly_repeated(story: Story) -> None:
    assert set(said(story, "kept")) <= set(said(story, "end"))
    for knew in starts(story).values():
        assert all(knew[1:])


def test_jobs_in_flight_at_the_kill_are_run_again_and_know_it(database_url: str) -> None:
    killed = life(database_url, 8, "write-5", "post-7", until=hanging("write-5", "post-7"))
    revived = life(database_url, 8, until=never)

    assert_nothing_was_lost_or_blindly_repeated(killed + revived)
    assert starts(revived)["write-5"] == [True]
    assert starts(revived)["post-7"] == [True]
    # Behind the write that hung, nothing had been begun; the order is as it was kept.
    assert [name for name in starts(revived) if name.startswith("write")] == [
        "write-5",
        "write-6",
        "write-7",
    ]
    assert starts(revived)["write-6"] == [False]
    assert revived[-1] == "settled 0"


def test_killed_again_and_again_it_gets_everything_done(database_url: str) -> None:
    story: Story = []
    for lines in (9, 40, 33):
        story += life(database_url, 20, until=after(lines))
    story += life(database_url, 20, until=never)

    assert_nothing_was_lost_or_blindly_repeated(story)
    assert len(starts(story)) == 40
    assert story[-1] == "settled 0"


def test_a_sheet_killed_midway_knows_whom_it_had_begun_and_who_has_had_it(
    database_url: str,
) -> None:
    stuck = ("person-7", "person-9")
    killed = life(database_url, 50, *stuck, until=hanging(*stuck), doing=mail)
    revived = life(database_url, 50, until=never, doing=mail)

    notes = [line.removeprefix("found ") for line in revived if line.startswith("found ")]
    assert set(said(killed, "sends")) <= set(said(notes, "begun"))
    assert set(said(killed, "sent")) <= set(said(notes, "sent"))
    assert set(stuck) <= set(said(notes, "begun")) - set(said(notes, "sent"))
    assert revived[-1] == "settled 0"


def test_a_sheet_killed_again_and_again_begins_nobody_twice(database_url: str) -> None:
    story: Story = []
    for lines in (9, 31, 60):
        story += life(database_url, 50, until=after(lines), doing=mail)
    story += life(database_url, 50, until=never, doing=mail)

    begun = {line.removeprefix("found begun ") for line in story if line.startswith("found begun")}
    sent = said(story, "sends")
    assert len(sent) == len(set(sent))
    assert begun | set(sent) == {f"person-{n}" for n in range(50)}
    # At each of three kills, nobody is in doubt but the four whose turn it was.
    assert 50 - len(set(said(story, "sent"))) <= 3 * 4
    assert story[-1] == "settled 0"


async def test_with_its_file_deleted_the_journal_is_empty(
    database_url: str, tmp_path: Path
) -> None:
    life(database_url, 3, "write-1", until=hanging("write-1"))
    (tmp_path / "journal.sqlite").unlink()
    recorder = Recorder()
    journal = DbosJournal(database_url)

    await journal.open(recorder)
    try:
        assert await journal.pending() == ()
        assert await journal.keep(job("write-1"))
        await journal.settled()
    finally:
        await journal.close()

    assert recorder.attempts == [("write-1", False)]
