"""A start that Graph or Entra will not have ends in one sentence, not in a trace of the program."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from bot.demo.processes import environment
from tests.scenarios.firm import Firm


async def cutover(firm: Firm, command: str, data: Path, **wrong: str) -> tuple[int | None, str]:
    """The command with one wrong setting: its exit status, and what it complained of."""
    settings = environment(data, firm.stage.registration)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", command,
        env=os.environ | settings | {"CUTOVER_PORT": "0"} | wrong,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    return process.returncode, said.decode()


@pytest.mark.parametrize("command", ["serve", "provision"])
async def test_a_site_secret_or_tenant_that_is_wrong_is_named(
    firm: Firm, tmp_path: Path, command: str
) -> None:
    for name in ("CUTOVER_SITE", "CUTOVER_APP_SECRET", "CUTOVER_TENANT"):
        status, said = await cutover(firm, command, tmp_path / "other", **{name: "nothing-of-ours"})

        assert status == 1, said
        assert name in said.splitlines()[-1]
        assert "Traceback" not in said
