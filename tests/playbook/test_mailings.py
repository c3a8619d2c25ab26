"""Everybody in a group is told once, in their own hours, fifty people a sheet."""

from datetime import timedelta
from itertools import chain

import pytest

from playbook import mailing
from playbook.fields import Who
from playbook.records import (
    Addressee,
    PostState,
    Purpose,
    Sheet,
    SheetState,
    Wave,
)
from tests.playbook.firm import ALEX, DEV, NOW
from tests.playbook.rollout import (
    AARON,
    PILOT,
    WAVE,
    Teams,
    addressed,
    announced,
    at,
    scheduled,
    team_of,
    told_of,
)
from tests.playbook.sheets import EAST, FOR_ALL, WEST, named, sheet_of, told

A_MINUTE, AN_HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("people", "sheets"),
    [(1, [1]), (50, [50]), (51, [50, 1]), (120, [50, 50, 20]), (1000, [50] * 20)],
)
def test_fifty_people_are_a_sheet(people: int, sheets: list[int]) -> None:
    made = announced(FOR_ALL)
    listed = addressed(made, team_of(people))
    assert [len(sheet.addressees) for sheet in listed] == sheets
    assert [sheet.key for sheet in listed] == [
        f"{WAVE}/sheet/{number}" for number in range(1, len(sheets) + 1)
    ]


def test_everybody_is_on_one_sheet_once_though_listed_twice() -> None:
    made = announced(FOR_ALL)
    people = team_of(60)
    sheets = addressed(made, people + people[:30])
    everybody = list(chain.from_iterable(named(sheet) for sheet in sheets))
    assert sorted(everybody) == sorted(person.key for person in people)


@pytest.mark.parametrize("written", range(1, 4))
def test_listing_that_was_broken_off_goes_on_and_lists_nobody_twice(written: int) -> None:
    """The first sheet is written last, so that it stands for all of them."""
    made = announced(FOR_ALL)
    people = [person.who for person in team_of(170)]
    wave = made.dossier().wave(WAVE)
    assert wave is not None
    first_try = mailing.address(made.dossier(), made.workplace, wave, people, made.now)
    made.put(*first_try.facts[-written:])
    again = mailing.address(made.dossier(), made.workplace, wave, people[::-1], made.now)
    made.put(*again.facts)
    everybody = list(chain.from_iterable(named(sheet) for sheet in made.all(Sheet)))
    assert sorted(everybody) == sorted(who.id for who in people)
    assert not mailing.to_address(made.dossier())


def test_a_wave_is_addressed_once() -> None:
    made = announced(FOR_ALL)
    assert mailing.to_address(made.dossier()) == made.dossier().waves
    addressed(made, team_of(3))
    assert mailing.to_address(made.dossier()) == ()
    assert not mailing.address(made.dossier(), made.workplace, FOR_ALL, [AARON.who], made.now)


@pytest.mark.parametrize("wave", [PILOT, FOR_ALL])
def test_nobody_is_listed_before_the_wave_is_announced(wave: Wave) -> None:
    assert mailing.to_address(scheduled(wave).dossier()) == ()


def test_a_wave_for_channels_alone_lists_nobody() -> None:
    assert mailing.to_address(announced().dossier()) == ()


def test_people_are_told_in_their_own_hours() -> None:
    made = scheduled(FOR_ALL)
    made.put(WEST, EAST)
    teams = Teams(made, [AARON, WEST, EAST])
    at(made, 12, 9)
    teams.live_until(made.now + A_DAY)
    at(made, 12, 9)
    went = {
        post.receiver.id: when - made.now
        for when, post in teams.took
        if post.purpose is Purpose.ANNOUNCEMENT and post.receiver
    }
    assert went == {"aaron": timedelta(0), "east": timedelta(0), "west": 3 * AN_HOUR}


def test_everybody_on_a_sheet_keeps_the_same_hours() -> None:
    made = announced(FOR_ALL)
    made.put(WEST, EAST)
    sheets = addressed(made, [WEST, AARON, EAST, DEV])
    assert [named(sheet) for sheet in sheets] == [["east"], ["aaron", "dev"], ["west"]]
    here = made.now
    at(made, 12, 12)
    assert [sheet.due for sheet in sheets] == [here, here, made.now]


def test_whoever_goes_home_at_noon_is_on_a_sheet_that_holds_up_nobody_else() -> None:
    made = announced(FOR_ALL)
    mornings = AARON.model_copy(update={"ends": "12:00"})
    made.put(mornings)
    sheets = addressed(made, [mornings, DEV])
    assert sorted(named(sheet) for sheet in sheets) == [["aaron"], ["dev"]]
    assert {sheet.due for sheet in sheets} == {made.now}


def test_an_empty_group_is_one_empty_sheet_and_the_lead_hears_of_it_once() -> None:
    made = announced(FOR_ALL)
    (sheet,) = addressed(made, [])
    assert (named(sheet), sheet.state) == ([], SheetState.DONE)
    for _ in range(3):
        made.later(A_MINUTE)
        made.deliver()
    assert told_of(made, Purpose.UNREACHABLE) == [ALEX.who.id]
    assert mailing.to_address(made.dossier()) == ()


def test_a_sheet_is_due_in_its_hours_and_done_when_all_are_told() -> None:
    made = announced(FOR_ALL)
    (sheet,) = addressed(made, team_of(2))
    assert mailing.due_sheets(made.dossier(), made.now) == (sheet,)
    assert mailing.due_sheets(made.dossier(), made.now - A_MINUTE) == ()
    done = told(sheet, made)
    assert (done.state, done.told) == (SheetState.DONE, 2)
    assert mailing.due_sheets(made.dossier(), made.now) == ()


def test_a_sheet_knows_how_many_were_told_doubted_refused_and_acknowledged() -> None:
    states = [PostState.SENT, PostState.SENT, PostState.UNKNOWN, PostState.REFUSED]
    people = tuple(
        Addressee(person=Who(id=f"p{place}", name="Ann"), state=state, got_it=place == 0)
        for place, state in enumerate([*states, PostState.CLAIMED])
    )
    sheet = Sheet(key="s", change="c", about="w", due=NOW).with_people(people)
    assert (sheet.told, sheet.in_doubt, sheet.refused, sheet.acknowledged) == (2, 1, 1, 1)
    assert sheet.addressees == people


@pytest.mark.parametrize(
    "name", ["Zoë “Z” O’Neil", 'a"b\\c', "line\u2028break", "tab\tbed", "\x85"]
)
def test_any_name_comes_back_from_a_sheet_as_it_was(name: str) -> None:
    one = Addressee(person=Who(id="p1", name=name), detail=name)
    sheet = Sheet(key="s", change="c", about="w", due=NOW)
    assert sheet.with_people((one, one)).addressees == (one, one)


def test_a_line_that_somebody_broke_by_hand_costs_nobody_else_their_message() -> None:
    made = announced(FOR_ALL)
    (sheet,) = addressed(made, team_of(3))
    lines = sheet.people.splitlines()
    broken = "\n".join((lines[0], "", lines[1][:-3], "Ann", "[]", f"  {lines[2]} "))
    made.put(sheet.model_copy(update={"people": broken}))
    assert named(sheet_of(made)) == ["p1", "p3"]
    assert told(sheet_of(made), made).told == 2
