"""In an emergency one word is enough now; who would have decided looks back at it afterwards."""

from datetime import date, timedelta

import pytest

from playbook import hindsight
from playbook.commands import File, ReviewEmergency, Withdraw
from playbook.findings import Fault, Finding
from playbook.hours import is_open
from playbook.outcome import Moved, Reason, Refusal, Reviewed, Unfinished
from playbook.records import (
    EmergencyReview,
    Hindsight,
    Path,
    Person,
    Phase,
    PostState,
    Purpose,
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
    firm,
    form,
    next_step,
    stepped,
)
from tests.playbook.policy import row

RUN = (Phase.PLANNING, Phase.PILOT, Phase.ROLLING_OUT, Phase.STABILISING, Phase.REVIEWING)


def urgent(requester: Person = JULIE, path: Path = Path.EMERGENCY) -> Firm:
    """An emergency before Marie; as usual, Dev and Sam would decide too."""
    made = firm()
    made.put(row(1, "Sponsor"), row(2, "Dev", stage=2), row(3, "Sam", stage=3))
    made.press(File(entered=form(path=path), submit=True), requester)
    made.deliver()
    return made


def gone_ahead() -> Firm:
    made = urgent()
    made.press(answered(made), MARIE)
    made.deliver()
    return made


def looked_back(made: Firm, **said: object) -> ReviewEmergency:
    typed = {"right": Hindsight.RIGHT, "learned": "Keep a spare on the shelf."} | said
    return ReviewEmergency.model_validate(
        {"change": "CHG-0001", "version": made.standing().version, **typed}
    )


def asked(made: Firm) -> list[str]:
    return [post.receiver.name for post in made.posts(Purpose.REVIEW)]


def to_the_end(made: Firm) -> Firm:
    return stepped(made, *RUN)


def test_one_word_is_enough() -> None:
    made = gone_ahead()

    assert made.standing().phase is Phase.APPROVED


def test_two_working_days_later_those_who_did_not_decide_are_asked() -> None:
    made = gone_ahead()
    made.later(timedelta(days=1))
    assert asked(made) == []

    made.later(timedelta(days=1))

    assert asked(made) == ["Dev", "Sam"]


def test_they_are_asked_in_their_working_hours() -> None:
    made = gone_ahead()
    due = hindsight.next_call(made.dossier(), made.workplace, made.now)

    assert due is not None
    assert is_open(due, made.workplace.hours(DEV.who))
    assert due - made.now > timedelta(days=1)


def test_who_does_not_answer_is_reminded_once() -> None:
    made = gone_ahead()
    for _ in range(20):
        made.later(timedelta(days=1))
        made.deliver()

    assert sorted(asked(made)) == ["Dev", "Dev", "Sam", "Sam"]


def test_one_look_back_settles_it() -> None:
    made = gone_ahead()
    made.later(timedelta(days=2))
    made.deliver()

    assert made.press(looked_back(made), DEV) == Reviewed("CHG-0001")

    for _ in range(10):
        made.later(timedelta(days=1))
    assert sorted(asked(made)) == ["Dev", "Sam"]
    assert not hindsight.is_owed(made.dossier())


def test_the_same_press_twice_keeps_one_row() -> None:
    made = gone_ahead()
    made.press(looked_back(made), DEV)

    assert made.press(looked_back(made), DEV) == Reviewed("CHG-0001", again=True)
    assert len(made.all(EmergencyReview)) == 1


def test_a_change_is_not_closed_before_somebody_looked_back() -> None:
    made = to_the_end(gone_ahead())

    refused = made.press(next_step(made, Phase.CLOSED), JULIE)

    assert isinstance(refused, Refusal)
    assert (refused.reason, refused.can_act) == (Reason.REVIEW_OWED, (DEV.who, SAM.who))
    assert made.standing().phase is Phase.REVIEWING
    made.press(looked_back(made), SAM)
    assert made.press(next_step(made, Phase.CLOSED), JULIE) == Moved("CHG-0001", Phase.CLOSED)


def test_a_look_back_that_is_deleted_by_hand_is_owed_again_and_asked_for_again() -> None:
    made = to_the_end(gone_ahead())
    made.later(timedelta(days=2))
    made.deliver()
    made.press(looked_back(made), DEV)
    made.press(looked_back(made), SAM)
    for review in made.all(EmergencyReview):
        del made.rows[EmergencyReview, review.key]

    refused = made.press(next_step(made, Phase.CLOSED), JULIE)

    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.REVIEW_OWED


