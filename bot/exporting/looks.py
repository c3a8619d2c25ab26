"""How a sheet looks: the width of its columns, and what its cells are made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from bot.exporting.naming import units
from graph.cells import Cell, Column, Kind

DAY = "yyyy-mm-dd"
MOMENT = "yyyy-mm-dd hh:mm"
_FORMATS = {Kind.DATE: DAY, Kind.MOMENT: MOMENT, Kind.PERCENT: "0.##%"}

HEADING = Font(bold=True)
HEADING_FILL = PatternFill("solid", fgColor="DCE6F1")
HEADING_LINE = Border(bottom=Side("thin", color="1F497D"))
HEADING_PLACE = Alignment(vertical="center", wrap_text=True)
TITLE = Font(bold=True, size=16)
LINK = Font(color="0563C1", underline="single")
TOP = Alignment(vertical="top")
TOP_WRAPPED = Alignment(vertical="top", wrap_text=True)

_NARROWEST, _WIDEST_LINE, _WIDEST_LINES = 9, 44, 60
"""In characters, as Excel measures columns."""

_ROOM_FOR_FILTER = 4
_MOST_LINES = 10
_POINTS_A_LINE = 15.0


@dataclass(frozen=True, slots=True)
class Look:
    """How one column of a sheet looks."""

    width: int
    wrapped: bool
    number_format: str = "General"

    @property
    def alignment(self) -> Alignment:
        return TOP_WRAPPED if self.wrapped else TOP


def look(column: Column, values: Iterable[Cell]) -> Look:
    """As wide as what is in the column, within reason; what is wider is wrapped."""
    widest = _WIDEST_LINES if column.kind is Kind.LINES else _WIDEST_LINE
    longest = max(map(_length, values), default=0)
    heading = min(units(column.label) + _ROOM_FOR_FILTER, widest)
    width = max(_NARROWEST, heading, min(longest + 2, widest))
    wrapped = column.kind is Kind.LINES or longest + 2 > widest
    return Look(width, wrapped, _FORMATS.get(column.kind, "General"))


def height(looks: Sequence[Look], cells: Sequence[Cell]) -> float | None:
    """Points of a row that would be too tall to read past; None leaves it to Excel."""
    pairs = zip(looks, cells, strict=True)
    lines = (_lines(cell, look.width) for look, cell in pairs if look.wrapped)
    return _MOST_LINES * _POINTS_A_LINE if max(lines, default=1) > _MOST_LINES else None


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
