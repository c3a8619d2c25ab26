"""The process may die at any moment; what it had kept is done all the same."""

import asyncio
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from bot.journal.durable import DbosJournal
from tests.journal.runners import Recorder, job

ROOT = Path(__file__).parents[2]


async def life(url: str, jobs: int, *hangs_on: str, until: Callable[[list[str]], bool]) -> str:
    """One life of the child: SIGKILLed once `until` holds for its lines, or ended by itself."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.journal.child", url, str(jobs), *hangs_on),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert child.stdout is not None
    lines: list[str] = []
    while not until(lines) and (line := await child.stdout.readline()):
        lines.append(line.decode().strip())
    if until(lines):
        child.kill()
    rest = await child.stdout.read()
    await child.wait()
    return "\n".join(lines) + "\n" + rest.decode()


def never(_: list[str]) -> bool:
    return False


def after(count: int) -> Callable[[list[str]], bool]:
    return lambda lines: len(lines) >= count


def hanging(*names: str) -> Callable[[list[str]], bool]:
    return lambda lines: all(f"hangs {name}" in lines for name in names)


def starts(story: str) -> dict[str, list[bool]]:
    """For each job, what its every start knew of earlier ones."""
    found = defaultdict(list)
    for line in story.splitlines():
        if line.startswith("start "):
            _, name, begun_before = line.split()
            found[name].append(begun_before == "True")
    return found


def said(story: str, word: str) -> list[str]:
    return [line.split()[1] for line in story.splitlines() if line.startswith(f"{word} ")]


def assert_nothing_was_lost_or_blindly_repeated(story: str) -> None:
    assert set(said(story, "kept")) <= set(said(story, "end"))
    for knew in starts(story).values():
        assert all(knew[1:])


async def test_jobs_in_flight_at_the_kill_are_run_again_and_know_it(database_url: str) -> None:
    killed = await life(database_url, 8, "write-5", "post-7", until=hanging("write-5", "post-7"))
    revived = await life(database_url, 8, until=never)

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
    assert revived.splitlines()[-1] == "settled 0"


async def test_killed_again_and_again_it_gets_everything_done(database_url: str) -> None:
    story = ""
    for lines in (9, 40):
        story += await life(database_url, 20, until=after(lines))
    story += await life(database_url, 20, until=never)

    assert_nothing_was_lost_or_blindly_repeated(story)
    assert len(starts(story)) == 40
    assert story.splitlines()[-1] == "settled 0"


async def test_with_its_file_deleted_the_journal_is_empty(
    database_url: str, tmp_path: Path
) -> None:
    await life(database_url, 3, "write-1", until=hanging("write-1"))
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
