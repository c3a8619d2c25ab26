"""The stand-up digest: each working morning, what there is to say, once (S-44)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from playbook.agenda import next_standup, standup
from playbook.commands import KeepItem
from playbook.digest import LineKind, day_of, lines
from playbook.dossier import Dossier
from playbook.lateness import may_go
from playbook.outcome import Missing
from playbook.records import ActionItem, ConcernKind, Phase, Post, PostState, Purpose, WaveState
from playbook.settling import settled
from tests.playbook.firm import ALEX, JULIE, SAM, Firm, stepped, waiting
from tests.playbook.rollout import (
    NORA,
    PILOT,
    REVIEWED,
    TEAM,
    WAVE,
    Teams,
    announced,
    answer,
    at,
    moved,
    planned,
    raised,
    scheduled,
    with_team,
)

A_MINUTE, AN_HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def told(made: Firm, day: int) -> list[tuple[LineKind, str]]:
    """The lines of the digest of a day in March, at nine."""
    at(made, day, 9)
    found = lines([made.dossier()], made.workplace, date(2026, 3, day), made.now)
    return [(line.kind, line.row) for line in found]


def digests(made: Firm) -> list[Post]:
    return [post for post in made.all(Post) if post.purpose is Purpose.DIGEST]


def stand_up(made: Firm) -> list[str]:
    """Look whether a digest is due; the keys of all that were claimed by now."""
    made.write(standup([made.dossier()], made.workplace, made.now))
    return [post.key for post in digests(made)]


def item(made: Firm, number: int, due: int) -> None:
    row = ActionItem(
        key=f"CHG-0001/item/{number}",
        change="CHG-0001",
        what="Call the vendor",
        owner=NORA.who,
        due=date(2026, 3, due),
    )
    made.press(KeepItem(row=row), NORA)


def test_everything_there_is_to_say_is_said_in_the_order_in_which_it_is_read() -> None:
    made = with_team(announced())
    at(made, 12, 14)
    raised(made, form="q1")
    made.now += A_MINUTE
    raised(made, ConcernKind.PROBLEM, form="p1")
    item(made, 1, due=13)
    item(made, 2, due=12)
    made.put(PILOT.model_copy(update={"key": "CHG-0001/wave/2", "what_stays": ""}))
    assert told(made, 13) == [
        (LineKind.PROBLEM, "CHG-0001/concern/p1"),
        (LineKind.QUESTION, "CHG-0001/concern/q1"),
        (LineKind.OVERDUE, "CHG-0001/item/2"),
        (LineKind.DUE, "CHG-0001/item/1"),
        (LineKind.WAVE, WAVE),
        (LineKind.NEXT_WAVE, "CHG-0001/wave/2"),
    ]


def test_lines_of_one_kind_are_in_the_order_of_changes_and_oldest_first() -> None:
    made = announced()
    item(made, 1, due=13)
    item(made, 2, due=12)
    late = made.dossier().items[0].model_copy(update={"key": "CHG-0000/item/1"})
    other = Dossier(made.change().model_copy(update={"key": "CHG-0000"}), items=(late,))
    at(made, 16, 9)
    found = lines([made.dossier(), other], made.workplace, date(2026, 3, 16), made.now)
    assert [line.row for line in found if line.kind is LineKind.OVERDUE] == [
        "CHG-0000/item/1",
        "CHG-0001/item/2",
        "CHG-0001/item/1",
    ]


def test_the_next_wave_says_what_it_still_lacks_and_who_mends_it() -> None:
    made = planned()
    made.put(REVIEWED.model_copy(update={"reviewed_on": None}))
    at(made, 10, 9)
    found = lines([made.dossier()], made.workplace, date(2026, 3, 10), made.now)
    (line,) = [line for line in found if line.kind is LineKind.NEXT_WAVE]
    editors = (JULIE.who, ALEX.who, SAM.who)
    assert [(lack.what, lack.who) for lack in line.lacks] == [(Missing.RISK_REVIEW, editors)]


def test_the_next_wave_is_the_one_that_is_announced_next() -> None:
    later = PILOT.model_copy(
        update={"key": "CHG-0001/wave/0", "announce_on": date(2026, 3, 13), "name": "Office"}
    )
    made = scheduled(later, PILOT)
    assert (LineKind.NEXT_WAVE, WAVE) in told(made, 10)
    at(made, 12, 9)
    made.tick()
    assert (LineKind.NEXT_WAVE, later.key) in told(made, 12)


def test_what_was_decided_and_moved_since_the_last_morning_is_told_once() -> None:
    made = stepped(planned(), Phase.PLANNING)
    moved_lines = {LineKind.DECIDED, LineKind.MOVED}
    assert {kind for kind, _ in told(made, 10)} & moved_lines == moved_lines
    assert {kind for kind, _ in told(made, 11)} & moved_lines == set()


def test_what_moves_after_the_morning_is_told_the_next_however_late_this_one_comes() -> None:
    made = scheduled()
    at(made, 11, 10)
    moved(made, WaveState.PLANNED)
    raised(made)
    late = lines([made.dossier()], made.workplace, date(2026, 3, 11), made.now + AN_HOUR)
    assert [line.kind for line in late] == [LineKind.NEXT_WAVE]
    assert told(made, 12)[:2] == [
        (LineKind.QUESTION, "CHG-0001/concern/f1"),
        (LineKind.WAVE, WAVE),
    ]


def test_a_weekend_is_told_of_on_monday() -> None:
    made = with_team(scheduled())
    at(made, 14, 12)
    moved(made, WaveState.PLANNED)
    assert (LineKind.WAVE, WAVE) in told(made, 16)
    assert (LineKind.WAVE, WAVE) not in told(made, 17)


def test_what_waits_for_the_sponsor_is_told_every_morning() -> None:
    made = waiting()
    for day in (10, 11):
        assert (LineKind.WAITING, "CHG-0001") in told(made, day)


def test_what_may_not_have_arrived_is_told() -> None:
    made = waiting()
    made.deliver(PostState.UNKNOWN)
    assert (LineKind.UNDELIVERED, "CHG-0001") in told(made, 10)


def test_what_was_answered_or_done_is_told_no_more() -> None:
    made = announced()
    concern = raised(made)
    item(made, 1, due=12)
    answer(made, concern, NORA)
    row = made.all(ActionItem)[0]
    made.put(row.model_copy(update={"done_at": made.now}))
    assert [kind for kind, _ in told(made, 13)] == [LineKind.WAVE]


def test_a_problem_that_was_answered_before_the_morning_is_told_once_all_the_same() -> None:
    made = announced()
    problem = raised(made, ConcernKind.PROBLEM)
    answer(made, problem, made.workplace.person(problem.owner))
    assert (LineKind.SOLVED, problem.key) in told(made, 13)
    assert (LineKind.SOLVED, problem.key) not in told(made, 16)


def test_the_digest_is_claimed_when_the_working_day_begins_and_named_by_its_date() -> None:
    made = with_team(waiting())
    at(made, 10, 9)
    made.now -= A_MINUTE
    assert stand_up(made) == []
    made.now += A_MINUTE
    assert stand_up(made) == ["digest/team/2026-03-10/1"]
    (post,) = digests(made)
    assert (post.conversation, day_of(post, made.workplace)) == (TEAM.key, date(2026, 3, 10))


def test_two_starts_on_one_morning_are_one_digest() -> None:
    made = with_team(waiting())
    at(made, 10, 9)
    here, there = (standup([made.dossier()], made.workplace, made.now) for _ in range(2))
    assert here == there
    for outcome in (here, there):
        made.write(outcome)
    made.now += AN_HOUR
    assert not standup([made.dossier()], made.workplace, made.now)


def test_nothing_to_say_is_nothing_sent() -> None:
    made = with_team(scheduled())
    at(made, 11, 9)
    assert told(made, 11) == [(LineKind.NEXT_WAVE, WAVE)]
    assert stand_up(made) == []


def test_without_a_channel_for_the_project_team_nothing_is_sent() -> None:
    made = waiting()
    at(made, 10, 9)
    assert stand_up(made) == []
    assert next_standup(made.workplace, made.now) is None


@pytest.mark.parametrize("day", [14, 15], ids=["Saturday", "Sunday"])
def test_no_digest_comes_on_a_day_off(day: int) -> None:
    made = with_team(waiting())
    at(made, day, 10)
    assert stand_up(made) == []


def test_no_digest_comes_on_good_friday() -> None:
    made = with_team(waiting())
    made.now = datetime(2026, 4, 3, 14, tzinfo=UTC)
    assert stand_up(made) == []
    assert next_standup(made.workplace, made.now) == datetime(2026, 4, 6, 13, tzinfo=UTC)


@pytest.mark.parametrize(("hour", "claimed"), [(9, 1), (13, 1), (16.98, 1), (17, 0), (23, 0)])
def test_late_on_its_day_it_still_comes_and_in_the_evening_no_more(
    hour: float, claimed: int
) -> None:
    made = with_team(waiting())
    at(made, 10, hour)
    assert len(stand_up(made)) == claimed


@pytest.mark.parametrize("state", [PostState.CLAIMED, PostState.UNKNOWN])
def test_one_that_was_not_sent_by_the_evening_is_dropped(state: PostState) -> None:
    made = with_team(waiting())
    at(made, 10, 9)
    stand_up(made)
    (post,) = digests(made)
    if state is PostState.UNKNOWN:
        made.put(settled(post, state, made.now))
    at(made, 10, 17)
    assert may_go(post, made.workplace, made.now) is None
    stand_up(made)
    assert [post.state for post in digests(made)] == [PostState.SUPERSEDED]


def test_every_working_morning_has_one_over_a_clock_change() -> None:
    made = with_team(waiting())
    made.now = datetime(2026, 10, 28, 4, tzinfo=UTC)
    teams = Teams(made)
    teams.live_until(made.now + 8 * A_DAY)
    went = [(when, post.key) for when, post in teams.took if post.purpose is Purpose.DIGEST]
    assert went == [
        (datetime(2026, month, day, hour, tzinfo=UTC), f"digest/team/2026-{month}-{day:02}/1")
        for month, day, hour in (
            (10, 28, 13), (10, 29, 13), (10, 30, 13), (11, 2, 14), (11, 3, 14), (11, 4, 14),
        )
    ]  # fmt: skip


def test_somebody_who_files_at_noon_reads_of_it_the_next_morning() -> None:
    made = with_team(waiting())
    assert made.change().requester == JULIE.who
    assert (LineKind.MOVED, "CHG-0001") in told(made, 10)
    assert told(made, 9) == []
