"""The demo as a newcomer meets it: the product itself, two people in two windows."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.conftest import DESKTOP, PHONE, Window
from tests.browser.demo import demo

pytestmark = pytest.mark.asyncio(loop_scope="module")

NAME = "Move our files to Microsoft 365"
COMMENT = "Go ahead. Please keep Production running on the Friday."

Open = Callable[..., Awaitable[Window]]


@pytest_asyncio.fixture(loop_scope="module")
async def window(browser: Browser, tmp_path: Path) -> AsyncIterator[Open]:
    """Opens windows at a demo of its own; fails the test if a browser reported an error."""
    opened: list[Window] = []
    async with demo(tmp_path) as address, AsyncExitStack() as stack:

        async def open_(
            person: str = "",
            size: ViewportSize = DESKTOP,
            scheme: Literal["light", "dark"] = "light",
        ) -> Window:
            context = await browser.new_context(viewport=size, color_scheme=scheme)
            stack.push_async_callback(context.close)
            one = Window(await context.new_page())
            opened.append(one)
            await one.page.goto(f"{address}/?person={person}" if person else address)
            await expect(one.page.locator("#messages > *").first).to_be_attached()
            return one

        yield open_
    assert [error for one in opened for error in one.errors] == []


@pytest.mark.browser
async def test_a_newcomer_walks_through_the_demo(window: Open) -> None:
    await _opens_at_the_moment_of_the_decision(window)
    marie, julie = await window(), await window("julie")
    await _marie_approves(marie)
    await _julie_hears_of_it(julie)
    await _dev_reads_and_cannot_decide(marie)
    await _sam_starts_a_change_and_a_bad_form_comes_back(marie)
    await _a_status_set_by_hand_is_put_back(julie)
    await _an_edited_row_is_asked_about_again(julie, marie)
    await _starting_over_comes_back_to_the_decision(julie, marie)


async def _opens_at_the_moment_of_the_decision(window: Open) -> None:
    for scheme in ("light", "dark"):
        phone = await window(size=PHONE, scheme=scheme)
        await expect(_button(phone.page, "Approve")).to_be_visible()
        assert await phone.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        await phone.picture(f"walk-phone-{scheme}")
        await phone.page.get_by_role("tab", name="Lists", exact=True).click()
        await expect(_cell(phone.page, "Submitted")).to_be_visible()
        await phone.picture(f"walk-phone-lists-{scheme}")
    dark = await window(scheme="dark")
    await expect(_button(dark.page, "Approve")).to_be_visible()
    await dark.picture("walk-dark")


async def _marie_approves(marie: Window) -> None:
    page = marie.page
    await expect(page.get_by_text("You are Marie, the owner.")).to_be_visible()
    await expect(_cell(page, "Submitted")).to_be_in_viewport()
    await expect(_cell(page, NAME)).to_be_in_viewport()
    await _button(page, "Approve").scroll_into_view_if_needed()
    await marie.picture("walk-waiting")
    await page.get_by_label("Comment").fill(COMMENT)
    await _button(page, "Approve").click()
    await expect(_cell(page, "Approved")).to_have_class("changed")
    await expect(_cell(page, "Approved")).to_be_in_viewport()
    await expect(page.get_by_text(f"You approved: {NAME}")).to_be_visible()
    await expect(page.get_by_text(COMMENT)).to_be_visible()
    await marie.picture("page", still=False)


async def _julie_hears_of_it(julie: Window) -> None:
    page = julie.page
    await expect(page.get_by_text(f"Marie Tremblay approved: {NAME}")).to_be_in_viewport()
    await expect(_cell(page, "Approved")).to_be_visible()
    await julie.picture("walk-told")
    await _say(page, "CHG-0001")
    await expect(page.get_by_text("Approved on Monday, March 2").last).to_be_visible()
    await julie.picture("walk-status")


async def _dev_reads_and_cannot_decide(one: Window) -> None:
    page = one.page
    await page.get_by_role("button", name="Be Dev").click()
    await _say(page, "CHG-0001")
    await expect(page.get_by_text("Approved on Monday, March 2")).to_be_visible()
    await expect(_button(page, "Approve")).to_have_count(0)
    await expect(_button(page, "Edit")).to_have_count(0)
    await one.picture("walk-dev")
    await _say(page, "help")
    await expect(page.get_by_text("What Cutover does")).to_be_visible()
    await one.picture("walk-help")


async def _sam_starts_a_change_and_a_bad_form_comes_back(one: Window) -> None:
    page = one.page
    await page.get_by_role("button", name="Be Sam").click()
    await _say(page, "We need to replace the door phone")
    await expect(_cell(page, "Replace the door phone")).to_be_visible()
    await expect(page.get_by_text("That was the story.")).to_be_visible()
    await one.picture("walk-draft")
    await _button(page, "Continue").click()
    form = page.get_by_role("dialog", name="CHG-0002")
    await form.get_by_label("Business problem").fill("Visitors ring and <b>nobody</b> hears it.")
    await one.picture("walk-form")
    await _button(form, "Send to sponsor").click()
    await expect(form.get_by_text("14 things to mend.")).to_be_visible()
    await expect(form.get_by_label("Business problem")).to_have_value(
        "Visitors ring and <b>nobody</b> hears it."
    )
    await expect(form.get_by_text("tags in angle brackets")).to_be_visible()
    await one.picture("walk-form-faults")
    await page.keyboard.press("Escape")
    await expect(form).to_be_hidden()


async def _a_status_set_by_hand_is_put_back(one: Window) -> None:
    page = one.page
    await _cell(page, "Approved").click()
    await page.get_by_role("radio", name="Closed").click()
    await expect(_cell(page, "Closed")).to_be_visible()
    await one.picture("walk-by-hand", still=False)
    await _an_hour_passes(page)
    await expect(_cell(page, "Approved")).to_be_visible()


async def _an_edited_row_is_asked_about_again(julie: Window, marie: Window) -> None:
    page = julie.page
    await page.get_by_role("gridcell", name="Drawings and quotes live").click()
    await page.keyboard.type(" Once more in March.")
    await page.keyboard.press("Enter")
    await _an_hour_passes(page)
    await expect(_cell(page, "Submitted")).to_be_visible()
    await marie.page.get_by_role("button", name="Be somebody else").click()
    await marie.page.get_by_role("menuitemradio", name="Marie Tremblay").click()
    await expect(marie.page.get_by_text("This is version 2.")).to_be_in_viewport()
    await marie.picture("walk-asked-again")


async def _starting_over_comes_back_to_the_decision(one: Window, other: Window) -> None:
    page = one.page
    await page.get_by_role("button", name="Reset").click()
    await page.get_by_role("button", name="Start over").click()
    await expect(page.get_by_text("One moment: Cutover makes its lists")).to_be_visible()
    await one.picture("walk-starting-over")
    for each in (one.page, other.page):
        again = each.get_by_text("You are Marie, the owner.")
        await expect(again).to_be_visible(timeout=120_000)
        await expect(_cell(each, "Submitted")).to_be_visible()
        await expect(each.get_by_role("gridcell", name="door phone")).to_have_count(0)
        await expect(_button(each, "Approve")).to_be_visible()
    await _button(page, "Approve").click()
    await expect(_cell(page, "Approved")).to_be_visible()
    await expect(_cell(other.page, "Approved")).to_be_visible()
    await one.picture("walk-started-over")


async def _say(page: Page, words: str) -> None:
    await page.get_by_label("Message Cutover").fill(words)
    await page.keyboard.press("Enter")


async def _an_hour_passes(page: Page) -> None:
    await page.get_by_role("button", name="Move the clock").click()
    await page.get_by_role("menuitem", name="1 hour on").click()


def _button(where: Page | Locator, name: str) -> Locator:
    return where.get_by_role("button", name=name, exact=True)


def _cell(page: Page, words: str) -> Locator:
    return page.get_by_role("gridcell", name=words, exact=True)
