"""Whose message may not have arrived: a person tells, and nobody is sent to twice."""

from datetime import timedelta

import pytest

from playbook import mailing
from playbook.commands import Resolve
from playbook.outcome import PostResolved, Reason, Refusal
from playbook.records import Person, PostState, Purpose, WaveState
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, SAM, Firm
from tests.playbook.rollout import (
    AARON,
    WAVE,
    addressed,
    announced,
    moved,
    told_of,
)
from tests.playbook.sheets import FOR_ALL, sheet_of, told

A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)


def doubtful() -> Firm:
    made = announced(FOR_ALL)
    (sheet,) = addressed(made, [AARON, DEV])
    told(sheet, made, PostState.UNKNOWN)
    return made


def resolved(made: Firm, *, arrived: bool, by: Person = SAM) -> object:
    post = f"{WAVE}/sheet/1/aaron"
    return made.press(Resolve(post=post, arrived=arrived), by)


def test_who_may_not_have_been_told_is_listed_and_told_by_nobody_but_a_person() -> None:
    made = doubtful()
    made.later(A_DAY)
    assert [one.person for _, one in mailing.in_doubt(made.dossier())] == [AARON.who, DEV.who]
    assert mailing.due_sheets(made.dossier(), made.now) == ()


@pytest.mark.parametrize("person", [JULIE, ALEX, SAM])
def test_it_arrived_says_somebody_who_runs_the_change(person: Person) -> None:
    made = doubtful()
    reply = resolved(made, arrived=True, by=person)
    assert reply == PostResolved(f"{WAVE}/sheet/1/aaron", arrived=True)
    assert (sheet_of(made).told, sheet_of(made).in_doubt) == (1, 1)


@pytest.mark.parametrize("person", [MARIE, DEV, AARON])
def test_others_are_told_who_can_say(person: Person) -> None:
    reply = resolved(doubtful(), arrived=True, by=person)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_YOURS_TO_RESOLVE


def test_sent_again_it_is_one_message_of_their_own() -> None:
    made = doubtful()
    resolved(made, arrived=False)
    assert resolved(made, arrived=False) == Refusal(Reason.NOT_IN_DOUBT, "CHG-0001")
    made.later(A_DAY)
    assert told_of(made, Purpose.ANNOUNCEMENT)[1:] == ["aaron"]


def test_sent_again_though_the_sheet_was_not_marked_it_is_still_one_message() -> None:
    made = doubtful()
    before = sheet_of(made)
    resolved(made, arrived=False)
    made.put(before)
    assert resolved(made, arrived=False) == PostResolved(f"{WAVE}/sheet/1/aaron", arrived=False)
    assert [one.person for _, one in mailing.in_doubt(made.dossier())] == [DEV.who]
    assert told_of(made, Purpose.ANNOUNCEMENT)[1:] == ["aaron"]


def test_a_message_sent_again_survives_a_pause() -> None:
    made = doubtful()
    resolved(made, arrived=False)
    made.now += A_MINUTE
    moved(made, WaveState.PAUSED)
    assert told_of(made, Purpose.ANNOUNCEMENT)[1:] == []
    made.now += A_MINUTE
    moved(made, WaveState.ANNOUNCED)
    assert told_of(made, Purpose.ANNOUNCEMENT)[1:] == ["aaron"]


def test_a_press_proves_that_a_card_of_a_sheet_arrived() -> None:
    made = doubtful()
    made.write(mailing.proved(made.dossier(), f"{WAVE}/sheet/1/aaron", "m5", "a:aaron"))
    one = sheet_of(made).addressees[0]
    assert (one.state, one.message, one.conversation) == (PostState.SENT, "m5", "a:aaron")
    assert not mailing.proved(made.dossier(), f"{WAVE}/sheet/1/aaron", "m5", "a:aaron")


@pytest.mark.parametrize("post", ["", "x", f"{WAVE}/sheet/1/nobody", f"{WAVE}/sheet/9/aaron"])
def test_a_card_that_no_sheet_knows_proves_nothing(post: str) -> None:
    assert not mailing.proved(doubtful().dossier(), post, "m", "c")
