"""A wave is announced once, on a working morning, to everybody it is for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from playbook.agenda import next_due
from playbook.commands import Resolve
from playbook.fields import NOBODY, Who
from playbook.records import Conversation, Phase, Post, PostState, Purpose, Wave, WaveState
from playbook.settling import settled
from playbook.waves import announce_at
from tests.playbook.firm import ALEX, DEV, MARIE, NOW, OFFICE, SAM, Firm, stepped
from tests.playbook.rollout import (
    CHANNEL,
    PILOT,
    REVIEWED,
    WAVE,
    WAY_BACK,
    Teams,
    announced,
    at,
    planned,
    scheduled,
    state,
    told_of,
)

A_DAY = timedelta(days=1)
MORNING = datetime(2026, 3, 12, 13, tzinfo=UTC)
OTHER = Conversation(key="19:other", name="Production", kind="channel")
ELSEWHERE = Who(id=OTHER.key, name=OTHER.name)


def wave_now(made: Firm, **values: object) -> None:
    """Somebody edits the wave's row, by hand or on its form."""
    made.put(made.dossier().waves[0].model_copy(update=values))


def test_it_is_announced_when_its_morning_comes_and_not_a_moment_sooner() -> None:
    made = scheduled()
    assert next_due(made.dossier(), made.workplace, made.now) == MORNING
    made.now = MORNING - timedelta(microseconds=1)
    made.tick()
    assert state(made).state is WaveState.SCHEDULED
    made.now = MORNING
    made.tick()
    assert state(made).announced_at == MORNING
    assert told_of(made, Purpose.ANNOUNCEMENT) == [CHANNEL.key]
    assert made.dossier().waves[0].status is WaveState.ANNOUNCED


def test_it_is_announced_once_whatever_comes_after() -> None:
    made = scheduled()
    teams = Teams(made)
    teams.live_until(NOW + 60 * A_DAY)
    assert teams.keys() == [
        "announcement/CHG-0001/wave/1/all/1",
        "rollback/CHG-0001/wave/1/dev/1",
    ]


@pytest.mark.parametrize(
    ("awake", "goes"),
    [
        (MORNING + timedelta(hours=3), MORNING + timedelta(hours=3)),
        (MORNING + timedelta(hours=8), MORNING + A_DAY),
        (MORNING + timedelta(hours=12), MORNING + A_DAY),
        (MORNING + A_DAY + timedelta(hours=8), MORNING + 4 * A_DAY),
        (MORNING + 2 * A_DAY, MORNING + 4 * A_DAY),
    ],
    ids=["noon", "the evening", "the night", "the weekend", "Saturday"],
)
def test_a_process_that_was_down_announces_in_the_next_working_hours(
    awake: datetime, goes: datetime
) -> None:
    made = scheduled()
    made.now = awake
    teams = Teams(made)
    teams.live_until(NOW + 30 * A_DAY)
    assert [at for at, post in teams.took if post.purpose is Purpose.ANNOUNCEMENT] == [goes]


def test_nothing_is_announced_or_held_in_the_evening() -> None:
    made = scheduled()
    at(made, 12, 20)
    made.tick()
    assert state(made).state is WaveState.SCHEDULED


@pytest.mark.parametrize(
    ("day", "morning"),
    [
        (date(2026, 3, 7), datetime(2026, 3, 9, 13, tzinfo=UTC)),
        (date(2026, 4, 3), datetime(2026, 4, 6, 13, tzinfo=UTC)),
        (date(2026, 3, 6), datetime(2026, 3, 6, 14, tzinfo=UTC)),
    ],
    ids=["a Saturday", "Good Friday", "before the clocks change"],
)
def test_a_day_off_is_announced_on_the_next_working_morning(day: date, morning: datetime) -> None:
    assert announce_at(PILOT.model_copy(update={"announce_on": day}), OFFICE) == morning


def test_a_wave_without_a_day_is_never_announced() -> None:
    made = scheduled()
    wave_now(made, announce_on=None)
    assert next_due(made.dossier(), made.workplace, made.now) is None
    Teams(made).live_until(NOW + 90 * A_DAY)
    assert state(made).state is WaveState.SCHEDULED


