"""One field's value, from the record to the list and back (docs/platform.md#items).

`None` stands for an empty field on the list's side: SharePoint leaves those out of what it
returns, and `null` empties one.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from playbook.by_hand import Unreadable
from playbook.fields import Kind, one_line, plain

Value = str | int | None
"""What one column of a row holds, in Graph's JSON."""


class Junk(ValueError):
    """A column, by its label, holds something that its kind does not allow."""

    def __init__(self, fault: Unreadable, column: str = "") -> None:
        super().__init__(f"{column or 'The row'} {fault}")
        self.fault = fault
        self.column = column


# A date is kept as noon in UTC: the same day in every Canadian zone, whichever the site has.
_NOON = "T12:00:00Z"


def written(kind: Kind) -> Callable[[Any], Value]:
    """How a value of this kind is sent to Graph."""
    return _WRITTEN[kind]


def read(kind: Kind) -> Callable[[Any], Any]:
    """How a value of this kind is understood; the function raises Junk for what is none."""
    return _READ[kind]


def _line(value: str) -> Value:
    return one_line(value) or None


def _lines(value: str) -> Value:
    return plain(value) or None


def _choice(value: str) -> Value:
    return str(value) or None


def _number(value: int) -> Value:
    return value


def _date(value: date) -> Value:
    return f"{value.isoformat()}{_NOON}"


def _moment(value: datetime) -> Value:
    if value.tzinfo is None:
        raise ValueError("A moment without a zone cannot be kept.")
    return f"{value.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"


def _read_line(value: Any) -> str:
    # Nearly every value is such text, and a first load reads hundreds of thousands of them.
    if isinstance(value, str) and value.isprintable():
        return value
    return one_line(_text(value))


def _read_lines(value: Any) -> str:
    return plain(_text(value))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise Junk(Unreadable.NOT_TEXT)


def _read_number(value: Any) -> int:
    # SharePoint has one kind of number and answers 3.0 for 3.
    if isinstance(value, bool) or not isinstance(value, int | float) or value % 1 != 0:
        raise Junk(Unreadable.NOT_A_NUMBER)
    return int(value)


def _read_moment(value: Any) -> datetime:
    if not isinstance(value, str):
        raise Junk(Unreadable.NOT_A_DATE)
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is UTC and not moment.microsecond:
            return moment
        return moment.replace(microsecond=0, tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Junk(Unreadable.NOT_A_DATE) from None


def _read_date(value: Any) -> date:
    return _read_moment(value).date()


_WRITTEN: dict[Kind, Callable[[Any], Value]] = {
    Kind.TEXT: _line,
    Kind.LINES: _lines,
    Kind.CHOICE: _choice,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
}

_READ: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: _read_line,
    Kind.LINES: _read_lines,
    Kind.CHOICE: _read_line,
    Kind.NUMBER: _read_number,
    Kind.DATE: _read_date,
    Kind.MOMENT: _read_moment,
}
