"""An approval is bound to the version that was shown: whatever of it is edited voids it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.commands import File, KeepItem
from playbook.drifting import drift_meter
from playbook.fields import Kind, Who
from playbook.outcome import Drafted, Filed, Moved
from playbook.readiness import lacks
from playbook.records import (
    Dependency,
    DependencyKind,
    Move,
    Phase,
    Purpose,
    ScopeChange,
    Verdict,
    Wave,
)
from playbook.scoping import asks_anew, changed_in, drifted
from playbook.standing import scope_fields, scope_hash
from tests.playbook.firm import (
    ALEX,
    FORM,
    JULIE,
    MARIE,
    Firm,
    answered,
    approved,
    form,
    next_step,
    stepped,
    waiting,
)

LICENCES = Dependency(
    key="CHG-0001/dependency/1",
    change="CHG-0001",
    what="Licences for forty people",
    kind=DependencyKind.LICENCE,
    owner=JULIE.who,
    decide_by=date(2026, 3, 20),
    fallback="Buy monthly ones.",
)
AT_WORK = (Phase.PLANNING, Phase.PILOT, Phase.ROLLING_OUT, Phase.STABILISING)
EDITS = st.sampled_from(
    [
        *((kept.name, f"Another {kept.name}. And why.") for kept in scope_fields()
          if kept.kind in (Kind.TEXT, Kind.LINES)),
        ("go_live_from", FORM.go_live_from and FORM.go_live_from + timedelta(days=1)),
        ("go_live_to", FORM.go_live_to and FORM.go_live_to + timedelta(days=1)),
    ]
)  # fmt: skip
OF_A_DEPENDENCY = st.sampled_from(
    [
        ("what", "Licences for fifty people"),
        ("kind", DependencyKind.VENDOR),
        ("owner", ALEX.who),
        ("decide_by", date(2026, 3, 27)),
        ("fallback", ""),
    ]
)


def keeping(row: Dependency) -> KeepItem:
    """The form of a dependency, saved: it is kept as every other row of the plan is."""
    entered: dict[str, Any] = {"row": row}
    return KeepItem.model_construct(**entered)


def with_licences(made: Firm) -> Firm:
    """The firm whose change waits for licences, approved with them."""
    made.put(LICENCES)
    made.tick()
    made.press(answered(made), MARIE)
    return made


@given(EDITS)
def test_whatever_of_the_request_is_edited_the_approval_does_not_stand(
    edit: tuple[str, object],
) -> None:
    made = approved()
    name, value = edit
    made.put(made.change().model_copy(update={name: value}))
    assert made.standing().edited
    assert asks_anew(made.dossier())
    made.tick()
    where = made.standing()
    assert (where.phase, where.decision) == (Phase.SUBMITTED, None)
    assert where.version.startswith("2.")


@given(OF_A_DEPENDENCY)
def test_whatever_of_a_dependency_is_edited_the_approval_does_not_stand(
    edit: tuple[str, object],
) -> None:
    made = with_licences(waiting())
    assert made.standing().phase is Phase.APPROVED
    name, value = edit
    made.put(LICENCES.model_copy(update={name: value}))
    assert asks_anew(made.dossier())


def test_a_dependency_that_is_there_now_changes_nothing_that_was_approved() -> None:
    made = with_licences(waiting())
    made.put(LICENCES.model_copy(update={"settled_on": date(2026, 3, 18)}))
    assert not made.standing().edited


def test_a_dependency_added_after_approval_makes_a_new_version() -> None:
    made = approved()
    made.put(LICENCES)
    made.tick()
    assert made.standing().phase is Phase.SUBMITTED
    (row,) = changed_in(made.dossier(), made.standing().version).added
    assert (row.what, row.owner.name) == (LICENCES.what, "Julie")


def test_a_dependency_removed_after_approval_makes_a_new_version() -> None:
    made = with_licences(waiting())
    del made.rows[Dependency, LICENCES.key]
    made.tick()
    assert made.standing().phase is Phase.SUBMITTED
    (row,) = changed_in(made.dossier(), made.standing().version).removed
    assert row.what == LICENCES.what


def test_a_half_typed_dependency_waits_until_it_is_whole() -> None:
    made = approved()
    made.put(LICENCES.model_copy(update={"owner": Who(), "decide_by": None}))
    made.tick()
    assert len(made.posts(Purpose.APPROVAL)) == 1
    assert made.standing().edited
    made.put(LICENCES)
    made.tick()
    assert len(made.posts(Purpose.APPROVAL)) == 2


@given(
    st.permutations([LICENCES, LICENCES.model_copy(update={"key": "x", "what": "Two evenings"})])
)
def test_the_order_of_the_rows_makes_no_version(rows: list[Dependency]) -> None:
    one, other = tuple(rows), tuple(reversed(rows))
    assert scope_hash(FORM, one) == scope_hash(FORM, other) != scope_hash(FORM)


def test_words_put_back_before_anybody_was_asked_anew_are_approved_still() -> None:
    made = approved()
    made.edit_by_hand(cost="12,000 dollars")
    assert made.standing().edited
    made.edit_by_hand(cost="")
    assert made.standing().phase is Phase.APPROVED
    assert not made.standing().edited


def test_words_put_back_after_another_version_was_sent_are_asked_about_again() -> None:
    made = approved()
    made.edit_by_hand(cost="12,000 dollars")
    made.tick()
    made.edit_by_hand(cost="")
    made.tick()
    where = made.standing()
    assert (where.phase, where.version[:2], where.decision) == (Phase.SUBMITTED, "3.", None)


def test_a_dependency_kept_in_teams_goes_before_the_sponsor_at_once() -> None:
    made = approved()
    made.press(keeping(LICENCES), JULIE)
    where = made.standing()
    assert (where.phase, where.version[:2]) == (Phase.SUBMITTED, "2.")
    (change,) = made.all(ScopeChange)
    assert (change.by, change.where) == (JULIE.who, "Teams")


def test_a_dependency_kept_in_teams_under_way_is_a_drift_of_whoever_kept_it() -> None:
    made = stepped(approved(), Phase.PLANNING)
    made.press(keeping(LICENCES), JULIE)
    assert made.standing().phase is Phase.PLANNING
    assert drifted(made.dossier())
    (change,) = made.all(ScopeChange)
    assert (change.by, change.where) == (JULIE.who, "Teams")


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_a_dependency_by_hand_under_way_is_a_drift(steps: int) -> None:
    made = stepped(approved(), *AT_WORK[:steps])
    made.put(LICENCES)
    made.tick()
    assert made.standing().phase is AT_WORK[steps - 1]
    assert drifted(made.dossier())
    (change,) = made.all(ScopeChange)
    assert LICENCES.what in change.what


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_a_drift_is_sent_for_approval_from_where_the_work_stands(steps: int) -> None:
    made = stepped(approved(), *AT_WORK[:steps])
    made.edit_by_hand(in_scope_sites="Barrie.\nOrillia.")
    made.tick()
    assert drifted(made.dossier())
    send = File(entered=form(key="CHG-0001", in_scope_sites="Barrie.\nOrillia."), submit=True)
    assert made.press(send, JULIE) == Filed("CHG-0001")
    assert made.standing().at_work is AT_WORK[steps - 1]
    made.press(answered(made), MARIE)
    assert made.standing().phase is AT_WORK[steps - 1]
    assert not made.standing().edited


def test_a_scope_saved_under_way_and_not_sent_is_a_drift() -> None:
    made = stepped(approved(), Phase.PLANNING)
    saved = File(entered=form(key="CHG-0001", in_scope_sites="Orillia."), submit=False)
    made.press(saved, JULIE)
    assert made.standing().phase is Phase.PLANNING
    assert drifted(made.dossier())
    (change,) = made.all(ScopeChange)
    assert (change.by, change.where) == (JULIE.who, "Teams")


def test_days_that_passed_since_they_were_approved_hold_up_no_addition() -> None:
    made = stepped(approved(), *AT_WORK)
    made.now += timedelta(days=60)
    send = File(entered=form(key="CHG-0001", in_scope_sites="Orillia."), submit=True)
    assert made.press(send, JULIE) == Filed("CHG-0001")


def test_an_addition_put_back_leads_the_work_on_as_it_was_approved() -> None:
    made = stepped(approved(), Phase.PLANNING, Phase.PILOT)
    made.press(File(entered=form(key="CHG-0001", cost="Twice"), submit=True), JULIE)
    assert made.standing().phase is Phase.SUBMITTED
    back = made.press(File(entered=form(key="CHG-0001"), submit=True), JULIE)
    assert back == Moved("CHG-0001", Phase.PILOT)
    where = made.standing()
    assert (where.phase, where.edited) == (Phase.PILOT, False)


def test_a_declined_addition_put_back_with_the_form_asks_nobody() -> None:
    made = stepped(approved(), Phase.PLANNING)
    made.press(File(entered=form(key="CHG-0001", cost="Twice"), submit=True), JULIE)
    made.press(answered(made, Verdict.DECLINED, "No."), MARIE)
    back = made.press(File(entered=form(key="CHG-0001"), submit=True), JULIE)
    assert back == Drafted("CHG-0001")
    assert (made.standing().phase, made.standing().edited) == (Phase.PLANNING, False)
    assert len(made.posts(Purpose.APPROVAL)) == 2


def test_an_addition_put_back_by_hand_leads_the_work_on_too() -> None:
    made = stepped(approved(), Phase.PLANNING, Phase.PILOT)
    made.press(File(entered=form(key="CHG-0001", cost="Twice"), submit=True), JULIE)
    made.edit_by_hand(cost="")
    made.tick()
    where = made.standing()
    assert (where.phase, where.edited) == (Phase.PILOT, False)


def test_an_addition_that_was_declined_and_put_back_leaves_the_old_approval() -> None:
    made = stepped(approved(), Phase.PLANNING)
    made.press(File(entered=form(key="CHG-0001", cost="Twice"), submit=True), JULIE)
    made.press(answered(made, Verdict.DECLINED, "No."), MARIE)
    assert drifted(made.dossier())
    made.edit_by_hand(cost="")
    where = made.standing()
    assert (where.phase, where.edited, where.approved[:2]) == (Phase.PLANNING, False, "1.")


def test_a_pause_while_an_addition_waits_leads_back_to_the_work() -> None:
    made = stepped(approved(), Phase.PLANNING, Phase.PILOT)
    made.press(File(entered=form(key="CHG-0001", cost="Twice"), submit=True), JULIE)
    made.press(next_step(made, Phase.PAUSED), JULIE)
    assert made.standing().steps[0] is Phase.PILOT
    made.press(next_step(made, Phase.PILOT), JULIE)
    where = made.standing()
    assert (where.phase, where.edited) == (Phase.PILOT, True)


def test_no_wave_goes_out_while_an_addition_waits_or_was_declined() -> None:
    made = stepped(approved(), Phase.PLANNING, Phase.PILOT)
    wave = Wave(key="CHG-0001/wave/1", change="CHG-0001")
    made.put(wave)
    made.press(File(entered=form(key="CHG-0001", cost="Twice"), submit=True), JULIE)

    def missing() -> list[str]:
        found = lacks(made.dossier(), wave, made.workplace, made.now)
        return [lack.what.name for lack in found]

    assert "APPROVAL" in missing()
    declined = answered(made, Verdict.DECLINED, "No.")
    made.press(declined, MARIE)
    assert "APPROVAL" in missing()
    made.edit_by_hand(cost="")
    assert "APPROVAL" not in missing()


def test_the_last_day_for_the_first_decision_ends_no_addition() -> None:
    made = stepped(approved(), Phase.PLANNING)
    made.edit_by_hand(decide_by=made.now.date())
    made.now += timedelta(days=9)
    made.press(File(entered=form(key="CHG-0001", cost="Twice"), submit=True), JULIE)
    made.later(timedelta(days=9))
    assert made.standing().phase is Phase.SUBMITTED


@given(st.lists(st.sampled_from(["add", "approve", "decline", "back"]), max_size=8))
def test_whatever_happens_the_work_goes_by_a_version_that_was_approved(acts: list[str]) -> None:
    made = stepped(approved(), Phase.PLANNING)
    agreed = {made.standing().approved: made.change()}
    for number, act in enumerate(acts):
        reads = made.change()
        if act == "add":
            more = f"{reads.in_scope_sites}\nSite {number}"
            entered = reads.model_copy(update={"in_scope_sites": more})
            made.press(File(entered=entered, submit=True), JULIE)
        elif act == "back":
            old = agreed[made.standing().approved].in_scope_sites
            made.edit_by_hand(in_scope_sites=old)
            made.tick()
        elif made.standing().phase is Phase.SUBMITTED:
            verdict = Verdict.APPROVED if act == "approve" else Verdict.DECLINED
            made.press(answered(made, verdict, "So."), MARIE)
        where = made.standing()
        assert Phase.PLANNING in (where.phase, where.at_work)
        if where.approved not in agreed:
            assert act == "approve"
            agreed[where.approved] = made.change()
        same = made.change().in_scope_sites == agreed[where.approved].in_scope_sites
        assert (where.phase is Phase.PLANNING and not where.edited) is same
    steps = [move.ordinal for move in made.all(Move)]
    assert len(steps) == len(set(steps))


def test_the_meter_counts_lines_and_versions_since_the_first_approval() -> None:
    made = waiting()
    assert drift_meter(made.dossier()) is None
    made.press(answered(made), MARIE)
    meter = drift_meter(made.dossier())
    assert meter is not None
    assert (meter.approved, meter.waiting, meter.at_first, meter.now) == (0, 0, 5, 5)
    made.edit_by_hand(in_scope_sites="Barrie.\nOrillia.")
    made.tick()
    made.press(answered(made), MARIE)
    made.edit_by_hand(in_scope_sites="Barrie.\nOrillia.\nSudbury.")
    made.tick()
    meter = drift_meter(made.dossier())
    assert meter is not None
    assert (meter.approved, meter.waiting, meter.at_first, meter.now) == (1, 1, 5, 7)
    assert meter.versions == 2
