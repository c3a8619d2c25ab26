"""Everybody in a group is told once, in their own hours, fifty people a sheet."""

from datetime import timedelta
from itertools import chain

import pytest

from playbook import mailing
from playbook.commands import Acknowledge, Resolve
from playbook.fields import Who
from playbook.outcome import Acknowledged, PostResolved, Reason, Refusal
from playbook.records import (
    Addressee,
    Person,
    Phase,
    PostState,
    Purpose,
    Sheet,
    SheetState,
    Wave,
    WaveState,
)
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, NOW, SAM, Firm, somebody, stepped
from tests.playbook.rollout import (
    AARON,
    GROUP,
    PILOT,
    WAVE,
    Teams,
    addressed,
    announced,
    at,
    moved,
    scheduled,
    team_of,
    told_of,
)

A_MINUTE, AN_HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FOR_ALL = PILOT.model_copy(update={"audience": GROUP})


def living(person: Person, zone: str, province: str) -> Person:
    return person.model_copy(update={"zone": zone, "province": province})


WEST = living(somebody("west"), "America/Vancouver", "BC")
EAST = living(somebody("east"), "America/St_Johns", "NL")


def named(sheet: Sheet) -> list[str]:
    return [one.person.id for one in sheet.addressees]


def told(sheet: Sheet, made: Firm, state: PostState = PostState.SENT) -> Sheet:
    """The sheet's job has ended: Teams took all of it, or nobody knows."""
    people = tuple(one.model_copy(update={"state": state}) for one in sheet.addressees)
    done = mailing.told(made.dossier(), sheet, people)
    made.put(done)
    return done


def sheet_of(made: Firm, number: int = 1) -> Sheet:
    row = made.rows[Sheet, f"{WAVE}/sheet/{number}"]
    assert isinstance(row, Sheet)
    return row


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


# What a stopped mailing does.


def stopped() -> Firm:
    """A sheet that was stopped after the first of its three people."""
    made = announced(FOR_ALL)
    (sheet,) = addressed(made, team_of(3))
    made.now += A_MINUTE
    moved(made, WaveState.PAUSED)
    first, *others = sheet.addressees
    ended = (first.model_copy(update={"state": PostState.SENT}), *others)
    made.put(mailing.told(made.dossier(), sheet, ended))
    return made


def test_a_pause_stops_sheets_midway_and_before_they_begin() -> None:
    made = stopped()
    assert sheet_of(made).state is SheetState.STOPPED
    assert mailing.due_sheets(made.dossier(), made.now) == ()
    fresh = announced(FOR_ALL)
    addressed(fresh, team_of(3))
    moved(fresh, WaveState.PAUSED)
    assert mailing.due_sheets(fresh.dossier(), fresh.now) == ()


def test_taken_up_again_only_those_are_told_who_were_not() -> None:
    made = stopped()
    before = mailing.round_of(made.dossier(), sheet_of(made))
    made.deliver()
    made.now += A_MINUTE
    moved(made, WaveState.ANNOUNCED)
    assert sheet_of(made).state is SheetState.CLAIMED
    assert mailing.round_of(made.dossier(), sheet_of(made)) == before
    teams = Teams(made)
    teams.live_until(made.now + 30 * A_DAY)
    letters = [p.receiver.id for _, p in teams.took if p.purpose is Purpose.ANNOUNCEMENT]
    assert letters == ["p2", "p3"]


def test_each_round_after_a_pause_is_a_job_of_its_own() -> None:
    made = announced(FOR_ALL)
    (sheet,) = addressed(made, team_of(3))
    rounds = [mailing.round_of(made.dossier(), sheet)]
    for to in (WaveState.PAUSED, WaveState.ANNOUNCED) * 2:
        made.now += A_MINUTE
        moved(made, to)
        rounds.append(mailing.round_of(made.dossier(), sheet))
    assert rounds == [rounds[0] + more for more in (0, 1, 1, 2, 2)]


def test_taken_up_in_the_evening_people_are_told_the_next_morning() -> None:
    made = stopped()
    made.deliver()
    at(made, 12, 20)
    moved(made, WaveState.ANNOUNCED)
    assert mailing.due_sheets(made.dossier(), made.now) == ()
    at(made, 13, 9)
    assert sheet_of(made).due == made.now


