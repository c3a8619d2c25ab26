"""A list as CSV: what programs read, and what Excel does not carry out."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.exporting.csv_file import harmless, write
from graph.cells import Cell, Column, Kind
from graph.tables import Table
from tests.exporting.samples import MOMENT, ZONE, one, table


def read(table: Table, folder: Path) -> list[list[str]]:
    """The lines of the table's file."""
    file = folder / "list.csv"
    write(table, file, ZONE)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def read_back(value: Cell, folder: Path) -> str:
    return read(one(value), folder)[1][1]


def test_excel_is_told_that_it_is_utf_8(tmp_path: Path) -> None:
    read(one("é"), tmp_path)
    assert (tmp_path / "list.csv").read_bytes().startswith(b"\xef\xbb\xbfTitle,Own\r\n")


def test_a_list_without_rows_has_its_heading(tmp_path: Path) -> None:
    assert read(table([Column("Title", "Risk")]), tmp_path) == [["Risk"]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "TRUE"),
        (False, "FALSE"),
        (0, "0"),
        (-5, "-5"),
        (1200.5, "1200.5"),
        (date(2026, 11, 3), "2026-11-03"),
        (MOMENT, "2026-11-03T09:15:00-05:00"),
        (datetime(2026, 7, 3, 14, 15, tzinfo=UTC), "2026-07-03T10:15:00-04:00"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00+00:00"),
        ('one, "two"\nthree', 'one, "two"\nthree'),
        ("שלום 😀 <b>bold</b> & co", "שלום 😀 <b>bold</b> & co"),
        ("x" * 60_000, "x" * 60_000),
    ],
)
def test_a_value_comes_back_as_it_was(tmp_path: Path, value: Cell, text: str) -> None:
    assert read_back(value, tmp_path) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u00a0=1",
        "＝1",
        "＠SUM(A1)",
    ],
)
def test_what_looks_like_a_formula_is_made_harmless(tmp_path: Path, text: str) -> None:
    assert read_back(text, tmp_path) == f"'{text}"


@pytest.mark.parametrize("text", ["'=1", "''+1"])
def test_which_text_was_made_harmless_can_be_told(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["1 = 1", "a-b", "'quoted'", "it's", "", "e@firm.example"])
def test_other_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text


def test_a_heading_that_looks_like_a_formula_is_made_harmless_too(tmp_path: Path) -> None:
    assert read(table([Column("Own", "=1+1", Kind.NUMBER)]), tmp_path) == [["'=1+1"]]
