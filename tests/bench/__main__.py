"""`make bench`: runs every measure, prints a table, writes build/bench.json."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import echo
from tests.bench.rows import Row

MEASURES: Sequence[Callable[[], list[Row]]] = (echo.measure,)
REPORT = Path("build/bench.json")


def main() -> int:
    """0 where every bar is cleared."""
    rows = [row for measure in MEASURES for row in measure()]
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps([row.model_dump() for row in rows], indent=2) + "\n")
    Console().print(_table(rows))
    return 1 if any(row.holds is False for row in rows) else 0


def _table(rows: list[Row]) -> Table:
    table = Table("topic", "what", title="Benchmarks")
    table.add_column("value", justify="right")
    for heading in ("unit", "bar", "holds"):
        table.add_column(heading)
    for row in rows:
        holds = {True: "yes", False: "NO", None: ""}[row.holds]
        table.add_row(row.topic, row.name, f"{row.value:g}", row.unit, row.bar or "", holds)
    return table


if __name__ == "__main__":
    sys.exit(main())
