"""Carrying out an export: all is read and written apart, and only then put in its place."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot.exporting import csv_file
from bot.exporting.naming import file_stem
from bot.exporting.workbook import Book
from bot.host.credentials import credential
from bot.host.wiring import graph_wire
from bot.settings import Settings
from graph.tables import Tables, missing

WORKBOOK = "Cutover.xlsx"

Tell = Callable[[str], None]
"""Says a line to whoever watches."""


async def export(settings: Settings, out: Path, tell: Tell) -> None:
    """Export the lists of the site that the settings name.

    :raises GraphFault: if Graph refuses, or is unavailable too long
    :raises OSError: if the folder cannot be written; an earlier export in it stays as it was
    """
    zone = ZoneInfo(settings.zone)
    async with credential(settings) as identity, graph_wire(settings, identity) as wire:
        await carry_out(Tables(wire, settings.site), out, zone, datetime.now(zone), tell)


async def carry_out(tables: Tables, out: Path, zone: ZoneInfo, now: datetime, tell: Tell) -> None:
    """Write all lists into the folder, and say so line by line.

    Nothing else runs meanwhile, so writing may keep the event loop waiting.

    :raises GraphFault: if the lists could not be read to their end
    :raises OSError: if something could not be written
    """
    with _replacing(out) as folder, Book(zone, now) as book:
        listed = await tables.listed()
        for name in missing(listed):
            tell(f"There is no list named {name}. The command that makes it is: cutover provision")
        taken, count = set[str](), 0
        for one in listed:
            table = await tables.read(one)
            file = folder / f"{file_stem(table.name, taken)}.csv"
            csv_file.write(table, file, zone)
            remarks = book.add(table, file.name)
            count += len(table.rows)
            tell(f"{table.name}: {_counted(len(table.rows), 'row')}")
            for remark in remarks:
                tell(f"  {remark}")
        book.save(folder / WORKBOOK)
    told = f"{_counted(count, 'row')} of {_counted(len(listed), 'list')}"
    tell(f"In {out}: {told}, as {WORKBOOK} and as one CSV file a list.")


@contextmanager
def _replacing(out: Path) -> Iterator[Path]:
    """A folder to write into; once all is written, its files take the place of earlier ones."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".export-", dir=out) as apart:
        yield Path(apart)
        # The workbook first: where Excel holds the earlier one open, nothing is replaced at all.
        for file in sorted(Path(apart).iterdir(), key=lambda file: file.name != WORKBOOK):
            file.replace(out / file.name)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
