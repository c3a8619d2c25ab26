"""The columns that the declarations make (docs/platform.md#lists-and-columns)."""

import re

import pytest

from graph.schema import Column, columns_of, list_definition
from playbook.fields import Kind
from playbook.records import RECORDS, ChangeRequest, Record

RESERVED = {
    "id", "author", "editor", "created", "modified", "attachments", "contenttype", "order",
}  # fmt: skip
FACETS = {"text", "choice", "number", "dateTime"}
ALL = [(kind, column) for kind in RECORDS for column in columns_of(kind)]


@pytest.mark.parametrize(("kind", "column"), ALL, ids=lambda value: getattr(value, "name", ""))
def test_names_are_such_as_sharepoint_keeps_unchanged(kind: type[Record], column: Column) -> None:
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,31}", column.name)
    assert not column.name.endswith(("Id", "LookupId"))
    assert column.name.casefold() not in RESERVED


@pytest.mark.parametrize(("kind", "column"), ALL, ids=lambda value: getattr(value, "name", ""))
def test_every_column_has_exactly_one_type(kind: type[Record], column: Column) -> None:
    assert len(FACETS & column.definition().keys()) == 1


@pytest.mark.parametrize("kind", RECORDS)
def test_the_key_is_unique_and_indexed(kind: type[Record]) -> None:
    (key,) = [column for column in columns_of(kind) if column.name == "Key"]
    definition = key.definition()
    assert (definition["indexed"], definition["enforceUniqueValues"]) == (True, True)


@pytest.mark.parametrize("kind", RECORDS)
def test_no_list_has_more_indexes_or_repeated_names_than_sharepoint_takes(
    kind: type[Record],
) -> None:
    columns = columns_of(kind)
    assert sum(column.indexed or column.unique for column in columns) <= 20
    assert len({column.name.casefold() for column in columns}) == len(columns)


def test_all_lists_are_read_in_one_batch() -> None:
    assert len(RECORDS) <= 20


def test_a_list_comes_with_its_columns_but_the_title_it_has_anyway() -> None:
    definition = list_definition(ChangeRequest)
    names = [column["name"] for column in definition["columns"]]
    assert definition["displayName"] == "Change requests"
    assert "Title" not in names
    assert names[:3] == ["Key", "Status", "Sponsor"]
    assert names[-1].endswith("Entra")


def test_a_choice_offers_what_the_record_knows() -> None:
    (status,) = [column for column in columns_of(ChangeRequest) if column.kind is Kind.CHOICE]
    assert status.definition()["choice"]["choices"][:2] == ["Draft", "Submitted"]
