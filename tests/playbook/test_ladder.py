"""What happens when an approver does not answer: each nudge in its reader's hours, and once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from playbook.commands import File, Withdraw
from playbook.fields import Who
from playbook.ladder import next_rung
from playbook.outcome import Decided, Reason, Refusal
from playbook.records import ApprovalPolicy, Decision, Person, PostState, Purpose, Quorum
from tests.playbook.away import handed, live_until, morning, press
from tests.playbook.firm import (
    ALEX,
    DEV,
    JULIE,
    MARIE,
    NOW,
    SAM,
    Firm,
    answered,
    firm,
    form,
    somebody,
    waiting,
)
from tests.playbook.rollout import told_of

NUDGES = (Purpose.REMINDER, Purpose.STAND_IN, Purpose.ESCALATED)
NORA = somebody("nora")


def asked(at: datetime = NOW) -> Firm:
    """The request sent at this time, with a stand-in and a manager for its approver."""
    made = firm()
    made.put(NORA, handed(MARIE, DEV))
    made.put(MARIE.model_copy(update={"manager": NORA.who}))
    made.now = at
    made.press(File(entered=form(), submit=True), JULIE)
    made.deliver()
    return made


def nudges(made: Firm, then: datetime) -> list[tuple[str, str, datetime]]:
    """Each nudge by then: which, to whom, when it was claimed."""
    live_until(made, then)
    posts = sorted(made.dossier().posts, key=lambda post: post.claimed_at)
    return [
        (post.purpose.value, post.receiver.id, post.claimed_at)
        for post in posts
        if post.purpose in NUDGES
    ]


def test_a_reminder_then_the_stand_in_then_the_manager_and_nothing_twice() -> None:
    assert nudges(asked(), morning(20, 17)) == [
        ("reminder", "marie", morning(10, 10)),
        ("stand-in", "dev", morning(11)),
        ("escalated", "nora", morning(12)),
    ]


def test_a_weekend_counts_for_nothing() -> None:
    friday = asked(morning(13, 16))
    assert nudges(friday, morning(23, 17)) == [
        ("reminder", "marie", morning(16)),
        ("stand-in", "dev", morning(17)),
        ("escalated", "nora", morning(18)),
    ]


@pytest.mark.parametrize(
    ("province", "zone", "reminded", "stood_in"),
    [
        # February 16, 2026 is Family Day in Ontario, where the stand-in works too.
        ("ON", "America/Toronto", (17, 14, 0), (18, 14, 0)),
        # Newfoundland has none; nine o'clock there is half past seven in Ontario.
        ("NL", "America/St_Johns", (16, 12, 30), (17, 14, 0)),
    ],
)
def test_the_holidays_that_count_are_those_of_whoever_is_asked(
    province: str, zone: str, reminded: tuple[int, int, int], stood_in: tuple[int, int, int]
) -> None:
    made = asked(datetime(2026, 2, 13, 17, tzinfo=UTC))
    made.put(MARIE.model_copy(update={"province": province, "zone": zone}))
    found = nudges(made, datetime(2026, 2, 18, 15, tzinfo=UTC))
    assert [when for _, _, when in found[:2]] == [
        datetime(2026, 2, *reminded, tzinfo=UTC),
        datetime(2026, 2, *stood_in, tzinfo=UTC),
    ]


def test_each_nudge_waits_for_the_hours_of_whoever_gets_it() -> None:
    made = asked()
    made.put(DEV.model_copy(update={"zone": "America/Vancouver", "province": "BC"}))
    made.put(NORA.model_copy(update={"begins": "11:00", "ends": "15:00"}))
    assert nudges(made, morning(12, 17))[1:] == [
        ("stand-in", "dev", morning(11, 12)),
        ("escalated", "nora", morning(12, 11)),
    ]


def test_a_day_on_which_the_office_is_closed_counts_for_nothing() -> None:
    made = asked()
    made.office = replace(made.office, closed=frozenset({date(2026, 3, 11)}))
    assert [when for _, _, when in nudges(made, morning(16, 17))] == [
        morning(10, 10),
        morning(12),
        morning(13),
    ]


@pytest.mark.parametrize("day", [9, 10, 11, 12])
def test_nothing_comes_after_the_decision(day: int) -> None:
    made = asked()
    live_until(made, morning(day, 16))
    before = [told_of(made, purpose) for purpose in NUDGES]
    press(made, MARIE)
    live_until(made, morning(20, 17))
    assert [told_of(made, purpose) for purpose in NUDGES] == before


def test_with_nobody_named_the_lead_hears_of_it() -> None:
    made = waiting()
    made.deliver()
    assert [(what, who) for what, who, _ in nudges(made, morning(20, 17))] == [
        ("reminder", "marie"),
        ("escalated", "alex"),
    ]


@pytest.mark.parametrize(
    ("manager", "lead", "told"),
    [
        (MARIE, ALEX, "alex"),
        (DEV, ALEX, "alex"),
        (NORA, ALEX, "nora"),
        (MARIE, MARIE, "sam"),
        (DEV, MARIE, "sam"),
    ],
)
def test_nobody_hears_from_a_third_message_what_they_were_asked_themselves(
    manager: Person, lead: Person, told: str
) -> None:
    made = firm(lead=lead)
    made.put(NORA, handed(MARIE, DEV))
    made.put(MARIE.model_copy(update={"manager": manager.who}))
    made.press(File(entered=form(), submit=True), JULIE)
    made.deliver()
    live_until(made, morning(20, 17))
    assert told_of(made, Purpose.ESCALATED) == [told]


def test_a_stand_in_who_asked_for_it_is_passed_over() -> None:
    made = asked()
    made.put(handed(MARIE, JULIE))
    assert [(what, who) for what, who, _ in nudges(made, morning(20, 17))] == [
        ("reminder", "marie"),
        ("escalated", "nora"),
    ]
    reply = press(made, JULIE)
    assert isinstance(reply, Refusal)
    assert reply.reason is not Reason.ALREADY_DECIDED
    assert made.all(Decision) == []


def test_a_stand_in_who_is_an_approver_too_gives_two_words() -> None:
    made = firm()
    made.put(handed(MARIE, DEV))
    made.put(ApprovalPolicy(key="policy/1", stage=1, approvers="Marie\nDev", quorum=Quorum.ALL))
    made.press(File(entered=form(), submit=True), JULIE)
    made.deliver()
    press(made, DEV)
    live_until(made, morning(11, 9))
    assert told_of(made, Purpose.STAND_IN) == ["dev"]
    press(made, DEV, "marie")
    assert [(one.by, one.approver) for one in made.all(Decision)] == [
        (DEV.who, Who()),
        (DEV.who, MARIE.who),
    ]


def test_a_stand_in_decides_only_once_the_ladder_has_come_to_them() -> None:
    made = asked()
    reply = press(made, DEV)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_AN_APPROVER
    live_until(made, morning(11, 9))
    assert isinstance(press(made, DEV), Decided)
    assert made.all(Decision)[0].approver == MARIE.who


def test_a_delegate_is_reminded_and_then_the_manager_hears_but_no_stand_in() -> None:
    made = asked()
    made.put(handed(MARIE, SAM, date(2026, 3, 10), date(2026, 3, 31), "9"))
    assert nudges(made, morning(20, 17)) == [
        ("stand-in", "sam", morning(10)),
        ("reminder", "sam", morning(11)),
        ("escalated", "nora", morning(13)),
    ]


def test_after_a_delegation_the_approver_has_time_to_answer() -> None:
    made = asked()
    made.put(handed(MARIE, SAM, date(2026, 3, 10), date(2026, 3, 11), "9"))
    found = nudges(made, morning(17, 17))
    assert found[-3:] == [
        ("reminder", "marie", morning(13)),
        ("stand-in", "dev", morning(16)),
        ("escalated", "nora", morning(17)),
    ]


def test_each_approver_has_a_ladder_of_their_own() -> None:
    made = asked()
    made.put(ApprovalPolicy(key="policy/1", stage=1, approvers="Marie\nSam", quorum=Quorum.ALL))
    made.press(File(entered=form(project_name="Other", form="form-2"), submit=True), JULIE)
    made.deliver()
    made.now = morning(9, 15)
    made.press(
        answered(made).model_copy(
            update={"change": "CHG-0002", "version": made.standing("CHG-0002").version}
        ),
        SAM,
    )
    live_until(made, morning(20, 17))
    reminded = [post.receiver.id for post in made.posts(Purpose.REMINDER, "CHG-0002")]
    assert reminded == ["marie"]


def test_whoever_took_their_word_back_is_reminded_again() -> None:
    made = asked()
    live_until(made, morning(10, 11))
    press(made, MARIE)
    version = made.standing().version
    made.press(Withdraw(change="CHG-0001", version=version, reason="I misread it."), MARIE)
    made.deliver()
    live_until(made, morning(12, 17))
    assert told_of(made, Purpose.REMINDER) == ["marie", "marie"]


def test_nobody_is_nudged_about_a_question_that_did_not_arrive() -> None:
    made = firm()
    made.press(File(entered=form(), submit=True), JULIE)
    made.deliver(PostState.UNKNOWN)
    made.later(timedelta(days=9))
    assert [told_of(made, purpose) for purpose in NUDGES] == [[], [], []]


def test_the_next_nudge_is_known_beforehand() -> None:
    made = asked()
    due = []
    while (rung := next_rung(made.dossier(), made.workplace, made.now)) is not None:
        due.append((rung.purpose, rung.due))
        made.now = rung.due
        made.tick()
        made.deliver()
    assert due == [
        (Purpose.REMINDER, morning(10, 10)),
        (Purpose.STAND_IN, morning(11)),
        (Purpose.ESCALATED, morning(12)),
    ]