def test_a_day_moved_by_hand_in_the_list_moves_the_announcement() -> None:
    made = scheduled()
    wave_now(made, announce_on=date(2026, 3, 11))
    assert next_due(made.dossier(), made.workplace, made.now) == MORNING - A_DAY
    wave_now(made, announce_on=date(2026, 3, 13))
    Teams(made).live_until(NOW + 30 * A_DAY)
    assert state(made).announced_at == MORNING + A_DAY


def test_a_day_moved_to_the_past_by_hand_is_now() -> None:
    made = scheduled()
    wave_now(made, announce_on=date(2026, 3, 2))
    made.later(timedelta(minutes=1))
    assert state(made).announced_at == made.now


def test_a_wave_whose_days_are_over_is_held() -> None:
    made = scheduled()
    at(made, 23, 9)
    made.tick()
    assert state(made).state is WaveState.HELD


def test_a_status_typed_into_the_list_is_put_back() -> None:
    made = scheduled()
    wave_now(made, status=WaveState.ANNOUNCED)
    made.tick()
    assert made.dossier().waves[0].status is WaveState.SCHEDULED
    assert made.posts(Purpose.ANNOUNCEMENT) == []


def test_two_waves_of_one_morning_are_both_announced() -> None:
    second = PILOT.model_copy(update={"key": "CHG-0001/wave/2", "name": "Office"})
    made = scheduled(PILOT, second)
    at(made, 12, 9)
    made.tick()
    assert told_of(made, Purpose.ANNOUNCEMENT) == [CHANNEL.key, CHANNEL.key]


def test_the_rollback_owner_gets_the_agreed_card_with_the_announcement() -> None:
    assert told_of(announced(), Purpose.ROLLBACK) == [DEV.who.id]


def test_a_new_rollback_owner_gets_the_card_too() -> None:
    made = announced()
    made.put(WAY_BACK.model_copy(update={"decision_owner": SAM.who}))
    made.tick()
    assert told_of(made, Purpose.ROLLBACK) == [DEV.who.id, SAM.who.id]


def test_the_card_of_who_no_longer_owns_the_rollback_is_never_sent() -> None:
    made = scheduled()
    at(made, 12, 9)
    made.tick()
    made.put(WAY_BACK.model_copy(update={"decision_owner": SAM.who}))
    made.tick()
    assert told_of(made, Purpose.ROLLBACK) == [SAM.who.id]


def test_a_channel_corrected_before_it_was_sent_there_is_not_told() -> None:
    made = scheduled()
    made.put(OTHER)
    at(made, 12, 9)
    made.tick()
    wave_now(made, channel=ELSEWHERE)
    made.tick()
    states = [(post.conversation, post.state) for post in made.posts(Purpose.ANNOUNCEMENT)]
    assert states == [
        (CHANNEL.key, PostState.SUPERSEDED),
        (OTHER.key, PostState.CLAIMED),
    ]


def test_where_teams_refuses_the_channel_the_lead_hears_it_and_chooses_another() -> None:
    made = scheduled()
    made.put(OTHER)
    at(made, 12, 9)
    made.tick()
    made.deliver(PostState.REFUSED, only=Purpose.ANNOUNCEMENT)
    made.later(timedelta(minutes=1))
    assert told_of(made, Purpose.UNREACHABLE) == [ALEX.who.id]
    wave_now(made, channel=ELSEWHERE)
    made.later(timedelta(minutes=1))
    assert told_of(made, Purpose.ANNOUNCEMENT) == [CHANNEL.key, OTHER.key]


def test_a_second_place_that_teams_refuses_is_told_too() -> None:
    made = scheduled()
    made.put(OTHER)
    at(made, 12, 9)
    for place in (PILOT.channel, ELSEWHERE):
        wave_now(made, channel=place)
        made.tick()
        made.deliver(PostState.REFUSED, only=Purpose.ANNOUNCEMENT)
        made.tick()
        made.deliver()
        made.later(timedelta(minutes=1))
    assert told_of(made, Purpose.UNREACHABLE) == [ALEX.who.id, ALEX.who.id]


def test_two_places_refused_at_once_are_one_warning() -> None:
    made = scheduled()
    at(made, 12, 9)
    made.tick()
    made.deliver(PostState.REFUSED, only=Purpose.ANNOUNCEMENT)
    (first,) = made.posts(Purpose.ANNOUNCEMENT)
    twin = first.model_copy(update={"key": first.key[:-1] + "2", "conversation": OTHER.key})
    made.put(twin)
    made.tick()
    assert told_of(made, Purpose.UNREACHABLE) == [ALEX.who.id]


