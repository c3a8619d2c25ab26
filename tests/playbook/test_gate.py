"""No wave is scheduled or announced before everything is there that must be (S-78, S-113)."""

from datetime import date, timedelta
from typing import Any

import pytest

from playbook.commands import File, KeepWave, MoveWave
from playbook.fields import NOBODY, Who
from playbook.findings import Fault, Finding
from playbook.outcome import Missing, Reason, Refusal, Unfinished, WaveMoved
from playbook.planning import row_hash
from playbook.readiness import lacks
from playbook.records import (
    Measure,
    Person,
    Phase,
    PostState,
    Purpose,
    Record,
    Risk,
    Rollback,
    Wave,
    WaveKind,
    WaveState,
)
from tests.playbook.firm import ALEX, JULIE, MARIE, SAM, Firm, answered, form, stepped
from tests.playbook.rollout import (
    CHANNEL,
    MEASURED,
    NORA,
    PILOT,
    REVIEWED,
    WAVE,
    WAY_BACK,
    Teams,
    announced,
    at,
    moved,
    planned,
    scheduled,
    state,
    told_of,
)

EDITORS = (JULIE.who, ALEX.who, SAM.who)
A_DAY = timedelta(days=1)


def without(row: Record, **values: object) -> Record:
    return row.model_copy(update=values)


def refused(made: Firm) -> Refusal:
    reply = moved(made, WaveState.SCHEDULED)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_READY
    assert state(made).state is WaveState.PLANNED
    return reply


@pytest.mark.parametrize("kind", WaveKind)
def test_a_complete_plan_is_scheduled(kind: WaveKind) -> None:
    made = planned(PILOT.model_copy(update={"kind": kind}))
    assert moved(made, WaveState.SCHEDULED) == WaveMoved("CHG-0001", WAVE, WaveState.SCHEDULED)
    assert made.dossier().waves[0].status is WaveState.SCHEDULED


@pytest.mark.parametrize("kind", WaveKind)
@pytest.mark.parametrize(
    ("row", "missing", "who"),
    [
        (without(REVIEWED, reviewed_on=None), Missing.RISK_REVIEW, EDITORS),
        (without(REVIEWED, reviewed_on=date(2026, 3, 10)), Missing.RISK_REVIEW, EDITORS),
        (without(REVIEWED, owner=NOBODY), Missing.RISK_REVIEW, EDITORS),
        (without(REVIEWED, description=" \n"), Missing.RISK_REVIEW, EDITORS),
        (without(WAY_BACK, trigger=" "), Missing.ROLLBACK_TRIGGER, EDITORS),
        (without(WAY_BACK, decision_owner=NOBODY), Missing.ROLLBACK_OWNER, EDITORS),
        (without(WAY_BACK, decision_owner=Who(name="Dev")), Missing.ROLLBACK_OWNER, EDITORS),
        (without(WAY_BACK, steps="\n\x07"), Missing.ROLLBACK_STEP, EDITORS),
        (without(MEASURED, owner=NOBODY), Missing.MEASURE, EDITORS),
        (without(MEASURED, baseline=" "), Missing.MEASURE, EDITORS),
        (without(CHANNEL, present="no"), Missing.PLACE, EDITORS),
    ],
)
def test_each_thing_that_is_missing_is_named_with_who_can_mend_it(
    kind: WaveKind, row: Record, missing: Missing, who: tuple[Who, ...]
) -> None:
    made = planned(PILOT.model_copy(update={"kind": kind}))
    made.put(row)
    reply = refused(made)
    assert [(lack.what, lack.who) for lack in reply.lacks] == [(missing, who)]
    assert reply.can_act == who


@pytest.mark.parametrize(
    ("missing", "values"),
    [
        (Missing.WORDS, {"what_changes": " "}),
        (Missing.WORDS, {"help": ""}),
        (Missing.WORDS, {"owner": NOBODY}),
        (Missing.WORDS, {"announce_on": None}),
        (Missing.PLACE, {"channel": NOBODY}),
        (Missing.PLACE, {"channel": Who(id="19:gone", name="Gone")}),
        (Missing.DAYS, {"first_day": date(2026, 3, 2), "last_day": date(2026, 3, 6)}),
    ],
)
def test_a_wave_edited_by_hand_in_the_list_meets_the_same_gate(
    missing: Missing, values: dict[str, Any]
) -> None:
    made = planned()
    made.put(without(PILOT, **values))
    assert missing in [lack.what for lack in refused(made).lacks]


