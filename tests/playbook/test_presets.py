"""Presets: what they hold, and what they leave to people."""

from collections import Counter, defaultdict
from typing import Any

import pytest

from playbook.fields import Kept, Kind, Who, asked_of
from playbook.findings import Fault
from playbook.planning import examine_row
from playbook.presets import PRESETS, Preset
from playbook.presets.people import MANAGERS, PROJECT_TEAM, SPONSOR, USERS
from playbook.records import (
    Delivery,
    ProjectType,
    Rating,
    RiskKind,
    Stage,
    WaveKind,
)
from tests.playbook.firm import NOW

ONLY_PEOPLE_CAN = {"owner", "first_day", "last_day", "announce_on", "baseline"}
"""What a complete row requires and no preset can know."""

every_type = pytest.mark.parametrize("chosen", ProjectType)
every_preset = pytest.mark.parametrize("preset", PRESETS.values(), ids=list(PRESETS))


def fields_of(preset: Preset) -> list[tuple[Kept, Any]]:
    return [(kept, getattr(row, kept.name)) for row in preset.rows for kept in asked_of(type(row))]


@every_type
def test_every_type_of_change_begins_with_a_plan(chosen: ProjectType) -> None:
    assert PRESETS[chosen].rows


@every_preset
def test_a_row_lacks_nothing_but_what_only_people_can_fill_in(preset: Preset) -> None:
    for row in preset.rows:
        for finding in examine_row(row, NOW.date()):
            assert finding.fault is Fault.MISSING
            assert finding.field in ONLY_PEOPLE_CAN


@every_preset
def test_no_owner_no_day_and_no_baseline_is_invented(preset: Preset) -> None:
    for kept, told in fields_of(preset):
        if kept.kind in (Kind.PERSON, Kind.DATE):
            assert told in (Who(), None)
    assert {(measure.baseline, measure.target) for measure in preset.measures} == {("", "")}


@every_preset
def test_every_other_field_says_something_in_plain_words(preset: Preset) -> None:
    for kept, told in fields_of(preset):
        if kept.kind in (Kind.TEXT, Kind.LINES) and kept.name not in ("baseline", "target"):
            assert told
            assert told == told.strip()
            assert not any(sign in told for sign in ("  ", "!", "'", '"'))


@every_preset
def test_a_plan_is_of_ordinary_size(preset: Preset) -> None:
    assert 5 <= len(preset.groups) <= 7
    assert len(preset.communications) == 12
    assert len(preset.waves) == 5
    assert len(preset.training) == 10
    assert 5 <= len(preset.risks) <= 8
    assert len(preset.measures) == 3


@every_preset
def test_the_map_begins_with_the_five_groups_as_the_article_rates_them(preset: Preset) -> None:
    rated = [(group.name, group.influence, group.impact) for group in preset.groups]
    assert rated[:5] == [
        ("Executive sponsor", Rating.HIGH, Rating.MEDIUM),
        ("Department managers", Rating.HIGH, Rating.HIGH),
        ("Front-line users", Rating.LOW, Rating.HIGH),
        ("Internal IT or operations leads", Rating.MEDIUM, Rating.HIGH),
        ("External MSP team", Rating.MEDIUM, Rating.MEDIUM_TO_HIGH),
    ]


@every_preset
def test_the_register_begins_with_the_five_risks_as_the_article_rates_them(preset: Preset) -> None:
    rated = [(risk.kind, risk.impact, risk.likelihood) for risk in preset.risks]
    assert rated[:5] == [
        (RiskKind.TECHNICAL, Rating.HIGH, Rating.MEDIUM),
        (RiskKind.OPERATIONAL, Rating.HIGH, Rating.MEDIUM),
        (RiskKind.HUMAN, Rating.MEDIUM, Rating.MEDIUM),
        (RiskKind.VENDOR, Rating.MEDIUM, Rating.MEDIUM),
        (RiskKind.COMPLIANCE, Rating.HIGH, Rating.LOW_TO_MEDIUM),
    ]


@every_preset
def test_messages_go_from_awareness_through_readiness_and_action_to_reinforcement(
    preset: Preset,
) -> None:
    stages = [list(Stage).index(message.stage) for message in preset.communications]
    assert stages == sorted(stages)
    heard = defaultdict(list)
    for message in preset.communications:
        heard[message.audience].append(message.stage)
    assert heard[USERS] == heard[MANAGERS] == list(Stage)
    assert set(heard) == {SPONSOR, MANAGERS, USERS, PROJECT_TEAM}


@every_preset
def test_each_audience_hears_something_else_by_another_channel(preset: Preset) -> None:
    told = [message.message for message in preset.communications]
    assert len(set(told)) == len(told)
    ways = [(message.stage, message.means) for message in preset.communications]
    assert len(set(ways)) == len(ways)
    assert len({means for _, means in ways}) >= 5


@every_preset
def test_a_rollout_takes_the_five_steps_in_order(preset: Preset) -> None:
    assert [wave.kind for wave in preset.waves] == list(WaveKind)


@every_preset
def test_people_learn_by_role_and_in_every_way_that_builds_confidence(preset: Preset) -> None:
    roles = [item.role for item in preset.training]
    assert roles[:6] == [
        "Reception",
        "Finance",
        "Clinicians",
        "Warehouse",
        "Supervisors",
        "Project coordinators",
    ]
    assert {item.delivery for item in preset.training} == set(Delivery)


@every_preset
def test_no_adoption_measure_stands_alone(preset: Preset) -> None:
    assert all(measure.name and measure.adoption for measure in preset.measures)


@every_preset
def test_the_way_back_is_short_and_in_order_and_says_who_hears_how_fast(preset: Preset) -> None:
    assert 4 <= len(preset.rollback.restoration) <= 6
    assert all(notice.who and notice.within for notice in preset.rollback.notices)
    assert "Decision owner" in [notice.who for notice in preset.rollback.notices][:2]


def test_what_types_share_is_written_once_and_the_rest_is_their_own() -> None:
    own = Counter(
        row
        for preset in PRESETS.values()
        for row in (*preset.measures, preset.rollback, preset.risks[-1])
        if row not in PRESETS[ProjectType.OTHER].risks
    )
    assert set(own.values()) == {1}


def test_an_ai_process_asks_for_governance_and_role_changes() -> None:
    preset = PRESETS[ProjectType.AI]
    names = [group.name for group in preset.groups]
    assert any("Governance" in name for name in names)
    assert any("role changes" in name for name in names)
    assert any("Roles change" in risk.description for risk in preset.risks)
    assert any("answers for the use of AI" in item.role for item in preset.training)


def test_security_controls_come_with_focused_education() -> None:
    assert any("education" in item.role for item in PRESETS[ProjectType.SECURITY].training)


def test_the_way_back_from_microsoft_365_is_the_articles_own_example() -> None:
    rollback = PRESETS[ProjectType.MICROSOFT_365].rollback
    assert "core files" in rollback.trigger
    assert "support window" in rollback.trigger
    assert rollback.restoration[0] == "Pause the wave."
