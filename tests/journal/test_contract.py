"""What every journal promises."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.journal.port import Attempt, Job, JournalClosed, Kind, NotYet
from tests.journal.conftest import Opened
from tests.journal.runners import Gate, Recorder, Waits, job


async def test_a_kept_job_is_run_once_as_it_was_kept(opened: Opened) -> None:
    recorder = Recorder()
    journal = await opened(recorder)
    kept = job("approve CHG-0001")

    assert await journal.keep(kept)
    await journal.settled()

    assert recorder.jobs == [kept]
    assert recorder.attempts == [("approve CHG-0001", False)]
    assert await journal.pending() == ()


async def test_the_same_id_kept_twice_runs_once(opened: Opened) -> None:
    gate = Gate()
    journal = await opened(gate)

    assert await journal.keep(job("decision"))
    await gate.holds(1)
    assert not await journal.keep(job("decision"))
    gate.let()
    await journal.settled()
    assert not await journal.keep(job("decision"))
    await journal.settled()

    assert gate.order == ["decision"]


async def test_writes_of_one_organisation_run_one_at_a_time_in_order(opened: Opened) -> None:
    gate = Gate()
    journal = await opened(gate)
    names = [f"write {n}" for n in range(5)]

    for name in names:
        await journal.keep(job(name))
    for name in names:
        await gate.let_when_held(name)
    await journal.settled()

    assert gate.order == names
    assert gate.most == 1


async def test_writes_of_two_organisations_do_not_wait_for_each_other(opened: Opened) -> None:
    gate = Gate()
    journal = await opened(gate)

    await journal.keep(job("ours", organisation="maple"))
    await journal.keep(job("theirs", organisation="cedar"))
    await gate.holds(2)

    gate.let()
    await journal.settled()


async def test_posts_run_side_by_side_but_at_most_sixteen(opened: Opened) -> None:
    gate = Gate()
    journal = await opened(gate)

    for n in range(20):
        await journal.keep(job(f"post {n}", kind="post"))
    await gate.holds(16)
    assert gate.most == 16
    for n in range(20):
        await gate.let_when_held(f"post {n}")
    await journal.settled()

    assert gate.most == 16
    assert len(gate.order) == 20


async def test_sheets_run_four_at_a_time_beside_the_posts(opened: Opened) -> None:
    gate = Gate()
    journal = await opened(gate)

    for n in range(5):
        await journal.keep(job(f"sheet {n}", kind="sheet"))
    await journal.keep(job("post", kind="post"))
    await journal.keep(job("write"))
    await gate.holds(6)
    assert set(gate.inside) == {"sheet 0", "sheet 1", "sheet 2", "sheet 3", "post", "write"}
    for name in ("sheet 1", "sheet 4", "sheet 0", "sheet 2", "sheet 3", "post", "write"):
        await gate.let_when_held(name)
    await journal.settled()

    assert len(gate.order) == 7


async def test_it_is_not_settled_while_a_sheet_is_running(opened: Opened) -> None:
    gate = Gate()
    journal = await opened(gate)
    await journal.keep(job("sheet", kind="sheet"))
    await gate.holds(1)

    settled = asyncio.create_task(journal.settled())
    await asyncio.sleep(0)
    assert not settled.done()
    gate.let()
    await settled

    assert await journal.pending() == ()


async def test_pending_lists_what_is_not_finished_oldest_first(opened: Opened) -> None:
    gate = Gate()
    journal = await opened(gate)
    jobs = (job("first"), job("second"), job("a post", kind="post"))

    for each in jobs:
        await journal.keep(each)
    assert await journal.pending() == jobs

    await gate.let_when_held("first")
    await gate.let_when_held("second")
    await gate.let_when_held("a post")
    await journal.settled()
    assert await journal.pending() == ()


async def test_not_yet_is_tried_again_after_the_wait_it_asks_for(
    opened: Opened, waits: Waits
) -> None:
    recorder = Recorder()
    recorder.raising["write"].append(NotYet(after=2.128))
    journal = await opened(recorder)

    await journal.keep(job("write"))
    await journal.settled()
    assert (recorder.ran, waits.asked) == (["write"], [2.128])
    await waits.end()
    await journal.settled()

    assert recorder.attempts == [("write", False), ("write", False)]
    assert await journal.pending() == ()


async def test_not_yet_without_a_time_waits_longer_each_time(opened: Opened, waits: Waits) -> None:
    recorder = Recorder()
    recorder.raising["write"].extend(NotYet() for _ in range(9))
    journal = await opened(recorder)

    await journal.keep(job("write"))
    for _ in range(9):
        await journal.settled()
        await waits.end()
    await journal.settled()

    for seconds, longest in zip(waits.asked, [0.5, 1, 2, 4, 8, 16, 30, 30, 30], strict=True):
        assert longest / 2 <= seconds <= longest


async def test_a_write_that_waits_holds_back_those_behind_it(opened: Opened, waits: Waits) -> None:
    recorder = Recorder()
    recorder.raising["first"].append(NotYet(after=60))
    journal = await opened(recorder)

    await journal.keep(job("first"))
    await journal.keep(job("second"))
    await journal.keep(job("a post", kind="post"))
    await journal.settled()
    assert sorted(recorder.ran) == ["a post", "first"]
    assert [each.id for each in await journal.pending()] == ["first", "second"]
    await waits.end()
    await journal.settled()

    assert [name for name in recorder.ran if name != "a post"] == ["first", "first", "second"]


@pytest.mark.parametrize(("kind", "width"), [("post", 16), ("sheet", 4)])
async def test_posts_and_sheets_that_wait_leave_their_place_to_others(
    opened: Opened, waits: Waits, kind: Kind, width: int
) -> None:
    recorder = Recorder()
    journal = await opened(recorder)
    throttled = [f"throttled {n}" for n in range(width)]
    for name in throttled:
        recorder.raising[name].append(NotYet(after=5))

    for name in [*throttled, "another"]:
        await journal.keep(job(name, kind=kind))
    await journal.settled()

    assert "another" in recorder.ran
    assert [each.id for each in await journal.pending()] == throttled


async def test_an_unforeseen_failure_is_logged_once_and_tried_again_as_begun(
    opened: Opened, waits: Waits
) -> None:
    recorder = Recorder()
    recorder.raising["post"].extend([ValueError("odd"), ValueError("odd"), NotYet(after=1)])
    journal = await opened(recorder)

    with capture_logs() as logged:
        await journal.keep(job("post", kind="post"))
        for _ in range(3):
            await journal.settled()
            await waits.end()
        await journal.settled()

    assert recorder.attempts == [("post", False), ("post", True), ("post", True), ("post", False)]
    assert [entry["event"] for entry in logged] == ["job_failed_will_retry"]


async def test_a_runner_that_cancels_itself_is_tried_again(opened: Opened, waits: Waits) -> None:
    recorder = Recorder()
    recorder.raising["write"].append(asyncio.CancelledError())
    journal = await opened(recorder)

    await journal.keep(job("write"))
    await journal.settled()
    await waits.end()
    await journal.settled()

    assert recorder.attempts == [("write", False), ("write", True)]


async def test_two_organisations_may_use_the_same_id(opened: Opened) -> None:
    recorder = Recorder()
    journal = await opened(recorder)

    assert await journal.keep(job("decide CHG-0001", organisation="maple"))
    assert await journal.keep(job("decide CHG-0001", organisation="cedar"))
    await journal.settled()

    assert {each.organisation for each in recorder.jobs} == {"maple", "cedar"}


async def test_what_was_unfinished_at_close_is_run_at_the_next_open(opened: Opened) -> None:
    gate, recorder = Gate(), Recorder()
    journal = await opened(gate)
    await journal.keep(job("running"))
    await journal.keep(job("behind it"))
    await gate.holds(1)

    journal = await opened(recorder)
    await journal.settled()

    assert recorder.attempts == [("running", True), ("behind it", False)]
    assert await journal.pending() == ()


async def test_a_finished_id_stays_known_to_the_next_open(opened: Opened) -> None:
    recorder = Recorder()
    journal = await opened(recorder)
    await journal.keep(job("decision"))
    await journal.settled()

    journal = await opened(recorder)

    assert not await journal.keep(job("decision"))
    await journal.settled()
    assert recorder.ran == ["decision"]


async def test_a_job_may_keep_other_jobs(opened: Opened) -> None:
    recorder = Recorder()

    async def run(each: Job, attempt: Attempt) -> None:
        await recorder(each, attempt)
        if each.kind == "write":
            await journal.keep(job(f"post of {each.id}", kind="post"))

    journal = await opened(run)
    await journal.keep(job("decision"))
    await journal.settled()

    assert recorder.ran == ["decision", "post of decision"]


async def test_a_closed_journal_keeps_nothing(opened: Opened) -> None:
    journal = await opened(Recorder())
    await journal.close()

    with pytest.raises(JournalClosed):
        await journal.keep(job("late"))
