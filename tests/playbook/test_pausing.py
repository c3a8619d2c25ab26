"""The rollback owner alone pauses a wave, and everybody who must hears it once (S-91, S-95)."""

from datetime import timedelta

import pytest

from playbook.commands import KeepSurvey, MoveWave
from playbook.fields import NOBODY, Who
from playbook.outcome import Missing, Reason, Refusal, WaveMoved
from playbook.records import Conversation, Person, PostState, Purpose, WaveState
from playbook.rolling import REASON_LIMIT
from playbook.surveys import is_open
from playbook.waves import open_moves
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, SAM, Firm
from tests.playbook.rollout import (
    AARON,
    CHANNEL,
    NORA,
    PILOT,
    PULSE,
    REVIEWED,
    WAVE,
    WAY_BACK,
    Teams,
    announced,
    at,
    moved,
    scheduled,
    state,
    told_of,
)

A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
RUNS_IT = [JULIE.who.id, ALEX.who.id, SAM.who.id, MARIE.who.id, NORA.who.id]


def pause(made: Firm, by: Person = DEV) -> None:
    made.now += A_MINUTE
    reply = moved(made, WaveState.PAUSED, by)
    assert reply == WaveMoved("CHG-0001", WAVE, WaveState.PAUSED)


def resume(made: Firm, by: Person = DEV) -> None:
    made.now += A_MINUTE
    (to,) = state(made).steps
    assert moved(made, to, by) == WaveMoved("CHG-0001", WAVE, to)


@pytest.mark.parametrize("person", [MARIE, JULIE, ALEX, SAM, NORA, AARON])
def test_nobody_but_the_rollback_owner_pauses(person: Person) -> None:
    made = announced()
    reply = moved(made, WaveState.PAUSED, person)
    assert isinstance(reply, Refusal)
    assert (reply.reason, reply.can_act) == (Reason.NOT_YOURS_TO_PAUSE, (DEV.who,))
    assert state(made).state is WaveState.ANNOUNCED


@pytest.mark.parametrize("person", [MARIE, JULIE, ALEX, SAM, NORA])
def test_nobody_but_the_rollback_owner_takes_it_up_again(person: Person) -> None:
    made = announced()
    pause(made)
    reply = moved(made, WaveState.ANNOUNCED, person)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_YOURS_TO_PAUSE


@pytest.mark.parametrize("person", [JULIE, ALEX, SAM])
def test_where_no_rollback_owner_is_named_those_who_run_it_pause(person: Person) -> None:
    made = announced()
    made.put(WAY_BACK.model_copy(update={"decision_owner": NOBODY}))
    pause(made, person)


@pytest.mark.parametrize(
    ("reason", "why"), [(" ", Reason.REASON_MISSING), ("x" * 601, Reason.COMMENT_TOO_LONG)]
)
def test_a_pause_says_why_and_not_too_long(reason: str, why: Reason) -> None:
    reply = moved(announced(), WaveState.PAUSED, reason=reason)
    assert isinstance(reply, Refusal)
    assert reply.reason is why
    assert reply.limit in (0, REASON_LIMIT)


def test_the_same_press_twice_pauses_once() -> None:
    made = announced()
    press = MoveWave(wave=WAVE, to=WaveState.PAUSED, ordinal=3, reason="So.")
    assert made.press(press, DEV) == WaveMoved("CHG-0001", WAVE, WaveState.PAUSED)
    assert made.press(press, DEV) == WaveMoved("CHG-0001", WAVE, WaveState.PAUSED, again=True)
    assert state(made).pauses == 1


def test_only_who_may_move_it_is_offered_the_moves() -> None:
    made = announced()
    dossier, workplace = made.dossier(), made.workplace
    (wave,) = dossier.waves
    assert open_moves(dossier, workplace, wave, DEV) == (WaveState.PAUSED,)
    assert open_moves(dossier, workplace, wave, ALEX) == ()
    pause(made)
    dossier = made.dossier()
    assert open_moves(dossier, workplace, wave, DEV) == (WaveState.ANNOUNCED,)
    assert open_moves(dossier, workplace, wave, ALEX) == ()


def test_everybody_who_runs_it_and_the_thread_hear_of_a_pause_once() -> None:
    made = announced()
    pause(made)
    made.deliver()
    for _ in range(3):
        made.later(A_DAY)
    assert told_of(made, Purpose.PAUSED) == [*RUNS_IT, CHANNEL.key]
    thread = made.posts(Purpose.PAUSED)[-1]
    assert thread.thread == "m"


def test_whoever_pauses_is_not_told_what_they_did() -> None:
    made = announced()
    made.put(WAY_BACK.model_copy(update={"decision_owner": MARIE.who}))
    pause(made, MARIE)
    made.deliver()
    resume(made, MARIE)
    assert MARIE.who.id not in told_of(made, Purpose.PAUSED)


