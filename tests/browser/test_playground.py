"""Cutover in a Teams that nobody here wrote: Microsoft's Agents Playground."""

from collections.abc import AsyncIterator, Mapping
from datetime import date

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Browser, expect
from pydantic import JsonValue

from bot.demo.request import CHANGE, NAME, TODAY, filled_in
from bot.demo.rollout import TUESDAY
from bot.demo.tenant import Tenant
from playbook.fields import Kind, field_of
from playbook.records import ChangeRequest, Measure, PlanRow, Record, Risk, Rollback, Wave
from playbook.steps import FIELDS, FormStep
from tests.browser.conftest import DESKTOP
from tests.browser.playground import Desktop, playground

pytestmark = pytest.mark.asyncio(loop_scope="module")

ME = "Marie Tremblay"
RISK: Mapping[str, JsonValue] = {
    "description": "Production cannot open drawings on the first morning",
    "mitigation": "Paper copies of the week's drawings.",
    "owner": ME,
    "reviewed_on": "2026-03-02",
}
MEASURE: Mapping[str, JsonValue] = {
    "name": "Minutes to find a drawing",
    "owner": ME,
    "baseline": "12 minutes",
    "target": "under 1 minute",
}
ROLLBACK: Mapping[str, JsonValue] = {
    "trigger": "Production cannot open its drawings for an hour.",
    "decision_owner": ME,
    "steps": "Give Production the old server's drive letter back.",
    "tells": "Everybody in Production, within 15 minutes.",
}
WAVE: Mapping[str, JsonValue] = {
    "name": "Pilot: Production",
    "owner": ME,
    "first_day": "2026-03-04",
    "last_day": "2026-03-13",
    "announce_on": "2026-03-03",
    "channel": "Announcements",
    "what_changes": "You open drawings from Teams.",
    "what_stays": "The plotter and the folder names.",
    "day_one": "Open today's drawing from Teams once.",
    "help": "Ask Marie.",
}


@pytest_asyncio.fixture(loop_scope="module")
async def desktop(browser: Browser) -> AsyncIterator[Desktop]:
    """Marie's window at a playground of its own; the page itself must report no error."""
    failed: list[str] = []
    async with playground() as addresses:
        context = await browser.new_context(viewport=DESKTOP)
        page = await context.new_page()
        page.on("pageerror", lambda error: failed.append(str(error)))
        await page.goto(addresses.page)
        yield Desktop(page, addresses)
        await context.close()
    assert failed == []


@pytest.mark.browser
@pytest.mark.timeout(300)  # three servers and a browser, perhaps beside another worker
async def test_a_change_goes_from_a_word_to_its_announcement_in_another_teams(
    desktop: Desktop,
) -> None:
    await _installed(desktop)
    await _greeted(desktop)
    await _set_up_in_the_channel(desktop)
    await _filed(desktop)
    await _approved(desktop)
    await _planned(desktop)
    await _announced_in_the_channel(desktop)


async def _installed(desktop: Desktop) -> None:
    await desktop.shows("Hello, this is Cutover")
    await desktop.mock("Install application")
    await desktop.mock("Add application")


async def _greeted(desktop: Desktop) -> None:
    await desktop.say("hello")
    await desktop.shows("Nothing waits for you")
    await expect(desktop.page.get_by_text("Hello, this is Cutover")).to_have_count(1)
    await desktop.picture("playground-hello")


async def _set_up_in_the_channel(desktop: Desktop) -> None:
    await desktop.go_to("General")
    await desktop.press("Choose people and channels")
    await desktop.choose(
        {
            "Announcements channel": "Announcements",
            "Project team channel": "General",
            "Sponsor": ME,
            "Project lead": ME,
            "Coordinator": ME,
            "Support contact": ME,
        }
    )
    await desktop.press("Save")
    await desktop.shows("Saved.")


async def _filed(desktop: Desktop) -> None:
    await desktop.go_to("Personal Chat")
    await desktop.say("We need to move our files to Microsoft 365")
    await desktop.shows(CHANGE)
    await desktop.press("Continue")
    values = filled_in(ME, TODAY)
    for step in FormStep:
        asked = {name: values[name] for name in FIELDS[step] if name in values}
        await desktop.shows(field_of(ChangeRequest, next(iter(asked))).label)
        await _fill_in(desktop, ChangeRequest, asked)
        await desktop.picture(f"playground-form-{int(step)}")
        await desktop.press("Send to sponsor" if step is FormStep.WHEN else "Next")


async def _approved(desktop: Desktop) -> None:
    await desktop.shows("asks you to approve")
    await desktop.shows("six hours a week")
    await desktop.picture("playground-asked")
    await desktop.press("Approve")
    await desktop.shows(f"You approved: {NAME}")
    await desktop.picture("playground-approved")


async def _planned(desktop: Desktop) -> None:
    await desktop.say(CHANGE)
    await desktop.shows("Approved on")
    await desktop.press("Plan")
    await _added(desktop, "Add a risk", Risk, RISK)
    await _added(desktop, "Add a measure", Measure, MEASURE)
    await _added(desktop, "Write the rollback plan", Rollback, ROLLBACK)
    await _added(desktop, "Add a wave", Wave, WAVE)
    await desktop.picture("playground-wave")
    await desktop.press("Schedule")
    await desktop.shows("scheduled")


async def _added(
    desktop: Desktop, row: str, kind: type[PlanRow], values: Mapping[str, JsonValue]
) -> None:
    await desktop.press(row)
    await _fill_in(desktop, kind, values)
    await desktop.press("Save")
    await desktop.shows("Saved")


async def _announced_in_the_channel(desktop: Desktop) -> None:
    async with ClientSession() as session:
        await Tenant(session, desktop.addresses.tenant).move_to(TUESDAY.isoformat())
    await desktop.go_to("Announcements")
    await desktop.shows("What changes for you")
    await desktop.shows(str(WAVE["day_one"]))
    await desktop.picture("playground-announced")
    await desktop.press("Got it")
    await desktop.shows("Noted")


async def _fill_in(
    desktop: Desktop, kind: type[Record], values: Mapping[str, JsonValue]
) -> None:  # fmt: skip
    """Fill in the form of a record; people and channels by the names that one sees."""
    for name, value in values.items():
        kept, typed = field_of(kind, name), str(value)
        match kept.kind:
            case Kind.PERSON | Kind.CHOICE:
                await desktop.choose({kept.label: typed})
            case Kind.DATE:
                await desktop.pick(kept.label, date.fromisoformat(typed))
            case _:
                await desktop.fill(kept.label, typed)
