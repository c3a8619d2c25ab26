"""A missing or wrong setting stops the start with one sentence that names it."""

import asyncio
import os
import socket
import sys
from pathlib import Path

import pytest

from tests.scenarios.child import serve
from tests.scenarios.forked import NURSERY

GOOD = {
    "CUTOVER_APP_ID": "11111111-2222-3333-4444-555555555555",
    "CUTOVER_APP_SECRET": "not a secret",
    "CUTOVER_TENANT": "22222222-3333-4444-5555-666666666666",
    "CUTOVER_SITE": "mapleridge.example,3,4",
}


async def started(place: Path, settings: dict[str, str]) -> tuple[int | None, str]:
    """`cutover serve` in a bare environment: its exit status, and all that it said."""
    said = place / "said"
    child = NURSERY.Process(target=serve, args=(settings, place, said))
    child.start()
    await asyncio.to_thread(child.join)
    return child.exitcode, said.read_text()


async def test_the_command_itself_stops_with_one_sentence(tmp_path: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("CUTOVER_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve",
        cwd=tmp_path,
        env=bare | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()

    assert process.returncode == 1
    assert said.decode().strip() == "The setting CUTOVER_APP_ID is missing."


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
        ("CUTOVER_JOURNAL", "mysql://here/journal"),
        ("CUTOVER_DATA", "/dev/null/cutover"),
        ("CUTOVER_HOST", "no.such.host.invalid"),
        ("CUTOVER_LOGIN_URL", "login"),
    ],
)
async def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    status, said = await started(tmp_path, GOOD | {name: value})

    assert status == 1, said
    assert said.startswith(f"The setting {name} is wrong: "), said
    assert len(said.strip().splitlines()) == 1


async def test_a_port_that_somebody_has_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        status, said = await started(tmp_path, GOOD | {"CUTOVER_PORT": port})

    assert status == 1
    assert said.strip() == "The setting CUTOVER_PORT is wrong: Address already in use."