def test_taken_up_at_noon_in_toronto_nobody_is_woken_in_vancouver() -> None:
    made = scheduled(FOR_ALL)
    made.put(WEST)
    at(made, 12, 9)
    made.tick()
    addressed(made, [WEST])
    moved(made, WaveState.PAUSED)
    sheet = sheet_of(made)
    made.put(mailing.told(made.dossier(), sheet, sheet.addressees))
    made.now += A_MINUTE
    moved(made, WaveState.ANNOUNCED)
    at(made, 12, 12)
    assert sheet_of(made).due == made.now


def test_a_sheet_whose_turn_comes_in_the_night_waits_for_the_morning() -> None:
    made = announced(FOR_ALL)
    addressed(made, team_of(2))
    at(made, 12, 22)
    made.tick()
    assert mailing.due_sheets(made.dossier(), made.now) == ()
    at(made, 13, 9)
    assert sheet_of(made).due == made.now


@pytest.mark.parametrize("phase", [Phase.PAUSED, Phase.CANCELLED])
def test_a_change_that_stops_stops_its_sheets_too(phase: Phase) -> None:
    made = announced(FOR_ALL)
    stepped(made, Phase.PLANNING)
    (sheet,) = addressed(made, team_of(2))
    before = mailing.round_of(made.dossier(), sheet)
    stepped(made, phase, by=MARIE)
    assert mailing.due_sheets(made.dossier(), made.now) == ()
    made.put(mailing.told(made.dossier(), sheet, sheet.addressees))
    if phase is Phase.PAUSED:
        stepped(made, Phase.PLANNING)
        assert mailing.round_of(made.dossier(), sheet_of(made)) == before + 1
        assert mailing.due_sheets(made.dossier(), made.now) == (sheet_of(made),)


# What may have arrived.


def doubtful() -> Firm:
    made = announced(FOR_ALL)
    (sheet,) = addressed(made, [AARON, DEV])
    told(sheet, made, PostState.UNKNOWN)
    return made


def resolved(made: Firm, *, arrived: bool, by: Person = SAM) -> object:
    post = f"{WAVE}/sheet/1/aaron"
    return made.press(Resolve(post=post, arrived=arrived), by)


def test_who_may_not_have_been_told_is_listed_and_told_by_nobody_but_a_person() -> None:
    made = doubtful()
    made.later(A_DAY)
    assert [one.person for _, one in mailing.in_doubt(made.dossier())] == [AARON.who, DEV.who]
    assert mailing.due_sheets(made.dossier(), made.now) == ()


@pytest.mark.parametrize("person", [JULIE, ALEX, SAM])
def test_it_arrived_says_somebody_who_runs_the_change(person: Person) -> None:
    made = doubtful()
    reply = resolved(made, arrived=True, by=person)
    assert reply == PostResolved(f"{WAVE}/sheet/1/aaron", arrived=True)
    assert (sheet_of(made).told, sheet_of(made).in_doubt) == (1, 1)


@pytest.mark.parametrize("person", [MARIE, DEV, AARON])
def test_others_are_told_who_can_say(person: Person) -> None:
    reply = resolved(doubtful(), arrived=True, by=person)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_YOURS_TO_RESOLVE


def test_sent_again_it_is_one_message_of_their_own() -> None:
    made = doubtful()
    resolved(made, arrived=False)
    assert resolved(made, arrived=False) == Refusal(Reason.NOT_IN_DOUBT, "CHG-0001")
    made.later(A_DAY)
    assert told_of(made, Purpose.ANNOUNCEMENT)[1:] == ["aaron"]


def test_sent_again_though_the_sheet_was_not_marked_it_is_still_one_message() -> None:
    made = doubtful()
    before = sheet_of(made)
    resolved(made, arrived=False)
    made.put(before)
    assert resolved(made, arrived=False) == PostResolved(f"{WAVE}/sheet/1/aaron", arrived=False)
    assert [one.person for _, one in mailing.in_doubt(made.dossier())] == [DEV.who]
    assert told_of(made, Purpose.ANNOUNCEMENT)[1:] == ["aaron"]


