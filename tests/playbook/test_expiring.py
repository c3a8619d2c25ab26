"""The last day for a decision: said beforehand, never silent, and never the end of the request."""

from datetime import date, datetime

import pytest

from playbook.agenda import next_due
from playbook.commands import File
from playbook.expiring import ends_at
from playbook.outcome import Reason, Refusal
from playbook.records import Phase, PostState, Purpose
from playbook.standing import EXPIRED
from tests.playbook.away import handed, live_until, morning, press
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, Firm, firm, form
from tests.playbook.rollout import told_of

THURSDAY = date(2026, 3, 12)


def asked(day: date | None = THURSDAY, at: datetime | None = None) -> Firm:
    made = firm()
    made.now = at or made.now
    made.press(File(entered=form(decide_by=day), submit=True), JULIE)
    made.deliver()
    return made


def test_it_is_announced_on_the_working_day_before_and_ends_as_the_office_closes() -> None:
    made = asked()
    live_until(made, morning(11, 8, 45))
    assert told_of(made, Purpose.EXPIRING) == []
    live_until(made, morning(11))
    assert told_of(made, Purpose.EXPIRING) == ["marie", "julie"]
    live_until(made, morning(12, 16, 45))
    assert made.standing().phase is Phase.SUBMITTED
    live_until(made, morning(12, 17))
    assert made.standing().phase is Phase.DRAFT
    assert made.dossier().moves[-1].reason == EXPIRED
    assert told_of(made, Purpose.EXPIRED) == ["marie", "julie", "alex"]
    live_until(made, morning(20, 17))
    assert len(told_of(made, Purpose.EXPIRING)) == 2
    assert len(told_of(made, Purpose.EXPIRED)) == 3


def test_before_a_weekend_it_is_announced_on_friday() -> None:
    made = asked(date(2026, 3, 16))
    live_until(made, morning(13))
    assert told_of(made, Purpose.EXPIRING) == ["marie", "julie"]


def test_a_last_day_on_a_weekend_is_the_monday_after_it() -> None:
    made = asked(date(2026, 3, 14))
    live_until(made, morning(16, 16, 45))
    assert made.standing().phase is Phase.SUBMITTED
    live_until(made, morning(16, 17))
    assert made.standing().phase is Phase.DRAFT


def test_without_a_last_day_it_waits() -> None:
    made = asked(None)
    live_until(made, morning(20, 17))
    assert made.standing().phase is Phase.SUBMITTED


def test_a_decision_in_time_ends_it() -> None:
    made = asked()
    live_until(made, morning(12, 16))
    press(made, MARIE)
    live_until(made, morning(16, 17))
    assert made.standing().phase is Phase.APPROVED
    assert told_of(made, Purpose.EXPIRED) == []


def test_approving_after_it_is_refused_in_its_own_words() -> None:
    made = asked()
    live_until(made, morning(12, 17))
    reply = press(made, MARIE)
    assert isinstance(reply, Refusal)
    assert (reply.reason, reply.can_act) == (Reason.EXPIRED, (JULIE.who, ALEX.who))


def test_sent_again_with_a_later_day_it_is_a_new_version_and_asked_anew() -> None:
    made = asked()
    version = made.standing().version
    live_until(made, morning(12, 17))
    made.edit_by_hand(decide_by=date(2026, 3, 20))
    entered = made.change()
    made.press(File(entered=entered, submit=True), JULIE)
    made.deliver()
    assert made.standing().phase is Phase.SUBMITTED
    assert made.standing().version != version
    assert told_of(made, Purpose.APPROVAL) == ["marie", "marie"]
    live_until(made, morning(19))
    assert len(told_of(made, Purpose.EXPIRING)) == 4
    press(made, MARIE)
    assert made.standing().phase is Phase.APPROVED


def test_an_emptied_day_ends_nothing_and_what_was_not_said_yet_stays_unsaid() -> None:
    made = asked()
    live_until(made, morning(10, 17))
    made.now = morning(11)
    made.tick()
    made.edit_by_hand(decide_by=None)
    made.tick()
    made.deliver()
    live_until(made, morning(16, 17))
    assert made.standing().phase is Phase.SUBMITTED
    assert {post.state for post in made.posts(Purpose.EXPIRING)} == {PostState.SUPERSEDED}


def test_a_day_that_was_moved_in_the_list_is_announced_again() -> None:
    made = asked()
    live_until(made, morning(11, 12))
    made.edit_by_hand(decide_by=date(2026, 3, 17))
    live_until(made, morning(16))
    assert told_of(made, Purpose.EXPIRING) == ["marie", "julie"] * 2
    live_until(made, morning(17, 16, 45))
    assert made.standing().phase is Phase.SUBMITTED
    live_until(made, morning(17, 17))
    assert made.standing().phase is Phase.DRAFT


def test_where_cutover_was_down_over_both_it_is_announced_first_and_ends_later() -> None:
    made = asked()
    made.now = morning(13, 10)
    made.tick()
    made.deliver()
    made.tick()
    assert made.standing().phase is Phase.SUBMITTED
    assert told_of(made, Purpose.EXPIRING) == ["marie", "julie"]
    assert ends_at(made.dossier(), made.workplace) == morning(13, 17)
    live_until(made, morning(13, 17))
    assert made.standing().phase is Phase.DRAFT


@pytest.mark.parametrize(("hour", "day"), [(12, 13), (14, 16)])
def test_half_a_working_day_is_left_to_act_on_the_announcement(hour: int, day: int) -> None:
    made = asked()
    made.now = morning(13, hour)
    made.tick()
    made.deliver()
    assert ends_at(made.dossier(), made.workplace) == morning(day, 17)


def test_what_is_not_sent_yet_ends_nothing() -> None:
    made = asked()
    made.now = morning(11)
    made.tick()
    made.now = morning(16, 17)
    made.tick()
    assert made.standing().phase is Phase.SUBMITTED


def test_whom_teams_refuses_holds_nothing_up() -> None:
    made = asked()
    made.now = morning(11)
    made.tick()
    made.deliver(PostState.REFUSED, only=Purpose.EXPIRING)
    live_until(made, morning(12, 17))
    assert made.standing().phase is Phase.DRAFT


def test_a_delegate_hears_of_it_in_the_place_of_the_approver() -> None:
    made = asked()
    made.put(handed(MARIE, DEV, date(2026, 3, 10), date(2026, 3, 31)))
    live_until(made, morning(11))
    assert told_of(made, Purpose.EXPIRING) == ["dev", "julie"]
    live_until(made, morning(12, 17))
    assert sorted(told_of(made, Purpose.EXPIRED)) == ["alex", "dev", "julie", "marie"]


def test_sent_on_its_very_last_day_it_leaves_time_to_answer() -> None:
    made = asked(date(2026, 3, 9), morning(9, 16))
    live_until(made, morning(9, 17))
    assert made.standing().phase is Phase.SUBMITTED
    assert ends_at(made.dossier(), made.workplace) == morning(10, 17)


def test_every_instant_of_it_is_due_beforehand() -> None:
    made, seen = asked(), []
    while made.standing().phase is Phase.SUBMITTED:
        due = next_due(made.dossier(), made.workplace, made.now)
        assert due is not None
        made.now = due
        made.tick()
        made.deliver()
        made.tick()
        seen.append(due)
    assert seen[-1] == morning(12, 17)
    assert morning(11) in seen
