"""Many people are told one to one: nobody twice, nobody forgotten, whatever happens midway."""

import asyncio
import json

import pytest

from bot.delivery.addressing import address
from bot.delivery.sheets import SheetJob, give_sheets, work_through
from bot.journal.port import Attempt, Job, NotYet
from bot.teams.connector import Delivery, NotSent, Refused, Unknown
from graph.errors import Unavailable
from playbook.commands import Acknowledge
from playbook.mailing import due_sheets, round_of
from playbook.records import (
    Addressee,
    Conversation,
    Person,
    PostState,
    Sheet,
    SheetState,
    WaveState,
)
from tests.delivery.still import Notebook, StillOffice, keys_in, member, opened, whom
from tests.playbook.firm import TENANT, Firm, somebody
from tests.playbook.rollout import GROUP, PILOT, WAVE, addressed, announced, at, moved

SHEET = f"{WAVE}/sheet/1"
EVERYBODY = PILOT.model_copy(update={"audience": GROUP})


def people(count: int, *, met: bool = True) -> list[Person]:
    return [somebody(f"p{number}", installed="yes" if met else "") for number in range(count)]


def mailing(staff: list[Person], *, met: bool = True) -> Firm:
    """The morning of an announcement, its people listed on sheets."""
    made = announced(EVERYBODY)
    if met:
        made.put(*staff)
    addressed(made, staff)
    return made


def job(office: StillOffice, number: int = 1) -> Job:
    """A sheet's job as it is given now."""
    key, dossier = f"{WAVE}/sheet/{number}", office.org.records.dossier("CHG-0001")
    assert dossier is not None
    wanted = SheetJob(sheet=key, round=round_of(dossier, office.sheet(key)))
    return Job(id=key, kind="sheet", organisation=TENANT, payload=wanted.model_dump_json())


async def work(office: StillOffice, book: Notebook, number: int = 1) -> None:
    """One attempt at a sheet."""
    await work_through(office.org, job(office, number), book.attempt())


def states(office: StillOffice, key: str = SHEET) -> dict[str, PostState]:
    return {one.person.id: one.state for one in office.sheet(key).addressees}


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


async def test_after_a_crash_only_those_whose_message_was_on_its_way_are_in_doubt() -> None:
    staff = people(30)
    made = mailing(staff)
    book = Notebook()
    before = await opened(made)
    first = asyncio.create_task(work(before, book))
    await before.teams.took(20)
    before.teams.held = asyncio.Event()
    await before.teams.took(24)
    told = list(before.teams.places)
    as_it_was = Notebook(list(book.notes))

    after = await opened(made)
    await work(after, as_it_was)

    twice = set(told) & set(after.teams.places)
    doubtful = {who for who, state in states(after).items() if state is PostState.UNKNOWN}
    assert not twice
    assert len(doubtful) <= 8
    assert set(told) | set(after.teams.places) | {f"a:{who}" for who in doubtful} == {
        f"a:{person.key}" for person in staff
    }
    assert after.sheet(SHEET).state is SheetState.DONE
    before.teams.held.set()
    await first


async def test_who_still_waits_for_their_turn_at_a_crash_is_not_in_doubt() -> None:
    made = mailing(people(30))
    book = Notebook()
    before = await opened(made)
    before.teams.room, before.teams.held = asyncio.Semaphore(1), asyncio.Event()
    first = asyncio.create_task(work(before, book))
    await before.teams.took(1)

    after = await opened(made)
    await work(after, Notebook(list(book.notes)))

    assert [*states(after).values()].count(PostState.UNKNOWN) == 1
    assert len(after.teams.places) == 29
    before.teams.room, before.teams.held = None, None
    first.cancel()


async def test_a_clean_end_waits_for_what_is_on_its_way_and_leaves_nobody_in_doubt() -> None:
    made = mailing(people(20))
    book = Notebook()
    before = await opened(made)
    before.teams.held = asyncio.Event()
    working = asyncio.create_task(work(before, book))
    await before.teams.took(8)

    working.cancel()
    before.teams.held.set()
    with pytest.raises(asyncio.CancelledError):
        await working
    after = await opened(made)
    await work(after, book)

    assert set(states(after).values()) == {PostState.SENT}
    assert len(before.teams.places) + len(after.teams.places) == 20


async def test_a_pause_stops_a_sheet_midway_and_the_rest_goes_out_when_it_is_taken_up() -> None:
    made = mailing(people(20))
    office = await opened(made)
    office.teams.held = asyncio.Event()
    working = asyncio.create_task(work(office, Notebook()))
    await office.teams.took(8)

    moved(made, WaveState.PAUSED)
    await office.take(made)
    office.teams.held.set()
    await working

    stopped = office.sheet(SHEET)
    assert (stopped.state, stopped.told) == (SheetState.STOPPED, 8)

    made.put(stopped)
    moved(made, WaveState.ANNOUNCED)
    made.tick()
    await office.take(made)
    await work(office, Notebook())

    assert office.sheet(SHEET).told == 20
    assert len(set(office.teams.places)) == len(office.teams.places) == 20


async def test_work_that_was_paused_and_taken_up_unnoticed_is_not_done_twice_at_once() -> None:
    made = mailing(people(20))
    office = await opened(made)
    office.teams.held = asyncio.Event()
    old = job(office)
    working = asyncio.create_task(work_through(office.org, old, Notebook().attempt()))
    await office.teams.took(8)

    moved(made, WaveState.PAUSED)
    moved(made, WaveState.ANNOUNCED)
    await office.take(made)
    office.teams.held.set()
    await working

    assert len(office.teams.sent) == 8
    assert office.sheet(SHEET).state is SheetState.CLAIMED
    await work(office, Notebook())
    assert len(set(office.teams.places)) == len(office.teams.places) == 20


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


