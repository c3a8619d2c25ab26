"""All lists as a workbook: read back as Excel would read it."""

import gc
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from bot.exporting import sheet as sheets
from bot.exporting.workbook import Book
from graph.cells import Cell, Column, Kind
from graph.tables import Table
from tests.exporting.samples import MOMENT, NOW, PLACE, REQUESTS, TITLE, ZONE, changes, one, table

LINES = Column("Text", "Text", Kind.LINES)
CHANGE = Column("Change", "Change")


def opened(folder: Path, *tables: Table) -> Any:
    """A workbook with these lists, saved and opened again."""
    with Book(ZONE, NOW) as book:
        for one_of_them in tables:
            book.add(one_of_them, f"{one_of_them.name}.csv")
        book.save(folder / "book.xlsx")
    return openpyxl.load_workbook(folder / "book.xlsx")


def read_back(folder: Path, value: Cell, kind: Kind = Kind.LINE) -> Any:
    """The cell that this value became."""
    return opened(folder, one(value, kind))["Risks"]["B2"]


def test_a_sheet_has_a_heading_that_stays_and_filters(tmp_path: Path) -> None:
    sheet = opened(tmp_path, table([TITLE, LINES], ["a", "b"], ["c", "d"]))["Risks"]
    assert [cell.value for cell in sheet[1]] == ["Title", "Text"]
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B3"


def test_a_list_without_rows_is_a_sheet_all_the_same(tmp_path: Path) -> None:
    sheet = opened(tmp_path, table([TITLE]))["Risks"]
    assert [cell.value for cell in sheet[1]] == ["Title"]
    assert sheet.max_row == 1


@pytest.mark.parametrize(
    ("kind", "value", "shown", "shown_as"),
    [
        (Kind.NUMBER, 1200.5, 1200.5, "General"),
        (Kind.PERCENT, 0.5, 0.5, "0.##%"),
        (Kind.DATE, date(2026, 11, 3), datetime(2026, 11, 3), "yyyy-mm-dd"),  # noqa: DTZ001
        (Kind.MOMENT, MOMENT, datetime(2026, 11, 3, 9, 15), "yyyy-mm-dd hh:mm"),  # noqa: DTZ001
    ],
)
def test_numbers_days_and_moments_can_be_reckoned_with(
    tmp_path: Path, kind: Kind, value: Cell, shown: object, shown_as: str
) -> None:
    cell = read_back(tmp_path, value, kind)
    assert cell.value == shown
    assert cell.number_format == shown_as


def test_yes_and_no_are_what_excel_has_for_them(tmp_path: Path) -> None:
    assert read_back(tmp_path, value=False, kind=Kind.YES_NO).value is False


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(1867, 7, 1), "1867-07-01"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00+00:00"),
    ],
)
def test_a_day_before_excels_calendar_is_text(tmp_path: Path, value: Cell, text: str) -> None:
    assert read_back(tmp_path, value, Kind.MOMENT).value == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", '=HYPERLINK("x")', "#N/A", "12"])
def test_whatever_text_looks_like_it_is_text(tmp_path: Path, text: str) -> None:
    cell = read_back(tmp_path, text)
    assert (cell.value, cell.data_type) == (text, "s")


def test_text_that_looks_like_a_formula_stays_text_when_somebody_edits_it(tmp_path: Path) -> None:
    rows = [["=1+1"], ["2"]]
    sheet = opened(tmp_path, table([TITLE], *rows))["Risks"]
    assert [cell.quotePrefix for (cell,) in sheet["A2:A3"]] == [True, False]


def test_no_formula_is_anywhere_in_the_file(tmp_path: Path) -> None:
    opened(tmp_path, changes("=1+1", "CHG-0001"), one("=1+1"))
    with ZipFile(tmp_path / "book.xlsx") as parts:
        inside = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert inside
    assert not any(b"<f>" in part or b"<f " in part for part in inside)


@pytest.mark.parametrize(
    "text", ["<b>bold</b> & co ]]>", "שלום עולם", "😀 𝒳", "one\ntwo", " around ", "été"]
)
def test_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    assert read_back(tmp_path, text).value == text


def test_what_excel_would_read_as_a_code_is_written_so_that_it_is_read_as_it_was(
    tmp_path: Path,
) -> None:
    assert read_back(tmp_path, "_x0041_").value == "_x005F_x0041_"


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 20_000, "_x0041_" * 5_000])
def test_text_longer_than_excel_takes_is_cut_where_one_can_see_it(
    tmp_path: Path, text: str
) -> None:
    book = opened(tmp_path, one(text, Kind.LINES))
    value = book["Risks"]["B2"].value
    assert len(value.encode("utf-16-le")) // 2 <= 32_767
    assert value.endswith("[cut here; the whole text is in the CSV file]")
    assert "Risks: One text is too long" in book["Contents"]["A9"].value


