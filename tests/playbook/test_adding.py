"""Additions: anybody asks, those who run the change take them up, and approval begins anew."""

import pytest

from playbook.commands import AnswerConcern, AskAddition, File, TakeAddition
from playbook.findings import Fault, Finding
from playbook.outcome import AdditionAsked, AdditionTaken, Answered, Reason, Refusal, Unfinished
from playbook.records import (
    ChangeRequest,
    Concern,
    ConcernKind,
    Move,
    Person,
    Phase,
    Purpose,
    ScopeChange,
    Verdict,
)
from tests.playbook.firm import (
    ALEX,
    DEV,
    JULIE,
    MARIE,
    SAM,
    STRANGER,
    Firm,
    answered,
    approved,
    firm,
    form,
    stepped,
    waiting,
)

KEY = "CHG-0001/concern/form-9"
ASK = AskAddition(
    change="CHG-0001", text="Tidying up old files", why="They slow down search.", form="form-9"
)
TAKE = TakeAddition(addition=KEY, into="in_scope_workflows", text="Tidying up old files")
AT_WORK = (Phase.PLANNING, Phase.PILOT, Phase.ROLLING_OUT, Phase.STABILISING)


def asked(made: Firm, person: Person = DEV) -> Firm:
    assert made.press(ASK, person) == AdditionAsked("CHG-0001", KEY)
    return made


def concern(made: Firm) -> Concern:
    (kept,) = made.all(Concern)
    return kept


@pytest.mark.parametrize("person", [DEV, MARIE, JULIE, ALEX, SAM])
def test_whoever_takes_part_may_ask_and_the_lead_hears_of_it(person: Person) -> None:
    made = asked(approved(), person)
    kept = concern(made)
    assert (kept.kind, kept.by, kept.why) == (ConcernKind.ADDITION, person.who, ASK.why)
    assert kept.owner == (SAM.who if person is ALEX else ALEX.who)
    assert [post.receiver for post in made.posts(Purpose.ADDITION)] == [kept.owner]


def test_a_stranger_asks_for_nothing() -> None:
    reply = approved().press(ASK, STRANGER)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.OUTSIDER


def test_one_form_asks_once() -> None:
    made = asked(asked(approved()))
    assert len(made.all(Concern)) == len(made.posts(Purpose.ADDITION)) == 1


def test_what_should_be_added_and_why_are_both_asked_for() -> None:
    empty = ASK.model_copy(update={"text": " \n", "why": "x" * 700})
    reply = approved().press(empty, DEV)
    faults = (Finding("text", Fault.MISSING), Finding("why", Fault.TOO_LONG, 600, 700))
    assert reply == Unfinished(faults)


def test_asking_changes_nothing_of_the_scope() -> None:
    made = asked(approved())
    assert made.standing().phase is Phase.APPROVED
    assert not made.standing().edited


def test_nothing_is_added_to_a_change_that_is_over() -> None:
    made = stepped(waiting(), Phase.CANCELLED)
    assert made.press(ASK, DEV) == Refusal(
        Reason.NO_SUCH_STEP, "CHG-0001", (JULIE.who, ALEX.who, SAM.who), Phase.CANCELLED
    )


def test_an_addition_taken_up_before_work_begins_goes_before_the_sponsor_anew() -> None:
    made = asked(approved())
    assert made.press(TAKE, ALEX) == AdditionTaken("CHG-0001", KEY)
    assert made.change().in_scope_workflows.splitlines()[-1] == "Tidying up old files"
    where = made.standing()
    assert (where.phase, where.version[:2], where.decision) == (Phase.SUBMITTED, "2.", None)
    assert len(made.posts(Purpose.APPROVAL)) == 2
    (change,) = made.all(ScopeChange)
    assert "Tidying up old files" in change.what
    assert (change.by, change.where) == (ALEX.who, "Teams")


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
@pytest.mark.parametrize("verdict", Verdict)
def test_an_addition_under_way_is_decided_on_while_the_work_stays_where_it_stands(
    steps: int, verdict: Verdict
) -> None:
    made = asked(stepped(approved(), *AT_WORK[:steps]))
    made.press(TAKE, ALEX)
    waits = made.standing()
    assert (waits.phase, waits.at_work) == (Phase.SUBMITTED, AT_WORK[steps - 1])
    assert waits.under_way
    assert waits.approved.startswith("1.")

    made.press(answered(made, verdict, "Not now."), MARIE)

    where = made.standing()
    assert (where.phase, where.at_work) == (AT_WORK[steps - 1], None)
    assert where.edited is (verdict is Verdict.DECLINED)
    assert where.approved[:2] == ("2." if verdict is Verdict.APPROVED else "1.")
    assert made.change().status is AT_WORK[steps - 1]


