"""A change with a type begins with a plan: whole, once, and people's own from then on."""

from datetime import timedelta

import pytest

from playbook.commands import File, KeepRisk, KeepRollback, MoveWave
from playbook.outcome import Drafted, Filed, Missing, Reason, Refusal
from playbook.presets import PRESETS
from playbook.readiness import lacks
from playbook.records import ChangeRequest, Phase, ProjectType, Risk, Rollback, Wave, WaveState
from tests.playbook.filled import MARKS, PRESET, TYPE, TYPED, WHOLE, filed, keys, marks, plan
from tests.playbook.firm import (
    ALEX,
    JULIE,
    MARIE,
    Firm,
    answered,
    approved,
    firm,
    form,
    stepped,
    waiting,
)
from tests.playbook.rollout import REVIEWED, WAY_BACK


@pytest.mark.parametrize("chosen", ProjectType)
def test_a_request_with_a_type_is_filed_with_the_plan_of_that_type(chosen: ProjectType) -> None:
    made = filed(File(entered=form(project_type=chosen), submit=True))
    assert len(plan(made)) == len(PRESETS[chosen].rows)
    assert all(row.change == "CHG-0001" for row in plan(made))
    assert made.change().project_type is chosen


def test_rows_are_numbered_as_any_others_in_the_order_of_the_preset() -> None:
    made = filed()
    assert [wave.key for wave in made.all(Wave)] == [f"CHG-0001/wave/{n}" for n in range(1, 6)]
    assert [wave.name for wave in made.all(Wave)] == [wave.name for wave in PRESET.waves]
    assert {key.split("/")[1] for key in WHOLE} == {
        "wave", "rollback", "risk", "measure", "group", "message", "training",
    }  # fmt: skip


def test_a_draft_with_a_type_has_its_plan_at_once() -> None:
    made = filed(File(entered=form(project_type=TYPE, why=""), submit=False))
    assert made.standing().phase is Phase.DRAFT
    assert keys(made) == WHOLE


def test_without_a_type_nothing_is_planned() -> None:
    made = waiting()
    made.tick()
    assert plan(made) == []
    assert marks(made) == []


def test_the_request_itself_decides_and_nobody_waits_for_the_plan() -> None:
    outcome = firm().decided(TYPED, JULIE)
    assert isinstance(outcome.rows[0], ChangeRequest)
    assert outcome.rows[-len(outcome.later) :] == outcome.later
    assert len(outcome.later) == len(PRESET.rows) + 1


def test_what_the_request_says_of_the_way_back_stands_in_its_rollback_plan() -> None:
    assert filed().all(Rollback)[0].trigger == form().rollback_trigger
    unsaid = File(entered=form(project_type=TYPE, rollback_trigger=""), submit=False)
    assert filed(unsaid).all(Rollback)[0].trigger == PRESET.rollback.trigger


def test_the_same_press_twice_makes_one_plan() -> None:
    made = filed()
    assert made.press(TYPED, JULIE) == Filed("CHG-0001")
    assert made.press(TYPED, JULIE) == Filed("CHG-0001")
    assert keys(made) == WHOLE
    assert not made.decided(TYPED, JULIE)


def test_once_every_row_was_seen_it_is_said_and_nothing_is_due_any_more() -> None:
    made = filed()
    assert marks(made) == MARKS[:1]
    made.tick()
    assert marks(made) == MARKS
    assert not made.due()


def test_a_type_chosen_later_on_a_draft_fills_in_the_plan() -> None:
    made = filed(File(entered=form(), submit=False))
    later = File(entered=form(key="CHG-0001", project_type=TYPE), submit=False)
    assert made.press(later, JULIE) == Drafted("CHG-0001")
    assert keys(made) == WHOLE


def test_a_type_is_no_part_of_what_was_approved() -> None:
    made = approved()
    made.press(File(entered=form(key="CHG-0001", project_type=TYPE), submit=True), JULIE)
    assert made.standing().phase is Phase.APPROVED
    assert keys(made) == WHOLE


def test_a_type_chosen_in_the_list_is_taken_up() -> None:
    made = waiting()
    made.edit_by_hand(project_type=TYPE)
    made.tick()
    assert keys(made) == WHOLE


def test_once_work_has_begun_a_type_chosen_in_the_list_plans_nothing() -> None:
    made = stepped(approved(), Phase.PLANNING)
    made.edit_by_hand(project_type=TYPE)
    made.tick()
    assert plan(made) == []


@pytest.mark.parametrize("ticked", [True, False])
def test_another_type_chosen_later_adds_no_second_plan(*, ticked: bool) -> None:
    made = filed()
    if ticked:
        made.tick()
    other = form(key="CHG-0001", project_type=ProjectType.AI)
    made.press(File(entered=other, submit=True), JULIE)
    made.tick()
    assert made.change().project_type is ProjectType.AI
    assert keys(made) == WHOLE


def test_an_older_form_without_the_choice_takes_no_type_away() -> None:
    made = filed()
    made.press(File(entered=form(key="CHG-0001"), submit=True), JULIE)
    assert made.change().project_type is TYPE


def test_what_somebody_planned_before_stays_and_the_presets_rows_follow_it() -> None:
    made = waiting()
    made.press(KeepRisk(row=REVIEWED), JULIE)
    made.press(KeepRollback(row=WAY_BACK), JULIE)
    made.press(File(entered=form(key="CHG-0001", project_type=TYPE), submit=True), JULIE)
    made.tick()
    assert made.all(Rollback) == [WAY_BACK]
    assert made.all(Risk)[0] == REVIEWED
    assert [risk.description for risk in made.all(Risk)[1:]] == [
        risk.description for risk in PRESET.risks
    ]


def test_what_people_fill_in_is_theirs() -> None:
    made = filed()
    stood = made.all(Risk)[0]
    mine = stood.model_copy(update={"owner": ALEX.who, "mitigation": "Mine."})
    made.put(mine)
    made.tick()
    assert made.all(Risk)[0] == mine


def ready_but_for_people() -> Firm:
    made = filed()
    made.tick()
    made.press(answered(made), MARIE)
    return stepped(made, Phase.PLANNING)


def test_no_wave_can_be_announced_before_people_have_filled_in_what_is_theirs() -> None:
    made = ready_but_for_people()
    pilot = made.all(Wave)[0]
    missing = {lack.what for lack in lacks(made.dossier(), pilot, made.workplace, made.now)}
    assert missing == {
        Missing.RISK_REVIEW,
        Missing.ROLLBACK_OWNER,
        Missing.MEASURE,
        Missing.WORDS,
        Missing.PLACE,
    }
    reply = made.press(MoveWave(wave=pilot.key, to=WaveState.SCHEDULED, ordinal=1), ALEX)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_READY


def test_nobody_is_told_of_a_plan_that_has_no_days() -> None:
    made = ready_but_for_people()
    made.deliver()
    before = len(made.dossier().posts)
    for _ in range(30):
        made.later(timedelta(days=1))
    assert [post.purpose for post in made.dossier().posts[before:]] == []
    assert made.dossier().wave_steps == ()
