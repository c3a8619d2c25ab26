"""Whose approval a change needs follows the policy's rows, the closest one for each stage."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from playbook.approval import approval_of
from playbook.commands import File
from playbook.outcome import Decided, Reason, Refusal
from playbook.records import (
    ApprovalPolicy,
    Duty,
    Path,
    Person,
    Phase,
    ProjectType,
    Quorum,
    Rating,
    Risk,
    RiskState,
    Setting,
    Verdict,
)
from playbook.routing import Remark
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, SAM, Firm, answered, firm, form, waiting
from tests.playbook.policy import names, route, row


def rated(made: Firm, impact: Rating, status: RiskState = RiskState.OPEN) -> None:
    made.put(Risk(key="CHG-0001/risk/1", change="CHG-0001", impact=impact, status=status))


def test_without_a_policy_the_sponsor_decides() -> None:
    assert names(route(waiting())) == [["Marie"]]


def test_stages_are_asked_in_the_order_of_their_numbers() -> None:
    made = waiting()
    made.put(row(1, "Sam", stage=20), row(2, "Sponsor", stage=3), row(3, "Dev", stage=7))

    assert names(route(made)) == [["Marie"], ["Dev"], ["Sam"]]


def test_a_row_for_high_risks_counts_where_a_risk_is_rated_so() -> None:
    made = waiting()
    made.put(row(1, "Sponsor"), row(2, "Dev", risk=Rating.MEDIUM), row(3, "Sam", risk=Rating.HIGH))
    assert names(route(made)) == [["Marie"]]

    rated(made, Rating.MEDIUM_TO_HIGH)
    assert names(route(made)) == [["Dev"]]

    rated(made, Rating.HIGH)
    assert names(route(made)) == [["Sam"]]


def test_a_risk_that_is_closed_asks_for_nobody() -> None:
    made = waiting()
    made.put(row(1, "Sam", risk=Rating.HIGH))
    rated(made, Rating.HIGH, RiskState.CLOSED)

    assert names(route(made)) == [["Marie"]]


def test_of_two_rows_for_a_stage_the_one_that_says_more_counts() -> None:
    made = waiting()
    made.edit_by_hand(project_type=ProjectType.ERP)
    made.put(
        row(1, "Sam", project_type=ProjectType.ERP, risk=Rating.LOW),
        row(2, "Dev", project_type=ProjectType.ERP),
        row(3, "Sponsor"),
    )
    assert names(route(made)) == [["Dev"]]

    rated(made, Rating.LOW)
    assert names(route(made)) == [["Sam"]]


def test_of_two_rows_that_say_the_same_the_older_counts() -> None:
    made = waiting()
    made.put(row(10, "Dev"), row(9, "Sam"))

    assert names(route(made)) == [["Sam"]]


def test_rows_for_a_path_take_the_place_of_those_for_every_path() -> None:
    made = waiting()
    made.put(row(1, "Sponsor"), row(2, "Dev", stage=2), row(3, "Sam", stage=5, path=Path.EMERGENCY))
    assert names(route(made)) == [["Marie"], ["Dev"]]

    made.edit_by_hand(path=Path.EMERGENCY)
    assert names(route(made)) == [["Sam"]]


def test_in_an_emergency_one_word_of_the_first_stage_is_enough() -> None:
    made = waiting()
    made.edit_by_hand(path=Path.EMERGENCY)
    made.put(row(1, "Sponsor\nDev", quorum=Quorum.ALL), row(2, "Sam", stage=2))

    found = route(made)

    assert names(found) == [["Marie", "Dev"]]
    assert (found.stages[0].needed, found.remark) == (1, Remark.URGENT)


def test_where_a_duty_has_nobody_the_sponsor_stands_in_and_the_route_says_for_whom() -> None:
    made = waiting()
    made.put(row(1, "Coordinator"), Setting(key="coordinator", duty=Duty.COORDINATOR))

    (stage,) = route(made).stages

    assert (stage.approvers, stage.absent) == ((MARIE.who,), ("Coordinator",))


def test_an_empty_chair_among_several_costs_no_signature() -> None:
    made = waiting()
    made.put(
        row(1, "Dev\nSam\nJulie", quorum=Quorum.SOME, needed=2),
        *(left(who) for who in (SAM, JULIE)),
    )

    (stage,) = route(made).stages

    assert stage.approvers == (DEV.who, MARIE.who)
    assert (stage.needed, stage.absent) == (2, ("Sam", "Julie"))


def test_where_enough_are_there_still_nobody_stands_in() -> None:
    made = waiting()
    made.put(row(1, "Dev\nSam\nAlex", quorum=Quorum.SOME, needed=2), left(SAM))

    (stage,) = route(made).stages

    assert (stage.approvers, stage.needed, stage.absent) == ((DEV.who, ALEX.who), 2, ())


def test_a_veto_of_somebody_who_has_left_holds_nothing_up() -> None:
    made = waiting()
    made.put(row(1, "Dev", veto=SAM.who), left(SAM))

    (stage,) = route(made).stages

    assert (stage.approvers, bool(stage.veto)) == ((DEV.who,), False)


def test_a_channel_is_asked_for_nothing_whatever_is_typed() -> None:
    made = waiting()
    made.put(row(1, "Announcements channel"))

    assert names(route(made)) == [["Marie"]]


def test_a_name_that_two_people_have_is_nobodys() -> None:
    made = waiting()
    made.put(row(1, "Dev"), DEV.model_copy(update={"key": "other-dev"}))

    assert names(route(made)) == [["Marie"]]


def test_nobody_alone_approves_what_they_asked_for_while_somebody_else_could_sign() -> None:
    made = waiting(requester=DEV)
    made.put(row(1, "Dev"))

    assert names(route(made)) == [["Dev"], ["Alex"]]


def test_one_word_of_the_same_person_counts_in_every_stage_that_asks_them() -> None:
    made = waiting_by(row(1, "Sponsor"), row(2, "Dev\nMarie", stage=2, quorum=Quorum.ALL))

    made.press(answered(made), MARIE)

    assert [who.name for who in made.standing().waiting] == ["Dev"]
    made.press(answered(made), DEV)
    assert made.standing().phase is Phase.APPROVED


def test_a_veto_ends_it_whatever_the_others_have_said() -> None:
    made = waiting_by(row(1, "Dev\nSam\nAlex", quorum=Quorum.SOME, needed=2, veto=ALEX.who))
    made.press(answered(made), DEV)

    made.press(answered(made, Verdict.DECLINED), ALEX)

    assert made.standing().phase is Phase.DRAFT


def test_so_many_of_them_may_say_no_that_it_ends() -> None:
    made = waiting_by(row(1, "Dev\nSam\nAlex", quorum=Quorum.SOME, needed=2))
    made.press(answered(made, Verdict.DECLINED), DEV)
    assert made.standing().phase is Phase.SUBMITTED

    made.press(answered(made, Verdict.DECLINED), SAM)

    assert made.standing().phase is Phase.DRAFT


def test_a_policy_that_is_edited_changes_nothing_under_way() -> None:
    made = waiting_by(row(1, "Sponsor"), row(2, "Dev", stage=2))
    made.put(row(1, "Sam"), row(2, "Julie", stage=2))

    assert [who.name for who in made.standing().waiting] == ["Marie"]
    refused = made.press(answered(made), SAM)
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.NOT_AN_APPROVER


def waiting_by(*rows: ApprovalPolicy) -> Firm:
    """The firm with one change on its way along these rows of the policy."""
    made = firm()
    made.put(*rows)
    made.press(File(entered=form(), submit=True), JULIE)
    return made


def left(person: Person) -> Person:
    return person.model_copy(update={"left_on": date(2026, 3, 2)})


@given(st.permutations([MARIE, DEV, SAM, ALEX]), st.integers(1, 4), st.data())
def test_a_stage_is_passed_exactly_when_enough_have_agreed(
    order: list[Person], needed: int, data: st.DataObject
) -> None:
    made = waiting_by(row(1, "Sponsor\nDev\nSam\nAlex", quorum=Quorum.SOME, needed=needed))
    yes = no = 0
    for person in order:
        verdict = data.draw(st.sampled_from(Verdict))
        reply = made.press(answered(made, verdict), person)
        ended = yes >= needed or no > 4 - needed
        assert isinstance(reply, Refusal if ended else Decided)
        yes += not ended and verdict is Verdict.APPROVED
        no += not ended and verdict is Verdict.DECLINED
    (submission,) = made.dossier().moves
    approval = approval_of(made.dossier(), submission)
    assert (approval.passed, approval.is_open) == (yes >= needed, False)
