"""Who is asked as somebody else's days come and go, and whose press counts then (S-49)."""

from datetime import timedelta

from playbook.commands import File
from playbook.delegating import next_turn
from playbook.fields import Who
from playbook.outcome import Decided, Reason, Refusal
from playbook.records import (
    ApprovalPolicy,
    Decision,
    PostState,
    Purpose,
    Quorum,
    Verdict,
)
from tests.playbook.away import (
    FRIDAY,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    handed,
    live_until,
    may,
    morning,
    press,
)
from tests.playbook.firm import (
    ALEX,
    DEV,
    JULIE,
    MARIE,
    NOW,
    SAM,
    STRANGER,
    firm,
    form,
    waiting,
)
from tests.playbook.rollout import told_of


def test_a_request_goes_to_the_delegate_of_the_day() -> None:
    made = firm()
    made.put(handed(MARIE, DEV, MONDAY, TUESDAY))
    made.press(File(entered=form(), submit=True), JULIE)
    assert told_of(made, Purpose.STAND_IN) == ["dev"]
    assert told_of(made, Purpose.APPROVAL) == []
    assert may(made, MARIE) == {"marie", "dev"}


def test_the_decision_of_a_delegate_says_on_whose_behalf_and_the_approver_hears_it() -> None:
    made = waiting()
    made.put(handed(MARIE, DEV, MONDAY, TUESDAY))
    assert press(made, DEV) == Decided("CHG-0001", Verdict.APPROVED, approver="marie")
    (decision,) = made.all(Decision)
    assert (decision.by, decision.approver) == (DEV.who, MARIE.who)
    assert sorted(told_of(made, Purpose.DECIDED)) == ["alex", "julie", "marie"]
    made.later(timedelta(days=3))
    assert sorted(told_of(made, Purpose.DECIDED)) == ["alex", "julie", "marie"]


def test_an_approver_who_runs_the_change_hears_it_once() -> None:
    made = waiting(lead=MARIE)
    made.put(handed(MARIE, DEV, MONDAY, TUESDAY))
    press(made, DEV)
    assert sorted(told_of(made, Purpose.DECIDED)) == ["julie", "marie"]


def test_when_a_delegation_begins_the_delegate_is_asked_in_the_morning() -> None:
    made = waiting()
    made.deliver()
    made.put(handed(MARIE, DEV, TUESDAY, WEDNESDAY))
    live_until(made, morning(10, 8, 45))
    assert told_of(made, Purpose.STAND_IN) == []
    live_until(made, morning(10, 9))
    assert told_of(made, Purpose.STAND_IN) == ["dev"]
    live_until(made, morning(11, 17))
    assert told_of(made, Purpose.STAND_IN) == ["dev"]
    assert told_of(made, Purpose.APPROVAL) == ["marie"]


def test_when_it_is_over_the_approver_is_asked_though_they_were_before() -> None:
    made = waiting()
    made.deliver()
    made.put(handed(MARIE, DEV, TUESDAY, WEDNESDAY))
    live_until(made, morning(12, 8, 45))
    assert told_of(made, Purpose.APPROVAL) == ["marie"]
    live_until(made, morning(12, 9))
    assert told_of(made, Purpose.APPROVAL) == ["marie", "marie"]
    live_until(made, morning(12, 17))
    assert told_of(made, Purpose.APPROVAL) == ["marie", "marie"]


def test_what_was_sent_during_a_delegation_reaches_the_approver_after_it() -> None:
    made = firm()
    made.put(handed(MARIE, DEV, MONDAY, MONDAY))
    made.press(File(entered=form(), submit=True), JULIE)
    made.deliver()
    live_until(made, morning(10, 9))
    assert told_of(made, Purpose.APPROVAL) == ["marie"]


def test_a_delegation_that_is_over_on_friday_asks_on_monday() -> None:
    made = firm()
    made.put(handed(MARIE, DEV, MONDAY, FRIDAY))
    made.press(File(entered=form(), submit=True), JULIE)
    made.deliver()
    live_until(made, morning(15, 18))
    assert told_of(made, Purpose.APPROVAL) == []
    live_until(made, morning(16, 9))
    assert told_of(made, Purpose.APPROVAL) == ["marie"]


def test_what_is_to_come_next_is_the_morning_of_the_turn() -> None:
    made = waiting()
    made.put(handed(MARIE, DEV, TUESDAY, FRIDAY))
    turns, at = [], made.now
    while (turn := next_turn(made.dossier(), made.workplace, at)) is not None:
        turns.append(turn)
        at = turn
    assert turns == [morning(10), morning(16)]


def test_a_delegates_press_is_refused_once_the_days_are_over() -> None:
    made = firm()
    made.put(handed(MARIE, DEV, MONDAY, TUESDAY))
    made.press(File(entered=form(), submit=True), JULIE)
    made.deliver()
    made.now = morning(11, 8)
    reply = press(made, DEV)
    assert isinstance(reply, Refusal)
    assert (reply.reason, reply.can_act) == (Reason.DELEGATION_OVER, (MARIE.who,))
    assert made.all(Decision) == []


