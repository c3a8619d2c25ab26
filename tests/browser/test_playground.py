"""Cutover in a Teams that nobody here wrote: Microsoft's Agents Playground."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.demo.request import CHANGE, NAME, TODAY, filled_in
from playbook.fields import Kind, field_of
from playbook.records import ChangeRequest
from tests.browser.conftest import DESKTOP
from tests.browser.playground import Desktop, playground

pytestmark = pytest.mark.asyncio(loop_scope="module")

ME = "Marie Tremblay"


@pytest_asyncio.fixture(loop_scope="module")
async def desktop(browser: Browser) -> AsyncIterator[Desktop]:
    """Marie's window at a playground of its own; the page itself must report no error."""
    failed: list[str] = []
    async with playground() as addresses:
        context = await browser.new_context(viewport=DESKTOP)
        page = await context.new_page()
        page.on("pageerror", lambda error: failed.append(str(error)))
        await page.goto(addresses.page)
        yield Desktop(page)
        await context.close()
    assert failed == []


@pytest.mark.browser
async def test_a_change_is_filed_and_approved_in_another_teams(desktop: Desktop) -> None:
    await _installed(desktop)
    await _greeted(desktop)
    await _set_up_in_the_channel(desktop)
    await _filed(desktop)
    await _approved(desktop)


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
    for name, value in filled_in("", TODAY).items():
        kept = field_of(ChangeRequest, name)
        match kept.kind:
            case Kind.PERSON:
                await desktop.choose({kept.label: ME})
            case Kind.DATE:
                await desktop.pick(kept.label, date.fromisoformat(str(value)))
            case _:
                await desktop.fill(kept.label, str(value))
    await desktop.picture("playground-form")
    await desktop.press("Send to sponsor")


async def _approved(desktop: Desktop) -> None:
    await desktop.shows("asks you to approve")
    await desktop.shows("six hours a week")
    await desktop.picture("playground-asked")
    await desktop.press("Approve")
    await desktop.shows(f"You approved: {NAME}")
    await desktop.picture("playground-approved")
