"""`cutover demo` that cannot be: one sentence says why."""

import asyncio
import socket
import sys
from pathlib import Path


async def demo(*words: str) -> tuple[int | None, str]:
    """Its exit status, and what it complained of."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", *words,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, complaint = await process.communicate()
    return process.returncode, complaint.decode()


async def test_the_story_is_not_played_over_somebodys_tenant(tmp_path: Path) -> None:
    (tmp_path / "tenant").mkdir()

    status, complaint = await demo("--once", "--data", str(tmp_path))

    assert status == 1
    assert "played in an empty folder" in complaint
    assert len(complaint.strip().splitlines()) == 1


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    where = str(tmp_path / "file" / "demo")

    for words in (("--data", where, "--port", "0"), ("--once", "--data", where)):
        status, complaint = await demo(*words)
        assert status == 1
        assert where in complaint.replace("\n", "")
        assert "Traceback" not in complaint


async def test_the_story_says_that_its_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        status, complaint = await demo("--once", "--port", port)

    assert status == 1
    assert complaint.strip() == (
        f"The story could not be played: port {port} is in use by another program"
    )