def test_whoever_takes_it_up_again_is_not_told_what_they_did() -> None:
    made = announced()
    pause(made)
    made.deliver()
    made.put(WAY_BACK.model_copy(update={"decision_owner": MARIE.who}))
    resume(made, MARIE)
    assert told_of(made, Purpose.PAUSED).count(MARIE.who.id) == 1


def test_every_channel_that_was_told_of_the_wave_hears_of_its_pause() -> None:
    made = announced()
    other = Conversation(key="19:other", name="Production", kind="channel")
    made.put(other)
    moved_to = {"channel": Who(id=other.key, name=other.name)}
    made.put(made.dossier().waves[0].model_copy(update=moved_to))
    made.tick()
    made.deliver()
    pause(made)
    threads = [post for post in made.posts(Purpose.PAUSED) if not post.receiver]
    assert [(post.key[-1], post.conversation) for post in threads] == [
        ("1", CHANNEL.key),
        ("2", other.key),
    ]


def test_whoever_heard_of_the_pause_hears_that_it_is_over() -> None:
    made = announced()
    pause(made)
    made.deliver()
    resume(made)
    assert told_of(made, Purpose.PAUSED) == [*RUNS_IT, CHANNEL.key] * 2
    assert {post.thread for post in made.posts(Purpose.PAUSED) if not post.receiver} == {"m"}
    made.deliver()
    made.later(A_DAY)
    assert len(told_of(made, Purpose.PAUSED)) == 2 * 6


def test_a_pause_taken_back_before_anybody_heard_of_it_is_told_to_nobody() -> None:
    made = announced()
    pause(made)
    resume(made)
    made.later(A_DAY)
    assert told_of(made, Purpose.PAUSED) == []
    assert {post.state for post in made.posts(Purpose.PAUSED)} == {PostState.SUPERSEDED}


def test_paused_twice_is_told_twice() -> None:
    made = announced()
    pause(made)
    made.deliver()
    resume(made)
    made.deliver()
    pause(made)
    assert told_of(made, Purpose.PAUSED) == [*RUNS_IT, CHANNEL.key] * 3


def test_a_pause_before_the_announcement_stops_it_and_no_channel_hears_of_it() -> None:
    made = scheduled()
    pause(made)
    made.deliver()
    at(made, 12, 9)
    made.tick()
    assert state(made).state is WaveState.PAUSED
    assert made.posts(Purpose.ANNOUNCEMENT) == []
    resume(made)
    assert state(made).state is WaveState.SCHEDULED
    made.deliver()
    made.later(A_MINUTE)
    made.deliver()
    made.later(A_MINUTE)
    assert told_of(made, Purpose.ANNOUNCEMENT) == [CHANNEL.key]
    assert CHANNEL.key not in told_of(made, Purpose.PAUSED)


def test_a_claimed_announcement_is_stopped_and_taken_up_it_is_sent_once() -> None:
    made = scheduled()
    at(made, 12, 9)
    made.tick()
    pause(made)
    assert told_of(made, Purpose.ANNOUNCEMENT) == []
    assert told_of(made, Purpose.ROLLBACK) == []
    resume(made)
    Teams(made).live_until(made.now + 30 * A_DAY)
    assert told_of(made, Purpose.ANNOUNCEMENT) == [CHANNEL.key]
    assert told_of(made, Purpose.ROLLBACK) == [DEV.who.id]


def test_taken_up_again_nobody_is_told_of_the_wave_twice() -> None:
    made = announced()
    pause(made)
    made.deliver()
    resume(made)
    made.deliver()
    Teams(made).live_until(made.now + 30 * A_DAY)
    assert told_of(made, Purpose.ANNOUNCEMENT) == [CHANNEL.key]
    assert told_of(made, Purpose.ROLLBACK) == [DEV.who.id]


def test_a_wave_goes_on_only_through_the_gate() -> None:
    made = announced()
    pause(made)
    made.put(REVIEWED.model_copy(update={"reviewed_on": None}))
    reply = moved(made, WaveState.ANNOUNCED)
    assert isinstance(reply, Refusal)
    assert [lack.what for lack in reply.lacks] == [Missing.RISK_REVIEW]


def test_another_wave_of_the_change_goes_on() -> None:
    second = PILOT.model_copy(update={"key": "CHG-0001/wave/2", "name": "Office"})
    made = scheduled(PILOT, second)
    pause(made)
    at(made, 12, 9)
    made.tick()
    assert [post.about for post in made.posts(Purpose.ANNOUNCEMENT)] == ["CHG-0001/wave/2"]


def test_a_survey_is_asked_of_people_and_not_of_a_wave_so_it_stays_open() -> None:
    made = announced()
    made.press(KeepSurvey(row=PULSE), JULIE)
    pause(made)
    at(made, 17, 9)
    made.tick()
    assert told_of(made, Purpose.SURVEY) == [CHANNEL.key]
    assert is_open(PULSE, made.workplace.office, made.now)
