"""Rows of a plan that people add and remove in Lists, and the numbers that they leave."""

from dataclasses import replace

import pytest

from playbook.by_hand import Hand, HandEdit
from playbook.dossier import Dossier
from playbook.noticing import Notice, Taken
from playbook.numbering import next_row_key
from playbook.outcome import Outcome
from playbook.records import ChangeRequest, Move, Phase, Risk, Wave
from playbook.taking_up import Said, taken_up
from tests.playbook.filled import TYPE, drop, filed
from tests.playbook.firm import JULIE, Firm, waiting

WAVE = "CHG-0001/wave/1"


def removed() -> tuple[Firm, Risk, Dossier]:
    """A firm, the last of its risks, and the dossier in which somebody deleted that."""
    made = filed()
    risk = made.all(Risk)[-1]
    drop(made, risk)
    return made, risk, replace(made.dossier(), gone=(risk,))


def test_the_number_of_a_row_deleted_by_hand_is_not_given_again() -> None:
    made, risk, dossier = removed()
    assert next_row_key(dossier, Risk) > risk.key
    notice = Notice(HandEdit.removal(risk), Taken.GONE, "CHG-0001", risk)
    outcome = taken_up((Said(notice),), dossier, made.workplace, made.now)
    assert next_row_key(replace(dossier, gone=()).after(outcome.rows), Risk) > risk.key


def edited(made: Firm, record: ChangeRequest | Wave, taken: Taken, key: str = "") -> Said:
    """What Julie left in a row, and what is to be made of it."""
    kept = record.model_copy(update={"key": key}) if key else record
    edit = HandEdit(type(record).KEPT_IN, "7", Hand(JULIE.who, made.now, "2"), record)
    return Said(Notice(edit, taken, "CHG-0001", kept))


FLOODS = "The server room floods. It did so twice this spring."


def together(why: str, taken: Taken) -> Outcome:
    """A type chosen in the list, with this reason for the change, and a wave added beside it."""
    made = waiting()
    typed = made.change().model_copy(update={"project_type": TYPE, "why": why or made.change().why})
    wave = Wave(key="", change="CHG-0001", name="Our own pilot")
    said = (edited(made, typed, taken), edited(made, wave, Taken.UP, key=WAVE))
    dossier = replace(made.dossier(), change=typed)
    return taken_up(said, dossier, made.workplace, made.now)


@pytest.mark.parametrize("why", ["", FLOODS])
def test_a_wave_added_in_the_same_moment_takes_no_number_of_the_plan(why: str) -> None:
    outcome = together(why, Taken.ANEW if why else Taken.UP)
    waves = [row.key for row in outcome.later if isinstance(row, Wave)]
    assert waves == [f"CHG-0001/wave/{n}" for n in range(2, 7)]
    assert [adoption.record.key for adoption in outcome.adoptions] == [WAVE]
    assert not [row for row in outcome.edits if isinstance(row, Wave)]


def test_a_scope_edited_beside_an_added_wave_goes_before_its_sponsor_once() -> None:
    outcome = together(FLOODS, Taken.ANEW)
    assert [row.to for row in outcome.facts if isinstance(row, Move)] == [Phase.SUBMITTED]
    assert len([row for row in outcome.edits if isinstance(row, ChangeRequest)]) == 1