def test_a_delegates_press_is_refused_once_it_was_ended() -> None:
    made = waiting()
    made.put(handed(MARIE, DEV, MONDAY, FRIDAY, ended_at=NOW))
    reply = press(made, DEV)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.DELEGATION_OVER


def test_the_delegate_of_a_delegate_is_refused_as_one_whose_days_are_over() -> None:
    made = firm()
    made.put(handed(MARIE, DEV, MONDAY, FRIDAY), handed(DEV, SAM, MONDAY, MONDAY, "2"))
    made.press(File(entered=form(), submit=True), JULIE)
    assert told_of(made, Purpose.STAND_IN) == ["sam"]
    made.deliver()
    made.now = morning(10, 9)
    reply = press(made, SAM)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.DELEGATION_OVER
    made.tick()
    assert told_of(made, Purpose.STAND_IN) == ["sam", "dev"]


def test_the_delegate_of_somebody_who_is_no_approver_decides_nothing() -> None:
    made = waiting()
    made.put(handed(JULIE, DEV, MONDAY, FRIDAY))
    for approver in ("", "marie", "julie", "dev"):
        reply = press(made, DEV, approver)
        assert isinstance(reply, Refusal)
        assert reply.reason is Reason.NOT_AN_APPROVER
    assert made.all(Decision) == []


def test_somebody_of_another_organisation_decides_for_whom_they_are_named_and_no_longer() -> None:
    made = waiting()
    reply = press(made, STRANGER)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.OUTSIDER
    made.put(handed(MARIE, STRANGER, MONDAY, MONDAY))
    made.now = morning(10, 9)
    reply = press(made, STRANGER)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.DELEGATION_OVER
    assert made.all(Decision) == []


def test_whoever_asked_decides_on_it_for_nobody_else() -> None:
    made = firm()
    made.put(handed(MARIE, JULIE, MONDAY, FRIDAY))
    made.press(File(entered=form(), submit=True), JULIE)
    made.deliver()
    assert told_of(made, Purpose.APPROVAL) == ["marie"]
    reply = press(made, JULIE)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.OWN_REQUEST
    live_until(made, morning(16, 17))
    assert told_of(made, Purpose.STAND_IN) == []
    assert told_of(made, Purpose.APPROVAL) == ["marie"]


def test_a_question_that_was_not_sent_before_the_days_were_over_is_not_sent() -> None:
    made = firm()
    made.put(handed(MARIE, DEV, MONDAY, MONDAY))
    made.press(File(entered=form(), submit=True), JULIE)
    made.now = morning(10, 9)
    made.tick()
    assert [post.state for post in made.posts(Purpose.STAND_IN)] == [PostState.SUPERSEDED]
    assert told_of(made, Purpose.APPROVAL) == ["marie"]


def test_one_person_decides_for_themselves_and_for_another_in_two_presses() -> None:
    made = firm()
    made.put(
        ApprovalPolicy(key="approval policy/1", stage=1, approvers="Marie\nDev", quorum=Quorum.ALL),
        handed(MARIE, DEV, MONDAY, FRIDAY),
    )
    made.press(File(entered=form(), submit=True), JULIE)
    assert told_of(made, Purpose.APPROVAL) == ["dev"]
    assert told_of(made, Purpose.STAND_IN) == ["dev"]
    press(made, DEV)
    assert [who.id for who in made.standing().waiting] == ["marie"]
    press(made, DEV, "marie")
    assert made.standing().decision is not None
    assert [(one.by, one.approver) for one in made.all(Decision)] == [
        (DEV.who, Who()),
        (DEV.who, MARIE.who),
    ]


def test_a_delegate_of_two_decides_for_the_one_who_still_waits() -> None:
    made = firm()
    made.put(
        ApprovalPolicy(
            key="approval policy/1", stage=1, approvers="Marie\nAlex", quorum=Quorum.ALL
        ),
        handed(MARIE, DEV, MONDAY, FRIDAY),
        handed(ALEX, DEV, MONDAY, FRIDAY, "2"),
    )
    made.press(File(entered=form(), submit=True), JULIE)
    for _ in range(2):
        assert isinstance(press(made, DEV), Decided)
    assert {one.approver.id for one in made.all(Decision)} == {"marie", "alex"}


def test_the_approver_may_decide_though_somebody_does_for_them() -> None:
    made = waiting()
    made.put(handed(MARIE, DEV, MONDAY, FRIDAY))
    press(made, MARIE)
    late = press(made, DEV, verdict=Verdict.DECLINED)
    assert isinstance(late, Refusal)
    assert late.reason is Reason.ALREADY_DECIDED
