"""The demo's opening: a tenant with nothing in it is brought to the moment of the decision."""

import asyncio
import shutil
from typing import NoReturn

import aiohttp
from pydantic import JsonValue

from bot.demo.asking import drafted, filed, sent_back, set_up, stepped
from bot.demo.processes import DidNotStart
from bot.demo.request import CHANGE
from bot.demo.rollout import planned, survey_planned
from bot.demo.stage import Stage, StepFailed
from bot.demo.tenant import Refused, until

FAULTS = (DidNotStart, StepFailed, Refused, OSError, aiohttp.ClientError)
"""What may keep an opening from ending well."""

_LOOK = 0.5
"""Seconds between two looks at whether the tenant was reset."""

_SETTING_UP = "being-set-up"
_BEING_SET_UP: list[JsonValue] = [
    {
        "id": _SETTING_UP,
        "person": "",
        "say": "One moment: Cutover makes its lists, and Julie writes a first request.",
        "done": {},
    }
]

_DECISION, _PLAN, _ANNOUNCEMENT, _PAUSE, _MORNINGS, _LISTS = (
    "The decision",
    "The plan",
    "The announcement",
    "A pause",
    "The mornings after",
    "The lists",
)
"""The parts of the story that the page tells."""

_NEXT: list[JsonValue] = [
    {
        "id": "approve",
        "part": _DECISION,
        "person": "marie",
        "say": "You are Marie, the owner. Press Approve, and watch the row.",
        "done": {"list": "Decisions", "where": {"RowType": "Decision", "Change": CHANGE}},
    },
    {
        "id": "told",
        "part": _DECISION,
        "person": "julie",
        "say": f"Julie had asked, and was told. Be Julie, and say “{CHANGE}”.",
        "done": {"message": {"conversation": "julie", "contains": "0001", "by": "julie"}},
    },
    {
        "id": "not-yours",
        "part": _DECISION,
        "person": "dev",
        "say": f"Be Dev, a manager. Say “{CHANGE}”: he reads it, but cannot decide.",
        "done": {"message": {"conversation": "dev", "contains": "0001", "by": "dev"}},
    },
    {
        "id": "your-own",
        "part": _DECISION,
        "person": "sam",
        "say": "Be Sam at reception. Say “We need to replace the door phone”.",
        "done": {"list": "Change requests", "where": {"Requester": "Sam Okafor"}},
    },
    {
        "id": "not-ready",
        "part": _PLAN,
        "person": "julie",
        "say": "Be Julie. Press Plan, then the pilot, then Schedule: it is too early.",
        "done": {"list": "History", "where": {"RowType": "Act", "Result": "refused: not ready"}},
    },
    {
        "id": "way-back",
        "part": _PLAN,
        "person": "julie",
        "say": "Press what is missing. Name Dev Patel as the decision owner, and save.",
        "done": {"list": "Rollback plans", "where": {"DecisionOwner": "Dev Patel"}},
    },
    {
        "id": "schedule",
        "part": _PLAN,
        "person": "julie",
        "say": "Now nothing is missing. Open the pilot from the plan, and schedule it.",
        "done": {"list": "History", "where": {"RowType": "Wave step", "MovedTo": "Scheduled"}},
    },
    {
        "id": "morning",
        "part": _ANNOUNCEMENT,
        "person": "sam",
        "say": "Be Sam. Open Announcements, and move the clock to the next morning.",
        "done": {"list": "History", "where": {"RowType": "Wave step", "MovedTo": "Announced"}},
    },
    {
        "id": "trouble",
        "part": _ANNOUNCEMENT,
        "person": "sam",
        "say": "Press “Something isn’t working” on the announcement, and say what.",
        "done": {"list": "Questions and problems", "where": {"Kind": "Problem"}},
    },
    {
        "id": "question",
        "part": _ANNOUNCEMENT,
        "person": "sam",
        "say": "Press “I have a question” too, and ask one. It may wait a while.",
        "done": {"list": "Questions and problems", "where": {"Kind": "Question"}},
    },
    {
        "id": "support",
        "part": _ANNOUNCEMENT,
        "person": "alex",
        "say": "Be Alex, who gives support: he heard at once. Answer the problem.",
        "done": {"list": "Posts", "where": {"Purpose": "answered"}},
    },
    {
        "id": "pause",
        "part": _PAUSE,
        "person": "dev",
        "say": "Be Dev, the decision owner. Pause the wave, and say why.",
        "done": {"list": "History", "where": {"RowType": "Wave step", "MovedTo": "Paused"}},
    },
    {
        "id": "resume",
        "part": _PAUSE,
        "person": "dev",
        "say": "Say that it is mended now: take the wave up again.",
        "done": {
            "list": "History",
            "where": {"RowType": "Wave step", "MovedTo": "Announced", "Person": "Dev Patel"},
        },
    },
    {
        "id": "survey",
        "part": _MORNINGS,
        "person": "sam",
        "say": "Be Sam in Announcements. Move the clock to the next morning, answer the survey.",
        "done": {"list": "Survey answers", "where": {"Change": CHANGE}},
    },
    {
        "id": "digest",
        "part": _MORNINGS,
        "person": "alex",
        "say": "Be Alex in IT project. Press a line of the digest, and make it an action item.",
        "done": {"list": "Action items", "where": {"Change": CHANGE}},
    },
    {
        "id": "results",
        "part": _MORNINGS,
        "person": "alex",
        "say": "Move the clock to the next morning. What the survey found comes by itself.",
        "done": {"list": "Posts", "where": {"Purpose": "results", "State": "sent"}},
    },
    {
        "id": "by-hand",
        "part": _LISTS,
        "person": "dev",
        "say": "Be Dev. Set the Status in the list to Closed, then move the clock an hour on.",
        "done": {"list": "History", "where": {"Act": "edited by hand", "Result": "put back"}},
    },
]


