"""Conditions hold as long as the approval that set them does, and so do their action items."""

from datetime import timedelta

from playbook.commands import File, Step
from playbook.conditions import unmet
from playbook.records import ActionItem, Phase, Verdict
from tests.playbook.approvals import OMAR, asked, decides, stage, takes_back
from tests.playbook.firm import JULIE, MARIE, Firm
from tests.playbook.test_approvals import TESTED

MINUTE = timedelta(minutes=1)


def open_items(made: Firm) -> list[ActionItem]:
    return [item for item in made.all(ActionItem) if item.is_open]


def sent_again(made: Firm, out_of_scope: str) -> None:
    """Julie edits the request and sends it as another version."""
    entered = made.change().model_copy(update={"out_of_scope": out_of_scope})
    made.press(File(entered=entered, submit=True), JULIE)
    made.tick()


def moved(made: Firm, to: Phase) -> None:
    ordinal = made.standing().ordinal + 1
    made.press(Step(change="CHG-0001", to=to, ordinal=ordinal), JULIE)
    made.tick()


def test_an_approval_that_is_taken_back_leaves_nobody_with_its_conditions() -> None:
    made = asked()
    decides(made, MARIE, Verdict.APPROVED, TESTED)
    made.later(MINUTE)

    takes_back(made, MARIE)
    made.tick()

    assert open_items(made) == []
    assert [item.dropped_at for item in made.all(ActionItem)] == [made.now]


def test_given_again_on_the_same_condition_it_is_one_open_item() -> None:
    made = asked()
    decides(made, MARIE, Verdict.APPROVED, TESTED)
    made.later(MINUTE)
    takes_back(made, MARIE)
    made.later(MINUTE)

    decides(made, MARIE, Verdict.APPROVED, TESTED)
    made.tick()

    (item,) = open_items(made)
    (condition,) = unmet(made.dossier())
    assert item.source == condition.key


def test_a_condition_of_one_stage_falls_with_a_no_of_the_next() -> None:
    made = asked(stage(1, MARIE), stage(2, OMAR))
    decides(made, MARIE, Verdict.APPROVED, TESTED)
    made.later(MINUTE)
    assert len(open_items(made)) == 1

    decides(made, OMAR, Verdict.DECLINED)
    made.tick()

    assert open_items(made) == []


def test_while_another_version_waits_the_conditions_of_the_approved_one_hold() -> None:
    made = asked()
    decides(made, MARIE, Verdict.APPROVED, TESTED)
    made.later(MINUTE)

    sent_again(made, "Mail.")
    assert [one.what for one in unmet(made.dossier())] == [TESTED.what]
    made.later(MINUTE)
    decides(made, MARIE)
    made.tick()

    assert unmet(made.dossier()) == ()
    assert open_items(made) == []


def test_a_declined_addition_leaves_the_conditions_of_what_was_approved() -> None:
    made = asked()
    decides(made, MARIE, Verdict.APPROVED, TESTED)
    moved(made, Phase.PLANNING)
    made.later(MINUTE)
    sent_again(made, "Mail.")
    made.later(MINUTE)

    decides(made, MARIE, Verdict.DECLINED)
    made.tick()

    assert made.standing().phase is Phase.PLANNING
    assert [one.what for one in unmet(made.dossier())] == [TESTED.what]
    assert len(open_items(made)) == 1
