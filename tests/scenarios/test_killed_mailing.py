"""Killed in the middle of a mailing: nobody is told twice, and whoever may lack it is listed."""

import asyncio
import json
from collections import Counter
from contextlib import suppress

import pytest

from bot.demo.rollout import TUESDAY, WAVE
from bot.demo.tenant import Refused, until
from tests.scenarios.firm import Row
from tests.scenarios.passes import quiet, resolved
from tests.scenarios.rollout import ANNOUNCEMENT, Rollout

pytestmark = pytest.mark.timeout(180)
PRODUCTION = 15
HELD = 4
_CHATS = r"/conversations/a:[^/]+/activities$"


async def killed_midway(rollout: Rollout, *, arrive: bool) -> None:
    """The morning comes; Teams has not answered for four letters when the process is killed."""
    firm = rollout.firm
    await rollout.schedule()
    await firm.settle()
    slow: Row = {"delay": 1 if arrive else 60, "status": 504, "after": arrive}
    await firm.fault(slow, times=HELD, service="connector", method="POST", path=_CHATS)
    moving = asyncio.create_task(rollout.tenant.move_to(TUESDAY.isoformat()))
    await firm.faults_struck()
    arrived = PRODUCTION if arrive else PRODUCTION - HELD

    async def look() -> bool:
        return sum((await times_told(rollout)).values()) >= arrived

    await until(look, "the others to be told")
    await reborn(rollout, moving)


async def reborn(rollout: Rollout, moving: "asyncio.Task[None]") -> None:
    """Killed as in a crash, started again, and everything brought to rest."""
    await rollout.firm.bot.kill()
    await rollout.firm.no_more_faults()
    await rollout.firm.bot.start()
    with suppress(Refused):
        await moving
    await quiet(rollout.stage)


async def became(rollout: Rollout) -> Counter[str]:
    """How many people of the sheet are in which state."""
    (sheet,) = await rollout.sheets()
    lines = str(sheet["People"]).splitlines()
    return Counter(str(json.loads(line)["state"]) for line in lines)


async def times_told(rollout: Rollout) -> Counter[str]:
    """How often each of Production was told in their own chat."""
    announcements = await rollout.channel("announcements")
    told = await rollout.told()
    return Counter({place: times for place, times in told.items() if place != announcements})


async def test_nobody_is_told_twice_and_those_in_flight_are_listed_for_the_lead(
    mortal_rollout: Rollout,
) -> None:
    await killed_midway(mortal_rollout, arrive=False)

    states = await became(mortal_rollout)
    told = await times_told(mortal_rollout)
    assert states["sent"] + states["unknown"] == PRODUCTION
    assert states["sent"] <= len(told) <= PRODUCTION - HELD + 1
    assert set(told.values()) == {1}
    in_doubt = (await mortal_rollout.firm.ready())["postsInDoubt"]
    assert in_doubt >= HELD

    assert await resolved(mortal_rollout.stage) == in_doubt

    told = await times_told(mortal_rollout)
    assert len(told) == PRODUCTION
    assert set(told.values()) == {1}
    assert (await mortal_rollout.firm.ready())["postsInDoubt"] == 0


async def test_those_who_press_got_it_prove_that_theirs_arrived(
    mortal_rollout: Rollout,
) -> None:
    rollout = mortal_rollout
    await killed_midway(rollout, arrive=True)
    before = await became(rollout)
    (sheet,) = await rollout.sheets()
    doubted = next(
        one["person"]["name"]
        for line in str(sheet["People"]).splitlines()
        if (one := json.loads(line))["state"] == "unknown"
    )
    person = next(p.id for p in rollout.stage.people.values() if p.name == doubted)

    card = await rollout.stage.shown(person, ANNOUNCEMENT)
    await rollout.firm.press(person, card, "got-it")

    assert (await became(rollout))["unknown"] == before["unknown"] - 1
    await resolved(rollout.stage)
    told = await times_told(rollout)
    assert len(told) == PRODUCTION
    assert set(told.values()) == {1}


async def test_killed_before_its_sheet_was_claimed_everybody_is_told_once(
    mortal_rollout: Rollout,
) -> None:
    firm = mortal_rollout.firm
    await mortal_rollout.schedule()
    await firm.settle()
    await firm.fault({"delay": 60, "status": 503}, service="graph", path=r"/members")
    moving = asyncio.create_task(mortal_rollout.tenant.move_to(TUESDAY.isoformat()))
    await firm.faults_struck()
    await reborn(mortal_rollout, moving)
    await resolved(mortal_rollout.stage)

    told = await times_told(mortal_rollout)
    assert len(told) == PRODUCTION
    assert set(told.values()) == {1}
    assert [sheet["State"] for sheet in await mortal_rollout.sheets()] == ["done"]
    assert (await mortal_rollout.stage.row("Waves", WAVE))["Status"] == "Announced"
