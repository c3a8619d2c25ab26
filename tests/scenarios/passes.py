"""Going through the story in processes of their own, disturbed or not, to the same end."""

import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.demo.once import played, staged
from bot.demo.stage import Stage
from bot.demo.story import STORY
from bot.demo.tenant import until
from tests.scenarios.ends import End, end_of, messages_of_posts
from tests.scenarios.forked import Forked

Disturb = Callable[[Stage], Awaitable[None]]
_DOUBTED = re.compile(r'"doubted": "([^"]+)"')
_LONG = 60.0


async def undisturbed(stage: Stage) -> None:
    """Nothing happens between the steps, but time goes by as it does where something happens."""
    if stage.bot.runs:
        await quiet(stage)


async def passed(data: Path, disturb: Disturb) -> End:
    """Play every step, each followed by the disturbance; where it ends.

    Raises:
        AssertionError: a step did not hold.
    """
    async with staged(data) as stage:
        stage.bot = Forked.of(stage.bot)
        try:
            return await _played_through(stage, disturb)
        finally:
            await stage.bot.stop()


async def _played_through(stage: Stage, disturb: Disturb) -> End:
    # Four days and two dozen starts within a minute or two would spend the minute's units.
    stage.bot.environment["CUTOVER_UNITS_PER_MINUTE"] = "100000"
    await stage.tenant.call("PUT", "rates", {"enforced": True, "units": False})
    doubted = 0
    for number, step in enumerate(STORY, start=1):
        fault = await played(stage, number)
        assert not fault, f"{step.name}: expected {fault}\n{_last_words(stage.bot_data)}"
        await disturb(stage)
        if not stage.bot.runs:
            await stage.bot.start(stage.tenant.session, _LONG)
            await quiet(stage)
            doubted += await resolved(stage)
    await quiet(stage)
    return await end_of(stage, doubted)


async def ready(stage: Stage) -> dict[str, int]:
    """What /readyz answers."""
    async with stage.tenant.session.get(f"{stage.bot.address}/readyz") as answer:
        found: dict[str, int] = await answer.json()
        return found


async def nothing_kept(stage: Stage) -> None:
    """Wait until the journal is empty."""

    async def look() -> bool:
        return (await ready(stage))["journal"] == 0

    await until(look, "the journal to be empty", _LONG)


async def quiet(stage: Stage) -> None:
    """Wait until nothing is due and nothing is on its way."""
    await stage.tenant.advance("PT1S")
    await nothing_kept(stage)
    await stage.tenant.advance("PT1S")


async def resolved(stage: Stage) -> int:
    """The project lead tells of every post in doubt what became of it; how many there were."""
    settled = 0
    while (await ready(stage))["postsInDoubt"]:
        home = await stage.say("alex", "hello", "may not have arrived")
        found = _DOUBTED.search(json.dumps(home.card))
        arrived = found and (await messages_of_posts(stage))[found[1]]
        await stage.press("alex", home.id, "It arrived" if arrived else "Send again")
        await quiet(stage)
        settled += 1
    return settled


def _last_words(data: Path) -> str:
    log = data / "bot.log"
    return log.read_text()[-3000:] if log.exists() else ""