async def test_people_never_met_are_found_in_our_team_whose_roster_is_read_once() -> None:
    staff = people(60, met=False)
    made = mailing(staff, met=False)
    made.put(Conversation(key="19:all", name="All", kind="channel", team="t1", service="x"))
    office = await opened(made)
    office.teams.rosters["t1"] = tuple(member(person) for person in staff)

    await work(office, Notebook(), 1)
    await work(office, Notebook(), 2)

    assert office.teams.rosters_read == len({"t1", "Maple Ridge"})
    assert len(office.teams.opened) == len(set(office.teams.places)) == 60
    assert set(states(office).values()) == {PostState.SENT}
    assert office.org.workplace.people.keys() == made.workplace.people.keys()


async def test_a_chat_that_an_earlier_mailing_opened_is_not_opened_again() -> None:
    staff = people(3, met=False)
    made = mailing(staff, met=False)
    earlier = Sheet(key="CHG-0001/wave/0/sheet/1", change="CHG-0001", about="gone", due=made.now)
    then = [Addressee(person=one.who, conversation=f"a:then-{one.key}") for one in staff[:2]]
    done = {"state": SheetState.DONE}
    made.put(earlier.with_people(tuple(then)).model_copy(update=done))
    office = await opened(made)
    office.teams.rosters["Maple Ridge"] = tuple(member(person) for person in staff)

    await work(office, Notebook())

    assert sorted(office.teams.places) == ["a:p2", "a:then-p0", "a:then-p1"]
    assert office.teams.opened == ["29:p2"]


async def test_who_is_in_no_team_of_ours_gets_the_app_or_is_told_of_as_out_of_reach() -> None:
    staff = people(2, met=False)
    office = await opened(mailing(staff, met=False))
    office.staff.chats = {"p0": "a:installed"}

    await work(office, Notebook())

    assert states(office) == {"p0": PostState.SENT, "p1": PostState.REFUSED}
    assert office.teams.places == ["a:installed"]


async def test_lists_that_are_away_keep_the_row_waiting_and_send_nothing_again() -> None:
    office = await opened(mailing(people(5)))
    book = Notebook()
    given = job(office)
    office.lists.faults.append(Unavailable("away", after=4.0))

    with pytest.raises(NotYet) as waits:
        await work_through(office.org, given, book.attempt())
    assert waits.value.after == 4.0
    await work_through(office.org, given, book.attempt())

    assert len(office.teams.sent) == 5
    assert office.sheet(SHEET).state is SheetState.DONE


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
    )
    assert office.sheet(SHEET).acknowledged == 1


async def test_a_sheet_that_is_held_up_into_the_evening_waits_there() -> None:
    made = mailing(people(5))
    office = await opened(made)
    given = job(office)
    at(made, 12, 17.5)
    office.clock.move(made.now)

    with pytest.raises(NotYet):
        await work_through(office.org, given, Notebook().attempt())

    assert not office.teams.sent


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


async def test_the_members_of_the_group_are_listed_once_the_wave_is_announced() -> None:
    office = await opened(announced(EVERYBODY))
    office.staff.groups[GROUP.id] = whom(people(120))

    await address(office.org, "CHG-0001")
    await address(office.org, "CHG-0001")

    sheets = [office.sheet(f"{WAVE}/sheet/{number}") for number in (1, 2, 3)]
    assert [len(sheet.addressees) for sheet in sheets] == [50, 50, 20]
    dossier = office.org.records.dossier("CHG-0001")
    assert dossier is not None
    assert len(due_sheets(dossier, office.clock.now())) == 3


async def test_a_guest_in_the_group_may_press_what_they_are_sent() -> None:
    office = await opened(announced(EVERYBODY))
    office.staff.groups[GROUP.id] = whom(people(3))
    office.staff.guests = {"p1"}
    guest = somebody("p1", tenant="brightwater")
    assert not office.org.workplace.admits(guest)

    await address(office.org, "CHG-0001")

    assert office.org.workplace.admits(guest)
    assert "p2" not in office.org.workplace.people


async def test_listing_that_is_broken_off_goes_on_and_puts_nobody_on_two_sheets() -> None:
    office = await opened(announced(EVERYBODY))
    office.staff.groups[GROUP.id] = whom(people(120))
    office.lists.answers_before_it_fails = 1

    await address(office.org, "CHG-0001")
    assert office.org.records.record(Sheet, SHEET) is None
    await address(office.org, "CHG-0001")

    sheets = [office.sheet(f"{WAVE}/sheet/{number}") for number in (1, 2, 3)]
    listed = [one.person.id for sheet in sheets for one in sheet.addressees]
    assert len(listed) == len(set(listed)) == 120


async def test_a_group_that_cannot_be_read_just_now_is_read_at_the_next_tick() -> None:
    office = await opened(announced(EVERYBODY))
    office.staff.groups[GROUP.id] = whom(people(2))
    office.lists.faults.append(Unavailable("away"))

    await address(office.org, "CHG-0001")
    assert office.org.records.record(Sheet, SHEET) is None
    await address(office.org, "CHG-0001")

    assert office.sheet(SHEET).state is SheetState.CLAIMED
