"""The worker is idle when all is handed on, and not before; what fails is tried again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.delivery.outgoing import Outgoing
from bot.delivery.redrawing import Redrawing
from bot.journal.port import Attempt, Job
from bot.teams.connector import NotSent
from playbook.records import Post, PostState, WaveState
from tests.delivery.still import StillOffice, opened
from tests.playbook.firm import Firm
from tests.playbook.rollout import GROUP, PILOT, addressed, announced, at, moved, scheduled, team_of


@asynccontextmanager
async def at_work(office: StillOffice, given: list[Job]) -> AsyncIterator[Outgoing]:
    """The worker, beside a journal that remembers what it was given."""

    async def run(job: Job, _attempt: Attempt) -> None:
        given.append(job)

    await office.org.journal.open(run)
    outgoing = Outgoing(office.org, lambda: None)
    working = asyncio.create_task(outgoing.run())
    try:
        yield outgoing
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        await office.org.journal.close()


def numbered(made: Firm) -> Firm:
    """Every post has a message of its own, and a conversation."""
    for number, post in enumerate(made.all(Post)):
        if post.state is PostState.SENT:
            where = post.conversation or f"a:{post.receiver.id}"
            made.put(post.model_copy(update={"message": f"m{number}", "conversation": where}))
    return made


async def test_a_post_whose_hour_has_not_come_is_not_given_to_the_journal() -> None:
    made = scheduled()
    at(made, 12, 9)
    made.tick()
    at(made, 12, 20)
    office = await opened(made)
    given: list[Job] = []

    async with at_work(office, given) as outgoing:
        outgoing.nudge()
        await outgoing.settled()
        await office.org.journal.settled()
        assert not [job for job in given if "announcement" in job.id]

        at(made, 13, 9)
        office.clock.move(made.now)
        outgoing.nudge()
        await outgoing.settled()
        await office.org.journal.settled()

    assert len([job for job in given if "announcement" in job.id]) == 1


async def test_sheets_that_are_due_are_given_to_the_journal() -> None:
    made = announced(PILOT.model_copy(update={"audience": GROUP}))
    addressed(made, team_of(120))
    office = await opened(made)
    given: list[Job] = []

    async with at_work(office, given) as outgoing:
        outgoing.nudge()
        await outgoing.settled()
        await office.org.journal.settled()

    assert len([job for job in given if job.kind == "sheet"]) == 3


async def test_many_nudges_at_once_leave_all_cards_as_they_should_be() -> None:
    made = numbered(announced())
    office = await opened(made)

    dossier = office.org.records.dossier("CHG-0001")
    assert dossier is not None
    await Redrawing(office.org, lambda: 0.0).redraw(dossier)
    office.teams.updated.clear()

    async with at_work(office, []) as outgoing:
        moved(made, WaveState.PAUSED)
        await office.put(*(row for row in made.rows.values() if not isinstance(row, Post)))
        for _ in range(20):
            outgoing.nudge("CHG-0001")
            outgoing.nudge("team")
            await asyncio.sleep(0)
        await outgoing.settled()

    edits = [(place.id, name) for place, name, _message in office.teams.updated]
    assert edits
    assert len(set(edits)) == len(edits)


async def test_a_card_that_could_not_be_edited_is_tried_again_with_the_next_nudge() -> None:
    made = numbered(announced())
    office = await opened(made)
    office.teams.meet = lambda _place: NotSent("away")

    async with at_work(office, []) as outgoing:
        outgoing.nudge("CHG-0001")
        await outgoing.settled()
        failed = len(office.teams.updated)
        office.teams.meet = lambda _place: None
        outgoing.nudge()
        await outgoing.settled()

    assert failed
    assert len(office.teams.updated) == 2 * failed
