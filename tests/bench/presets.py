"""A whole change of ordinary size, filed with a type: what it costs in requests, and in time.

Sandbox and bot are processes of their own. What is counted is everything that the bot asks of
Graph from the press that sends the form until its reply, and the seconds of that press.
"""

import asyncio
import time

from bot.demo.asking import set_up
from bot.demo.once import staged
from bot.demo.request import TODAY, filled_in
from bot.demo.stage import Stage, settled
from bot.host.provisioning import provision
from playbook.presets import PRESETS
from playbook.records import ProjectType
from tests.bench.rows import Row, at_least, at_most, told
from tests.bench.waiting import settings_of

TYPE = ProjectType.AI
"""The type whose plan is the largest: no kind of row is fewer than in a change of ordinary size."""
MOST_REQUESTS = 5


def measure() -> list[Row]:
    """The rows of a change that begins with a plan; takes some seconds."""
    return asyncio.run(_measure())


async def _measure() -> list[Row]:
    async with staged() as stage:
        await provision(settings_of(stage), dry_run=False)
        await stage.bot.start(stage.tenant.session)
        await set_up(stage)
        await settled(stage)
        requests, seconds = await _filed(stage)
        planned = await _planned(stage)
    whole = len(PRESETS[TYPE].rows)
    what = "a whole change from a preset"
    return [
        at_most("lists", f"{what}: requests to Graph", requests, "requests", MOST_REQUESTS),
        at_least("lists", f"{what}: rows of its plan", planned, "rows", whole),
        told("lists", f"{what}: from the press to its reply", seconds, "s"),
    ]


async def _filed(stage: Stage) -> tuple[int, float]:
    """File the change by the form; requests to Graph, and seconds."""
    card = await stage.say("julie", "hello", "Start a change")
    form = (await stage.press("julie", card.id, "change.form")).dialog
    assert form, "the form did not open"
    typed = filled_in(stage.people["marie"].aad_id, TODAY) | {"project_type": str(TYPE)}
    await stage.tenant.call("DELETE", "usage")
    began = time.perf_counter()
    answer = await stage.tenant.fill_in("julie", form, typed)
    seconds = time.perf_counter() - began
    spent = (await stage.tenant.call("GET", "usage"))["requests"]
    assert "is filed" in answer.words, answer.words
    return sum(times for what, times in spent.items() if "/v1.0/" in what), seconds


async def _planned(stage: Stage) -> int:
    """The rows of the plan in their lists."""
    lists = dict.fromkeys(row.KEPT_IN.name for row in PRESETS[TYPE].rows)
    return sum([len(await stage.tenant.rows(name)) for name in lists])
