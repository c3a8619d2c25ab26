"""Threads in channels: an announcement, what people ask, and the answers under it."""

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import expect

from sandbox.app import Running
from tests.browser import wave
from tests.browser.bot import ApprovingBot
from tests.browser.conftest import PHONE, Open

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def channel(bot: ApprovingBot, sandbox: Running) -> str:
    """A channel with the app, and a card in it."""
    async with ClientSession(sandbox.root) as session:
        teams = await (await session.get("/sandbox/teams")).json()
        team = teams[0]
        await session.post(f"/sandbox/teams/{team['id']}/app", json={"person": "julie"})
    announcements = next(
        str(one["id"]) for one in team["channels"] if one["name"] == "Announcements"
    )
    await bot.send(announcements, wave.survey())
    return announcements


async def _root(sandbox: Running, channel: str) -> str:
    async with ClientSession(sandbox.root) as session:
        path = f"/sandbox/conversations/{channel}/messages?person=sam"
        return str((await (await session.get(path)).json())[-1]["id"])


@pytest.mark.browser
async def test_people_and_the_bot_answer_under_the_card_on_a_phone(
    window: Open, bot: ApprovingBot, sandbox: Running, channel: str
) -> None:
    root = await _root(sandbox, channel)
    sam = await window("?person=sam", size=PHONE)
    page = sam.page
    back = page.get_by_role("button", name="All conversations")
    await back.click()
    await expect(page.get_by_role("button", name="IT project")).to_be_visible()
    await sam.picture("threads-phone-list")
    await page.get_by_role("button", name="Announcements").click()
    await page.get_by_role("button", name="Reply").click()
    await expect(page.get_by_text("Replying to Cutover")).to_be_visible()
    await page.get_by_label("Message Announcements").fill("Do I keep my *shared* folders?")
    await page.keyboard.press("Enter")
    await bot.send(f"{channel};messageid={root}", wave.digest())
    thread = page.locator(".thread")
    await expect(thread).to_have_count(1)
    asked = thread.get_by_role("article").filter(has_text="Do I keep my shared folders?")
    await expect(asked.get_by_text("Sam Okafor")).to_be_visible()
    await expect(thread.get_by_text("Printer 2 is offline")).to_be_visible()
    await sam.picture("threads-phone")
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.browser
async def test_a_long_thread_shows_its_newest_answers_and_unfolds(
    window: Open, bot: ApprovingBot, sandbox: Running, channel: str
) -> None:
    root = await _root(sandbox, channel)
    async with ClientSession(sandbox.root) as session:
        for at in range(1, 9):
            said = {"person": "dev", "text": f"Answer {at}.", "replyTo": root}
            await session.post(f"/sandbox/conversations/{channel}/messages", json=said)
    julie = await window(f"?person=julie&conversation={channel}")
    page = julie.page
    await expect(page.get_by_text("Answer 8.")).to_be_visible()
    await expect(page.get_by_text("Answer 4.")).to_be_hidden()
    below = page.locator(".thread > *").filter(has_not_text="How was the first day?")
    await expect(below).to_contain_text(["6 earlier replies", "Answer 7.", "Answer 8.", "Reply"])
    await julie.picture("threads-folded")
    await page.get_by_role("button", name="6 earlier replies").click()
    await expect(page.get_by_text("Answer 1.")).to_be_visible()
    await expect(page.get_by_role("article").filter(has_text="Answer 1.").last).to_be_focused()


@pytest.mark.browser
async def test_a_card_in_a_channel_opens_a_dialog_for_one_person(
    window: Open, bot: ApprovingBot, channel: str
) -> None:
    sam = await window(f"?person=sam&conversation={channel}")
    dev = await window(f"?person=dev&conversation={channel}")
    await sam.page.get_by_role("button", name="Tell us more").click()
    await expect(sam.page.get_by_role("dialog", name="Change request")).to_be_visible()
    await expect(dev.page.get_by_role("dialog")).to_have_count(0)
