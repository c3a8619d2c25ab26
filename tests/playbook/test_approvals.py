"""Several people approve: stages, so many of so many, a veto, both sides, and second thoughts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.commands import Asked, File, FinishItem, Step
from playbook.findings import Fault
from playbook.outcome import Decided, Missing, Reason, Refusal, Unfinished, Withdrawn
from playbook.readiness import lacks
from playbook.records import (
    ActionItem,
    AuditEvent,
    Condition,
    Decision,
    Person,
    Phase,
    Purpose,
    Rating,
    Risk,
    Verdict,
)
from playbook.routing import Remark
from tests.playbook.approvals import (
    NINA,
    OMAR,
    PAUL,
    asked,
    away,
    decides,
    signs_for_the_provider,
    stage,
    takes_back,
)
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, NOW, SAM, Firm, form
from tests.playbook.rollout import PILOT

FIVE = (MARIE, NINA, OMAR, PAUL, SAM)
DAY = timedelta(days=1)


def reason_of(reply: object) -> Reason | None:
    return reply.reason if isinstance(reply, Refusal) else None


def waiting(made: Firm) -> set[str]:
    return {who.name for who in made.standing().waiting}


def test_stages_are_asked_one_after_the_other() -> None:
    made = asked(stage(1, MARIE, NINA), stage(2, OMAR))
    assert waiting(made) == {"Marie", "Nina"}
    assert reason_of(decides(made, OMAR)) is Reason.NOT_YOUR_TURN
    decides(made, NINA)
    assert waiting(made) == {"Marie"}
    decides(made, MARIE)
    assert waiting(made) == {"Omar"}
    assert made.standing().phase is Phase.SUBMITTED
    decides(made, OMAR)
    assert made.standing().phase is Phase.APPROVED


def test_each_is_asked_when_their_stage_comes_and_not_before() -> None:
    made = asked(stage(1, MARIE), stage(2, OMAR, PAUL))
    assert [post.receiver.name for post in made.posts(Purpose.APPROVAL)] == ["Marie"]
    decides(made, MARIE)
    told = {post.receiver.name for post in made.posts(Purpose.APPROVAL)}
    assert told == {"Marie", "Omar", "Paul"}


@given(
    st.integers(1, 5),
    st.permutations(FIVE),
    st.lists(st.sampled_from(Verdict), min_size=5, max_size=5),
)
def test_so_many_of_five_decide_whatever_their_order(
    needed: int, order: list[Person], verdicts: list[Verdict]
) -> None:
    made = asked(stage(1, *FIVE, needed=needed))
    agreed = refused = 0
    for person, verdict in zip(order, verdicts, strict=True):
        reply = decides(made, person, verdict)
        if agreed >= needed or refused > 5 - needed:
            assert reason_of(reply) is Reason.NOT_NEEDED
            continue
        assert reply == Decided("CHG-0001", verdict, approver=person.key)
        agreed += verdict is Verdict.APPROVED
        refused += verdict is Verdict.DECLINED
    passed, ended = agreed >= needed, refused > 5 - needed
    expected = Phase.APPROVED if passed else Phase.DRAFT if ended else Phase.SUBMITTED
    assert made.standing().phase is expected


def test_one_no_ends_it_where_somebody_has_the_veto() -> None:
    made = asked(stage(1, *FIVE, needed=2, veto=PAUL.who))
    decides(made, MARIE)
    decides(made, PAUL, Verdict.DECLINED)
    assert made.standing().phase is Phase.DRAFT
    where = made.standing()
    assert where.decision is not None
    assert where.decision.by == PAUL.who


def test_business_and_provider_both_sign_where_both_are_named() -> None:
    made = asked()
    made.put(signs_for_the_provider(ALEX))
    decides(made, MARIE, Verdict.DECLINED)
    made.edit_by_hand(in_scope_systems="Only the office files.")

    made.press(File(entered=made.change(), submit=True), JULIE)
    decides(made, MARIE)
    assert waiting(made) == {"Alex"}
    decides(made, ALEX)
    assert made.standing().phase is Phase.APPROVED


def test_a_sponsor_who_asked_for_it_needs_a_second_signature() -> None:
    made = asked(requester=MARIE)
    decides(made, MARIE)
    assert made.standing().phase is Phase.SUBMITTED
    assert waiting(made) == {"Alex"}
    decides(made, ALEX)
    assert made.standing().phase is Phase.APPROVED


def test_with_nobody_else_to_sign_the_sponsor_decides_alone_and_the_record_says_so() -> None:
    made = Firm()
    made.put(MARIE)

    made.press(File(entered=form(lead=MARIE.who), submit=True), MARIE)
    decides(made, MARIE)
    where = made.standing()
    assert where.phase is Phase.APPROVED
    assert where.approval is not None
    assert where.approval.route.remark is Remark.ALONE


def test_the_route_goes_by_the_risks_of_the_change() -> None:
    calm = stage(1, MARIE)
    tense = stage(2, OMAR).model_copy(update={"risk": Rating.HIGH})
    made = asked(calm, tense)
    assert made.standing().approval.route.approvers == (MARIE.who,)  # type: ignore[union-attr]
    risk = Risk(key="CHG-0001/risk/1", change="CHG-0001", impact=Rating.HIGH)
    made.put(risk)

    entered = made.change().model_copy(update={"out_of_scope": "Mail."})
    made.press(File(entered=entered, submit=True), JULIE)
    route = made.standing().approval.route  # type: ignore[union-attr]
    assert route.approvers == (MARIE.who, OMAR.who)


def test_a_policy_edited_later_changes_nothing_under_way() -> None:
    made = asked(stage(1, MARIE, NINA))
    made.put(stage(1, DEV))
    assert waiting(made) == {"Marie", "Nina"}


def test_a_delegate_decides_on_behalf_and_both_names_are_on_the_record() -> None:
    made = asked(away(MARIE, DEV))
    assert [post.receiver for post in made.posts(Purpose.STAND_IN)] == [DEV.who]
    assert made.posts(Purpose.APPROVAL) == []
    assert decides(made, DEV) == Decided("CHG-0001", Verdict.APPROVED, approver=MARIE.key)
    (decision,) = made.all(Decision)
    assert (decision.by, decision.approver) == (DEV.who, MARIE.who)
    assert reason_of(decides(made, MARIE, Verdict.DECLINED)) is Reason.ALREADY_DECIDED


def test_the_days_of_a_delegate_end() -> None:
    over = (NOW.date() - timedelta(9), NOW.date() - timedelta(1))
    made = asked(away(MARIE, DEV, over))
    assert reason_of(decides(made, DEV)) is Reason.DELEGATION_OVER
    assert made.all(Decision) == []


def test_an_approver_who_has_left_decides_nothing() -> None:
    made = asked()
    made.put(MARIE.model_copy(update={"left_on": NOW.date()}))
    assert reason_of(decides(made, MARIE)) is Reason.LEFT


def test_a_decision_is_taken_back_and_given_again() -> None:
    made = asked()
    made.deliver()
    made.later(timedelta(minutes=1))
    decides(made, MARIE)
    made.later(timedelta(minutes=1))
    assert takes_back(made, MARIE) == Withdrawn("CHG-0001")
    assert takes_back(made, MARIE) == Withdrawn("CHG-0001", again=True)
    assert made.standing().phase is Phase.SUBMITTED
    made.tick()
    assert len(made.posts(Purpose.APPROVAL)) == 2
    decides(made, MARIE, Verdict.DECLINED)
    assert made.standing().phase is Phase.DRAFT
    assert len(made.all(Decision)) == 2


def test_what_others_have_built_on_is_not_taken_back() -> None:
    made = asked(stage(1, MARIE), stage(2, OMAR))
    decides(made, MARIE)
    decides(made, OMAR)
    assert reason_of(takes_back(made, MARIE)) is Reason.RESTED_UPON
    assert takes_back(made, OMAR) == Withdrawn("CHG-0001")
    assert takes_back(made, MARIE) == Withdrawn("CHG-0001")
    decides(made, MARIE)
    decides(made, OMAR)
    ordinal = made.standing().ordinal + 1
    made.press(Step(change="CHG-0001", to=Phase.PLANNING, ordinal=ordinal), JULIE)
    assert reason_of(takes_back(made, OMAR)) is Reason.RESTED_UPON


@pytest.mark.parametrize("person", [DEV, JULIE, ALEX])
def test_nobody_takes_back_what_they_did_not_decide(person: Person) -> None:
    made = asked()
    decides(made, MARIE)
    assert reason_of(takes_back(made, person)) is Reason.NOTHING_TO_WITHDRAW
    assert made.standing().phase is Phase.APPROVED
    assert [e.by for e in made.all(AuditEvent) if e.result.startswith("refused")] == [person.who]


def test_taking_back_needs_a_reason() -> None:
    made = asked()
    decides(made, MARIE)
    assert reason_of(takes_back(made, MARIE, " ")) is Reason.REASON_MISSING


def lacking(made: Firm) -> set[Missing]:
    return {lack.what for lack in lacks(made.dossier(), PILOT, made.workplace, NOW)}


TESTED = Asked(what="The backup is tested.", owner=DEV.who, due=NOW.date() + timedelta(days=7))


def test_each_condition_becomes_an_action_item_that_the_gate_checks() -> None:
    made = asked()
    decides(made, MARIE, Verdict.APPROVED, TESTED)
    (item,) = made.all(ActionItem)
    assert (item.what, item.owner, item.due) == (TESTED.what, DEV.who, TESTED.due)
    (condition,) = made.all(Condition)
    assert condition.version == made.standing().version
    assert Missing.CONDITION in lacking(made)
    made.press(FinishItem(item=item.key), DEV)
    assert Missing.CONDITION not in lacking(made)


def test_a_condition_says_what_who_and_by_when() -> None:
    made = asked()
    reply = decides(made, MARIE, Verdict.APPROVED, Asked(what=" ", due=NOW.date() - DAY))
    assert isinstance(reply, Unfinished)
    assert {(one.field, one.fault) for one in reply.findings} == {
        ("what_1", Fault.MISSING),
        ("owner_1", Fault.MISSING),
        ("due_1", Fault.IN_THE_PAST),
    }
    assert made.all(Decision) == []


def test_a_request_that_nobody_decided_on_ends_announced_and_not_silently() -> None:
    last = NOW.date() + timedelta(days=3)
    made = asked(decide_by=last)
    made.deliver()
    made.later(2 * DAY)
    told = {post.receiver.name for post in made.posts(Purpose.EXPIRING)}
    assert told == {"Marie", "Julie"}
    made.deliver()
    assert made.standing().phase is Phase.SUBMITTED
    made.later(2 * DAY)
    assert made.standing().phase is Phase.DRAFT
    assert {post.receiver.name for post in made.posts(Purpose.EXPIRED)} == {
        "Marie",
        "Julie",
        "Alex",
    }
    assert reason_of(decides(made, MARIE)) is Reason.EXPIRED


def test_a_word_that_comes_as_the_time_runs_out_counts() -> None:
    made = asked(decide_by=NOW.date() + timedelta(days=1))
    made.deliver()
    made.later(2 * DAY)
    assert made.standing().phase is Phase.DRAFT
    on_time = Decision(
        key=f"CHG-0001/decision/{made.standing().version}/marie",
        change="CHG-0001",
        version=made.standing().version,
        verdict=Verdict.APPROVED,
        by=MARIE.who,
        tenant=MARIE.tenant,
        at=made.now - DAY,
    )
    made.put(on_time)
    assert made.standing().phase is Phase.APPROVED
    assert isinstance(decides(made, MARIE), Decided)


def word(made: Firm, person: Person, verdict: Verdict, seconds: int) -> Decision:
    """A decision as another replica may have written it in the same moment."""
    version = made.standing().version
    return Decision(
        key=f"CHG-0001/decision/{version}/{person.key}",
        change="CHG-0001",
        version=version,
        verdict=verdict,
        by=person.who,
        tenant=person.tenant,
        at=NOW + timedelta(seconds=seconds),
    )


def test_of_two_who_decline_in_one_moment_the_first_ends_it_and_the_second_counts_for_nothing() -> (
    None
):
    made = asked(stage(1, MARIE, NINA))
    first, second = (word(made, who, Verdict.DECLINED, n) for n, who in enumerate((NINA, MARIE)))
    made.put(first, second)
    approval = made.standing().approval
    assert approval is not None
    assert (approval.decision, approval.given) == (first, (first,))


def test_a_word_on_a_stage_that_is_not_asked_yet_counts_when_it_is() -> None:
    made = asked(stage(1, MARIE), stage(2, OMAR))
    made.put(word(made, OMAR, Verdict.APPROVED, 0))
    assert waiting(made) == {"Marie"}
    made.put(word(made, MARIE, Verdict.APPROVED, 1))
    assert made.standing().phase is Phase.APPROVED
