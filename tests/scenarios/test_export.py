"""`cutover export`: everything that is in the lists, to take along."""

import asyncio
import csv
import os
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.demo.processes import environment
from bot.exporting.export import WORKBOOK, export
from bot.exporting.naming import sheet_name
from graph.errors import Forbidden
from sandbox.graph import lists
from tests.scenarios.firm import CHANGE, Firm
from tests.scenarios.worker import settings_for

REQUESTS = "Change requests"
FORMULA = '=HYPERLINK("http://elsewhere.example","Click")'
MARKUP = "<b>bold</b> & <script>alert(1)</script>"
FOREIGN = "שלום, 😀 𝒳"
LONG = "word " * 10_000


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "taken along"


async def exported(firm: Firm, out: Path) -> list[str]:
    """Export the firm's lists into that folder; what was said."""
    said: list[str] = []
    await export(settings_for(out, firm.stage.registration, firm.tenant), out, said.append)
    return said


async def command(firm: Firm, out: Path, **wrong: str) -> tuple[int | None, list[str]]:
    """The command itself: its exit status, and what it said."""
    settings = environment(out, firm.stage.registration) | wrong
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "export", "--out", str(out),
        env=os.environ | settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    return process.returncode, said.decode().splitlines()


def column_of_its_own(firm: Firm, name: str, **facets: Any) -> None:
    """The business adds a column to the list of changes."""
    store = firm.sandbox.tenant.store
    lists.add_column(store, lists.get(store, REQUESTS).id, {"name": name, **facets})


def in_csv(out: Path, name: str = REQUESTS) -> list[dict[str, str]]:
    """The rows of a list's CSV file, by its headings."""
    with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def files(out: Path) -> dict[str, bytes]:
    """Everything in the folder, by name."""
    return {file.name: file.read_bytes() for file in out.iterdir()}


def in_workbook(out: Path, name: str = REQUESTS) -> list[dict[str, Any]]:
    """The rows of a list's sheet, by its headings."""
    sheet = openpyxl.load_workbook(out / WORKBOOK)[sheet_name(name, set())]
    heading, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, heading), row, strict=True)) for row in rows]


async def test_everything_that_is_in_the_lists_is_in_the_export(firm: Firm, out: Path) -> None:
    await firm.set_up()
    await firm.file()
    column_of_its_own(firm, "Budget", displayName="Our budget", number={})
    column_of_its_own(firm, "Sites", choice={"choices": ["A", "B"], "displayAs": "checkBoxes"})
    await firm.edit(REQUESTS, CHANGE, Budget=1200.5, Sites=["A", "B"])
    await firm.add(REQUESTS, Title=FORMULA, BusinessProblem=MARKUP, Why=LONG)
    await firm.add(REQUESTS, Title=FOREIGN)

    await exported(firm, out)

    filed, formula, foreign = in_csv(out)
    assert (filed["Key"], filed["Our budget"], filed["Sites"]) == (CHANGE, "1200.5", "A; B")
    assert filed["Target go-live window, first day"] == firm.typed()["go_live_from"]
    assert formula["Project name"] == f"'{FORMULA}"
    assert (formula["Business problem"], formula["Why"]) == (MARKUP, LONG)
    assert foreign["Project name"] == FOREIGN

    shown, its_formula, its_foreign = in_workbook(out)
    assert (shown["Key"], shown["Our budget"], shown["Sites"]) == (CHANGE, 1200.5, "A; B")
    first_day = shown["Target go-live window, first day"]
    assert first_day.date().isoformat() == firm.typed()["go_live_from"]
    assert shown["Modified by"] == "Julie Chen"
    assert (its_formula["Project name"], its_formula["Business problem"]) == (FORMULA, MARKUP)
    assert its_formula["Why"].endswith("[cut here; the whole text is in the CSV file]")
    assert its_foreign["Project name"] == FOREIGN


async def test_every_row_of_every_list_is_in_it(firm: Firm, out: Path) -> None:
    await firm.set_up()
    await firm.file()

    await exported(firm, out)

    kept = await firm.tenant.call("GET", "lists", person="julie")
    assert files(out).keys() == {WORKBOOK, *(f"{one['name']}.csv" for one in kept)}
    for one in kept:
        assert len(in_csv(out, one["name"])) == len(one["items"])
        assert len(in_workbook(out, one["name"])) == len(one["items"])


async def test_an_earlier_export_is_replaced_and_nothing_else_in_the_folder(
    firm: Firm, out: Path
) -> None:
    await exported(firm, out)
    (out / "notes.txt").write_text("ours")
    before = files(out)
    await firm.add("Risks", Key="RISK-1")

    await exported(firm, out)

    assert [row["Key"] for row in in_csv(out, "Risks")] == ["RISK-1"]
    assert files(out).keys() == before.keys()
    assert files(out)["notes.txt"] == b"ours"


async def test_where_graph_refuses_halfway_an_earlier_export_stays_as_it_was(
    firm: Firm, out: Path
) -> None:
    await exported(firm, out)
    before = files(out)
    await firm.add(REQUESTS, Key="CHG-0009")
    risks = lists.get(firm.sandbox.tenant.store, "Risks")
    path = f"/lists/{risks.id}/items"
    await firm.fault({"status": 403}, times=9, service="graph", method="GET", path=path)

    with pytest.raises(Forbidden):
        await exported(firm, out)

    assert files(out) == before


async def test_a_list_that_is_gone_is_named_and_the_others_are_exported(
    firm: Firm, out: Path
) -> None:
    store = firm.sandbox.tenant.store
    lists.delete(store, lists.get(store, "Risks"))

    said = await exported(firm, out)

    assert said[0] == (
        "There is no list named Risks. The command that makes it is: cutover provision"
    )
    assert "Waves.csv" in files(out)
    assert "Risks.csv" not in files(out)


async def test_the_command_says_what_it_wrote_and_where(firm: Firm, out: Path) -> None:
    await firm.add("Risks", Key="RISK-1")

    status, said = await command(firm, out)

    assert status == 0, said
    assert "Risks: 1 row" in said
    assert said[-1].startswith(f"In {out}: ")
    assert WORKBOOK in files(out)


async def test_a_site_that_graph_does_not_know_is_named(firm: Firm, out: Path) -> None:
    status, said = await command(firm, out, CUTOVER_SITE="nothing-of-ours")

    assert status == 1
    assert said == ["The setting CUTOVER_SITE is wrong: Graph knows no such site."]


async def test_a_setting_that_is_missing_is_named(firm: Firm, out: Path) -> None:
    status, said = await command(firm, out, CUTOVER_APP_ID="")

    assert (status, len(said)) == (1, 1)
    assert said[0].startswith("The setting CUTOVER_APP_ID is wrong: ")


async def test_a_folder_that_cannot_be_written_is_named(firm: Firm, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    out = tmp_path / "file" / "export"

    status, said = await command(firm, out)

    assert status == 1
    assert said == [f"The export cannot be written to {out}: Not a directory."]
