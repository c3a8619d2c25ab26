"""A pause stops a mailing midway; taken up again, only those are told who were not."""

from datetime import timedelta

import pytest

from playbook import mailing
from playbook.commands import File
from playbook.records import (
    Phase,
    PostState,
    Purpose,
    SheetState,
    Verdict,
    WaveState,
)
from tests.playbook.firm import JULIE, MARIE, Firm, answered, stepped
from tests.playbook.rollout import (
    Teams,
    addressed,
    announced,
    at,
    moved,
    scheduled,
    team_of,
)
from tests.playbook.sheets import FOR_ALL, WEST, sheet_of

A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)


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


@pytest.mark.parametrize("verdict", [None, *Verdict])
def test_an_addition_to_the_scope_stops_no_sheet_while_it_waits_or_once_it_is_decided(
    verdict: Verdict | None,
) -> None:
    made = stepped(announced(FOR_ALL), Phase.PLANNING, Phase.PILOT)
    (sheet,) = addressed(made, team_of(3))
    before = mailing.round_of(made.dossier(), sheet)
    grown = made.change().model_copy(update={"cost": "12,000 dollars"})
    made.press(File(entered=grown, submit=True), JULIE)
    assert made.standing().phase is Phase.SUBMITTED
    if verdict is not None:
        made.press(answered(made, verdict, "So."), MARIE)
    made.tick()
    assert mailing.goes_on(made.dossier(), sheet_of(made))
    assert sheet_of(made).state is SheetState.CLAIMED
    assert mailing.round_of(made.dossier(), sheet) == before


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
