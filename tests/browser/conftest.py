"""A browser, and a tenant whose page it opens."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

from sandbox.app import Running, running
from tests.browser.bot import ApprovingBot, listening
from tests.browser.demo import demo

ARTIFACTS = Path(__file__).parents[1] / "artifacts"
DESKTOP: ViewportSize = {"width": 1400, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

# Nothing here is timed; a busy machine may take its time.
expect.set_options(timeout=20_000)

# Nothing but the page: no first-run screens, no updates, no calls home.
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium; without one the test is skipped, but fails where CI is set."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing = "There is no Chromium on this machine."
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox() -> AsyncIterator[Running]:
    """The sample tenant, in memory."""
    async with running() as tenant:
        yield tenant


@pytest_asyncio.fixture(loop_scope="module")
async def bot(sandbox: Running) -> AsyncIterator[ApprovingBot]:
    """A bot that answers, with its list made; nobody beyond the sample has added it."""
    async with listening(sandbox) as bot:
        await bot.make_list()
        yield bot


class Window:
    """A page at the tenant, which fails its test on any error the browser reports."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self._note(said.type, said.text))

    def _note(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(text)

    async def picture(self, name: str, *, still: bool = True) -> None:
        """Keep what the window shows, to be looked at; `still` with every animation at its end."""
        ARTIFACTS.mkdir(exist_ok=True)
        await self.page.screenshot(
            path=ARTIFACTS / f"{name}.png", animations="disabled" if still else "allow"
        )


Open = Callable[..., Awaitable[Window]]


@pytest_asyncio.fixture(loop_scope="module")
async def window(browser: Browser, sandbox: Running) -> AsyncIterator[Open]:
    """Opens windows at the page; fails the test if a browser reported an error in one."""
    opened: list[Window] = []
    async with AsyncExitStack() as stack:

        async def open_(
            query: str = "",
            size: ViewportSize = DESKTOP,
            scheme: Literal["light", "dark"] = "light",
        ) -> Window:
            context = await browser.new_context(viewport=size, color_scheme=scheme)
            stack.push_async_callback(context.close)
            one = Window(await context.new_page())
            opened.append(one)
            await one.page.goto(f"{sandbox.root}/{query}")
            await expect(one.page.locator("#lists > *").first).to_be_attached()
            return one

        yield open_
    assert [error for one in opened for error in one.errors] == []


@pytest_asyncio.fixture(loop_scope="module")
async def demo_window(browser: Browser, tmp_path: Path) -> AsyncIterator[Open]:
    """Opens windows at a demo of its own; fails the test if a browser reported an error in one."""
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


@pytest_asyncio.fixture(loop_scope="module")
async def asked(bot: ApprovingBot, sandbox: Running) -> ApprovingBot:
    """Marie has added the bot, so her approval waits."""
    async with (
        ClientSession(sandbox.root) as session,
        session.post("/sandbox/people/marie/app", json={}) as answer,
    ):
        assert answer.ok
    return bot
