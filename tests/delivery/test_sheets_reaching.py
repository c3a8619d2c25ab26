"""Where somebody on a sheet is reached who has never talked to Cutover."""

from playbook.records import (
    Addressee,
    Conversation,
    PostState,
    Sheet,
    SheetState,
)
from tests.delivery.mailed import mailing, people, states, work
from tests.delivery.still import Notebook, member, opened


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
