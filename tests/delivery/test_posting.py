"""One post at a time: where it goes, when, and what becomes of it."""

import asyncio

import pytest

from bot.delivery.posting import job_for, send
from bot.journal.port import NotYet
from bot.teams.connector import Refused
from playbook.records import ConcernKind, Post, PostState, Purpose, WaveState
from tests.delivery.still import Notebook, StillOffice, opened
from tests.playbook.firm import DEV, Firm
from tests.playbook.rollout import CHANNEL, announced, answer, at, moved, raised, scheduled


def morning() -> Firm:
    """The wave's morning: its announcement is claimed, and not sent yet."""
    made = scheduled()
    at(made, 12, 9)
    made.tick()
    return made


async def deliver(office: StillOffice, post: Post) -> None:
    await send(office.org, job_for(office.org, post), Notebook().attempt())


def claimed(made: Firm, purpose: Purpose) -> Post:
    return next(
        post
        for post in made.all(Post)
        if post.purpose is purpose and post.state is PostState.CLAIMED
    )


async def test_an_announcement_goes_to_its_channel() -> None:
    made = morning()
    office = await opened(made)
    post = claimed(made, Purpose.ANNOUNCEMENT)

    await deliver(office, post)

    assert office.teams.places == [CHANNEL.key]
    assert (office.post(post.key).state, office.post(post.key).message) == (PostState.SENT, "m1")


async def test_an_answer_goes_into_the_thread_of_the_announcement() -> None:
    made = announced()
    concern = raised(made, ConcernKind.QUESTION, conversation=CHANNEL.key)
    made.deliver()
    asker = made.workplace.person(concern.owner)
    answer(made, concern, asker)
    office = await opened(made)

    await deliver(office, claimed(made, Purpose.ANSWERED))

    ((place, _message),) = office.teams.sent
    assert (place.id, place.kind, place.thread) == (CHANNEL.key, "channel", concern.thread)
    assert concern.thread


async def test_a_post_kept_back_past_its_hour_is_not_sent_at_night() -> None:
    made = morning()
    office = await opened(made)
    at(made, 12, 20)
    office.clock.move(made.now)

    with pytest.raises(NotYet):
        await deliver(office, claimed(made, Purpose.ANNOUNCEMENT))

    assert not office.teams.sent


async def test_a_channel_that_was_deleted_is_one_of_ours_no_more() -> None:
    made = morning()
    office = await opened(made)
    office.teams.meet = lambda _place: Refused("ConversationNotFound", "gone", forget="place")
    post = claimed(made, Purpose.ANNOUNCEMENT)

    await deliver(office, post)

    assert office.post(post.key).state is PostState.REFUSED
    assert office.org.workplace.conversations[CHANNEL.key].present == "no"


async def test_a_post_whose_row_is_deleted_while_it_is_sent_is_written_down_as_sent() -> None:
    made = morning()
    office = await opened(made)
    office.teams.held = asyncio.Event()
    post = claimed(made, Purpose.ANNOUNCEMENT)
    sending = asyncio.create_task(deliver(office, post))
    await office.teams.took(1)

    office.lists.remove(Post, post.key)
    office.teams.held.set()
    await sending

    assert (office.post(post.key).state, office.post(post.key).message) == (PostState.SENT, "m1")
    assert len(office.teams.sent) == 1


async def test_a_post_that_was_given_up_while_it_was_sent_is_written_down_as_sent() -> None:
    """Else it would go out a second time once the wave is taken up again."""
    made = morning()
    office = await opened(made)
    office.teams.held = asyncio.Event()
    post = claimed(made, Purpose.ANNOUNCEMENT)
    sending = asyncio.create_task(deliver(office, post))
    await office.teams.took(1)

    moved(made, WaveState.PAUSED, DEV)
    await office.take(made)
    assert office.post(post.key).state is PostState.SUPERSEDED
    office.teams.held.set()
    await sending

    assert (office.post(post.key).state, office.post(post.key).message) == (PostState.SENT, "m1")
