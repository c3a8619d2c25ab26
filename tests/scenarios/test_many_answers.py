"""A survey that many answer at the same time: every answer counts, and nobody's card moves."""

from collections.abc import AsyncIterator
from itertools import cycle
from pathlib import Path

import pytest

from bot.demo.stage import Stage
from bot.demo.tenant import until
from playbook.records import Feeling
from tests.bench.answers import answered, edits, lost_answers, opened
from tests.scenarios.conftest import founded
from tests.scenarios.worker import Inside, settings_for

PEOPLE = 25


@pytest.fixture
async def stage(first_morning: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    async with founded(first_morning, tmp_path) as (_, stage):
        yield stage


async def test_answers_given_in_one_moment_are_all_kept_and_the_open_card_stands_still(
    stage: Stage, tmp_path: Path
) -> None:
    bot = Inside(stage.tenant, settings_for(tmp_path / "bot", stage.registration, stage.tenant))
    try:
        asked = await opened(stage, PEOPLE, bot.start)
        chosen = dict(zip(asked.people, cycle(Feeling), strict=False))
        await answered(stage, asked, chosen, within=0)

        assert await lost_answers(stage, asked, chosen) == 0
        await until(lambda: _counted(stage, asked.channel), "all of them to be counted")
        assert await edits(stage, asked) == 0
    finally:
        await bot.stop()


async def _counted(stage: Stage, channel: str) -> bool:
    seen = await stage.tenant.messages("marie", channel)
    return any(f"{PEOPLE} answers" in message.words for message in seen)
