"""The strip tells a long story, step by step, and gives an account of it."""

from typing import Any

import pytest
from aiohttp import ClientSession
from playwright.async_api import expect

from sandbox.app import Running
from tests.browser.bot import LIST, ApprovingBot
from tests.browser.conftest import PHONE, Open

pytestmark = pytest.mark.asyncio(loop_scope="module")

_PARTS = (
    ("The decision", ("Julie asks for a change.", "Open the request.", "Approve it.")),
    ("The wave", ("Plan wave 1.", "Say “we need a rollback owner” and see what is missing.")),
    ("The survey", ("Answer the survey as Sam.", "Answer it as Dev.", "Look at the results.")),
    ("The digest", ("Move the clock to the next morning.", "Read the digest.")),
)


def _story(done: int) -> list[dict[str, Any]]:
    """Ten steps, of which the first `done` are done; the next is the coordinator's."""
    steps = [(part, say) for part, says in _PARTS for say in says]
    waits = {"list": LIST, "where": {"Title": "Nothing that is there"}}
    is_done = {"list": LIST, "where": {"Status": "Submitted"}}
    return [
        {
            "id": f"step-{at}",
            "part": part,
            "person": "julie" if at == done else "marie",
            "say": say,
            "done": is_done if at < done else waits,
        }
        for at, (part, say) in enumerate(steps)
    ]


async def _tell(sandbox: Running, done: int) -> None:
    async with (
        ClientSession(sandbox.root) as session,
        session.put("/sandbox/story", json=_story(done)) as answer,
    ):
        assert answer.ok


@pytest.mark.browser
async def test_the_next_step_stands_on_the_strip_and_the_rest_behind_a_button(
    window: Open, bot: ApprovingBot, sandbox: Running
) -> None:
    await _tell(sandbox, 4)
    marie = await window()
    page = marie.page
    await expect(page.get_by_text("The wave, step 5 of 10")).to_be_visible()
    await expect(page.get_by_text("Open the request.")).to_be_hidden()
    steps = page.get_by_role("button", name="All steps, 4 of 10 done")
    await steps.click()
    await expect(page.get_by_role("listitem").filter(has_text="we need a rollback")).to_be_visible()
    await expect(page.get_by_text("Open the request.")).to_be_hidden()
    await marie.picture("story-desktop")
    await page.get_by_text("The decision", exact=True).click()
    await expect(page.get_by_text("Open the request.")).to_be_visible()
    await marie.picture("story-desktop-open")
    await page.keyboard.press("Escape")
    await expect(page.get_by_text("Open the request.")).to_be_hidden()
    await expect(steps).to_be_focused()
    await page.get_by_role("button", name="Be Julie").click()
    await expect(page.get_by_role("button", name="You are Julie Chen")).to_be_visible()


@pytest.mark.browser
async def test_the_open_list_of_steps_goes_on_with_the_story(
    window: Open, bot: ApprovingBot, sandbox: Running
) -> None:
    await _tell(sandbox, 2)
    page = (await window()).page
    await page.get_by_role("button", name="All steps, 2 of 10 done").click()
    current = page.locator(".story-panel [aria-current=step]")
    await expect(current).to_contain_text("Approve it.")
    await _tell(sandbox, 3)
    await expect(current).to_contain_text("Plan wave 1.")
    await page.get_by_role("heading", name="Cutover").click()
    await expect(current).to_be_hidden()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_long_story_fits_a_phone(
    window: Open, bot: ApprovingBot, sandbox: Running, scheme: str
) -> None:
    await _tell(sandbox, 4)
    marie = await window(size=PHONE, scheme=scheme)
    page = marie.page
    await expect(page.get_by_role("button", name="Be Julie")).to_be_in_viewport(ratio=1)
    await marie.picture(f"story-phone-{scheme}")
    await page.get_by_role("button", name="All steps").click()
    panel = page.locator(".story-panel")
    await expect(panel).to_be_in_viewport(ratio=1)
    await marie.picture(f"story-phone-open-{scheme}")
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
