"""A list's columns and values are read for what they are, whoever made them."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.cells import Cell, Column, Kind, cell, columns_from
from graph.schema import columns_of
from playbook.fields import ListOf
from playbook.records import LISTS, ChangeRequest


def defined(name: str, label: str = "", **facets: Any) -> dict[str, Any]:
    """A column as Graph has it."""
    return {"name": name, "displayName": label or name, **facets}


def kind_of(**facets: Any) -> Kind:
    (column,) = columns_from([defined("Own", **facets)])
    return column.kind


def value_of(kind: Kind, value: Any) -> Cell:
    return cell(Column("Own", "Own", kind), {"Own": value})


def test_columns_stand_as_lists_shows_them_with_the_title_before_all() -> None:
    columns = columns_from([
        defined("Key", text={}),
        defined("Title", "Project name", text={}),
        defined("Budget", number={}),
    ])  # fmt: skip
    assert [column.label for column in columns] == ["Project name", "Key", "Budget"]


def test_what_sharepoint_keeps_for_itself_is_left_out() -> None:
    own = ("ID", "ContentType", "Author", "Edit", "LinkTitle", "_ColorTag", "_UIVersionString")
    hidden = defined("TaxCatchAll", lookup={}, hidden=True)
    assert columns_from([*(defined(name, text={}) for name in own), hidden]) == ()


def test_a_column_that_is_computed_is_the_businesss_own() -> None:
    total = defined("Total", calculated={"outputType": "number"}, readOnly=True)
    assert columns_from([total]) == (Column("Total", "Total", Kind.NUMBER),)


def test_a_name_that_begins_with_an_accent_is_no_name_of_sharepoints() -> None:
    (column,) = columns_from([defined("_x00c9_tat", "État", text={})])
    assert column.label == "État"
    assert cell(column, {"OData__x00c9_tat": "ouvert"}) == "ouvert"


def test_columns_with_one_label_are_told_apart_by_their_names() -> None:
    columns = columns_from([defined("Owner", text={}), defined("Owner0", "owner", text={})])
    assert [column.label for column in columns] == ["Owner (Owner)", "owner (Owner0)"]


@pytest.mark.parametrize("kept_in", LISTS, ids=lambda kept_in: kept_in.name)
def test_no_column_of_ours_is_taken_for_one_of_sharepoints(kept_in: ListOf) -> None:
    ours = columns_of(kept_in)
    assert len(columns_from(column.definition() for column in ours)) == len(ours)


def test_our_own_columns_are_of_the_kinds_that_they_were_made_with() -> None:
    made = {column.name: column.definition() for column in columns_of(ChangeRequest.KEPT_IN)}
    kinds = {column.name: column.kind for column in columns_from(made.values())}
    assert {name for name, kind in kinds.items() if kind is Kind.DATE} == {
        name for name, one in made.items() if one.get("dateTime") == {"format": "dateOnly"}
    }
    assert Kind.LINES in kinds.values()


@pytest.mark.parametrize(
    ("facets", "kind"),
    [
        ({"text": {}}, Kind.LINE),
        ({"text": {"allowMultipleLines": True}}, Kind.LINES),
        ({"choice": {"choices": ["a"]}}, Kind.LINE),
        ({"number": {}}, Kind.NUMBER),
        ({"number": {"displayAs": "percentage"}}, Kind.PERCENT),
        ({"currency": {"locale": "en-ca"}}, Kind.NUMBER),
        ({"boolean": {}}, Kind.YES_NO),
        ({"dateTime": {"format": "dateOnly"}}, Kind.DATE),
        ({"dateTime": {"format": "dateTime"}}, Kind.MOMENT),
        ({"calculated": {"outputType": "dateTime", "format": "dateOnly"}}, Kind.DATE),
        ({"calculated": {}}, Kind.LINE),
        ({"term": {}}, Kind.LINE),
        ({"hyperlinkOrPicture": {}}, Kind.LINE),
    ],
)
def test_a_columns_kind_is_that_of_its_facet(facets: dict[str, Any], kind: Kind) -> None:
    assert kind_of(**facets) is kind


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (Kind.NUMBER, 3.0, 3),
        (Kind.NUMBER, 2.5, 2.5),
        (Kind.PERCENT, 0.5, 0.5),
        (Kind.YES_NO, False, False),
        (Kind.MOMENT, "2026-11-03T14:15:00Z", datetime(2026, 11, 3, 14, 15, tzinfo=UTC)),
        (Kind.LINES, "one\r\ntwo", "one\ntwo"),
        (Kind.LINE, ["Barrie", "Orillia, west"], "Barrie; Orillia, west"),
        (Kind.LINE, 7, "7"),
        (Kind.LINE, {"Url": "https://a.example", "Description": "A"}, "A (https://a.example)"),
        (Kind.LINE, {"Url": "https://a.example", "Description": ""}, "https://a.example"),
        (Kind.LINE, [{"LookupId": 7, "LookupValue": "Dev Patel"}], "Dev Patel"),
        (Kind.LINE, {"Label": "Finance", "TermGuid": "1"}, "Finance"),
        (Kind.LINE, "no\x00thing \ud800unreadable", "nothing unreadable"),
        (Kind.LINE, "", None),
        (Kind.LINE, [], None),
    ],
)
def test_a_value_is_read_for_what_it_is(kind: Kind, value: Any, read: Cell) -> None:
    assert value_of(kind, value) == read


@pytest.mark.parametrize("kept", ["2026-11-03T12:00:00Z", "2026-11-03T05:00:00Z", "2026-11-03"])
def test_a_day_is_the_same_day_whether_kept_as_noon_or_as_the_sites_midnight(kept: str) -> None:
    assert value_of(Kind.DATE, kept) == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Kind.NUMBER, "about ten", "about ten"),
        (Kind.NUMBER, float("inf"), "Infinity"),
        (Kind.NUMBER, 10**400, f"1{'0' * 400}"),
        (Kind.NUMBER, True, "true"),
        (Kind.YES_NO, "1", "1"),
        (Kind.DATE, "soon", "soon"),
        (Kind.MOMENT, 5, "5"),
        (Kind.LINE, {"x": "é"}, '{"x": "é"}'),
    ],
)
def test_what_does_not_fit_its_column_is_kept_as_the_text_that_it_is(
    kind: Kind, value: Any, text: str
) -> None:
    assert value_of(kind, value) == text


def test_a_person_is_a_name_where_there_is_one_and_a_number_where_not() -> None:
    (column,) = columns_from([defined("Reviewer", personOrGroup={})])
    assert column.refers
    assert cell(column, {"ReviewerLookupId": "12"}) == "12"
    assert cell(column, {"ReviewerLookupId": "12", "Reviewer": "Dev Patel"}) == "Dev Patel"


def test_numbers_as_json_has_them_are_never_what_a_file_cannot_hold() -> None:
    assert value_of(Kind.NUMBER, json.loads("1e999")) == "Infinity"
