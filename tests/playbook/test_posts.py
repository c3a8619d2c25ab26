"""Who hears what, when, and how often."""

from datetime import timedelta

import pytest

from playbook.agenda import next_due
from playbook.commands import File
from playbook.fields import Who
from playbook.records import Person, Phase, Post, PostState, Purpose, Verdict
from tests.playbook.firm import (
    ALEX,
    JULIE,
    MARIE,
    NOW,
    Firm,
    answered,
    arriving,
    form,
    stepped,
    waiting,
)

DAY = timedelta(days=1)


def told(made: Firm, purpose: Purpose) -> list[Who]:
    return [post.receiver for post in made.posts(purpose)]


def test_the_question_is_claimed_together_with_the_submission() -> None:
    made = waiting()
    assert [post.key for post in made.posts(Purpose.APPROVAL)] == ["approval/CHG-0001/marie/1"]
    assert not made.due()


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize(
    ("lead", "requester", "listeners"),
    [
        (ALEX, JULIE, [JULIE.who, ALEX.who]),
        (MARIE, JULIE, [JULIE.who]),
        (JULIE, JULIE, [JULIE.who]),
    ],
)
def test_requester_and_lead_hear_the_decision_and_the_sponsor_does_not(
    verdict: Verdict, lead: Person, requester: Person, listeners: list[Who]
) -> None:
    made = waiting(lead=lead, requester=requester)
    made.press(answered(made, verdict), MARIE)
    assert told(made, Purpose.DECIDED) == listeners
    assert not made.due()


def test_a_sponsor_out_of_reach_is_told_to_the_lead_once() -> None:
    made = waiting()
    made.deliver(PostState.REFUSED)
    for _ in range(3):
        made.later(DAY)
        made.deliver()
    assert told(made, Purpose.UNREACHABLE) == [ALEX.who]
    assert told(made, Purpose.APPROVAL) == [MARIE.who]


def test_a_sponsor_who_gets_the_app_after_all_is_asked_and_then_reminded() -> None:
    made = waiting()
    made.deliver(PostState.REFUSED)
    made.tick()
    made.press(arriving(MARIE), MARIE)
    made.tick()
    made.deliver()
    made.later(DAY)
    assert [post.state for post in made.posts(Purpose.APPROVAL)] == [
        PostState.REFUSED,
        PostState.SENT,
    ]
    assert told(made, Purpose.REMINDER) == [MARIE.who]


def test_the_sponsor_is_reminded_once_at_the_instant_that_was_named() -> None:
    made = waiting()
    made.later(timedelta(hours=3))
    made.deliver()
    due = next_due(made.dossier(), made.workplace, made.now)
    assert due == made.now + DAY
    made.later(DAY - timedelta(microseconds=1))
    assert told(made, Purpose.REMINDER) == []
    assert next_due(made.dossier(), made.workplace, made.now) == due
    made.later(timedelta(microseconds=1))
    assert told(made, Purpose.REMINDER) == [MARIE.who]
    made.deliver()
    made.later(30 * DAY)
    assert told(made, Purpose.REMINDER) == [MARIE.who]
    assert told(made, Purpose.ESCALATED) == [ALEX.who]
    assert next_due(made.dossier(), made.workplace, made.now) is None


@pytest.mark.parametrize("state", [PostState.CLAIMED, PostState.UNKNOWN, PostState.REFUSED])
def test_nobody_is_reminded_of_what_may_never_have_arrived(state: PostState) -> None:
    made = waiting()
    if state is not PostState.CLAIMED:
        made.deliver(state)
    made.later(10 * DAY)
    assert told(made, Purpose.REMINDER) == []
    assert next_due(made.dossier(), made.workplace, NOW) is None


@pytest.mark.parametrize("verdict", Verdict)
def test_nobody_is_reminded_after_the_decision(verdict: Verdict) -> None:
    made = waiting()
    made.deliver()
    made.press(answered(made, verdict), MARIE)
    made.later(10 * DAY)
    assert told(made, Purpose.REMINDER) == []
    assert next_due(made.dossier(), made.workplace, NOW) is None


def test_a_reminder_that_waits_to_be_sent_is_dropped_by_the_decision() -> None:
    made = waiting()
    made.deliver()
    made.later(DAY)
    made.press(answered(made), MARIE)
    assert [post.state for post in made.posts(Purpose.REMINDER)] == [PostState.SUPERSEDED]


def test_each_version_is_asked_about_and_reminded_of_by_itself() -> None:
    made = waiting()
    made.deliver()
    made.later(DAY)
    made.deliver()
    made.press(File(entered=form(key="CHG-0001", out_of_scope="Mail."), submit=True), JULIE)
    made.deliver()
    made.later(DAY)
    assert [post.version[0] for post in made.posts(Purpose.APPROVAL)] == ["1", "2"]
    assert [post.version[0] for post in made.posts(Purpose.REMINDER)] == ["1", "2"]


def test_a_question_about_an_older_version_is_never_sent() -> None:
    made = waiting()
    made.press(File(entered=form(key="CHG-0001", out_of_scope="Mail."), submit=True), JULIE)
    states = [post.state for post in made.posts(Purpose.APPROVAL)]
    assert states == [PostState.SUPERSEDED, PostState.CLAIMED]


def test_a_hand_edit_that_is_taken_back_leaves_the_question_as_it_was() -> None:
    made = waiting()
    made.edit_by_hand(why="")
    made.tick()
    assert [post.state for post in made.posts(Purpose.APPROVAL)] == [PostState.SUPERSEDED]
    made.edit_by_hand(why=form().why)
    made.tick()
    assert made.posts(Purpose.APPROVAL)[-1].state is PostState.CLAIMED
    assert made.standing().version.startswith("1.")


@pytest.mark.parametrize("column", ["status", "version"])
def test_a_projection_edited_by_hand_is_put_back(column: str) -> None:
    made = waiting()
    before = made.change()
    made.edit_by_hand(**{column: Phase.CLOSED if column == "status" else "8.made-up"})
    made.tick()
    assert made.change() == before
    assert not made.due()


def test_posts_that_somebody_deleted_before_they_were_sent_are_claimed_anew() -> None:
    made = stepped(waiting())
    del made.rows[Post, "approval/CHG-0001/marie/1"]
    made.tick()
    assert told(made, Purpose.APPROVAL) == [MARIE.who]
