"""Many people are told one to one: nobody twice, nobody forgotten, whatever happens midway."""

import asyncio
import json

import pytest

from bot.delivery.sheets import give_sheets
from bot.journal.port import Attempt, Job, NotYet
from bot.teams.connector import Delivery, NotSent, Refused, Unknown
from playbook.commands import Acknowledge
from playbook.records import (
    Addressee,
    PostState,
    Sheet,
    SheetState,
)
from tests.delivery.mailed import SHEET, mailing, people, states, work
from tests.delivery.still import Notebook, keys_in, opened
from tests.playbook.rollout import PILOT, WAVE


async def test_everybody_is_told_once_and_the_row_is_edited_once() -> None:
    staff = people(50)
    office = await opened(mailing(staff))

    await work(office, Notebook())

    assert sorted(office.teams.places) == sorted(f"a:{person.key}" for person in staff)
    sheet = office.sheet(SHEET)
    assert (sheet.state, sheet.told, sheet.refused) == (SheetState.DONE, 50, 0)
    assert office.lists.edits(Sheet) == 1
    assert all(one.conversation and one.message for one in sheet.addressees)


async def test_each_card_carries_its_own_readers_key_and_nobody_elses() -> None:
    office = await opened(mailing(people(3)))

    await work(office, Notebook())

    for place, message in office.teams.sent:
        person = place.id.removeprefix("a:")
        assert keys_in(dict(message.card or {})) == {f"{SHEET}/{person}"}


async def test_who_had_read_it_in_the_channel_leaves_the_others_their_button() -> None:
    made = mailing(staff := people(3))
    made.press(Acknowledge(wave=WAVE, post="announcement/CHG-0001/wave/1/all/1"), staff[0])
    office = await opened(made)

    await work(office, Notebook())

    asked = {
        place.id for place, message in office.teams.sent if "gotit" in json.dumps(message.card)
    }
    assert asked == {f"a:{one.key}" for one in staff[1:]}


async def test_who_could_not_be_sent_to_just_now_is_sent_to_later_and_nobody_else_again() -> None:
    made = mailing(people(20))
    office = await opened(made)
    busy = iter([None, None, NotSent("429", 3.0), NotSent("429", 3.0)])
    office.teams.meet = lambda _place: next(busy, None)
    book = Notebook()

    with pytest.raises(NotYet) as waits:
        await work(office, book)
    assert waits.value.after == 3.0
    await work(office, book)

    assert set(states(office).values()) == {PostState.SENT}
    assert len(set(office.teams.places)) == len(office.teams.places) == 20
    assert office.lists.edits(Sheet) == 1


async def test_what_may_have_arrived_and_what_was_refused_is_written_down_with_the_reason() -> None:
    made = mailing(people(5))
    office = await opened(made)
    met: dict[str, Delivery] = {
        "a:p1": Unknown("504 after it was sent"),
        "a:p2": Refused("ConversationBlockedByUser", "blocked", forget="place"),
    }
    office.teams.meet = lambda place: met.get(place.id)

    await work(office, Notebook())

    each = {one.person.id: one for one in office.sheet(SHEET).addressees}
    assert (each["p1"].state, each["p1"].detail) == (PostState.UNKNOWN, "504 after it was sent")
    assert each["p2"].state is PostState.REFUSED
    assert each["p2"].detail == "ConversationBlockedByUser: blocked"
    assert office.sheet(SHEET).told == 3


async def test_got_it_pressed_while_the_sheet_is_under_way_is_kept() -> None:
    office = await opened(mailing(people(12)))
    office.teams.held = asyncio.Event()
    working = asyncio.create_task(work(office, Notebook()))
    await office.teams.took(8)

    sheet = office.sheet(SHEET)
    pressed = [
        one.model_copy(update={"got_it": True}) if one.person.id == "p1" else one
        for one in sheet.addressees
    ]
    await office.put(sheet.with_people(tuple(pressed)))
    office.teams.held.set()
    await working

    after = {one.person.id: one for one in office.sheet(SHEET).addressees}
    assert after["p1"] == Addressee(
        person=after["p1"].person,
        state=PostState.SENT,
        conversation="a:p1",
        message=after["p1"].message,
        got_it=True,
        days=(PILOT.first_day, PILOT.last_day),
    )
    assert office.sheet(SHEET).acknowledged == 1


async def test_a_sheet_is_given_to_the_journal_once_while_it_is_worked_on() -> None:
    office = await opened(mailing(people(5)))
    kept: list[str] = []
    held = asyncio.Event()

    async def run(job: Job, _attempt: Attempt) -> None:
        kept.append(job.id)
        await held.wait()

    await office.org.journal.open(run)
    await give_sheets(office.org)
    await give_sheets(office.org)
    held.set()
    await office.org.journal.settled()
    await office.org.journal.close()

    assert len(kept) == 1


async def test_a_sheet_set_back_by_hand_is_a_question_for_a_person_and_is_not_sent_again() -> None:
    office = await opened(mailing(people(3)))

    async def run(_job: Job, _attempt: Attempt) -> None:
        """It was worked through, though its row does not show it."""

    await office.org.journal.open(run)
    await give_sheets(office.org)
    await office.org.journal.settled()
    await give_sheets(office.org)
    await office.org.journal.close()

    assert set(states(office).values()) == {PostState.UNKNOWN}
    assert office.sheet(SHEET).state is SheetState.DONE
    assert not office.teams.sent