async def ensure(stage: Stage) -> None:
    """Have the tenant at its opening or past it, and Cutover running in it.

    A tenant that tells the story goes on with it. Any other, also one whose opening was broken
    off, begins again.

    Raises:
        one of FAULTS: it cannot be done.
    """
    if await _is_told(stage):
        await stage.bot.start(stage.tenant.session)
        return
    await _begin(stage)


async def keep(stage: Stage) -> NoReturn:
    """Begin again each time the tenant is reset; goes on for ever.

    Raises:
        one of FAULTS: the tenant has ended, or the opening cannot be played.
    """
    while True:
        await asyncio.sleep(_LOOK)
        if not await stage.tenant.call("GET", "story"):
            await _begin(stage)


async def _begin(stage: Stage) -> None:
    """Play the opening from an empty tenant, and again if it was reset meanwhile."""
    while True:
        try:
            await _play(stage)
        except FAULTS:
            if await stage.tenant.call("GET", "story"):
                raise
        else:
            return


async def _play(stage: Stage) -> None:
    # The bot ends first: one that still runs would write into the lists that are made next.
    await stage.bot.kill()
    await asyncio.to_thread(shutil.rmtree, stage.bot_data)
    stage.bot_data.mkdir()
    stage.kept.clear()
    await stage.tenant.call("POST", "reset")
    await stage.tenant.story(_BEING_SET_UP)
    await stage.command("provision")
    await stage.bot.start(stage.tenant.session)
    for step in (set_up, drafted, stepped, sent_back, filed, planned, survey_planned):
        await step(stage)
    await until(lambda: _asked(stage), "Marie to be asked")
    await stage.tenant.story(_NEXT)


async def _asked(stage: Stage) -> bool:
    """Whether all is sent. Marie’s chat is not read for it, so that hers opens at what is new."""
    posts = await stage.tenant.rows("Posts")
    asked = any(row["Purpose"] == "approval" for row in posts)
    return asked and not any(row["State"] == "claimed" for row in posts)


async def _is_told(stage: Stage) -> bool:
    story = await stage.tenant.call("GET", "story")
    return bool(story) and story[0]["id"] != _SETTING_UP