@pytest.mark.parametrize("kind", [Risk, Rollback, Measure])
def test_a_row_that_was_never_written_is_missing(kind: type[Record]) -> None:
    made = planned()
    made.rows = {key: row for key, row in made.rows.items() if key[0] is not kind}
    assert len(refused(made).lacks) == (3 if kind is Rollback else 1)


def test_everything_that_is_missing_is_said_at_once() -> None:
    made = planned()
    made.rows = {key: row for key, row in made.rows.items() if key[0] not in (Risk, Measure)}
    made.press(File(entered=form(key="CHG-0001", out_of_scope="Mail."), submit=True), JULIE)
    said = [lack.what for lack in refused(made).lacks]
    assert said == [Missing.APPROVAL, Missing.RISK_REVIEW, Missing.MEASURE]


def test_the_sponsor_is_who_can_mend_a_missing_approval() -> None:
    made = planned()
    made.press(File(entered=form(key="CHG-0001", out_of_scope="Mail."), submit=True), JULIE)
    (lack,) = refused(made).lacks
    assert (lack.what, lack.who) == (Missing.APPROVAL, (MARIE.who,))
    made.press(answered(made), MARIE)
    assert moved(made, WaveState.SCHEDULED) == WaveMoved("CHG-0001", WAVE, WaveState.SCHEDULED)


@pytest.mark.parametrize("phase", [Phase.PAUSED, Phase.CANCELLED])
def test_a_change_that_is_paused_or_over_announces_nothing(phase: Phase) -> None:
    made = stepped(planned(), Phase.PLANNING, phase)
    (lack,) = refused(made).lacks
    assert (lack.what, lack.who) == (Missing.UNDER_WAY, EDITORS)


def test_of_several_risks_one_that_was_reviewed_is_enough() -> None:
    made = planned()
    made.put(without(REVIEWED, key="CHG-0001/risk/2", reviewed_on=None))
    assert moved(made, WaveState.SCHEDULED) == WaveMoved("CHG-0001", WAVE, WaveState.SCHEDULED)


@pytest.mark.parametrize("person", [MARIE, NORA])
def test_whoever_does_not_run_the_change_schedules_nothing(person: Person) -> None:
    made = planned()
    reply = moved(made, WaveState.SCHEDULED, person)
    assert isinstance(reply, Refusal)
    assert (reply.reason, reply.can_act) == (Reason.NOT_YOURS_TO_MOVE, EDITORS)


@pytest.mark.parametrize("to", [WaveState.ANNOUNCED, WaveState.HELD])
def test_what_its_day_brings_nobody_brings_by_hand(to: WaveState) -> None:
    made = scheduled()
    reply = moved(made, to)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_FROM_HERE


def test_scheduled_twice_by_the_same_press_is_scheduled_once() -> None:
    made = scheduled()
    press = MoveWave(wave=WAVE, to=WaveState.SCHEDULED, ordinal=1)
    assert made.press(press, ALEX) == WaveMoved("CHG-0001", WAVE, WaveState.SCHEDULED, again=True)
    assert state(made).ordinal == 1


def test_a_press_on_an_older_card_moves_nothing() -> None:
    made = scheduled()
    moved(made, WaveState.PLANNED)
    reply = made.press(MoveWave(wave=WAVE, to=WaveState.SCHEDULED, ordinal=1), SAM)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_FROM_HERE
    assert state(made).state is WaveState.PLANNED


def test_a_press_on_a_card_whose_wave_is_gone_says_so() -> None:
    made = scheduled()
    del made.rows[Wave, WAVE]
    reply = made.press(MoveWave(wave=WAVE, to=WaveState.PLANNED, ordinal=2), ALEX)
    assert reply == Refusal(Reason.WAVE_GONE, "CHG-0001", about=WAVE)


def test_a_gate_that_closed_overnight_holds_the_wave_and_the_lead_hears_it_once() -> None:
    made = scheduled()
    made.put(without(REVIEWED, reviewed_on=None))
    at(made, 12, 9)
    made.tick()
    assert state(made).state is WaveState.HELD
    assert told_of(made, Purpose.HELD) == [ALEX.who.id]
    assert made.posts(Purpose.ANNOUNCEMENT) == []
    for _ in range(5):
        made.deliver()
        made.later(A_DAY)
    assert told_of(made, Purpose.HELD) == [ALEX.who.id]


def test_mended_and_scheduled_again_it_is_announced_once() -> None:
    made = scheduled()
    made.put(without(REVIEWED, reviewed_on=None))
    at(made, 12, 9)
    made.tick()
    made.deliver()
    made.put(REVIEWED)
    made.later(timedelta(hours=1))
    assert state(made).state is WaveState.HELD
    moved(made, WaveState.SCHEDULED)
    teams = Teams(made)
    teams.live_until(made.now + 30 * A_DAY)
    assert told_of(made, Purpose.ANNOUNCEMENT) == [CHANNEL.key]
    assert told_of(made, Purpose.HELD) == [ALEX.who.id]


