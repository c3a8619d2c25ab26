"""100 people answer a survey in one channel within 20 s, each with a press of their own.

Sandbox and bot are processes of their own. A press goes the way of every press: the sandbox signs
it and posts it to the bot, which writes the answer to the lists before it replies.
"""

import asyncio
import time
from dataclasses import dataclass
from datetime import date, datetime
from itertools import cycle
from urllib.parse import quote

from bot.demo.once import staged
from bot.demo.stage import Stage, settled
from bot.demo.tenant import until
from bot.host.provisioning import provision
from playbook.fields import Who
from playbook.records import Conversation, Feeling
from playbook.workplace import Workplace
from tests.bench.by_hand import Start, enter, known
from tests.bench.rollout import Cast, Rollout
from tests.bench.rows import Row, at_most
from tests.bench.waiting import settings_of

PEOPLE = 100
WITHIN = 20.0
"""Seconds in which all of them press."""
WEDNESDAY = "2026-03-04T09:00:00-05:00"


@dataclass(frozen=True, slots=True)
class Asked:
    """The open survey: where it stands, and who answers it, by the sandbox's short names."""

    channel: str
    message: str
    people: list[str]


def measure() -> list[Row]:
    """The rows of the survey; takes less than a minute."""
    return asyncio.run(_measure())


async def _measure() -> list[Row]:
    async with staged() as stage:
        await provision(settings_of(stage), dry_run=False)
        asked = await opened(stage, PEOPLE, lambda: stage.bot.start(stage.tenant.session))
        chosen = dict(zip(asked.people, cycle(Feeling), strict=False))
        slowest = await answered(stage, asked, chosen, WITHIN)
        lost = await lost_answers(stage, asked, chosen)
        await settled(stage)
        edited = await edits(stage, asked)
    what = f"survey: {PEOPLE} answers within {WITHIN:.0f} s"
    return [
        at_most("main", f"{what}, lost", lost, "answers", 0),
        at_most("main", f"{what}, slowest reply", slowest, "s", 3),
        at_most("main", f"{what}, edits of the open card", edited, "edits", 0),
    ]


async def opened(stage: Stage, people: int, start: Start) -> Asked:
    """A survey that so many people of the team see in a channel; the lists must be empty, and
    the bot is started in between.
    """
    settings, tenant = settings_of(stage), stage.tenant
    hired = await tenant.call("POST", "people", {"count": people, "group": "Asked", "team": True})
    cast = await known(tenant, settings.service_urls[0], ["julie", "sam", "alex"])
    now = datetime.fromisoformat((await tenant.call("GET", "clock"))["now"])
    team = (await tenant.call("GET", "teams"))[0]
    channel = next(one for one in team["channels"] if one["name"] == "Announcements")
    workplace = Workplace(
        people={one.key: one for one in cast},
        conversations={channel["id"]: Conversation(key=channel["id"], kind="channel")},
        tenant=settings.tenant,
    )
    rollout = Rollout.approved(workplace, Cast(*cast), now)
    rollout.survey(Who(id=channel["id"], name=channel["name"]), date(2026, 3, 4))
    await enter(tenant, [*rollout.rows, *cast])
    await start()
    await tenant.call("POST", f"teams/{team['id']}/app", {"person": "julie"})
    await until(lambda: tenant.rows("Settings/Conversation"), "the bot to know its team")
    await tenant.move_to(WEDNESDAY)
    (post,) = [row for row in await tenant.rows("Posts") if row["Purpose"] == "survey"]
    return Asked(channel["id"], str(post["Message"]), hired["people"])


async def answered(stage: Stage, asked: Asked, chosen: dict[str, Feeling], within: float) -> float:
    """Everybody presses, one after the other over so many seconds; the slowest reply in seconds."""
    gap = within / len(chosen)

    async def press(at: int, person: str) -> float:
        await asyncio.sleep(at * gap)
        began = time.perf_counter()
        answer = await stage.press(
            person, asked.message, "survey.answer", {"feeling": chosen[person]}, talk=asked.channel
        )
        took = time.perf_counter() - began
        assert chosen[person] in answer.words, answer
        return took

    return max(await asyncio.gather(*(press(at, who) for at, who in enumerate(chosen))))


async def lost_answers(stage: Stage, asked: Asked, chosen: dict[str, Feeling]) -> int:
    """How many of the answers are not in the list as they were given."""
    souls = await stage.tenant.people()
    wanted = {souls[person].aad_id: feeling for person, feeling in chosen.items()}
    rows = await stage.tenant.rows("Survey answers")
    kept = {str(row["PersonEntra"]): row["Feeling"] for row in rows}
    return sum(kept.get(person) != feeling for person, feeling in wanted.items())


async def edits(stage: Stage, asked: Asked) -> int:
    """How often the card was edited that people were choosing on: 0, or at least 1."""
    path = f"conversations/{quote(asked.channel, safe='')}/messages"
    seen = await stage.tenant.call("GET", path, person=asked.people[0])
    return int(next(one["edited"] for one in seen if one["id"] == asked.message))
