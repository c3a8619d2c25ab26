"""An approver's third answer: a question first, to whoever asked for the change."""

from datetime import timedelta

import pytest

from playbook.commands import AnswerConcern, AskFirst, File
from playbook.findings import Fault, Finding
from playbook.outcome import Answered, Decided, Raised, Reason, Refusal, Unfinished
from playbook.raising import TEXT_LIMIT
from playbook.records import ApprovalPolicy, Concern, ConcernKind, Person, Phase, Purpose, Quorum
from tests.playbook.away import MONDAY, handed, live_until, morning
from tests.playbook.firm import (
    ALEX,
    DEV,
    JULIE,
    MARIE,
    SAM,
    STRANGER,
    Firm,
    answered,
    firm,
    form,
    waiting,
)
from tests.playbook.rollout import told_of

KEY = "CHG-0001/concern/q1"


def ask(made: Firm, person: Person = MARIE, **more: object) -> object:
    version = made.standing().version
    command = AskFirst(change="CHG-0001", version=version, text="Who restores it?", form="q1")
    return made.press(command.model_copy(update=more), person)


def answer(made: Firm, person: Person = JULIE, text: str = "Alex does.") -> object:
    return made.press(AnswerConcern(concern=KEY, text=text), person)


def asked() -> Firm:
    made = waiting()
    made.deliver()
    ask(made)
    made.deliver()
    return made


def test_a_question_goes_to_whoever_asked_for_the_change_and_the_request_waits() -> None:
    made = waiting()
    assert ask(made) == Raised("CHG-0001", KEY)
    (concern,) = made.all(Concern)
    assert (concern.kind, concern.wave) == (ConcernKind.QUESTION, "")
    assert concern.version == made.standing().version
    assert (concern.by, concern.owner) == (MARIE.who, JULIE.who)
    assert told_of(made, Purpose.QUESTION) == ["julie"]
    assert made.standing().waiting == (MARIE.who,)


def test_the_answer_comes_back_to_whoever_asked() -> None:
    made = asked()
    assert answer(made) == Answered("CHG-0001", KEY)
    assert told_of(made, Purpose.ANSWERED) == ["marie"]
    made.deliver()
    made.later(timedelta(hours=1))
    assert told_of(made, Purpose.ANSWERED) == ["marie"]
    made.press(answered(made), MARIE)
    assert made.standing().phase is Phase.APPROVED


def test_the_same_form_twice_is_one_question() -> None:
    made = asked()
    assert ask(made) == Raised("CHG-0001", KEY)
    assert len(made.all(Concern)) == 1
    assert told_of(made, Purpose.QUESTION) == ["julie"]


def test_who_asked_for_the_change_themselves_is_answered_by_who_runs_it() -> None:
    made = firm()
    made.press(File(entered=form(sponsor=JULIE.who), submit=True), JULIE)
    ask(made, JULIE)
    assert made.all(Concern)[0].owner == ALEX.who


@pytest.mark.parametrize("person", [JULIE, ALEX, DEV, SAM])
def test_nobody_asks_in_this_way_who_is_not_asked_to_approve(person: Person) -> None:
    made = waiting()
    reply = ask(made, person)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_AN_APPROVER
    assert made.all(Concern) == []
    (tried,) = [act for act in made.audit() if act.result.startswith("refused")]
    assert (tried.act, tried.by) == ("ask first", person.who)


def test_a_stranger_asks_nothing() -> None:
    reply = ask(waiting(), STRANGER)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.OUTSIDER


def test_a_delegate_asks_on_their_days_alone() -> None:
    made = waiting()
    made.put(handed(MARIE, DEV, MONDAY, MONDAY))
    assert isinstance(ask(made, DEV), Raised)
    made.now = morning(10, 9)
    late = ask(made, DEV, form="q2")
    assert isinstance(late, Refusal)
    assert late.reason is Reason.DELEGATION_OVER


def test_only_the_version_that_stands_can_be_asked_about() -> None:
    made = waiting()
    reply = ask(made, version="9.00000000")
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.VERSION_CHANGED


def test_who_has_decided_has_nothing_to_ask_first() -> None:
    made = waiting()
    made.press(answered(made), MARIE)
    reply = ask(made)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.ALREADY_DECIDED


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (" \x00", Finding("text", Fault.MISSING)),
        (
            "x" * (TEXT_LIMIT + 1),
            Finding("text", Fault.TOO_LONG, limit=TEXT_LIMIT, actual=TEXT_LIMIT + 1),
        ),
    ],
)
def test_a_question_says_something_and_not_too_much(text: str, finding: Finding) -> None:
    assert ask(waiting(), text=text) == Unfinished((finding,))


@pytest.mark.parametrize("person", [JULIE, ALEX, SAM])
def test_who_asked_for_the_change_or_runs_it_answers(person: Person) -> None:
    assert answer(asked(), person) == Answered("CHG-0001", KEY)


@pytest.mark.parametrize("person", [MARIE, DEV])
def test_others_do_not_and_nobody_answers_themselves(person: Person) -> None:
    reply = answer(asked(), person)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_YOURS_TO_ANSWER
    assert reply.can_act == (JULIE.who, ALEX.who, SAM.who)


def test_one_may_decide_before_the_answer_comes() -> None:
    made = asked()
    assert isinstance(made.press(answered(made), MARIE), Decided)


def test_nobody_is_reminded_while_the_answer_is_awaited_and_then_a_day_after_it() -> None:
    made = asked()
    made.put(handed(MARIE, DEV))
    live_until(made, morning(12, 10))
    assert told_of(made, Purpose.REMINDER) == []
    assert told_of(made, Purpose.STAND_IN) == []
    answer(made)
    live_until(made, morning(13, 9, 45))
    assert told_of(made, Purpose.REMINDER) == []
    live_until(made, morning(13, 10))
    assert told_of(made, Purpose.REMINDER) == ["marie"]
    live_until(made, morning(16, 9))
    assert told_of(made, Purpose.STAND_IN) == ["dev"]


def test_a_question_by_one_approver_stops_nothing_for_another() -> None:

    made = firm()
    made.put(ApprovalPolicy(key="policy/1", stage=1, approvers="Marie\nDev", quorum=Quorum.ALL))
    made.press(File(entered=form(), submit=True), JULIE)
    made.deliver()
    ask(made)
    live_until(made, morning(10, 10))
    assert told_of(made, Purpose.REMINDER) == ["dev"]


def test_an_answer_after_the_decision_still_reaches_whoever_asked() -> None:
    made = asked()
    made.press(answered(made), MARIE)
    answer(made)
    assert told_of(made, Purpose.ANSWERED) == ["marie"]