def test_a_message_sent_again_survives_a_pause() -> None:
    made = doubtful()
    resolved(made, arrived=False)
    made.now += A_MINUTE
    moved(made, WaveState.PAUSED)
    assert told_of(made, Purpose.ANNOUNCEMENT)[1:] == []
    made.now += A_MINUTE
    moved(made, WaveState.ANNOUNCED)
    assert told_of(made, Purpose.ANNOUNCEMENT)[1:] == ["aaron"]


def test_a_press_proves_that_a_card_of_a_sheet_arrived() -> None:
    made = doubtful()
    made.write(mailing.proved(made.dossier(), f"{WAVE}/sheet/1/aaron", "m5", "a:aaron"))
    one = sheet_of(made).addressees[0]
    assert (one.state, one.message, one.conversation) == (PostState.SENT, "m5", "a:aaron")
    assert not mailing.proved(made.dossier(), f"{WAVE}/sheet/1/aaron", "m5", "a:aaron")


@pytest.mark.parametrize("post", ["", "x", f"{WAVE}/sheet/1/nobody", f"{WAVE}/sheet/9/aaron"])
def test_a_card_that_no_sheet_knows_proves_nothing(post: str) -> None:
    assert not mailing.proved(doubtful().dossier(), post, "m", "c")


# Who said "Got it".


def got_it(made: Firm, person: Person, post: str) -> object:
    return made.press(Acknowledge(wave=WAVE, post=post), person)


def test_got_it_is_kept_on_the_sheet_of_who_was_told_there() -> None:
    made = announced(FOR_ALL)
    (sheet,) = addressed(made, [AARON, DEV])
    told(sheet, made)
    assert got_it(made, AARON, f"{WAVE}/sheet/1/aaron") == Acknowledged("CHG-0001", WAVE)
    assert [one.got_it for one in sheet_of(made).addressees] == [True, False]
    assert len(made.all(Sheet)) == 1


def test_got_it_in_a_channel_is_kept_once_a_person() -> None:
    made = announced()
    for person in (AARON, DEV, AARON):
        got_it(made, person, "announcement/CHG-0001/wave/1/all/1")
    (sheet,) = made.all(Sheet)
    assert (named(sheet), sheet.acknowledged) == (["aaron", "dev"], 2)
    assert sheet.state is SheetState.DONE
    assert mailing.sheets_of(made.dossier(), PILOT) == ()


def test_nobody_acknowledges_for_somebody_else() -> None:
    made = announced(FOR_ALL)
    (sheet,) = addressed(made, [AARON])
    told(sheet, made)
    got_it(made, DEV, f"{WAVE}/sheet/1/aaron")
    assert not sheet_of(made).addressees[0].got_it


def test_got_it_pressed_while_the_sheet_is_worked_on_is_kept() -> None:
    made = announced(FOR_ALL)
    addressed(made, [AARON, DEV])
    got_it(made, AARON, f"{WAVE}/sheet/1/aaron")
    done = told(sheet_of(made), made)
    blank = tuple(one.model_copy(update={"got_it": False}) for one in done.addressees)
    again = mailing.told(made.dossier(), done, blank)
    assert [one.got_it for one in again.addressees] == [True, False]


def test_got_it_on_a_wave_that_is_gone_says_so() -> None:
    made = announced()
    del made.rows[Wave, WAVE]
    assert got_it(made, AARON, "x") == Refusal(Reason.WAVE_GONE, "CHG-0001", about=WAVE)


def test_many_who_press_at_once_are_one_edit() -> None:
    made = announced(FOR_ALL)
    (sheet,) = addressed(made, [AARON, DEV])
    told(sheet, made)
    presses = {f"{WAVE}/sheet/1/{one.key}": one.who for one in (AARON, DEV)}
    outcome = mailing.acknowledged(made.dossier(), FOR_ALL, presses, made.now)
    assert [type(row) for row in outcome.rows] == [Sheet]
    made.write(outcome)
    assert sheet_of(made).acknowledged == 2