def test_mended_before_the_lead_could_hear_of_it_the_warning_is_dropped() -> None:
    made = scheduled()
    made.put(without(REVIEWED, reviewed_on=None))
    at(made, 12, 9)
    made.tick()
    made.put(REVIEWED)
    moved(made, WaveState.SCHEDULED)
    assert [post.state for post in made.posts(Purpose.HELD)] == [PostState.SUPERSEDED]
    made.later(timedelta(minutes=1))
    assert state(made).state is WaveState.ANNOUNCED


def test_held_twice_is_told_twice() -> None:
    made = scheduled()
    for hour in (9, 10):
        made.put(without(REVIEWED, reviewed_on=None))
        at(made, 12, hour)
        made.tick()
        made.deliver()
        made.put(REVIEWED)
        made.now += timedelta(minutes=1)
        moved(made, WaveState.SCHEDULED)
    assert told_of(made, Purpose.HELD) == [ALEX.who.id] * 2


@pytest.mark.parametrize("scope", ["Files, mail and telephones.", ""])
def test_a_scope_edited_after_the_approval_closes_the_gate(scope: str) -> None:
    made = scheduled()
    made.edit_by_hand(in_scope_systems=scope)
    at(made, 12, 9)
    made.tick()
    assert state(made).state is WaveState.HELD
    missing = [lack.what for lack in lacks(made.dossier(), PILOT, made.workplace, made.now)]
    assert Missing.APPROVAL in missing


def test_an_edit_that_is_taken_back_before_the_morning_changes_nothing() -> None:
    made = scheduled()
    made.edit_by_hand(in_scope_systems="")
    made.later(timedelta(hours=1))
    made.edit_by_hand(in_scope_systems=form().in_scope_systems)
    at(made, 12, 9)
    made.tick()
    assert state(made).state is WaveState.ANNOUNCED


def test_a_wave_taken_off_the_calendar_is_not_announced() -> None:
    made = scheduled()
    moved(made, WaveState.PLANNED)
    Teams(made).live_until(made.now + 30 * A_DAY)
    assert made.posts(Purpose.ANNOUNCEMENT) == []


def kept(made: Firm, **values: object) -> tuple[Finding, ...]:
    reply = made.press(
        KeepWave(row=PILOT.model_copy(update={"key": "CHG-0001/wave/2", **values})), JULIE
    )
    return reply.findings if isinstance(reply, Unfinished) else ()


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        ({"announce_on": date(2026, 3, 6)}, Finding("announce_on", Fault.IN_THE_PAST)),
        ({"announce_on": date(2026, 3, 16)}, Finding("announce_on", Fault.AFTER_FIRST_DAY)),
        # Told on the Saturday means told on the Monday on which it begins.
        ({"announce_on": date(2026, 3, 14)}, Finding("announce_on", Fault.AFTER_FIRST_DAY)),
        ({"last_day": date(2026, 3, 15)}, Finding("last_day", Fault.BACKWARDS)),
        ({"channel": Who(id="19:gone", name="Gone")}, Finding("channel", Fault.NOT_HERE)),
        ({"channel": NOBODY}, Finding("channel", Fault.NOWHERE)),
        ({"what_stays": "<at>all</at>"}, Finding("what_stays", Fault.MARKUP)),
        ({"name": "x" * 121}, Finding("name", Fault.TOO_LONG, 120, 121)),
        ({"day_one": " "}, Finding("day_one", Fault.MISSING)),
    ],
)
def test_the_form_comes_back_with_what_is_to_mend(values: dict[str, Any], finding: Finding) -> None:
    assert kept(planned(), **values) == (finding,)


def test_a_group_that_is_empty_is_said_to_be_when_it_is_chosen() -> None:
    row = PILOT.model_copy(update={"audience": Who(id="g", name="Nobody")})
    reply = planned().press(KeepWave(row=row, members=0, base="x"), JULIE)
    assert reply == Unfinished((Finding("audience", Fault.EMPTY_GROUP),))


def test_days_that_stood_before_may_lie_in_the_past() -> None:
    made = announced()
    at(made, 18, 9)
    row = PILOT.model_copy(update={"help": "Ask Nora."})
    made.press(KeepWave(row=row, base=row_hash(PILOT)), JULIE)
    assert made.dossier().waves[0].help == "Ask Nora."
