"""Icons as Chromium draws them from their sources, and what a picture's dots are."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser

MANIFEST = Path(__file__).parents[2] / "manifest"
SIZES = {"color": 192, "outline": 32}

_DOTS = """async address => {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight)
    const context = canvas.getContext("2d")
    context.drawImage(image, 0, 0)
    const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height)
    const packed = btoa(Array.from(data, (each) => String.fromCharCode(each)).join(""))
    return { width, height, packed }
}"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's dots, row by row, each as red, green, blue and alpha of 0 to 255."""

    width: int
    height: int
    data: bytes

    @property
    def dots(self) -> Iterator[tuple[int, int, int, int]]:
        yield from zip(*[iter(self.data)] * 4, strict=True)


async def drawn(browser: Browser, icon: str) -> bytes:
    """The PNG of an icon, from `manifest/{icon}.svg`."""
    size = SIZES[icon]
    source = (MANIFEST / f"{icon}.svg").read_text("utf-8")
    page = await browser.new_page(viewport={"width": size, "height": size})
    try:
        await page.set_content(
            f"<style>html, body {{ margin: 0 }} svg {{ display: block }}</style>{source}"
        )
        return await page.screenshot(omit_background=True)
    finally:
        await page.close()


async def looked_at(browser: Browser, png: bytes) -> Picture:
    """The dots of a PNG."""
    page = await browser.new_page()
    try:
        address = f"data:image/png;base64,{base64.b64encode(png).decode()}"
        seen = await page.evaluate(_DOTS, address)
        return Picture(seen["width"], seen["height"], base64.b64decode(seen["packed"]))
    finally:
        await page.close()
