"""The icons as they look, dot by dot, beside what their sources draw."""

import pytest
from playwright.async_api import Browser

from tests.manifest.drawing import MANIFEST, SIZES, Picture, drawn, looked_at

# Versions of Chromium round the edges differently, by a little.
NEARLY = 2.0

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def seen(browser: Browser, icon: str) -> Picture:
    return await looked_at(browser, (MANIFEST / f"{icon}.png").read_bytes())


async def test_the_outline_is_white_and_nothing_else_on_a_transparent_ground(
    browser: Browser,
) -> None:
    outline = await seen(browser, "outline")
    visible = {dot[:3] for dot in outline.dots if dot[3]}
    assert visible == {(255, 255, 255)}
    clear = sum(dot[3] == 0 for dot in outline.dots)
    solid = sum(dot[3] == 255 for dot in outline.dots)
    assert clear > outline.width * outline.height / 2
    assert solid > outline.width


async def test_the_colour_icon_fills_its_square(browser: Browser) -> None:
    assert {alpha for *_, alpha in (await seen(browser, "color")).dots} == {255}


@pytest.mark.parametrize("icon", sorted(SIZES))
async def test_an_icon_is_what_its_source_draws(browser: Browser, icon: str) -> None:
    kept, fresh = await seen(browser, icon), await looked_at(browser, await drawn(browser, icon))
    assert (kept.width, kept.height) == (fresh.width, fresh.height) == (SIZES[icon], SIZES[icon])
    apart = sum(abs(one - other) for one, other in zip(kept.data, fresh.data, strict=True))
    assert apart / len(kept.data) < NEARLY, "Draw them anew: python -m tests.manifest"
