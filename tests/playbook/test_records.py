"""What a change request holds: fourteen fields, each declared once."""

import re

import pytest

from playbook.dossier import change_named
from playbook.fields import Kept, Kind, ListOf, declared
from playbook.records import (
    LISTS,
    RECORDS,
    AuditEvent,
    Condition,
    Decision,
    EmergencyReview,
    Move,
    Record,
    ScopeChange,
    SurveyAnswer,
    WaveStep,
    Withdrawal,
)
from playbook.standing import scope_fields

FIELDS = {
    "Project name": "S-128",
    "Sponsor": "S-129",
    "Business goal": "S-12",
    "Business problem": "S-130",
    "Desired outcome": "S-131",
    "Why": "S-19",
    "Cost of doing nothing": "S-17",
    "Systems or processes affected": "S-132",
    "In scope: systems": "S-22",
    "In scope: teams": "S-22",
    "In scope: sites": "S-22",
    "In scope: workflows": "S-22",
    "In scope: dates": "S-22",
    "Out of scope": "S-133",
    "Key dependencies": "S-134",
    "Operational impact": "S-25",
    "Target go-live window": "S-135",
    "Rollback trigger": "S-136",
    "Measures of success": "S-137",
    "Cost": "S-27",
    "Path": "S-7",
    "Use": "S-148",
}
OPTIONAL = ("cost", "path", "use")
COLUMNS = [(record, kept) for record in RECORDS for kept in declared(record)]


def title(kept: Kept) -> str:
    """What people call the field; the window is one field of two dates."""
    return kept.label.partition(",")[0]


def test_a_change_request_has_the_articles_fields_and_what_approval_needs_besides() -> None:
    assert {title(kept): kept.source for kept in scope_fields()} == FIELDS


def test_the_window_is_the_only_field_of_two_columns() -> None:
    titles = [title(kept) for kept in scope_fields()]
    assert [name for name in FIELDS if titles.count(name) == 2] == ["Target go-live window"]
    assert len(titles) == len(FIELDS) + 1


@pytest.mark.parametrize("kept", list(scope_fields()), ids=lambda kept: kept.name)
def test_every_field_says_what_it_asks_how_long_it_may_be_and_where_it_comes_from(
    kept: Kept,
) -> None:
    assert kept.label
    assert kept.help.endswith((".", "?"))
    assert "!" not in kept.help
    assert kept.limit > 0
    assert kept.required == (kept.name not in OPTIONAL)
    assert re.fullmatch(r"S-\d+", kept.source)


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_of_every_record_is_declared(record: type[Record]) -> None:
    assert {kept.name for kept in declared(record)} == set(record.model_fields)


@pytest.mark.parametrize("record", RECORDS)
def test_columns_do_not_share_names(record: type[Record]) -> None:
    columns = [kept.column.lower() for kept in declared(record)]
    assert len(columns) == len(set(columns))


@pytest.mark.parametrize(("record", "kept"), COLUMNS)
def test_only_columns_of_lines_hold_more_than_one_line_of_text_does(
    record: type[Record], kept: Kept
) -> None:
    assert kept.limit <= 255 or kept.kind is Kind.LINES
    assert bool(kept.choices) == (kept.kind is Kind.CHOICE)


@pytest.mark.parametrize("record", RECORDS)
def test_what_is_unique_is_indexed(record: type[Record]) -> None:
    assert all(kept.indexed for kept in declared(record) if kept.unique)


def test_facts_are_what_was_decided_done_and_answered() -> None:
    facts = {record for record in RECORDS if record.FACT}
    assert facts == {
        Decision, Withdrawal, Condition, ScopeChange, EmergencyReview, Move, WaveStep, AuditEvent,
        SurveyAnswer,
    }  # fmt: skip


def test_no_more_lists_are_polled_than_one_batch_has_parts() -> None:
    assert len(LISTS) <= 20


@pytest.mark.parametrize(("record", "kept"), COLUMNS)
def test_every_column_says_what_it_is_for(record: type[Record], kept: Kept) -> None:
    assert kept.help.endswith(".") or kept.help.endswith("?") or kept.label.endswith("?")


@pytest.mark.parametrize("kept_in", LISTS, ids=lambda kept_in: kept_in.name)
def test_types_that_share_a_list_agree_on_the_columns_they_share(kept_in: ListOf) -> None:
    seen: dict[str, tuple[str, Kind]] = {}
    for record in LISTS[kept_in]:
        for kept in declared(record):
            assert seen.setdefault(kept.column, (kept.label, kept.kind)) == (kept.label, kept.kind)


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("CHG-0001", "CHG-0001"),
        ("CHG-12345/wave/1/step/2", "CHG-12345"),
        ("by hand/CHG-0001/marie/1", "CHG-0001"),
        ("hand/Waves/CHG-0001/wave/1/gone", ""),
        ("hand/Waves/12/7", ""),
        ("digest/team/2026-03-09/1", ""),
        ("CHG-1/wave/1", ""),
        ("CHG-١٢٣٤/wave/1", ""),
        ("", ""),
    ],
)
def test_a_key_names_the_change_that_its_row_is_of(key: str, change: str) -> None:
    assert change_named(key) == change
