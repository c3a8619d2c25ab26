"""Who takes a decision back, and which: authority over it ends as authority to decide does."""

from datetime import timedelta

from playbook.outcome import Decided, Reason, Refusal, Withdrawn
from playbook.records import ActionItem, Condition, Decision, Phase, Verdict, Withdrawal
from tests.playbook.approvals import OMAR, asked, away, decides, stage, takes_back
from tests.playbook.firm import DEV, MARIE, NOW
from tests.playbook.test_approvals import TESTED, reason_of


def test_whoever_has_left_takes_nothing_back() -> None:
    made = asked()
    decides(made, MARIE)
    made.put(MARIE.model_copy(update={"left_on": NOW.date()}))

    assert reason_of(takes_back(made, MARIE)) is Reason.LEFT
    assert made.all(Withdrawal) == []
    assert made.standing().phase is Phase.APPROVED


def test_a_delegate_whose_days_are_over_takes_nothing_back_and_the_approver_does() -> None:
    made = asked(away(MARIE, DEV, (NOW.date(), NOW.date())))
    decides(made, DEV)
    made.later(timedelta(days=2))

    reply = takes_back(made, DEV)

    assert reason_of(reply) is Reason.DELEGATION_OVER
    assert isinstance(reply, Refusal)
    assert MARIE.who in reply.can_act
    assert made.all(Withdrawal) == []
    assert takes_back(made, MARIE) == Withdrawn("CHG-0001")


def test_of_two_decisions_of_one_person_the_one_that_nothing_rests_on_is_taken_back() -> None:
    made = asked(stage(1, MARIE), stage(2, DEV, OMAR), away(MARIE, DEV))
    decides(made, DEV, approver=MARIE.key)
    made.later(timedelta(minutes=1))
    decides(made, DEV)
    made.later(timedelta(minutes=1))

    assert takes_back(made, DEV) == Withdrawn("CHG-0001")
    (taken,) = made.all(Withdrawal)
    own = next(one for one in made.all(Decision) if not one.approver)
    assert taken.decision == own.key


def test_a_no_carries_no_conditions() -> None:
    made = asked()

    reply = decides(made, MARIE, Verdict.DECLINED, TESTED)

    assert isinstance(reply, Decided)
    assert made.all(Condition) == []
    assert made.all(ActionItem) == []
