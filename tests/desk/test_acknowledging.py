"""Many people press "Got it" at once: one edit, nobody told before it is written, nobody lost."""

import asyncio
from collections.abc import Sequence

from bot.desk.acknowledging import Acknowledging
from bot.desk.deciding import Seen
from graph.errors import Unavailable
from graph.lists import Result, Write
from graph.records import NotNow
from playbook.mailing import post_key
from playbook.outcome import Acknowledged, Reason, Refusal
from playbook.records import Person, PostState, Sheet
from tests.delivery.still import CountedLists, StillOffice, opened
from tests.playbook.firm import Firm, somebody
from tests.playbook.rollout import GROUP, PILOT, WAVE, addressed, announced

SHEET, CHANNELS = f"{WAVE}/sheet/1", f"{WAVE}/sheet/channel"
CHANNEL_CARD = "announcement/CHG-0001/wave/1/all/1"
READ = Acknowledged("CHG-0001", WAVE)


def told(staff: Sequence[Person], state: PostState = PostState.SENT) -> Firm:
    """A wave of which these people were told on sheets."""
    made = announced(PILOT.model_copy(update={"audience": GROUP}))
    for sheet in addressed(made, list(staff)):
        people = tuple(one.model_copy(update={"state": state}) for one in sheet.addressees)
        made.put(sheet.with_people(people))
    return made


def people(count: int) -> list[Person]:
    return [somebody(f"p{number}") for number in range(count)]


def letter(office: StillOffice, person: Person) -> Seen:
    """What a press on one's own message of the mailing proves."""
    return Seen(post_key(office.sheet(SHEET), person.key), "m1", f"a:{person.key}")


def in_channel() -> Seen:
    return Seen(CHANNEL_CARD, "m1", "19:all")


def acknowledging(office: StillOffice) -> Acknowledging:
    """With a window that is over as soon as everybody who is there has pressed."""
    return Acknowledging(office.org, asyncio.get_running_loop().time, window=0)


async def test_presses_of_one_moment_are_one_edit_of_one_row() -> None:
    staff = people(30)
    office = await opened(told(staff))
    desk = acknowledging(office)

    presses = (desk.written(WAVE, person, letter(office, person)) for person in staff)
    replies = await asyncio.gather(*presses)

    assert replies == [READ] * 30
    assert office.lists.edits(Sheet) == 1
    assert office.sheet(SHEET).acknowledged == 30


async def test_in_a_channel_many_press_the_same_card_and_each_is_kept() -> None:
    staff = people(30)
    office = await opened(told([]))
    desk = acknowledging(office)

    replies = await asyncio.gather(
        *(desk.written(WAVE, person, in_channel()) for person in staff),
        *(desk.written(WAVE, person, in_channel()) for person in staff[:5]),
    )

    assert replies == [READ] * 35
    assert office.sheet(CHANNELS).acknowledged == 30
    assert len(office.lists.written) == 1


class SlowLists(CountedLists):
    """Lists whose writes wait until they may go."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.may_go = asyncio.Event(), asyncio.Event()

    async def write(self, writes: Sequence[Write], *, within: float) -> tuple[Result, ...]:
        self.asked.set()
        await self.may_go.wait()
        return await super().write(writes, within=within)


async def test_nobody_is_told_before_it_is_written_and_who_comes_then_is_in_the_next_edit() -> None:
    first, second, third = people(3)
    office = await opened(told([first, second, third]), SlowLists())
    lists = office.lists
    assert isinstance(lists, SlowLists)
    desk = acknowledging(office)

    early = asyncio.create_task(desk.written(WAVE, first, letter(office, first)))
    await lists.asked.wait()
    late = [
        asyncio.create_task(desk.written(WAVE, person, letter(office, person)))
        for person in (second, third)
    ]
    await asyncio.sleep(0)
    assert not early.done()
    lists.may_go.set()

    assert await asyncio.gather(early, *late) == [READ] * 3
    assert office.sheet(SHEET).acknowledged == 3
    assert lists.edits(Sheet) == 2


async def test_a_press_proves_that_a_message_in_doubt_arrived() -> None:
    staff = people(2)
    office = await opened(told(staff, PostState.UNKNOWN))
    desk = acknowledging(office)

    presses = (desk.written(WAVE, person, letter(office, person)) for person in staff)
    await asyncio.gather(*presses)

    sheet = office.sheet(SHEET)
    assert [one.state for one in sheet.addressees] == [PostState.SENT] * 2
    assert (sheet.acknowledged, sheet.in_doubt) == (2, 0)


async def test_another_persons_message_pressed_marks_nobody_but_the_presser() -> None:
    first, second = people(2)
    office = await opened(told([first]))

    await acknowledging(office).written(WAVE, second, letter(office, first))

    assert office.sheet(SHEET).acknowledged == 0
    assert [one.person for one in office.sheet(CHANNELS).addressees] == [second.who]


async def test_lists_that_are_away_are_told_to_everybody_who_waits() -> None:
    staff = people(3)
    office = await opened(told(staff))
    office.lists.faults.append(Unavailable("away", after=9.0))
    desk = acknowledging(office)

    presses = (desk.written(WAVE, person, letter(office, person)) for person in staff)

    assert await asyncio.gather(*presses) == [NotNow(9.0)] * 3


async def test_a_wave_that_is_gone_is_a_refusal() -> None:
    office = await opened(told([]))
    gone = f"{WAVE}1"

    reply = await acknowledging(office).written(gone, somebody("p0"), in_channel())

    assert reply == Refusal(Reason.WAVE_GONE, "CHG-0001", about=gone)


async def test_others_who_write_the_same_row_meanwhile_lose_nothing_and_neither_do_we() -> None:
    first, second = people(2)
    office = await opened(told([first, second]))
    theirs = office.sheet(SHEET)
    marked = tuple(
        one.model_copy(update={"got_it": True}) if one.person.id == second.key else one
        for one in theirs.addressees
    )
    await office.behind_our_back(theirs.with_people(marked))

    reply = await acknowledging(office).written(WAVE, first, letter(office, first))

    assert reply == READ
    assert office.sheet(SHEET).acknowledged == 2
