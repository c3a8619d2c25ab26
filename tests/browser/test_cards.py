"""What Teams draws in cards beyond the published renderer, and everything that can be pressed."""

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Locator, Page, expect

from sandbox.app import Running
from tests.browser import wave
from tests.browser.bot import ApprovingBot
from tests.browser.conftest import PHONE, Open

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def chat(bot: ApprovingBot, sandbox: Running) -> str:
    """Julie's chat with the bot."""
    async with ClientSession(sandbox.root) as session, session.get("/sandbox/people") as answer:
        people = await answer.json()
    return next(str(one["conversation"]) for one in people if one["id"] == "julie")


def _button(page: Page, words: str) -> Locator:
    return page.locator(".card-frame").get_by_role("button", name=words)


@pytest.mark.browser
async def test_a_row_is_pressed_with_the_mouse_and_with_the_keyboard(
    window: Open, bot: ApprovingBot, chat: str
) -> None:
    await bot.send(chat, wave.digest())
    julie = await window("?person=julie")
    page = julie.page
    row = _button(page, "Printer 2 is offline")
    await row.hover()
    await julie.picture("cards-digest")
    await row.click()
    await expect(page.get_by_text("Say in the comment what should change")).to_be_visible()
    await row.focus()
    for key in ("Enter", "Space"):
        await page.keyboard.press(key)
        await expect(page.locator(".card-frame")).to_have_attribute("aria-busy", "false")
    await page.mouse.move(0, 0)
    await julie.picture("cards-digest-focus")
    await expect(row).to_have_css("outline-style", "solid")
    assert [one["verb"] for one in bot.pressed] == ["open"] * 3
    assert bot.pressed[0]["data"] == {"line": "Printer 2 is offline"}


@pytest.mark.browser
async def test_a_row_opens_a_dialog_and_gets_the_focus_back(
    window: Open, bot: ApprovingBot, chat: str
) -> None:
    await bot.send(chat, wave.digest())
    page = (await window("?person=julie")).page
    row = _button(page, "Wave 1 lacks a rollback owner")
    await row.focus()
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Change request")
    await expect(form.get_by_label("Project name")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(row).to_be_focused()


@pytest.mark.browser
async def test_a_full_card_takes_the_chats_width_and_shows_what_is_for_that_width(
    window: Open, bot: ApprovingBot, chat: str
) -> None:
    await bot.send(chat, wave.digest())
    julie = await window("?person=julie", size={"width": 1900, "height": 1000})
    page = julie.page
    wide, narrow = page.get_by_text("Seen on wide screens"), page.get_by_text("Seen on narrow")
    await expect(narrow).to_be_visible()
    await expect(wide).to_be_hidden()
    await page.get_by_role("button", name="As on a desktop").click()
    await expect(wide).to_be_visible()
    await expect(narrow).to_be_hidden()
    await julie.picture("cards-full")


@pytest.mark.browser
async def test_a_survey_is_answered_in_both_kinds_of_choice(
    window: Open, bot: ApprovingBot, chat: str
) -> None:
    await bot.send(chat, wave.survey())
    julie = await window("?person=julie")
    page = julie.page
    # The page may be there before its messages are, and its composer has a Send of its own.
    await _button(page, "Send").click()
    await expect(page.get_by_text("Choose a number.")).to_be_visible()
    await julie.picture("cards-survey")
    await page.get_by_role("radio", name="4").check()
    await page.get_by_label("Did you get help").select_option("Yes")
    await _button(page, "Send").click()
    await expect(page.get_by_text("Say in the comment what should change")).to_be_visible()
    assert bot.pressed[-1]["data"] == {"ease": "4", "help": "Yes"}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_charts_say_their_numbers_in_words_too(
    window: Open, bot: ApprovingBot, chat: str, scheme: str
) -> None:
    await bot.send(chat, wave.results())
    julie = await window("?person=julie", size={"width": 1400, "height": 1500}, scheme=scheme)
    page = julie.page
    charts = page.get_by_role("group")
    ready = charts.filter(has_text="Ready for the move")
    await expect(ready).to_contain_text("Production: Ready 9, Soon 4, Not ready 1")
    miss = charts.filter(has_text="What people still miss").get_by_role("listitem")
    await expect(miss).to_have_text(
        ["Time to try it out11", "Somebody to ask on the shop floor7", "Nothing19"]
    )
    helped = charts.filter(has_text="Got help when needed").get_by_role("listitem")
    await expect(helped).to_have_text(["Yes24", "No4", "Needed none9"])
    easy = charts.filter(has_text="How easy was it").get_by_role("listitem")
    await expect(easy).to_have_text(["11", "22", "63", "154", "135"])
    await expect(charts.filter(has_text="Nothing yet")).to_contain_text("No numbers yet.")
    await expect(page.get_by_text("Readiness: 86 of 100")).to_be_visible()
    await julie.picture(f"cards-charts-{scheme}")


@pytest.mark.browser
async def test_charts_fit_a_phone(window: Open, bot: ApprovingBot, chat: str) -> None:
    await bot.send(chat, wave.results())
    julie = await window("?person=julie", size=PHONE)
    await expect(julie.page.get_by_text("Ready for the move")).to_be_in_viewport()
    await julie.picture("cards-charts-phone")
    assert await julie.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
