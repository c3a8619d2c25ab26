"""A list as a sheet of Excel, for people.

Rows are written as they come and not held, so that a list may be long. What Excel cannot hold is
left out or cut, and said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as Written
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from bot.exporting import looks
from bot.exporting.csv_file import in_zone, looks_like_formula
from bot.exporting.looks import Look
from bot.exporting.naming import shortened, units
from graph.cells import Cell
from graph.tables import Row, Table

MOST_ROWS = 1_048_575
"""What a sheet of Excel holds, the heading left out."""

MOST_LINKS = 65_530
LONGEST_TEXT = 32_767
LONGEST_ADDRESS = 2_079
"""What Excel takes: links a sheet, and UTF-16 units a cell and a link."""

CUT = " … [cut here; the whole text is in the CSV file]"

_CHANGE = "Change"

_OLDEST = 1900
"""The first year that Excel has days of."""

# Excel reads `_x0041_` as an A; so it writes what XML cannot hold.
_READ_AS_A_CODE = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")

_SAFE_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"

Shown = str | int | float | bool | date | None


class Sheet:
    """Writes one list into a workbook. `places` are where each change's row is, by its key."""

    def __init__(
        self, book: Workbook, name: str, table: Table, zone: ZoneInfo, places: Mapping[str, str]
    ) -> None:
        # To types the sheet is a usual one: a write-only one has all of it that is used here.
        self._sheet: Worksheet = book.create_sheet(name)
        self._table = table
        self._zone = zone
        self._places = places
        self._rows = table.rows[:MOST_ROWS]
        self._looks = [
            looks.look(column, (row.cells[place] for row in self._rows))
            for place, column in enumerate(table.columns)
        ]
        # A cell is written the moment it is handed over, so one a column and style is enough.
        self._cells = [_in_each_style(self._sheet, look) for look in self._looks]
        self._links = 0
        self._cut = 0

    def write(self) -> None:
        """Write everything: the heading, and the rows."""
        sheet, labels = self._sheet, [column.label for column in self._table.columns]
        set_up(sheet, [look.width for look in self._looks], heading=1, rows=len(self._rows))
        sheet.row_dimensions[1].height = looks.heading_height(self._looks, labels)
        sheet.append(headings(sheet, labels))
        for number, row in enumerate(self._rows, start=2):
            height = looks.height(self._looks, row.cells)
            if height is not None:
                sheet.row_dimensions[number].height = height
            sheet.append(list(self._row(row)))

    def remarks(self) -> Iterator[str]:
        """What Excel could not hold, in sentences."""
        if len(self._table.rows) > MOST_ROWS:
            yield f"Only the first {MOST_ROWS:,} rows are in the workbook. The CSV file has all."
        if self._cut == 1:
            yield "One text is too long for Excel and was cut. The CSV file has all of it."
        elif self._cut:
            yield f"{self._cut:,} texts are too long for Excel and were cut. The CSV file has them."
        if self._links == MOST_LINKS:
            yield f"Excel takes {MOST_LINKS:,} links a sheet; further rows have none."

    def _row(self, row: Row) -> Iterator[Written | None]:
        """The row's cells; the first that is not empty leads to the row in Lists."""
        address = row.url
        for place, value in enumerate(row.cells):
            if value is None:
                yield None
                continue
            names_change = self._table.columns[place].name == _CHANGE
            link = self._link(address, value if names_change else None)
            address = ""
            shown = self._shown(value)
            quoted = isinstance(shown, str) and looks_like_formula(shown)
            cell = self._cells[place][link is not None, quoted]
            cell.value = shown
            if isinstance(shown, str):
                # Whatever a text looks like, it is text.
                cell.data_type = "s"
            cell.hyperlink = link
            yield cell

    def _link(self, address: str, change: Cell) -> Hyperlink | None:
        if self._links == MOST_LINKS:
            return None
        link = web_link(address)
        if link is None and isinstance(change, str) and change in self._places:
            link = Hyperlink(ref="", location=self._places[change], tooltip=f"Go to {change}")
        self._links += link is not None
        return link

    def _shown(self, value: Cell) -> Shown:
        match value:
            case str():
                return self._fitting(value)
            case datetime():
                local = in_zone(value, self._zone)
                return local.isoformat() if local.year < _OLDEST else local.replace(tzinfo=None)
            case date():
                return value.isoformat() if value.year < _OLDEST else value
            case _:
                return value

    def _fitting(self, text: str) -> str:
        text = _READ_AS_A_CODE.sub("_x005F_", text)
        if units(text) <= LONGEST_TEXT:
            return text
        self._cut += 1
        return shortened(text, LONGEST_TEXT - units(CUT)) + CUT


def web_link(address: str) -> Hyperlink | None:
    """A link to a page of Lists; None where Excel would not take the address for one."""
    target = quote(address, safe=_SAFE_IN_ADDRESSES)
    if not target.startswith(("https://", "http://")) or len(target) > LONGEST_ADDRESS:
        return None
    return Hyperlink(ref="", target=target, tooltip="Open in Lists")


def place_of(sheet: str, row: int) -> str:
    """Where a row is, as links within a workbook have it."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!A{row}"


def headings(sheet: Worksheet, labels: Sequence[str]) -> list[Written]:
    """The cells of a heading."""
    cells = []
    for label in labels:
        cell = WriteOnlyCell(sheet, label)
        cell.data_type = "s"
        cell.font, cell.fill = looks.HEADING, looks.HEADING_FILL
        cell.border, cell.alignment = looks.HEADING_LINE, looks.HEADING_PLACE
        cells.append(cell)
    return cells


def set_up(sheet: Worksheet, widths: Sequence[int], *, heading: int, rows: int) -> None:
    """Widths, filters and print, and a heading that stays; before the first row is written.

    `heading` is the number of the heading's row, `rows` how many follow it.
    """
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"B{heading + 1}"
    sheet.auto_filter.ref = f"A{heading}:{get_column_letter(len(widths))}{heading + rows}"
    # On paper a sheet is many pages: each has the heading, and the first cell of its rows.
    sheet.print_title_rows = f"{heading}:{heading}"
    sheet.print_title_cols = "A:A"
    sheet.page_setup.orientation = "landscape"


def _in_each_style(sheet: Worksheet, look: Look) -> dict[tuple[bool, bool], Written]:
    """A column's cells: with a link or without, and for text that looks like a formula or not."""
    cells = {}
    for linked in (False, True):
        for quoted in (False, True):
            cell = cells[linked, quoted] = WriteOnlyCell(sheet)
            cell.alignment, cell.number_format = look.alignment, look.number_format
            if linked:
                cell.font = looks.LINK
            # So the text stays text when somebody edits the cell.
            cell.quotePrefix = quoted
    return cells
