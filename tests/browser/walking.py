"""What everybody does on the demo's page: say something, press, become somebody, move the clock."""

import re

from playwright.async_api import Locator, Page, expect


def button(where: Page | Locator, name: str) -> Locator:
    return where.get_by_role("button", name=name, exact=True)


def cell(page: Page, words: str) -> Locator:
    return page.get_by_role("gridcell", name=words, exact=True)


def card(page: Page, words: str) -> Locator:
    """The newest message that shows these words."""
    return page.locator("article.message").filter(has_text=words).last


def dialog(page: Page, title: str) -> Locator:
    return page.get_by_role("dialog", name=title)


async def say(page: Page, words: str) -> None:
    await page.get_by_label("Message Cutover").fill(words)
    await page.keyboard.press("Enter")


async def led_to(page: Page, step: int, words: str) -> None:
    """The strip has come to this step, and says so."""
    await expect(page.locator("#story")).to_contain_text(f"step {step} of 17")
    await expect(page.locator("#story")).to_contain_text(words)


async def become(page: Page, name: str) -> None:
    """Press the strip's button that leads to whose turn it is; their chat has opened then."""
    await button(page, f"Be {name}").click()
    await expect(page).to_have_url(re.compile(f"person={name.lower()}&conversation="))


async def go_to(page: Page, channel: str) -> None:
    """From a narrow chat back to the list of conversations, and into a channel."""
    await page.get_by_role("button", name="All conversations").click()
    await page.get_by_role("navigation").get_by_role("button", name=channel).click()
    await expect(page.get_by_role("heading", name=channel, exact=True)).to_be_visible()


async def move_the_clock(page: Page, how_far: str) -> None:
    await page.get_by_role("button", name="Move the clock").click()
    await page.get_by_role("menuitem", name=how_far).click()
    await expect(page.get_by_role("button", name="Move the clock")).to_be_visible()


async def fits(page: Page) -> None:
    """Nothing reaches beyond the window's side."""
    wide = "document.documentElement.scrollWidth"
    assert await page.evaluate(wide) == await page.evaluate("window.innerWidth")
