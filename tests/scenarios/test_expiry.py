"""A request with a last day for its decision: announced, ended, and sent again."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.scenarios.firm import CHANGE, Firm
from tests.scenarios.test_authority import decision, nothing_is_decided
from tests.scenarios.test_delegation import asked, until

LAST_DAY = "2026-03-05T12:00:00Z"


async def with_a_last_day(firm: Firm) -> None:
    await asked(firm)
    await firm.edit("Change requests", CHANGE, DecideBy=LAST_DAY)
    await firm.settle()


async def test_it_is_announced_ends_and_is_asked_anew_with_another_day(firm: Firm) -> None:
    await with_a_last_day(firm)
    first = (await firm.change())["ScopeVersion"]

    await until(firm, 4, 9)
    card = await firm.stage.shown("marie", "A decision is asked of you by Thursday, March 5")
    await firm.stage.shown("julie", "No decision yet", "nothing in it is lost")

    await until(firm, 5, 17)
    assert (await firm.change())["Status"] == "Draft"
    await until(firm, 6, 9)
    for person in ("marie", "julie", "alex"):
        await firm.stage.shown(person, "Its time for a decision is over")
    (over,) = [one for one in await firm.seen("marie") if one.id == card.id]
    assert "Nobody is asked any more" in over.words
    late = await firm.forge("marie", "approval.decide", await decision(firm))
    assert "Nobody decided by the last day that was chosen" in late.words
    assert not await firm.rows("Decisions/Decision")

    await firm.edit("Change requests", CHANGE, DecideBy="2026-03-12T12:00:00Z")
    await firm.settle()
    await firm.submit("julie", await firm.form("julie", CHANGE), firm.typed())
    await firm.settle()

    assert (await firm.change())["Status"] == "Submitted"
    assert (await firm.change())["ScopeVersion"] != first
    again = await firm.stage.shown("marie", "asks you to approve", "This is version 2")
    await firm.press("marie", again, "Approve")
    assert (await firm.change())["Status"] == "Approved"


async def test_an_emptied_day_ends_nothing(firm: Firm) -> None:
    await with_a_last_day(firm)
    await firm.edit("Change requests", CHANGE, DecideBy=None)

    await until(firm, 9, 12)

    assert await nothing_is_decided(firm)


async def test_where_cutover_was_away_over_both_it_is_announced_before_it_ends(firm: Firm) -> None:
    await with_a_last_day(firm)
    await firm.bot.stop()
    back = datetime(2026, 3, 6, 10, tzinfo=ZoneInfo("America/Toronto"))
    firm.sandbox.tenant.clock.move(back)
    await firm.bot.start()
    await firm.settle()

    await firm.stage.shown("marie", "A decision is asked of you by Friday, March 6")
    assert await nothing_is_decided(firm)

    await until(firm, 6, 17)
    assert (await firm.change())["Status"] == "Draft"
    await until(firm, 9, 9)
    await firm.stage.shown("marie", "Its time for a decision is over")
