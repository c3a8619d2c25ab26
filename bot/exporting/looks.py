"""How a sheet looks: the width of its columns, and what its cells are made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from bot.exporting.naming import units
from graph.cells import Cell, Column, Kind

DAY = "yyyy-mm-dd"
MOMENT = "yyyy-mm-dd hh:mm"
_FORMATS = {
    Kind.DATE: DAY,
    Kind.MOMENT: MOMENT,
    Kind.PERCENT: "0.##%",
    # Excel shows yes and no as TRUE and FALSE by itself; LibreOffice does so for this format.
    Kind.YES_NO: '"TRUE";"TRUE";"FALSE"',
}

# Whoever sets a font sets all of it: what is left out falls back to another one.
_font = partial(Font, name="Calibri", family=2, scheme="minor")
HEADING = _font(size=11, bold=True)
HEADING_FILL = PatternFill("solid", fgColor="DCE6F1")
HEADING_LINE = Border(bottom=Side("thin", color="1F497D"))
HEADING_PLACE = Alignment(vertical="center", wrap_text=True)
TITLE = _font(size=16, bold=True)
LINK = _font(size=11, color="0563C1", underline="single")
TOP = Alignment(vertical="top")
TOP_LEFT = Alignment(horizontal="left", vertical="top")
# Indented, so that a number does not touch the text of the next column.
TOP_RIGHT = Alignment(horizontal="right", vertical="top", indent=1)
TOP_WRAPPED = Alignment(vertical="top", wrap_text=True)

_NARROWEST, _WIDEST_HEADING, _WIDEST_LINE, _WIDEST_LINES = 10, 20, 44, 60
"""In characters, as Excel measures columns."""

# Under a wide heading a day at the right would stand far from it.
_ALIGNED = {
    Kind.DATE: TOP_LEFT,
    Kind.MOMENT: TOP_LEFT,
    Kind.YES_NO: TOP_LEFT,
    Kind.NUMBER: TOP_RIGHT,
    Kind.PERCENT: TOP_RIGHT,
}

_ROOM_FOR_FILTER = 4
_MOST_LINES = 10
_POINTS_A_LINE = 15.0
_ROOM_IN_HEADING = 3.0


@dataclass(frozen=True, slots=True)
class Look:
    """How one column of a sheet looks."""

    width: int
    alignment: Alignment
    number_format: str

    @property
    def wrapped(self) -> bool:
        """Whether a long text goes over several lines."""
        return self.alignment is TOP_WRAPPED


def look(column: Column, values: Iterable[Cell]) -> Look:
    """As wide as what is in the column, within reason; what is wider is wrapped."""
    widest = _WIDEST_LINES if column.kind is Kind.LINES else _WIDEST_LINE
    longest = max(map(_length, values), default=0)
    heading = min(units(column.label) + _ROOM_FOR_FILTER, _WIDEST_HEADING)
    width = max(_NARROWEST, heading, min(longest + 2, widest))
    wrapped = column.kind is Kind.LINES or longest + 2 > widest
    alignment = TOP_WRAPPED if wrapped else _ALIGNED.get(column.kind, TOP)
    return Look(width, alignment, _FORMATS.get(column.kind, "General"))


def height(looks: Sequence[Look], cells: Sequence[Cell]) -> float | None:
    """Points of a row that holds more than a line, but no more than people read past.

    Estimated: Excel would measure wrapped text itself as it opens a file, and others do not.
    """
    pairs = zip(looks, cells, strict=True)
    lines = max((_lines(cell, look.width) for look, cell in pairs if look.wrapped), default=1)
    return min(lines, _MOST_LINES) * _POINTS_A_LINE if lines > 1 else None


def heading_height(looks: Sequence[Look], labels: Sequence[str]) -> float:
    """Points of the heading's row, in which long labels are wrapped."""
    pairs = zip(looks, labels, strict=True)
    lines = (_lines(label, look.width - _ROOM_FOR_FILTER) for look, label in pairs)
    return max(lines, default=1) * _POINTS_A_LINE + _ROOM_IN_HEADING


def _lines(value: Cell, width: int) -> int:
    if not isinstance(value, str):
        return 1
    return sum(max(1, -(-len(line) // width)) for line in value.split("\n"))


def _length(value: Cell) -> int:
    match value:
        case None:
            return 0
        case str():
            return units(value) if "\n" not in value else max(map(units, value.split("\n")))
        case datetime():
            return len(MOMENT)
        case date():
            return len(DAY)
        case _:
            return len(str(value))