@pytest.mark.parametrize("person", [MARIE, JULIE, ALEX, STRANGER])
def test_nobody_else_looks_back_and_the_attempt_is_kept(person: Person) -> None:
    made = gone_ahead()

    refused = made.press(looked_back(made), person)

    assert isinstance(refused, Refusal)
    assert refused.reason in (Reason.NOT_YOURS_TO_REVIEW, Reason.OUTSIDER)
    assert made.all(EmergencyReview) == []
    assert [event.result for event in made.audit() if event.act == "review emergency"] == [
        f"refused: {refused.reason}"
    ]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"right": None}, Finding("right", Fault.MISSING)),
        ({"learned": " \n"}, Finding("learned", Fault.MISSING)),
        ({"learned": "x" * 1001}, Finding("learned", Fault.TOO_LONG, limit=1000, actual=1001)),
    ],
)
def test_what_is_missing_in_a_look_back_is_told(said: dict[str, object], fault: Finding) -> None:
    made = gone_ahead()

    assert made.press(looked_back(made, **said), DEV) == Unfinished((fault,))


def test_where_nobody_else_would_decide_whoever_decided_looks_back() -> None:
    made = firm()
    made.press(File(entered=form(path=Path.EMERGENCY), submit=True), JULIE)
    made.deliver()
    made.press(answered(made), MARIE)

    assert hindsight.reviewers(made.dossier(), made.workplace) == (MARIE.who,)
    assert made.press(looked_back(made), MARIE) == Reviewed("CHG-0001")


def test_who_asked_and_decided_alone_is_looked_at_by_the_second_signature() -> None:
    made = firm()
    entered = form(path=Path.EMERGENCY, sponsor=MARIE.who)
    made.press(File(entered=entered, submit=True), MARIE)
    made.deliver()
    made.press(answered(made), MARIE)

    assert hindsight.reviewers(made.dossier(), made.workplace) == (ALEX.who,)


def test_who_asked_for_it_looks_back_only_where_nobody_else_would_decide() -> None:
    made = urgent(requester=DEV)
    made.press(answered(made), MARIE)
    assert hindsight.reviewers(made.dossier(), made.workplace) == (SAM.who,)

    made.put(SAM.model_copy(update={"left_on": date(2026, 3, 10)}))
    assert hindsight.reviewers(made.dossier(), made.workplace) == (DEV.who,)


def test_an_emergency_that_was_declined_owes_nothing() -> None:
    made = urgent()
    made.press(answered(made, Verdict.DECLINED), MARIE)
    made.later(timedelta(days=9))

    assert asked(made) == []
    refused = made.press(looked_back(made), DEV)
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.NOTHING_TO_REVIEW


def test_a_decision_that_is_taken_back_owes_nothing() -> None:
    made = gone_ahead()
    version = made.standing().version
    made.press(Withdraw(change="CHG-0001", version=version, reason="Too fast."), MARIE)
    made.later(timedelta(days=9))

    assert asked(made) == []


def test_an_emergency_that_is_sent_anew_as_usual_owes_nothing() -> None:
    made = gone_ahead()
    edited = made.change().model_copy(update={"path": Path.NORMAL})
    made.press(File(entered=edited, submit=True), JULIE)
    made.later(timedelta(days=9))

    assert asked(made) == []
    assert not hindsight.is_owed(made.dossier())


def test_an_emergency_that_work_began_on_is_owed_whatever_is_sent_after_it() -> None:
    made = stepped(gone_ahead(), Phase.PLANNING, Phase.CANCELLED, Phase.REOPENED)
    edited = made.change().model_copy(update={"path": Path.NORMAL})
    made.press(File(entered=edited, submit=True), JULIE)

    assert hindsight.is_owed(made.dossier())
    emergency = next(hindsight.emergencies(made.dossier())).version
    assert made.press(looked_back(made, version=emergency), DEV) == Reviewed("CHG-0001")
    assert not hindsight.is_owed(made.dossier())


def test_an_emergency_that_is_called_off_owes_nothing() -> None:
    made = stepped(gone_ahead(), Phase.CANCELLED)
    made.later(timedelta(days=9))

    assert asked(made) == []


def test_a_request_for_a_look_back_that_is_not_sent_yet_is_dropped_once_there_is_one() -> None:
    made = gone_ahead()
    made.later(timedelta(days=2))
    made.press(looked_back(made), DEV)

    states = {post.receiver.name: post.state for post in made.posts(Purpose.REVIEW)}
    assert states == {"Dev": PostState.SUPERSEDED, "Sam": PostState.SUPERSEDED}


def test_as_usual_nobody_looks_back() -> None:
    made = urgent(path=Path.NORMAL)
    for person in (MARIE, DEV, SAM):
        made.press(answered(made), person)
    made.later(timedelta(days=9))

    assert asked(made) == []
    assert made.standing().phase is Phase.APPROVED