def in_doubt() -> Firm:
    made = scheduled()
    at(made, 12, 9)
    made.tick()
    made.deliver(PostState.UNKNOWN, only=Purpose.ANNOUNCEMENT)
    made.later(timedelta(minutes=1))
    return made


def test_an_announcement_in_doubt_is_not_sent_again_by_itself() -> None:
    made = in_doubt()
    made.later(A_DAY)
    assert [post.state for post in made.posts(Purpose.ANNOUNCEMENT)] == [PostState.UNKNOWN]


def test_sent_again_by_a_person_it_is_the_same_announcement_once() -> None:
    made = in_doubt()
    made.press(Resolve(post="announcement/CHG-0001/wave/1/all/1", arrived=False), ALEX)
    for _ in range(3):
        made.later(timedelta(minutes=1))
    first, again = made.posts(Purpose.ANNOUNCEMENT)
    assert (first.state, again.state) == (PostState.SUPERSEDED, PostState.CLAIMED)
    assert (again.about, again.conversation) == (WAVE, CHANNEL.key)


def test_what_is_in_doubt_in_one_channel_is_not_settled_by_another() -> None:
    made = in_doubt()
    made.put(OTHER)
    wave_now(made, channel=ELSEWHERE)
    made.later(timedelta(minutes=1))
    assert [post.state for post in made.posts(Purpose.ANNOUNCEMENT)] == [
        PostState.UNKNOWN,
        PostState.CLAIMED,
    ]


@pytest.mark.parametrize("phase", [Phase.PAUSED, Phase.CANCELLED])
def test_a_change_that_stops_before_the_announcement_was_sent_keeps_it_back(
    phase: Phase,
) -> None:
    made = stepped(scheduled(), Phase.PLANNING)
    at(made, 12, 9)
    made.tick()
    stepped(made, phase, by=MARIE)
    assert told_of(made, Purpose.ANNOUNCEMENT) == []
    if phase is Phase.PAUSED:
        made.later(timedelta(minutes=1))
        stepped(made, Phase.PLANNING)
        assert told_of(made, Purpose.ANNOUNCEMENT) == [CHANNEL.key]


def test_a_scope_edited_while_the_announcement_waits_keeps_it_back_until_approved() -> None:
    made = scheduled()
    at(made, 12, 9)
    made.tick()
    made.edit_by_hand(in_scope_systems="Files and mail.")
    made.tick()
    assert told_of(made, Purpose.ANNOUNCEMENT) == []


def test_an_announcement_whose_wave_was_deleted_is_never_sent() -> None:
    made = scheduled()
    at(made, 12, 9)
    made.tick()
    del made.rows[Wave, WAVE]
    made.tick()
    assert told_of(made, Purpose.ANNOUNCEMENT) == []
    assert told_of(made, Purpose.ROLLBACK) == []


def test_a_wave_without_a_rollback_owner_by_now_tells_nobody_to_pause_it() -> None:
    made = announced()
    made.put(WAY_BACK.model_copy(update={"decision_owner": NOBODY}))
    made.put(REVIEWED.model_copy(update={"reviewed_on": None}))
    made.later(A_DAY)
    assert state(made).state is WaveState.ANNOUNCED
    assert told_of(made, Purpose.ROLLBACK) == [DEV.who.id]


def test_a_post_that_somebody_deleted_in_the_list_is_claimed_under_the_same_key() -> None:
    made = announced()
    key = "announcement/CHG-0001/wave/1/all/1"
    del made.rows[Post, key]
    made.tick()
    assert [post.key for post in made.posts(Purpose.ANNOUNCEMENT)] == [key]


def test_nothing_is_planned_where_nothing_is_scheduled() -> None:
    made = planned()
    assert next_due(made.dossier(), made.workplace, made.now) is None
    Teams(made).live_until(NOW + 90 * A_DAY)
    assert state(made).state is WaveState.PLANNED


def test_what_was_proved_by_a_press_is_not_announced_again() -> None:
    made = in_doubt()
    (post,) = made.posts(Purpose.ANNOUNCEMENT)
    made.put(settled(post, PostState.SENT, made.now, message="m9"))
    made.later(A_DAY)
    assert told_of(made, Purpose.ANNOUNCEMENT) == [CHANNEL.key]
