"""Going through the story in processes of their own, disturbed or not, to the same end."""

import json
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from bot.demo.once import played, staged
from bot.demo.stage import Stage
from bot.demo.story import STORY
from bot.demo.tenant import Seen, until
from tests.scenarios.forked import Forked

Disturb = Callable[[Stage], Awaitable[None]]
Row = dict[str, JsonValue]

LISTS = (
    "Change requests",
    "Decisions",
    "Progress",
    "Audit trail",
    "Posts",
    "People",
    "Conversations",
    "Settings",
)
_OTHER_EACH_TIME = frozenset(
    {"id", "Moment", "FiledAt", "ClaimedAt", "SettledAt", "Message", "Content", "Form", "Detail",
     "Service", "Tenant", "Teams"}
)  # fmt: skip
"""Columns of instants, of Teams' own ids, and of what this very tenant is called."""
_POST = re.compile(r'"post": "([^"]+)"')
_DOUBTED = re.compile(r'"doubted": "([^"]+)"')
_SENT_AGAIN = "Sent again as "
_LONG = 60.0


@dataclass(frozen=True)
class End:
    """Where a pass ended: each list's rows by key, and how many messages came of each post."""

    rows: dict[str, dict[str, dict[str, str]]]
    messages: Counter[str]
    doubted: int
    """How many posts the lead had to settle by a press."""


async def undisturbed(_stage: Stage) -> None:
    """Nothing happens between the steps."""


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
    return await _end(stage, doubted)


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


async def messages_of_posts(stage: Stage) -> Counter[str]:
    """How many messages there are in all conversations that carry each post's key."""
    found: dict[str, Seen] = {}
    for person in ("marie", "dev", "sam", "julie", "alex"):
        for talk in await stage.tenant.talks(person):
            for message in await stage.tenant.messages(person, talk.id):
                found[f"{talk.id}/{message.id}"] = message
    return Counter(
        key for message in found.values() for key in set(_POST.findall(json.dumps(message.card)))
    )


async def _end(stage: Stage, doubted: int) -> End:
    rows = {name: await stage.tenant.rows(name) for name in LISTS}
    instead = _instead(rows["Posts"])
    kept = {name: [row for row in rows[name] if not _replaced(row)] for name in LISTS}
    messages = await messages_of_posts(stage)
    return End(
        rows={
            name: {lasting["Key"]: lasting for lasting in (_lasting(row, instead) for row in found)}
            for name, found in kept.items()
        },
        messages=Counter({instead.get(key, key): times for key, times in messages.items()}),
        doubted=doubted,
    )


def _instead(posts: list[Row]) -> dict[str, str]:
    """The key that each post has where nothing was sent again.

    A post sent in the place of another has the other's key, and those after it, whose ordinals
    it has moved up, have theirs back.
    """
    first: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for post in sorted(posts, key=_ordinal):
        key = str(post["Key"])
        if key not in first:
            stem = key.rpartition("/")[0]
            counted[stem] += 1
            first[key] = f"{stem}/{counted[stem]}"
        if _replaced(post):
            first[str(post["Detail"]).removeprefix(_SENT_AGAIN)] = first[key]
    return first


def _ordinal(post: Row) -> tuple[str, int]:
    stem, _, ordinal = str(post["Key"]).rpartition("/")
    return stem, int(ordinal)


def _replaced(row: Row) -> bool:
    return str(row.get("Detail", "")).startswith(_SENT_AGAIN)


def _lasting(row: Row, instead: dict[str, str]) -> dict[str, str]:
    """A row without what differs each time, as if nothing had to be sent again."""
    return {
        name: instead.get(str(value), str(value))
        for name, value in row.items()
        if name not in _OTHER_EACH_TIME
    }


def _last_words(data: Path) -> str:
    log = data / "bot.log"
    return log.read_text()[-3000:] if log.exists() else ""
