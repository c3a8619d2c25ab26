"""A missing or wrong setting stops the start with one sentence that names it."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

GOOD = {
    "CUTOVER_APP_ID": "11111111-2222-3333-4444-555555555555",
    "CUTOVER_APP_SECRET": "not a secret",
    "CUTOVER_TENANT": "22222222-3333-4444-5555-666666666666",
    "CUTOVER_SITE": "mapleridge.example,3,4",
}


async def started(place: Path, settings: dict[str, str]) -> tuple[int | None, str]:
    """`cutover serve` in a bare environment: its exit status, and all that it said."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("CUTOVER_")}
    root = str(Path(__file__).parents[2])
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve",
        cwd=place,
        env=bare | {"PYTHONPATH": root} | settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    return process.returncode, said.decode()


@pytest.mark.parametrize("missing", ["CUTOVER_APP_ID", "CUTOVER_TENANT", "CUTOVER_SITE"])
async def test_a_missing_setting_is_named(tmp_path: Path, missing: str) -> None:
    settings = {name: value for name, value in GOOD.items() if name != missing}

    status, said = await started(tmp_path, settings)

    assert status == 1
    assert said.strip() == f"The setting {missing} is missing."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CUTOVER_ZONE", "Barrie"),
        ("CUTOVER_PORT", "http"),
        ("CUTOVER_PORT", "70000"),
        ("CUTOVER_GRAPH_URL", "http://graph.example.com"),
        ("CUTOVER_APP_ID", ""),
        ("CUTOVER_SERVICE_URLS", "https://smba.example.com"),
        ("CUTOVER_SERVICE_URLS", ""),
        ("CUTOVER_JOURNAL", "not an address"),
        ("CUTOVER_LOGIN_URL", "login"),
    ],
)
async def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    status, said = await started(tmp_path, GOOD | {name: value})

    assert status == 1, said
    assert said.startswith(f"The setting {name} is wrong: "), said
    assert len(said.strip().splitlines()) == 1
