"""Small lists to export."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from graph.cells import Cell, Column, Kind
from graph.tables import Row, Table
from playbook.fields import ListOf
from playbook.records import ChangeRequest

ZONE = ZoneInfo("America/Toronto")
NOW = datetime(2026, 11, 3, 9, 15, tzinfo=ZONE)
MOMENT = datetime(2026, 11, 3, 14, 15, tzinfo=UTC)
"""Quarter past nine in the morning, in Toronto."""

PLACE = "https://firm.example/sites/change/Lists"
TITLE = Column("Title", "Title")
RISKS = ListOf("Risks", "What could disrupt the business.")
REQUESTS = ChangeRequest.KEPT_IN


def table(
    columns: Sequence[Column], *rows: Sequence[Cell], keeps: ListOf = RISKS, name: str = ""
) -> Table:
    """A list with these rows, numbered from one."""
    url = f"{PLACE}/{keeps.name}"
    made = (Row(str(n), f"{url}/{n}_.000", tuple(cells)) for n, cells in enumerate(rows, start=1))
    return Table(keeps, name or keeps.name, url, tuple(columns), tuple(made))


def one(value: Cell, kind: Kind = Kind.LINE) -> Table:
    """A list with one value, behind a title."""
    return table([TITLE, Column("Own", "Own", kind)], ["A risk", value])


def changes(*keys: str) -> Table:
    """The list of change requests with these keys."""
    columns = [Column("Title", "Project name"), Column("Key", "Key")]
    return table(columns, *(["A change", key] for key in keys), keeps=REQUESTS)
