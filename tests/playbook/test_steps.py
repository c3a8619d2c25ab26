"""The form in steps: in whatever order they are kept, the request is the one that was typed."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from playbook.commands import File
from playbook.findings import Fault, Finding
from playbook.outcome import Drafted, Filed, Unfinished
from playbook.records import ChangeRequest, Phase, Purpose
from playbook.standing import scope_hash
from playbook.steps import ASKED, FIELDS, FormStep, first_with, step_of
from tests.playbook.firm import ALEX, JULIE, MARIE, Firm, answered, approved, firm, form, waiting

STEPS = st.lists(st.sampled_from(FormStep), max_size=8)


def step(
    made: Firm,
    which: FormStep,
    *,
    submit: bool = False,
    typed: dict[str, object] | None = None,
) -> File:
    """What one step of the form sends: the fields that it asks, and nothing else."""
    known = made.all(ChangeRequest)
    asked = form(**(typed or {})).model_dump(include=set(FIELDS[which]))
    entered = ChangeRequest.model_validate(
        {"key": known[0].key if known else "", "form": "form-1", **asked}
    )
    base = scope_hash(known[0]) if known else ""
    return File(entered=entered, submit=submit, base=base, fields=frozenset(FIELDS[which]))


def test_every_field_that_is_asked_belongs_to_one_step() -> None:
    assert {name: step_of(name) for name in ASKED} == {
        name: step for step, fields in FIELDS.items() for name in fields
    }


@given(STEPS, st.sampled_from(FormStep))
def test_steps_kept_in_any_order_end_in_the_request_that_one_form_makes(
    order: list[FormStep], last: FormStep
) -> None:
    whole, stepwise = firm(), firm()
    whole.press(File(entered=form(), submit=True), JULIE)
    for which in (*order, *(each for each in FormStep if each is not last)):
        assert stepwise.press(step(stepwise, which), JULIE) == Drafted("CHG-0001")

    assert stepwise.press(step(stepwise, last, submit=True), JULIE) == Filed("CHG-0001")

    assert stepwise.change() == whole.change()
    assert stepwise.standing().version == whole.standing().version


@given(st.permutations(list(FormStep)), st.data())
def test_no_step_touches_what_another_one_kept(order: list[FormStep], data: st.DataObject) -> None:
    made, kept = firm(), dict[str, object]()
    for which in order:
        words: dict[str, object] = {
            name: data.draw(st.sampled_from(["One.", "Two.", "Three."]), label=name)
            for name in FIELDS[which]
            if type(getattr(form(), name)) is str
        }
        made.press(step(made, which, typed=words), JULIE)
        kept |= words
        assert {name: getattr(made.change(), name) for name in kept} == kept


def test_a_step_pressed_twice_changes_nothing_the_second_time() -> None:
    made = firm()
    first = step(made, FormStep.WHY)
    assert made.press(first, JULIE) == made.press(first, JULIE) == Drafted("CHG-0001")
    assert len(made.all(ChangeRequest)) == 1
    assert not made.decided(first, JULIE)


def test_sent_too_early_it_says_what_other_steps_lack_and_keeps_this_one() -> None:
    made = firm()
    reply = made.press(step(made, FormStep.WHEN, submit=True), JULIE)
    assert isinstance(reply, Unfinished)
    assert {step_of(finding.field) for finding in reply.findings} == {FormStep.WHY, FormStep.SCOPE}
    assert first_with(reply.findings) is FormStep.WHY
    assert first_with(reply.findings, after=1) is FormStep.SCOPE
    assert made.change().sponsor == MARIE.who
    assert made.standing().phase is Phase.DRAFT
    assert made.posts(Purpose.APPROVAL) == []


def test_what_is_wrong_in_another_step_holds_no_draft_back() -> None:
    made = firm()
    made.press(step(made, FormStep.WHEN), JULIE)
    made.now += timedelta(days=90)
    assert made.press(step(made, FormStep.WHY), JULIE) == Drafted("CHG-0001")
    reply = made.press(step(made, FormStep.SCOPE, submit=True), JULIE)
    assert isinstance(reply, Unfinished)
    assert Finding("go_live_from", Fault.IN_THE_PAST) in reply.findings


def test_a_day_that_has_passed_since_it_was_kept_holds_nobody_in_its_step() -> None:
    made = firm()
    made.press(step(made, FormStep.WHEN), JULIE)
    made.now += timedelta(days=90)
    assert made.press(step(made, FormStep.WHEN), JULIE) == Drafted("CHG-0001")


def test_somebody_elses_edit_of_this_step_is_told_and_of_another_step_is_left_alone() -> None:
    made = waiting()
    why, scope = (
        step(made, FormStep.WHY),
        step(made, FormStep.SCOPE, typed={"out_of_scope": "Nothing."}),
    )
    made.press(step(made, FormStep.SCOPE, typed={"out_of_scope": "Telephones."}), ALEX)
    assert isinstance(made.press(why, JULIE), Drafted)
    assert made.press(scope, JULIE) == Unfinished((), overtaken=True)
    assert made.change().out_of_scope == "Telephones."


def test_a_step_that_changes_what_is_approved_takes_it_back_until_it_is_sent_again() -> None:
    made = approved()
    old = answered(made)
    made.press(step(made, FormStep.WHY), JULIE)
    assert made.standing().phase is Phase.APPROVED
    made.press(
        step(made, FormStep.WHY, typed={"why": "A better reason. It ends the stops."}), JULIE
    )
    assert made.standing().phase is Phase.DRAFT
    made.press(old, MARIE)
    assert made.standing().phase is Phase.DRAFT
    made.press(step(made, FormStep.WHEN, submit=True), JULIE)
    assert made.standing().phase is Phase.SUBMITTED
    assert made.standing().version.startswith("2.")


def test_anybody_of_the_organisation_may_ask_the_sponsor_too() -> None:
    made = firm()
    assert made.press(File(entered=form(), submit=True), MARIE) == Filed("CHG-0001")
    assert made.change().requester == made.change().sponsor == MARIE.who


def test_the_day_to_decide_by_is_not_past_and_not_after_the_window() -> None:
    made = firm()
    window = form()
    assert window.go_live_to is not None
    for day, fault in (
        (made.now.date() - timedelta(days=1), Fault.IN_THE_PAST),
        (window.go_live_to + timedelta(days=1), Fault.AFTER_WINDOW),
    ):
        reply = made.press(File(entered=form(decide_by=day), submit=True), JULIE)
        assert reply == Unfinished((Finding("decide_by", fault),))
    good = File(entered=form(decide_by=window.go_live_to), submit=True)
    assert made.press(good, JULIE) == Filed("CHG-0001")
