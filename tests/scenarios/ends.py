"""Where a pass through the story ended, told so that two passes can be compared."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from bot.demo.stage import Stage
from bot.demo.tenant import Seen

Row = dict[str, JsonValue]

LISTS = (
    "Change requests",
    "Decisions/Decision",
    "History/Step",
    "History/Act",
    "Waves",
    "History/Wave step",
    "Risks",
    "Rollback plans",
    "Measures",
    "Questions and problems",
    "Action items",
    "Surveys",
    "Survey answers",
    "Mailings",
    "Posts",
    "People",
    "Settings/Conversation",
    "Settings/Duty",
)
_OTHER_EACH_TIME = frozenset(
    {"id", "Moment", "FiledAt", "ClaimedAt", "SettledAt", "AnsweredAt", "DoneAt", "Message",
     "Thread", "Content", "Form", "Detail", "Service", "Tenant", "Teams",
     "ChainLink", "ChainBefore", "ChainTells", "ChainSeal"}
)  # fmt: skip
"""Columns of instants and what is hashed with them, of the order in which rows came through, of
Teams' own ids, and of what this very tenant is called.
"""
_OTHER_IN = {"Mailings": frozenset({"Due", "People"})}
"""The same in one list; of a sheet's people `told` is compared instead."""
_POST = re.compile(r'"post": "([^"]+)"')
_CONCERN = re.compile(r"concern/[0-9a-f-]{36}")
_SENT_AGAIN = "Sent again as "
_AGAIN_TO_ONE = re.compile(r"announcement/(CHG-\d+/wave/\d+)/([0-9a-f-]{36})/1")


@dataclass(frozen=True)
class End:
    """Each list's rows by key, and how many messages came of each post and of each letter."""

    rows: dict[str, dict[str, dict[str, str]]]
    told: dict[str, str]
    """What became of everybody on a sheet, by the key of their letter."""
    messages: Counter[str]
    doubted: int
    """How many posts the lead had to settle by a press."""


async def end_of(stage: Stage, doubted: int) -> End:
    """The end of a pass, as if nothing had to be sent again."""
    rows = {name: await stage.tenant.rows(name) for name in LISTS}
    told = dict(_told(rows["Mailings"]))
    instead = _instead(rows["Posts"]) | _letters_sent_again(rows["Posts"], told)
    told |= {instead[key]: "sent" for key in instead if instead[key] in told}
    named = _concerns_by_number(rows["Questions and problems"])

    def lasting(text: object) -> str:
        known = instead.get(str(text), str(text))
        return _CONCERN.sub(lambda found: named.get(found[0], found[0]), known)

    messages = await messages_of_posts(stage)
    return End(
        rows={
            name: {
                lasting(row["Key"]): {
                    column: lasting(value)
                    for column, value in row.items()
                    if column not in _OTHER_EACH_TIME | _OTHER_IN.get(name, frozenset())
                }
                for row in rows[name]
                if not _replaced(row) and instead.get(str(row["Key"]), "") not in told
            }
            for name in LISTS
        },
        told=told,
        messages=Counter({lasting(key): times for key, times in messages.items()}),
        doubted=doubted,
    )


async def messages_of_posts(stage: Stage) -> Counter[str]:
    """How many messages there are in all conversations that carry each post's key."""
    found: dict[str, list[Seen]] = {}
    for person in await stage.tenant.people():
        for talk in await stage.tenant.talks(person):
            if talk.id not in found:
                found[talk.id] = await stage.tenant.messages(person, talk.id)
    return Counter(
        key
        for messages in found.values()
        for message in messages
        for key in set(_POST.findall(json.dumps(message.card)))
    )


def _told(sheets: list[Row]) -> Iterator[tuple[str, str]]:
    for sheet in sheets:
        for line in str(sheet.get("People", "")).splitlines():
            one: Mapping[str, Mapping[str, str]] = json.loads(line)
            yield f"{sheet['Key']}/{one['person']['id']}", str(one.get("state", "claimed"))


def _concerns_by_number(concerns: list[Row]) -> dict[str, str]:
    """Each question and problem by its place among them: its key holds the id of a press."""
    keys = [str(row["Key"]).partition("/")[2] for row in concerns]
    return {key: f"concern/{number}" for number, key in enumerate(keys, start=1)}


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


def _letters_sent_again(posts: list[Row], told: Mapping[str, str]) -> dict[str, str]:
    """The letter on a sheet that each post to one person was sent in place of."""
    again = (found for post in posts if (found := _AGAIN_TO_ONE.fullmatch(str(post["Key"]))))
    return {
        found[0]: letter
        for found in again
        for letter in told
        if letter.startswith(f"{found[1]}/sheet/") and letter.endswith(f"/{found[2]}")
    }


def _ordinal(post: Row) -> tuple[str, int]:
    stem, _, ordinal = str(post["Key"]).rpartition("/")
    return stem, int(ordinal)


def _replaced(row: Row) -> bool:
    return str(row.get("Detail", "")).startswith(_SENT_AGAIN)
