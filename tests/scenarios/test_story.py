"""The whole story, as the command plays it: with processes of its own."""

import asyncio
import json
import sys

import pytest

from bot.demo.story import STORY


@pytest.mark.timeout(300)
async def test_the_command_plays_the_whole_story_and_every_step_holds() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--once", "--json",
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, _ = await process.communicate()
    *steps, summary = map(json.loads, said.decode().splitlines())

    assert [step for step in steps if not step["passed"]] == []
    assert summary == {"passed": len(STORY), "failed": 0}
    assert process.returncode == 0
