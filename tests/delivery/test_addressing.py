"""Who is on the sheets: the members of the group, each once, as it is on the morning."""

from bot.delivery.addressing import address
from bot.desk.admitting import may_ask, may_see
from graph.errors import Unavailable
from playbook.commands import Acknowledge
from playbook.mailing import due_sheets
from playbook.records import (
    Sheet,
    SheetState,
)
from tests.delivery.mailed import EVERYBODY, SHEET, people
from tests.delivery.still import opened, whom
from tests.playbook.firm import somebody
from tests.playbook.rollout import GROUP, WAVE, announced


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
    read = Acknowledge(wave=WAVE)
    assert not may_ask(office.org, read, guest)

    await address(office.org, "CHG-0001")

    assert may_ask(office.org, read, guest)
    assert not may_see(office.org, guest, "CHG-0001")
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