def test_text_as_long_as_excel_takes_is_whole(tmp_path: Path) -> None:
    assert read_back(tmp_path, "x" * 32_767).value == "x" * 32_767


def test_long_text_is_wrapped_and_no_row_is_taller_than_people_read_past(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["a", "short"], ["b", "three\nlines\nhere"], ["c", "word " * 4_000]]
    sheet = opened(tmp_path, table([TITLE, LINES], *rows))["Risks"]
    assert sheet["B4"].alignment.wrap_text
    assert [sheet.row_dimensions[row].height for row in (2, 3, 4)] == [None, 45, 150]


def test_columns_are_as_wide_as_what_is_in_them_within_reason(tmp_path: Path) -> None:
    rows = [["x" * 30, "word " * 4_000]]
    sheet = opened(tmp_path, table([TITLE, LINES], *rows))["Risks"]
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [32, 60]


def test_a_row_opens_in_lists_from_its_first_cell(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["A risk", "b"], [None, "only this"]]
    sheet = opened(tmp_path, table([TITLE, LINES], *rows))["Risks"]
    assert sheet["A2"].hyperlink.target == f"{PLACE}/Risks/1_.000"
    assert sheet["B2"].hyperlink is None
    assert sheet["B3"].hyperlink.target == f"{PLACE}/Risks/2_.000"


def test_a_link_is_an_address_that_excel_takes() -> None:
    link = sheets.web_link("https://firm.example/Lists/Été 1/1_.000")
    assert link is not None
    assert link.target == "https://firm.example/Lists/%C3%89t%C3%A9%201/1_.000"
    assert sheets.web_link("javascript:alert(1)") is None
    assert sheets.web_link(f"https://firm.example/{'x' * 3_000}") is None
    assert sheets.web_link("") is None


def test_a_changes_key_leads_to_its_row(tmp_path: Path) -> None:
    risks = table([TITLE, CHANGE], ["A risk", "CHG-0002"], ["Another", "CHG-0009"])
    sheet = opened(tmp_path, changes("CHG-0001", "CHG-0002"), risks)["Risks"]
    assert sheet["B2"].hyperlink.location == "'Change requests'!A3"
    assert sheet["B3"].hyperlink is None


def test_a_sheet_whose_name_has_a_quote_is_found_all_the_same(tmp_path: Path) -> None:
    renamed = table([TITLE, Column("Key", "Key")], ["A", "CHG-1"], keeps=REQUESTS, name="Bob's")
    book = opened(tmp_path, renamed, table([TITLE, CHANGE], ["A risk", "CHG-1"]))
    assert book["Risks"]["B2"].hyperlink.location == "'Bob''s'!A2"


def test_the_page_of_contents_comes_first_and_leads_everywhere(tmp_path: Path) -> None:
    book = opened(tmp_path, changes("CHG-0001", "CHG-0002"), one("x"))
    page = book["Contents"]
    assert book.sheetnames == ["Contents", "Change requests", "Risks"]
    assert page["A2"].value == "Written on 2026-11-03 at 09:15, in the time of America/Toronto."
    assert [cell.value for cell in page[7]] == [
        "Change requests", REQUESTS.help, 2, "Open", "Change requests.csv",
    ]  # fmt: skip
    assert page["A7"].hyperlink.location == "'Change requests'!A1"
    assert page["D7"].hyperlink.target == f"{PLACE}/Change%20requests"


def test_lists_with_one_name_have_a_sheet_each(tmp_path: Path) -> None:
    book = opened(tmp_path, one("a"), one("b"))
    assert book.sheetnames == ["Contents", "Risks", "Risks (2)"]
    assert book["Contents"]["A8"].hyperlink.location == "'Risks (2)'!A1"


def test_a_list_that_is_called_contents_does_not_take_the_pages_place(tmp_path: Path) -> None:
    book = opened(tmp_path, table([TITLE], name="Contents"))
    assert book.sheetnames == ["Contents", "Contents (2)"]


def test_more_rows_and_links_than_excel_takes_are_left_out_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    monkeypatch.setattr(sheets, "MOST_LINKS", 2)
    book = opened(tmp_path, table([TITLE], *([f"Risk {n}"] for n in range(5))))
    assert book["Risks"].max_row == 4
    assert book["Risks"]["A4"].hyperlink is None
    assert book["Contents"]["C7"].value == 5
    assert [book["Contents"][f"A{row}"].value for row in (9, 10)] == [
        "Risks: Only the first 3 rows are in the workbook. The CSV file has all.",
        "Risks: Excel takes 2 links a sheet; further rows have none.",
    ]


def test_a_workbook_that_is_given_up_goes_quietly() -> None:
    def give_up() -> None:
        with Book(ZONE, NOW) as book:
            book.add(one("a"), "Risks.csv")
            raise ValueError("enough")

    with pytest.raises(ValueError, match="enough"):
        give_up()
    # Whatever it still had to complain of, it would complain of now.
    gc.collect()