def test_whoever_asked_hears_that_it_was_taken_up() -> None:
    made = asked(approved())
    made.press(TAKE, ALEX)
    assert [post.receiver for post in made.posts(Purpose.ANSWERED)] == [DEV.who]
    assert concern(made).taken_into == "In scope: workflows"


def test_whoever_asked_hears_why_it_was_turned_down() -> None:
    made = asked(approved())
    turned_down = AnswerConcern(concern=KEY, text="A change of its own, in autumn.")
    assert made.press(turned_down, ALEX) == Answered("CHG-0001", KEY)
    assert [post.receiver for post in made.posts(Purpose.ANSWERED)] == [DEV.who]
    assert made.standing().phase is Phase.APPROVED
    reply = made.press(TAKE, JULIE)
    assert reply == Refusal(Reason.ALREADY_ANSWERED, "CHG-0001", (ALEX.who,), about=KEY)
    assert not made.all(ScopeChange)


@pytest.mark.parametrize("person", [DEV, MARIE])
def test_nobody_else_takes_it_up(person: Person) -> None:
    made = asked(approved())
    reply = made.press(TAKE, person)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_YOURS_TO_EDIT
    assert made.change() == approved().change()


def test_a_second_press_takes_it_up_once() -> None:
    made = asked(approved())
    made.press(TAKE, ALEX)
    assert made.press(TAKE, ALEX) == AdditionTaken("CHG-0001", KEY, again=True)
    assert made.change().in_scope_workflows.count("Tidying") == 1
    assert len([move for move in made.all(Move) if move.to is Phase.SUBMITTED]) == 2


def test_an_addition_half_written_is_taken_up_whole_by_the_next_press() -> None:
    made = asked(approved())
    made.write(made.decided(TAKE, ALEX), lands=lambda _: False)
    assert concern(made).answered_at is None
    assert made.press(TAKE, ALEX) == AdditionTaken("CHG-0001", KEY)
    assert made.change().in_scope_workflows.count("Tidying") == 1
    assert made.standing().version.startswith("2.")


def test_a_line_that_cannot_stand_in_the_scope_comes_back() -> None:
    made = asked(approved())
    for text, fault in (("", Fault.MISSING), ("<b>files</b>", Fault.MARKUP)):
        reply = made.press(TAKE.model_copy(update={"text": text}), ALEX)
        assert reply == Unfinished((Finding("text", fault),))
    elsewhere = made.press(TAKE.model_copy(update={"into": "sponsor"}), ALEX)
    assert elsewhere == Unfinished((Finding("into", Fault.NOT_A_CHOICE),))
    full = made.press(TAKE.model_copy(update={"text": "x" * 990}), ALEX)
    assert isinstance(full, Unfinished)
    assert [finding.field for finding in full.findings] == ["in_scope_workflows"]


@pytest.mark.parametrize("to", [Phase.PAUSED, Phase.REVIEWING])
def test_nothing_is_taken_up_while_the_work_rests_or_is_looked_back_at(to: Phase) -> None:
    path = AT_WORK if to is Phase.REVIEWING else AT_WORK[:2]
    made = asked(stepped(approved(), *path, to))
    reply = made.press(TAKE, ALEX)
    assert isinstance(reply, Refusal)
    assert (reply.reason, reply.phase) == (Reason.NO_SUCH_STEP, to)


def test_an_addition_to_a_draft_asks_nobody() -> None:
    made = firm()
    made.press(File(entered=form(why=""), submit=False), JULIE)
    asked(made)
    assert made.press(TAKE, ALEX) == AdditionTaken("CHG-0001", KEY)
    assert made.standing().phase is Phase.DRAFT
    assert made.posts(Purpose.APPROVAL) == []


def test_two_additions_in_a_row_are_one_request_for_approval_with_both() -> None:
    made = asked(stepped(approved(), Phase.PLANNING))
    made.press(TAKE, ALEX)
    made.press(ASK.model_copy(update={"form": "form-10", "text": "New laptops"}), DEV)
    second = TakeAddition(
        addition="CHG-0001/concern/form-10", into="in_scope_systems", text="New laptops"
    )
    made.press(second, ALEX)
    where = made.standing()
    assert (where.phase, where.at_work, where.version[:2]) == (
        Phase.SUBMITTED, Phase.PLANNING, "3.",
    )  # fmt: skip
    made.press(answered(made), MARIE)
    assert made.standing().phase is Phase.PLANNING
    assert not made.standing().edited


def test_a_change_that_was_never_filed_has_no_additions() -> None:
    made = firm()
    assert made.press(ASK, DEV) == Refusal(Reason.NO_SUCH_RECORD, "CHG-0001")
    assert made.all(ChangeRequest) == []
