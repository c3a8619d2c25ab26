"""Killed in the middle of something: what may have been done is never done again by itself."""

import asyncio
import re

from pydantic import JsonValue

from bot.demo.tenant import until
from tests.scenarios.firm import Firm


async def reborn(firm: Firm) -> None:
    """Killed as in a crash, started again, and everything brought to rest."""
    await firm.bot.kill()
    await firm.no_more_faults()
    await firm.bot.start()
    await firm.settle()


async def asking(firm: Firm, **fault: JsonValue) -> None:
    """A change is filed; the post that asks Marie, who has the app, meets this fault."""
    await firm.set_up()
    await firm.add_app("marie")
    await firm.settle()
    path = f"{re.escape((await firm.stage.chat('marie')).id)}/activities$"
    await firm.fault(fault, service="connector", method="POST", path=path)
    await firm.file()
    await firm.faults_struck()


async def test_a_post_cut_off_on_its_way_is_sent_again_by_a_press_alone(mortal: Firm) -> None:
    await asking(mortal, status=500, delay=60)

    await reborn(mortal)
    await mortal.settle("P3D")

    assert (await mortal.post("approval"))["State"] == "unknown"
    assert await mortal.count("marie", "asks you to approve") == 0
    home = await mortal.say("alex", "hello", "may not have arrived")
    await mortal.press("alex", home, "Send again")
    await mortal.settle()
    assert await mortal.count("marie", "asks you to approve") == 1


async def test_a_post_that_arrived_unrecorded_is_not_sent_again(mortal: Firm) -> None:
    await asking(mortal, delay=1)
    await mortal.fault_writing("Posts", "PATCH", times=99, status=503)
    card = await mortal.approval()

    await reborn(mortal)
    await mortal.settle("P3D")

    assert (await mortal.post("approval"))["State"] == "unknown"
    assert await mortal.count("marie", "asks you to approve") == 1
    await mortal.press("marie", card, "Approve")
    assert (await mortal.post("approval"))["State"] == "sent"
    assert (await mortal.change())["Status"] == "Approved"


async def test_a_post_that_had_to_wait_is_sent_once(mortal: Firm) -> None:
    await asking(mortal, status=429, retryAfter=30)
    # Killed before it is on record that nothing was sent, the post would be in doubt.
    await mortal.settle()

    await reborn(mortal)

    await mortal.approval()
    await mortal.settle()
    assert (await mortal.post("approval"))["State"] == "sent"
    assert await mortal.count("marie", "asks you to approve") == 1


async def test_a_decision_under_way_is_found_whole(mortal: Firm) -> None:
    card = await mortal.asked()
    await mortal.fault_writing("Decisions/Decision", "POST", delay=1)
    pressing = asyncio.create_task(mortal.press("marie", card, "Approve"))
    await mortal.faults_struck()

    await mortal.bot.kill()
    assert (await pressing).status >= 500
    await until(lambda: mortal.rows("Decisions/Decision"), "the decision to be written")
    await mortal.bot.start()
    await mortal.settle()

    assert (await mortal.change())["Status"] == "Approved"
    assert len(await mortal.rows("Decisions/Decision")) == 1
    assert len(await mortal.rows("History/Act", Act="approve")) == 1
    assert {row["State"] for row in await mortal.rows("Posts", Purpose="decided")} == {"sent"}
    assert await mortal.count("julie", "Marie Tremblay approved") == 1


async def test_what_follows_from_facts_is_made_up_for(mortal: Firm) -> None:
    card = await mortal.asked()
    await mortal.fault_writing("History/Act", "POST", times=99, status=503)
    await mortal.fault_writing("Posts", "POST", times=99, status=503)
    await mortal.fault_writing("Change requests", "PATCH", times=99, status=503)
    answer = await mortal.press("marie", card, "Approve")
    assert "not yet saved" in answer.words
    assert len(await mortal.rows("Decisions/Decision")) == 1
    assert (await mortal.change())["Status"] == "Submitted"

    await mortal.bot.kill()
    mortal.bot.forget()
    await mortal.no_more_faults()
    await mortal.bot.start()
    await mortal.settle()

    assert (await mortal.change())["Status"] == "Approved"
    assert len(await mortal.rows("Decisions/Decision")) == 1
    assert len(await mortal.rows("History/Act", Act="approve")) == 1
    assert {row["State"] for row in await mortal.rows("Posts", Purpose="decided")} == {"sent"}
