"""A list as CSV, for programs, and for Excel where it must be.

UTF-8 with a byte order mark, without which Excel takes it for another encoding; commas, CRLF, and
quotes where they are needed (RFC 4180). Days are `2026-11-03`, moments `2026-11-03T09:15:00-05:00`
in the organisation's zone, yes and no are `TRUE` and `FALSE`.

**Formulas.** A spreadsheet would carry out what looks like a formula, and people of whom we know
nothing may have written it. A text that begins with `=`, `+`, `-`, `@` or one of their full-width
forms, after any blanks, or with a tab or a line's end, gets an apostrophe before it: `'=1+1`. So
does one that has such apostrophes already: to have the text as it was, take the first one away.
Numbers are numbers: `-5` stays so.
"""

import csv
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from graph.cells import Cell
from graph.tables import Table

_BEGIN_FORMULAS = tuple("=+-@＝＋－＠")
_BEGIN_BADLY = ("\t", "\r", "\n")


def write(table: Table, file: Path, zone: ZoneInfo) -> None:
    """Write the whole list, a heading first.

    :raises OSError: if the file cannot be written
    """
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        lines = csv.writer(out)
        lines.writerow([harmless(column.label) for column in table.columns])
        for row in table.rows:
            lines.writerow([written(value, zone) for value in row.cells])


def written(value: Cell, zone: ZoneInfo) -> str:
    """A value as the file has it."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case str():
            return harmless(value)
        case datetime():
            return in_zone(value, zone).isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value)


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet might take it for a formula."""
    return f"'{text}" if looks_like_formula(text.lstrip("'")) else text


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might carry the text out."""
    return text.startswith(_BEGIN_BADLY) or text.lstrip().startswith(_BEGIN_FORMULAS)


def in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment as clocks there show it; in UTC at the very ends of the calendar."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment
