"""`cutover provision` as an administrator runs it: what it prints, and how it ends."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import ClientSession

from bot.demo.processes import environment
from bot.demo.stage import Stage
from sandbox.app import Running
from sandbox.issuer import GRAPH
from tests.scenarios.conftest import founded


@dataclass(frozen=True)
class Administrator:
    """Somebody with a console, and the lists in front of them."""

    sandbox: Running
    stage: Stage
    session: ClientSession
    data: Path

    async def provision(self, *words: str) -> tuple[int | None, list[str]]:
        """Run the command: its exit status, and the lines that it printed."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "provision", *words,
            env=os.environ | environment(self.data, self.stage.registration),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await process.communicate()
        return process.returncode, said.decode().splitlines()

    async def change(self, method: str, path: str, body: object = None) -> Any:
        """Change the lists by hand; `path` is below the site."""
        site = self.stage.registration.site_id
        address = f"{self.stage.registration.graph_url}/sites/{site}/{quote(path)}"
        headers = {"Authorization": f"Bearer {self.sandbox.tenant.issuer.issue(GRAPH)}"}
        async with self.session.request(method, address, json=body, headers=headers) as answer:
            assert answer.status < 300, await answer.text()


@pytest.fixture
async def admin(first_morning: Path, tmp_path: Path) -> AsyncIterator[Administrator]:
    async with founded(first_morning, tmp_path) as (sandbox, stage), ClientSession() as session:
        yield Administrator(sandbox, stage, session, tmp_path / "bot")


async def test_what_does_no_harm_is_left_as_it_is_and_told_after_what_was_done(
    admin: Administrator,
) -> None:
    columns = "lists/Decisions/columns"
    await admin.change("PATCH", f"{columns}/Person", {"required": True})
    await admin.change("PATCH", f"{columns}/Via", {"text": {"maxLength": 20}})

    dry, planned = await admin.provision("--dry-run")
    status, lines = await admin.provision()
    again, left = await admin.provision()

    step, kept = lines
    assert step == "Take longer text in the column Card of Decisions."
    assert kept.startswith("Left as it is: By in Decisions must be filled in")
    assert planned == [step, "Nothing was changed.", kept]
    assert left == ["Nothing to do: every list and column is there.", kept]
    assert (dry, status, again) == (0, 0, 0)


async def test_what_is_in_the_way_is_told_last_and_the_command_fails(admin: Administrator) -> None:
    columns = "lists/Change requests/columns"
    await admin.change("DELETE", f"{columns}/Status")
    await admin.change("POST", columns, {"name": "Status", "description": "Mine", "text": {}})

    status, (difference, verdict) = await admin.provision()

    assert difference.startswith(
        "In the way: Status in Change requests holds one line of text, and Cutover keeps one choice"
    )
    assert verdict.startswith("Cutover cannot keep its records in these lists until")
    assert status == 1
