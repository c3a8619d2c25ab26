"""Where a change stands follows from its facts, in whatever order they come to be known."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.dossier import Dossier
from playbook.records import ChangeRequest, Decision, Move, Phase, Record, Verdict
from playbook.standing import STEPS, decision_on, scope_hash, standing
from tests.playbook.firm import (
    DEV,
    FORM,
    JULIE,
    MARIE,
    NOW,
    approved,
    form,
    move,
    next_step,
    stepped,
)

CHANGE = FORM.model_copy(update={"key": "CHG-0001"})
VERSIONS = tuple(f"{number}.{scope_hash(CHANGE)}" for number in (1, 2, 3))
WORKING = (Phase.PLANNING, Phase.PILOT, Phase.ROLLING_OUT, Phase.STABILISING)


def decision(version: str, verdict: Verdict, by: str = MARIE.key, minute: int = 0) -> Decision:
    return Decision(
        key=f"CHG-0001/decision/{version}/{by}/{minute}",
        change="CHG-0001",
        version=version,
        verdict=verdict,
        by=MARIE.who.model_copy(update={"id": by}),
        tenant=MARIE.tenant,
        at=NOW + timedelta(minutes=minute),
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[Record, ...]:
    """Any steps at all, legal or not, and any decisions."""
    phases = draw(st.lists(st.sampled_from(Phase), max_size=12))
    moves = [
        move(ordinal, to, draw(st.sampled_from(VERSIONS)) if to is Phase.SUBMITTED else "")
        for ordinal, to in enumerate(phases, start=1)
    ]
    verdicts = st.builds(
        decision,
        st.sampled_from(VERSIONS),
        st.sampled_from(Verdict),
        st.sampled_from([MARIE.key, JULIE.key]),
        st.integers(0, 2),
    )
    decisions = draw(st.lists(verdicts, max_size=4, unique_by=lambda made: made.key))
    return (*moves, *decisions)


@given(histories(), st.data())
def test_facts_may_arrive_in_any_order(facts: tuple[Record, ...], data: st.DataObject) -> None:
    shuffled = tuple(data.draw(st.permutations(facts)))
    assert standing(Dossier(CHANGE).after(shuffled)) == standing(Dossier(CHANGE).after(facts))


@given(histories(), st.sampled_from(Phase))
def test_the_status_column_says_nothing_about_where_a_change_stands(
    facts: tuple[Record, ...], typed: Phase
) -> None:
    edited = CHANGE.model_copy(update={"status": typed, "version": "9.made-up"})
    assert standing(Dossier(edited).after(facts)) == standing(Dossier(CHANGE).after(facts))


@given(histories())
def test_a_step_that_no_rule_allows_is_passed_over(facts: tuple[Record, ...]) -> None:
    dossier = Dossier(CHANGE)
    for fact in facts:
        if isinstance(fact, Decision):
            dossier = dossier.after((fact,))
    for fact in facts:
        if isinstance(fact, Move):
            before = standing(dossier)
            dossier = dossier.after((fact,))
            if fact.to not in before.steps:
                assert standing(dossier).phase is before.phase
                assert standing(dossier).version == before.version


@given(histories())
def test_the_ordinal_of_the_next_step_was_never_used(facts: tuple[Record, ...]) -> None:
    dossier = Dossier(CHANGE).after(facts)
    assert standing(dossier).ordinal + 1 not in {made.ordinal for made in dossier.moves}


@given(histories())
def test_a_change_is_closed_only_by_a_step_from_its_review(facts: tuple[Record, ...]) -> None:
    dossier = Dossier(CHANGE).after(facts)
    if standing(dossier).phase is Phase.CLOSED:
        last = max(made.ordinal for made in dossier.moves if made.to is Phase.CLOSED)
        before = tuple(made for made in dossier.moves if made.ordinal < last)
        phases = {
            standing(Dossier(CHANGE, moves=before[:count], decisions=dossier.decisions)).phase
            for count in range(len(before) + 1)
        }
        assert Phase.REVIEWING in phases


def test_going_live_leads_to_stabilising_and_never_straight_to_closed() -> None:
    assert [phase for phase, steps in STEPS.items() if Phase.CLOSED in steps] == [Phase.REVIEWING]


def test_every_phase_can_be_reached_and_left() -> None:
    reached = {Phase.DRAFT}
    while more := {to for phase in reached for to in STEPS[phase]} - reached:
        reached |= more
        if Phase.SUBMITTED in reached:
            reached.add(Phase.APPROVED)
    assert reached == set(Phase)
    assert all(STEPS[phase] for phase in Phase)


@pytest.mark.parametrize(
    ("path", "phase"),
    [
        ((), Phase.APPROVED),
        (WORKING, Phase.STABILISING),
        ((*WORKING, Phase.ROLLING_OUT), Phase.ROLLING_OUT),
        ((*WORKING, Phase.REVIEWING, Phase.CLOSED), Phase.CLOSED),
        ((*WORKING, Phase.REVIEWING, Phase.CLOSED, Phase.REOPENED), Phase.REOPENED),
        ((*WORKING[:2], Phase.ROLLED_BACK, Phase.REOPENED, Phase.PLANNING), Phase.PLANNING),
        ((Phase.PLANNING, Phase.PAUSED, Phase.CANCELLED), Phase.CANCELLED),
    ],
)
def test_a_change_goes_where_its_people_take_it(path: tuple[Phase, ...], phase: Phase) -> None:
    made = stepped(approved(), *path)
    assert made.standing().phase is phase
    assert made.change().status is phase


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_pause_leads_back_to_where_it_began(count: int) -> None:
    made = stepped(approved(), *WORKING[:count], Phase.PAUSED)
    back = made.standing().steps[0]
    assert back is WORKING[count - 1]
    assert set(made.standing().steps) == {back, Phase.ROLLED_BACK, Phase.CANCELLED}
    assert stepped(made, back).standing().phase is back


def test_a_second_pause_leads_back_to_where_the_second_one_began() -> None:
    made = stepped(approved(), Phase.PLANNING, Phase.PAUSED, Phase.PLANNING, Phase.PILOT)
    assert stepped(made, Phase.PAUSED).standing().steps[0] is Phase.PILOT


def test_a_second_press_of_a_step_takes_it_once() -> None:
    made = approved()
    press = next_step(made, Phase.PLANNING)
    first, second = made.press(press, JULIE), made.press(press, JULIE)
    assert (getattr(first, "again", None), getattr(second, "again", None)) == (False, True)
    assert len([step for step in made.all(Move) if step.to is Phase.PLANNING]) == 1


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40)


@given(TEXT, TEXT)
def test_the_version_of_a_scope_does_not_depend_on_how_its_lines_are_broken(
    one: str, two: str
) -> None:
    assert scope_hash(form(why=f"{one}\r\n{two} ")) == scope_hash(form(why=f" {one}\n {two}"))


@given(TEXT, TEXT)
def test_scopes_that_read_differently_have_different_versions(one: str, two: str) -> None:
    changes: tuple[ChangeRequest, ...] = (form(why=one), form(why=two), form(in_scope_systems=one))
    same = one.split() == two.split()
    assert (scope_hash(changes[0]) == scope_hash(changes[1])) == same
    assert scope_hash(changes[2]) != scope_hash(form(out_of_scope=one)) or one.split() == []


UNREADABLE = st.text(st.sampled_from("\x00\x08\x0b\x1c\x1f\x7f\ud800\ufffe"), max_size=3)


@given(TEXT, UNREADABLE, TEXT)
def test_what_no_list_can_hold_makes_no_version_of_its_own(one: str, junk: str, two: str) -> None:
    assert scope_hash(form(why=one + junk + two)) == scope_hash(form(why=one + two))


def test_the_word_on_a_version_stays_whoever_sponsors_the_change_later() -> None:
    made = approved()
    version = made.standing().version
    made.edit_by_hand(sponsor=DEV.who)

    decision = decision_on(made.dossier(), version)

    assert decision is not None
    assert decision.by == MARIE.who
    assert decision_on(made.dossier(), "2.00000000") is None
