"""Deciding is the sponsor's alone, once, and about the version that was shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.commands import Decide, Step
from playbook.outcome import Decided, Reason, Refusal
from playbook.records import AuditEvent, Decision, Person, Phase, Purpose, Verdict
from tests.playbook.firm import (
    DEV,
    JULIE,
    MARIE,
    PEOPLE,
    STRANGER,
    TENANT,
    Firm,
    answered,
    approved,
    firm,
    next_step,
    stepped,
    waiting,
)

ids = st.text(min_size=1, max_size=40)
anybody = st.one_of(
    st.sampled_from(PEOPLE), st.builds(Person, key=ids, name=ids, tenant=st.just(TENANT))
)


def reason_of(reply: object) -> Reason | None:
    return reply.reason if isinstance(reply, Refusal) else None


def refusals(made: Firm) -> list[AuditEvent]:
    return [event for event in made.audit() if event.result.startswith("refused")]


@given(anybody, st.sampled_from(Verdict))
def test_only_the_sponsor_decides(person: Person, verdict: Verdict) -> None:
    made = waiting()
    reply = made.press(answered(made, verdict), person)
    if person.key == MARIE.key:
        assert reply == Decided("CHG-0001", verdict, approver=MARIE.key)
    else:
        assert reply == Refusal(Reason.NOT_AN_APPROVER, "CHG-0001", (MARIE.who,), Phase.SUBMITTED)
        assert made.all(Decision) == []
        assert len(refusals(made)) == 1


@given(st.lists(st.sampled_from(PEOPLE), max_size=6))
def test_each_persons_attempts_are_one_row_in_the_audit_trail(pressing: list[Person]) -> None:
    made = waiting()
    for person in pressing:
        if person is not MARIE:
            made.press(answered(made), person)
    assert {event.by.id for event in refusals(made)} == {p.key for p in pressing} - {MARIE.key}
    assert len(refusals(made)) == len({p.key for p in pressing} - {MARIE.key})


@given(st.text(max_size=20))
def test_only_the_version_that_stands_is_decided(version: str) -> None:
    made = waiting()
    if version != made.standing().version:
        press = Decide(change="CHG-0001", version=version, verdict=Verdict.APPROVED)
        assert reason_of(made.press(press, MARIE)) is Reason.VERSION_CHANGED
        assert made.standing().phase is Phase.SUBMITTED


@pytest.mark.parametrize("verdict", Verdict)
def test_a_second_press_finds_the_first(verdict: Verdict) -> None:
    made = waiting()
    press = answered(made, verdict)
    assert made.press(press, MARIE) == Decided("CHG-0001", verdict, approver=MARIE.key)
    outcome = made.decided(press, MARIE)
    assert outcome.reply == Decided("CHG-0001", verdict, again=True, approver=MARIE.key)
    assert not outcome


@pytest.mark.parametrize("verdict", Verdict)
def test_a_decision_is_not_turned_round(verdict: Verdict) -> None:
    made = waiting()
    other = next(each for each in Verdict if each is not verdict)
    press = answered(made, other)
    made.press(answered(made, verdict), MARIE)
    assert reason_of(made.press(press, MARIE)) is Reason.ALREADY_DECIDED
    assert [decision.verdict for decision in made.all(Decision)] == [verdict]


@given(st.text(alphabet=" \t\n", max_size=5))
def test_declining_needs_a_reason_and_approving_none(blank: str) -> None:
    made = waiting()
    outcome = made.decided(answered(made, Verdict.DECLINED, blank), MARIE)
    assert reason_of(outcome.reply) is Reason.REASON_MISSING
    assert not outcome
    assert isinstance(made.press(answered(made, Verdict.APPROVED, blank), MARIE), Decided)


@given(st.integers(595, 605))
def test_a_comment_is_as_long_as_its_column_holds(length: int) -> None:
    made = waiting()
    outcome = made.decided(answered(made, comment=" " + "x" * length + " "), MARIE)
    if length > 600:
        assert isinstance(outcome.reply, Refusal)
        assert (outcome.reply.reason, outcome.reply.limit) == (Reason.COMMENT_TOO_LONG, 600)
        assert not outcome
    else:
        assert isinstance(outcome.reply, Decided)


@pytest.mark.parametrize("seen", [True, False])
def test_somebody_of_another_organisation_whom_nothing_names_is_refused(seen: bool) -> None:
    made = waiting() if seen else firm()
    press = Decide(change="CHG-0001", version="1.x", verdict=Verdict.APPROVED)
    assert reason_of(made.press(press, STRANGER)) is Reason.OUTSIDER
    assert len(made.all(AuditEvent)) == (2 if seen else 0)
    assert made.all(Decision) == []


def test_the_deciding_row_comes_first_and_the_projection_last() -> None:
    made = waiting()
    outcome = made.decided(answered(made), MARIE)
    assert isinstance(outcome.rows[0], Decision)
    assert outcome.rows[-1] == made.change().model_copy(update={"status": Phase.APPROVED})


def test_a_decision_on_a_cancelled_change_is_refused() -> None:
    made = waiting()
    press = answered(made)
    made.press(next_step(made, Phase.CANCELLED), JULIE)
    assert reason_of(made.press(press, MARIE)) is Reason.CANCELLED


def test_a_press_on_a_change_that_is_gone_leaves_no_trace() -> None:
    made = firm()
    for press in (
        Decide(change="CHG-0404", version="1.x", verdict=Verdict.APPROVED),
        Step(change="CHG-0404", to=Phase.PLANNING, ordinal=1),
    ):
        outcome = made.decided(press, JULIE)
        assert outcome.reply == Refusal(Reason.NO_SUCH_RECORD, "CHG-0404")
        assert not outcome


@given(st.sampled_from([p for p in PEOPLE if p not in (MARIE, JULIE)]), st.sampled_from(Phase))
def test_whoever_sponsors_may_stop_the_work_but_not_drive_it(person: Person, to: Phase) -> None:
    made = stepped(approved(), Phase.PLANNING, Phase.PILOT)
    reply = made.press(next_step(made, to), MARIE)
    stops = to in (Phase.PAUSED, Phase.ROLLED_BACK, Phase.CANCELLED)
    assert isinstance(reply, Refusal) is not stops
    if person is DEV:
        assert isinstance(made.press(next_step(made, to), DEV), Refusal)


def test_stopping_needs_a_reason() -> None:
    made = stepped(approved(), Phase.PLANNING)
    reply = made.press(next_step(made, Phase.PAUSED, reason="  "), JULIE)
    assert reason_of(reply) is Reason.REASON_MISSING
    assert made.standing().phase is Phase.PLANNING


def test_a_step_offered_by_an_older_card_is_not_taken() -> None:
    made = stepped(approved(), Phase.PLANNING)
    old = next_step(made, Phase.PILOT)
    stepped(made, Phase.PAUSED, Phase.PLANNING)
    assert reason_of(made.press(old, JULIE)) is Reason.NO_SUCH_STEP
    assert made.standing().phase is Phase.PLANNING
    assert made.posts(Purpose.REMINDER) == []
