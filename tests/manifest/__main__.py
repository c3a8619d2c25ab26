"""`python -m tests.manifest` draws the icons anew, after their sources have changed."""

import asyncio
import shutil

from playwright.async_api import async_playwright

from tests.manifest.drawing import MANIFEST, SIZES, drawn


async def _draw() -> None:
    async with async_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for icon in SIZES:
            (MANIFEST / f"{icon}.png").write_bytes(await drawn(browser, icon))
        await browser.close()


if __name__ == "__main__":
    asyncio.run(_draw())
