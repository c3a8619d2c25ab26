"""The whole story, as `cutover demo --once` plays it: with processes of its own."""

import pytest

from bot.demo.once import played, staged
from bot.demo.story import STORY


@pytest.mark.timeout(300)
async def test_every_step_of_the_story_holds() -> None:
    async with staged() as stage:
        for number, step in enumerate(STORY, start=1):
            fault = await played(stage, number)
            assert not fault, f"{step.name}: expected {fault}"
