"""The demo's opening: a tenant with nothing in it is brought to the moment of the decision."""

import asyncio
import shutil
from typing import NoReturn

import aiohttp
from pydantic import JsonValue

from bot.demo.asking import drafted, filed, sent_back, set_up
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

_NEXT: list[JsonValue] = [
    {
        "id": "approve",
        "person": "marie",
        "say": "You are Marie, the owner. Press Approve, and watch the row.",
        "done": {"list": "Decisions", "where": {"Change": CHANGE}},
    },
    {
        "id": "told",
        "person": "julie",
        "say": f"Be Julie, who asked. She was told. Say “{CHANGE}” to see where it stands.",
        "done": {"message": {"conversation": "julie", "contains": "0001", "by": "julie"}},
    },
    {
        "id": "not-yours",
        "person": "dev",
        "say": f"Be Dev, a manager. Say “{CHANGE}”: he reads it, but cannot decide.",
        "done": {"message": {"conversation": "dev", "contains": "0001", "by": "dev"}},
    },
    {
        "id": "your-own",
        "person": "sam",
        "say": "Be Sam at reception. Say “We need to replace the door phone”.",
        "done": {"list": "Change requests", "where": {"Requester": "Sam Okafor"}},
    },
    {
        "id": "not-ready",
        "person": "julie",
        "say": f"Be Julie. Say “{CHANGE}”, open the plan and its pilot, and press Schedule:"
        " something is missing.",
        "done": {"list": "Audit trail", "where": {"Result": "refused: not ready"}},
    },
    {
        "id": "way-back",
        "person": "julie",
        "say": "Still Julie: in the plan, open the rollback plan, and say that Dev may call it.",
        "done": {"list": "Rollback plans", "where": {"DecisionOwner": "Dev Patel"}},
    },
    {
        "id": "schedule",
        "person": "julie",
        "say": "Now open the pilot again, and schedule it.",
        "done": {"list": "Wave progress", "where": {"MovedTo": "Scheduled"}},
    },
    {
        "id": "morning",
        "person": "sam",
        "say": "Be Sam, look at Announcements, and move the clock to the next morning.",
        "done": {"list": "Wave progress", "where": {"MovedTo": "Announced"}},
    },
    {
        "id": "trouble",
        "person": "sam",
        "say": "Press “Something isn’t working” on the announcement, and say what.",
        "done": {"list": "Questions and problems", "where": {"Kind": "Problem"}},
    },
    {
        "id": "support",
        "person": "alex",
        "say": "Be Alex, who gives support: he heard at once. Answer Sam.",
        "done": {"list": "Questions and problems", "where": {"AnsweredBy": "Alex Novak"}},
    },
    {
        "id": "pause",
        "person": "dev",
        "say": "Be Dev, who may call the rollback: pause the wave, and say why.",
        "done": {"list": "Wave progress", "where": {"MovedTo": "Paused"}},
    },
    {
        "id": "survey",
        "person": "sam",
        "say": "Be Sam again, move the clock to Wednesday morning, and answer the survey.",
        "done": {"list": "Survey answers", "where": {"Person": "Sam Okafor"}},
    },
    {
        "id": "digest",
        "person": "alex",
        "say": "Be Alex, in IT project: press a line of the digest, and make it somebody’s item.",
        "done": {"list": "Action items", "where": {"Change": CHANGE}},
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
    for step in (set_up, drafted, sent_back, filed, planned, survey_planned):
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
