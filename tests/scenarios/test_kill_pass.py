"""Killed at any moment, Cutover ends where it would have ended undisturbed."""

import asyncio
from pathlib import Path

import pytest

from bot.demo.stage import Stage
from tests.scenarios.ends import End
from tests.scenarios.forked import Forked
from tests.scenarios.passes import nothing_kept, passed, undisturbed


async def killed(stage: Stage) -> None:
    """The process ends as in a crash; the next step starts it again."""
    await stage.bot.kill()


async def killed_and_forgetful(stage: Stage) -> None:
    """The journal is empty, so its file may be deleted while the process is away."""
    if stage.bot.runs:
        await nothing_kept(stage)
    await stage.bot.kill()
    assert isinstance(stage.bot, Forked)
    stage.bot.forget()


def assert_same(end: End, other: End) -> None:
    """Both passes ended with the same rows, and no post became two messages."""
    for name, rows in end.rows.items():
        assert other.rows[name] == rows, name
    assert other.told == end.told
    assert all(times == 1 for times in other.messages.values()), other.messages
    assert other.messages.keys() == end.messages.keys()


@pytest.mark.timeout(600)
async def test_killed_after_every_step_the_story_ends_the_same(tmp_path: Path) -> None:
    end, after_kills, without_journal = await asyncio.gather(
        passed(tmp_path / "undisturbed", undisturbed),
        passed(tmp_path / "killed", killed),
        passed(tmp_path / "forgetful", killed_and_forgetful),
    )

    assert end.doubted == 0
    assert_same(end, after_kills)
    assert_same(end, without_journal)
