"""A plan half written is completed; what somebody edits or deletes is never brought back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.agenda import agenda
from playbook.commands import File, KeepRisk
from playbook.outcome import Outcome
from playbook.records import AuditEvent, Phase, ProjectType, Purpose, Risk, TrainingItem, Wave
from tests.playbook.filled import MARKS, PRESET, TYPE, TYPED, WHOLE, drop, filed, keys, marks, plan
from tests.playbook.firm import JULIE, SAM, Firm, firm, form, waiting
from tests.playbook.rollout import REVIEWED


def cut_off(outcome: Outcome) -> list[int]:
    return list(range(1, len(outcome.rows)))


@pytest.mark.parametrize("cut", cut_off(firm().decided(TYPED, JULIE)))
def test_a_death_after_any_row_leaves_a_plan_that_the_agenda_completes(cut: int) -> None:
    made = firm()
    made.write(made.decided(TYPED, JULIE), lands=lambda place: place < cut)
    made.tick()
    assert keys(made) == WHOLE
    assert marks(made) == MARKS
    submitted = made.standing().phase is Phase.SUBMITTED
    assert len(made.posts(Purpose.APPROVAL)) == submitted


@given(st.sets(st.integers(1, 60)), st.sets(st.integers(1, 60)))
def test_whatever_rows_are_lost_on_the_way_the_plan_is_whole_in_the_end(
    lost: set[int], lost_again: set[int]
) -> None:
    made = firm()
    made.write(made.decided(TYPED, JULIE), lands=lambda place: place not in lost)
    made.tick(lands=lambda place: place not in lost_again)
    assert keys(made) == WHOLE


def test_the_plan_that_was_begun_is_completed_whatever_type_is_chosen_meanwhile() -> None:
    made = firm()
    made.write(made.decided(TYPED, JULIE), lands=lambda place: place < 20)
    made.edit_by_hand(project_type=ProjectType.AI)
    made.tick()
    assert keys(made) == WHOLE


def delete_some(made: Firm) -> list[str]:
    gone = [made.all(Risk)[2], made.all(Wave)[0], *made.all(TrainingItem)]
    for row in gone:
        drop(made, row)
    return keys(made)


def test_rows_that_somebody_deletes_stay_away() -> None:
    made = filed()
    made.tick()
    left = delete_some(made)
    made.tick()
    made.press(
        File(entered=form(key="CHG-0001", project_type=TYPE, cost="$900."), submit=True), SAM
    )
    made.tick()
    assert keys(made) == left


def test_a_row_deleted_before_all_were_seen_stays_away_too() -> None:
    made = filed()
    risk = made.all(Risk)[2]
    drop(made, risk)
    dossier = replace(made.dossier(), gone=(risk,))
    outcome = agenda(dossier, made.workplace, made.now)
    assert [row.key for row in outcome.later] == MARKS[1:]


def test_a_mark_that_somebody_edits_or_deletes_brings_no_plan_back() -> None:
    made = filed()
    delete_some(made)
    marked = made.rows[AuditEvent, MARKS[0]]
    drop(made, marked)
    for dossier in (
        replace(made.dossier(), void=(marked,), taken=frozenset({marked.key})),
        replace(made.dossier(), gone=(marked,)),
    ):
        assert not agenda(dossier, made.workplace, made.now).later


def test_rows_that_came_through_without_their_mark_are_known_beside_those_of_people() -> None:
    made = waiting()
    made.press(KeepRisk(row=REVIEWED), JULIE)
    typed = File(entered=form(key="CHG-0001", project_type=TYPE), submit=True)
    outcome = made.decided(typed, JULIE)
    mark = outcome.rows.index(outcome.later[0])
    made.write(outcome, lands=lambda place: place != mark and place % 3 > 0)
    made.tick()
    assert len(plan(made)) == len(PRESET.rows) + 1
