"""The Agents Playground as `make playground` starts it, and its page as a person uses it."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date
from typing import NamedTuple

from playwright.async_api import Locator, Page, expect

from bot.demo.processes import free_port
from tests.browser.conftest import ARTIFACTS

_PATIENCE = 120
"""Seconds; on an idle machine it starts in eight."""


class Addresses(NamedTuple):
    """What is printed for a person to open."""

    page: str
    tenant: str


@asynccontextmanager
async def playground() -> AsyncIterator[Addresses]:
    """A playground with Cutover in it; all of it ends with the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.playground", "--port", str(free_port()),
        env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield await asyncio.wait_for(_addresses(process), _PATIENCE)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), _PATIENCE)


async def _addresses(process: asyncio.subprocess.Process) -> Addresses:
    assert process.stdout
    heard = ""
    async for line in process.stdout:
        heard += line.decode()
        if "clock to move" in heard:
            page, tenant = re.findall(r"http://\S+(?=/)", heard)
            return Addresses(page, tenant)
    raise AssertionError(heard)


class Desktop:
    """The playground's page; of what is looked for in its cards, the newest is meant."""

    def __init__(self, page: Page, addresses: Addresses) -> None:
        self.page = page
        self.addresses = addresses

    @property
    def cards(self) -> Locator:
        return self.page.locator(".ac-adaptiveCard")

    async def go_to(self, conversation: str) -> None:
        await self.page.get_by_text(conversation, exact=True).first.click()

    async def say(self, words: str) -> None:
        """Say something in a chat."""
        box = self.page.get_by_role("textbox").last
        await box.click()
        await box.fill(words)
        await expect(box).to_have_text(words)
        await box.press("Enter")
        await expect(box).to_have_text("")

    async def mock(self, activity: str) -> None:
        """Have Teams tell the bot of something that happened in this conversation."""
        await self.page.get_by_text("Mock an Activity", exact=True).click()
        await self.page.get_by_role("menu").get_by_text(activity, exact=True).click()
        dialog = self.page.get_by_role("dialog", name=activity)
        await dialog.get_by_role("button", name="Send activity").click()
        await expect(dialog).to_be_hidden()

    async def press(self, name: str) -> None:
        await self.cards.get_by_role("button", name=name, exact=True).last.click()

    async def choose(self, choices: Mapping[str, str]) -> None:
        """Choose from lists, by their labels."""
        for label, choice in choices.items():
            await self.cards.get_by_role("combobox", name=label).last.click()
            await self.page.get_by_role("option", name=choice, exact=True).click()

    async def fill(self, label: str, words: str) -> None:
        await self.cards.get_by_role("textbox", name=label, exact=True).last.fill(words)

    async def pick(self, label: str, day: date) -> None:
        """Pick a day, as one types it."""
        box = self.cards.get_by_role("combobox", name=label).last
        await box.fill(f"{day.month}/{day.day}/{day.year}")
        await box.press("Enter")
        await self.page.keyboard.press("Escape")
        await expect(self.page.get_by_role("dialog")).to_have_count(0)

    async def shows(self, words: str) -> None:
        """A card shows these words."""
        await expect(self.cards.filter(has_text=words).last).to_be_visible()

    async def picture(self, name: str) -> None:
        """Keep what the window shows, to be looked at."""
        ARTIFACTS.mkdir(exist_ok=True)
        await self.page.screenshot(path=ARTIFACTS / f"{name}.png", animations="disabled")
