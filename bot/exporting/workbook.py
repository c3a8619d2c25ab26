"""All lists as one Excel workbook: a page of contents, then a sheet a list."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.exporting import looks
from bot.exporting.naming import sheet_name
from bot.exporting.sheet import Sheet, headings, place_of, set_up, web_link
from graph.schema import KEY
from graph.tables import Table
from playbook.records import ChangeRequest

CONTENTS = "Contents"

_WIDTHS = {"List": 28, "What it holds": 60, "Rows": 9, "In Lists": 10, "CSV file": 34}
_HEADING = 6


@dataclass(frozen=True, slots=True)
class _Entry:
    """A list on the page of contents."""

    name: str
    sheet: str
    about: str
    rows: int
    url: str
    file: str
    remarks: tuple[str, ...]


class Book:
    """A workbook in the making, within a `with`. `written` is now, in the organisation's zone."""

    def __init__(self, zone: ZoneInfo, written: datetime) -> None:
        self._book = Workbook(write_only=True)
        self._book.properties.creator = "Cutover"
        self._book.properties.title = "Cutover’s records"
        self._zone = zone
        self._written = written
        self._names: set[str] = set()
        self._contents: Worksheet = self._book.create_sheet(sheet_name(CONTENTS, self._names))
        self._entries: list[_Entry] = []
        self._places: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        # Sheets that are left half written would complain of it, to nobody in particular.
        for sheet in self._book.worksheets:
            if not sheet.closed:
                sheet.close()

    def add(self, table: Table, file: str) -> tuple[str, ...]:
        """Write a list, whose CSV file is called `file`; what Excel could not hold, in sentences.

        The list of changes comes before those that name changes, so that they can link to it.
        """
        name = sheet_name(table.name, self._names)
        sheet = Sheet(self._book, name, table, self._zone, self._places)
        sheet.write()
        if table.keeps == ChangeRequest.KEPT_IN:
            self._places = _places(table, name)
        remarks = tuple(sheet.remarks())
        about, rows = table.keeps.help, len(table.rows)
        self._entries.append(_Entry(table.name, name, about, rows, table.url, file, remarks))
        return remarks

    def save(self, file: Path) -> None:
        """Write the page of contents, and the file.

        :raises OSError: if it cannot be written
        """
        page = self._contents
        set_up(page, list(_WIDTHS.values()), heading=_HEADING, rows=len(self._entries))
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToHeight = 0
        page.append([_titled(page, "Cutover’s records")])
        page.append([f"Written on {self._written:%Y-%m-%d at %H:%M}, in the time of {self._zone}."])
        page.append(["The first cell of a row opens it in Lists."])
        page.append(["A change’s key leads to its row here, until that sheet is sorted anew."])
        page.append([])
        page.append(headings(page, list(_WIDTHS)))
        for entry in self._entries:
            page.append(_entry(page, entry))
        page.append([])
        for entry in self._entries:
            for remark in entry.remarks:
                page.append([f"{entry.name}: {remark}"])
        self._book.save(file)


def _places(table: Table, sheet: str) -> dict[str, str]:
    """Where each change's row is, by its key."""
    key = next((n for n, column in enumerate(table.columns) if column.name == KEY), None)
    if key is None:
        return {}
    found = ((row.cells[key], number) for number, row in enumerate(table.rows, start=2))
    return {value: place_of(sheet, number) for value, number in found if isinstance(value, str)}


def _entry(page: Worksheet, entry: _Entry) -> list[Cell]:
    there = Hyperlink(ref="", location=place_of(entry.sheet, 1), tooltip="Go to the sheet")
    web = web_link(entry.url)
    return [
        _text(page, entry.name, there),
        _text(page, entry.about),
        _count(page, entry.rows),
        _text(page, "Open" if web else "", web),
        _text(page, entry.file),
    ]


def _text(page: Worksheet, text: str, link: Hyperlink | None = None) -> Cell:
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    cell.alignment = looks.TOP_WRAPPED
    if link is not None:
        cell.font, cell.hyperlink = looks.LINK, link
    return cell


def _count(page: Worksheet, number: int) -> Cell:
    cell = WriteOnlyCell(page, number)
    cell.alignment, cell.number_format = looks.TOP_RIGHT, "#,##0"
    return cell


def _titled(page: Worksheet, text: str) -> Cell:
    cell = WriteOnlyCell(page, text)
    cell.font = looks.TITLE
    return cell
