"""`make bench`: runs every measure, prints a table, writes build/bench.json.

`python -m tests.bench press start` runs only the measures of these names, and writes nothing.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import (
    answers,
    approvals,
    budget,
    echo,
    mailing,
    presets,
    press,
    register,
    soak,
    start,
    steps,
)
from tests.bench.rows import Row

MEASURES: Mapping[str, Callable[[], list[Row]]] = {
    "echo": echo.measure,
    "press": press.measure,
    "steps": steps.measure,
    "start": start.measure,
    "mailing": mailing.measure,
    "soak": soak.measure,
    "answers": answers.measure,
    "presets": presets.measure,
    "register": register.measure,
    "budget": budget.measure,
    "approvals": approvals.measure,
}
REPORT = Path("build/bench.json")
WIDTH = 120


def main(names: Sequence[str]) -> int:
    """0 where every bar is cleared."""
    # Bytecode is kept on a user's machine; without it every process would compile anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    rows = [row for name in names or MEASURES for row in MEASURES[name]()]
    if not names:
        REPORT.parent.mkdir(exist_ok=True)
        REPORT.write_text(json.dumps([row.model_dump() for row in rows], indent=2) + "\n")
    Console(width=WIDTH).print(_table(rows))
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
    sys.exit(main(sys.argv[1:]))
