"""The columns that the declarations make (docs/platform.md#lists-and-columns)."""

import re

import pytest

from graph.schema import Column, columns_of, list_definition
from playbook.fields import ListOf
from playbook.records import LISTS, ChangeRequest, Move

RESERVED = {
    "id", "author", "editor", "created", "modified", "attachments", "contenttype", "order",
}  # fmt: skip
FACETS = {"text", "choice", "number", "dateTime"}
ALL = [(kept_in, column) for kept_in in LISTS for column in columns_of(kept_in)]


@pytest.mark.parametrize(("kind", "column"), ALL, ids=lambda value: getattr(value, "name", ""))
def test_names_are_such_as_sharepoint_keeps_unchanged(kind: ListOf, column: Column) -> None:
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,31}", column.name)
    assert not column.name.endswith(("Id", "LookupId"))
    assert column.name.casefold() not in RESERVED


@pytest.mark.parametrize(("kind", "column"), ALL, ids=lambda value: getattr(value, "name", ""))
def test_every_column_has_exactly_one_type(kind: ListOf, column: Column) -> None:
    assert len(FACETS & column.definition().keys()) == 1


@pytest.mark.parametrize("kind", LISTS)
def test_the_key_is_unique_and_indexed(kind: ListOf) -> None:
    (key,) = [column for column in columns_of(kind) if column.name == "Key"]
    definition = key.definition()
    assert (definition["indexed"], definition["enforceUniqueValues"]) == (True, True)


@pytest.mark.parametrize("kind", LISTS)
def test_no_list_has_more_indexes_or_repeated_names_than_sharepoint_takes(
    kind: ListOf,
) -> None:
    columns = columns_of(kind)
    assert sum(column.indexed or column.unique for column in columns) <= 20
    assert len({column.name.casefold() for column in columns}) == len(columns)


def test_all_lists_are_read_in_one_batch() -> None:
    assert len(LISTS) <= 20


def test_a_list_comes_with_its_columns_but_the_title_it_has_anyway() -> None:
    definition = list_definition(ChangeRequest.KEPT_IN)
    names = [column["name"] for column in definition["columns"]]
    assert definition["displayName"] == "Change requests"
    assert "Title" not in names
    assert names[:2] == ["Key", "CutoverNote"]
    assert {"ProjectType", "Status"} <= set(names[2:9])
    assert {"Sponsor", "SponsorEntra"} <= set(names)


def test_a_choice_offers_what_the_record_knows() -> None:
    columns = columns_of(ChangeRequest.KEPT_IN)
    (status,) = [column for column in columns if column.name == "Status"]
    assert status.definition()["choice"]["choices"][:2] == ["Draft", "Submitted"]


def test_a_list_of_several_types_says_first_which_one_a_row_is() -> None:
    (what,) = [column for column in columns_of(Move.KEPT_IN) if column.name == "RowType"]
    assert what.choices == ("Step", "Wave step", "Act")
    names = [column.name for column in columns_of(Move.KEPT_IN)]
    assert names[:3] == ["Key", "RowType", "CutoverNote"]
    assert all(column.name != "RowType" for column in columns_of(ChangeRequest.KEPT_IN))


def test_types_that_share_a_choice_column_share_its_choices() -> None:
    (moved,) = [column for column in columns_of(Move.KEPT_IN) if column.name == "MovedTo"]
    assert {"Submitted", "Paused", "Announced"} <= set(moved.choices)
    assert len(moved.choices) == len(set(moved.choices))
