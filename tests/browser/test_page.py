"""The sandbox's page in a real browser, with a small bot behind it."""

import asyncio
from pathlib import Path
from typing import Literal

import pytest
from aiohttp import ClientSession
from playwright.async_api import expect

from sandbox import page_routes
from sandbox.app import Running
from tests.browser.bot import ApprovingBot
from tests.browser.conftest import PHONE, Open

# One browser serves the module, so its tests share an event loop.
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.browser
async def test_pressing_approve_changes_the_row_beside_the_chat(
    window: Open, asked: ApprovingBot
) -> None:
    marie = await window()
    page = marie.page
    await expect(page.get_by_text("A stand-in for Microsoft 365")).to_be_visible()
    await expect(page.get_by_role("gridcell", name="Submitted")).to_be_visible()
    await marie.picture("page-waiting")
    await page.get_by_label("Comment").fill("Go ahead.")
    await page.get_by_role("button", name="Approve", exact=True).click()
    await expect(page.get_by_text("Approved by Marie Tremblay")).to_be_visible()
    await expect(page.get_by_text("Comment: Go ahead.")).to_be_visible()
    await expect(page.get_by_role("gridcell", name="Approved")).to_have_class("changed")
    await marie.picture("page-approved")


@pytest.mark.browser
async def test_an_answer_in_words_stands_quietly_under_the_card(
    window: Open, asked: ApprovingBot
) -> None:
    page = (await window()).page
    await page.get_by_role("button", name="Ask for changes").click()
    await expect(page.get_by_text("Say in the comment what should change")).to_be_visible()
    await expect(page.get_by_role("button", name="Approve", exact=True)).to_be_visible()


@pytest.mark.browser
async def test_details_unfold_without_asking_the_bot(window: Open, asked: ApprovingBot) -> None:
    page = (await window()).page
    sponsor = page.locator(".card-frame").get_by_text("Sponsor")
    await expect(sponsor).to_be_hidden()
    await page.get_by_role("button", name="Details").click()
    await expect(sponsor).to_be_visible()


@pytest.mark.browser
async def test_two_people_in_two_windows_see_each_other(window: Open, asked: ApprovingBot) -> None:
    marie, dev = await window(), await window("?person=dev")
    await dev.page.get_by_role("button", name="All conversations").click()
    await dev.page.get_by_role("button", name="IT move Group chat").click()
    await marie.page.get_by_role("button", name="Approve", exact=True).click()
    await expect(dev.page.get_by_role("gridcell", name="Approved")).to_be_visible()
    await marie.page.get_by_role("button", name="All conversations").click()
    await marie.page.get_by_role("button", name="IT move Group chat").click()
    await marie.page.get_by_label("Message IT move").fill("It is *decided*.")
    await marie.page.keyboard.press("Enter")
    await expect(dev.page.get_by_role("log").get_by_text("It is decided.")).to_be_visible()
    await marie.picture("page-two-marie")
    await dev.picture("page-two-dev")


@pytest.mark.browser
async def test_a_message_elsewhere_is_marked_unread(window: Open, asked: ApprovingBot) -> None:
    marie, dev = await window(), await window("?person=dev")
    await dev.page.get_by_role("button", name="All conversations").click()
    await dev.page.get_by_role("button", name="IT move").first.click()
    await dev.page.get_by_label("Message IT move").fill("Production is ready.")
    await dev.page.keyboard.press("Enter")
    await expect(marie.page.get_by_text("1 unread in other conversations")).to_be_attached()


@pytest.mark.browser
async def test_a_reply_stays_in_its_thread(window: Open, bot: ApprovingBot) -> None:
    marie, julie = await window(), await window("?person=julie")
    for one in (marie, julie):
        if await one.page.get_by_role("button", name="All conversations").is_visible():
            await one.page.get_by_role("button", name="All conversations").click()
        await one.page.get_by_role("button", name="IT project").click()
    await julie.page.get_by_label("Message IT project").fill("Licences are in.")
    await julie.page.keyboard.press("Enter")
    await marie.page.get_by_role("button", name="Reply").click()
    await expect(marie.page.get_by_text("Replying to Julie")).to_be_visible()
    await marie.page.get_by_label("Message IT project").fill("Thank you.")
    await marie.page.keyboard.press("Enter")
    thread = julie.page.locator(".thread", has_text="Licences are in.")
    await expect(thread.get_by_text("Thank you.")).to_be_visible()
    await julie.picture("page-thread")


@pytest.mark.browser
async def test_a_bad_submission_is_answered_on_the_form_and_loses_nothing(
    window: Open, asked: ApprovingBot
) -> None:
    marie = await window()
    page = marie.page
    await page.get_by_role("button", name="Edit").click()
    form = page.get_by_role("dialog", name="Change request")
    await form.get_by_label("Project name").fill("")
    await form.get_by_role("button", name="Send for approval").click()
    await expect(form.get_by_text("Give the project a name.")).to_be_visible()
    await expect(form.get_by_text("Choose who decides.")).to_be_visible()
    assert asked.submitted == []
    await form.get_by_label("Project name").fill("Move the drawings")
    sponsor = form.get_by_role("combobox", name="Sponsor")
    await sponsor.fill("trem")
    await sponsor.press("Enter")
    await form.get_by_label("Business problem").fill("Slow")
    await form.get_by_role("button", name="Send for approval").click()
    await expect(form.get_by_text("what is wrong today")).to_be_visible()
    await expect(form.get_by_label("Project name")).to_have_value("Move the drawings")
    await expect(form.get_by_role("button", name="Remove Marie Tremblay")).to_be_visible()
    await marie.picture("page-dialog")
    await form.get_by_label("Business problem").fill("The server failed twice this winter.")
    await form.get_by_role("button", name="Send for approval").click()
    await expect(page.get_by_text("Sent to Marie.")).to_be_visible()
    assert asked.submitted[-1]["name"] == "Move the drawings"


@pytest.mark.browser
async def test_escape_closes_a_dialog_and_gives_the_focus_back(
    window: Open, asked: ApprovingBot
) -> None:
    page = (await window()).page
    edit = page.get_by_role("button", name="Edit")
    await edit.focus()
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Change request")
    await expect(form.get_by_label("Project name")).to_be_focused()
    for _ in range(12):
        await page.keyboard.press("Tab")
        outside = (
            "document.activeElement !== document.body && !document.activeElement.closest('dialog')"
        )
        assert not await page.evaluate(outside)
    await page.keyboard.press("Escape")
    await expect(form).to_be_hidden()
    await expect(edit).to_be_focused()


@pytest.mark.browser
async def test_a_cell_is_saved_with_enter_and_left_with_escape(
    window: Open, asked: ApprovingBot
) -> None:
    marie = await window()
    page = marie.page
    people = page.get_by_role("gridcell", name="40")
    await people.click()
    await page.get_by_label("People affected", exact=True).fill("99")
    await page.keyboard.press("Escape")
    await expect(people).to_be_focused()
    await page.keyboard.press("Enter")
    await page.get_by_label("People affected", exact=True).fill("41")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("gridcell", name="41")).to_be_focused()
    await expect(page.get_by_role("gridcell", name="Marie Tremblay")).to_be_visible()
    await page.get_by_role("gridcell", name="The file server").click()
    await marie.picture("page-cell")


@pytest.mark.browser
async def test_whoever_has_no_chat_with_cutover_can_add_it(window: Open, bot: ApprovingBot) -> None:
    marie = await window()
    page = marie.page
    await marie.picture("page-before-cutover")
    await page.get_by_role("button", name="Add Cutover", exact=True).click()
    await expect(page.get_by_role("button", name="Approve", exact=True)).to_be_visible()


@pytest.mark.browser
async def test_the_bot_is_asked_in_words_and_answers(window: Open, asked: ApprovingBot) -> None:
    page = (await window()).page
    await page.get_by_label("Message Cutover").fill("What waits for me? <b>Now</b>")
    await page.keyboard.press("Enter")
    log = page.get_by_role("log")
    await expect(log.get_by_text("What waits for me? <b>Now</b>")).to_be_visible()
    await expect(log.get_by_text("One change waits: Move our files.")).to_be_visible()


@pytest.mark.browser
async def test_the_clock_is_moved_to_the_next_morning(window: Open, asked: ApprovingBot) -> None:
    page = (await window()).page
    await page.get_by_role("button", name="Move the clock").click()
    await page.get_by_role("menuitem", name="Next morning, 9:00").click()
    await expect(page.get_by_text("Tue, Mar 3, 9:00 a.m.")).to_be_visible()


@pytest.mark.browser
async def test_the_clock_says_that_it_moves_until_all_that_falls_due_is_done(
    window: Open, asked: ApprovingBot, sandbox: Running
) -> None:
    marie = await window()
    page = marie.page
    async with ClientSession(sandbox.root) as session:
        now = (await (await session.get("/sandbox/clock")).json())["now"]
        path = "/sandbox/clock/followers/slow"
        following = asyncio.ensure_future(session.post(path, json={"settledAt": now}))
        await page.get_by_role("button", name="Move the clock").click()
        await page.get_by_role("menuitem", name="1 week on").click()
        await expect(page.get_by_role("button", name="The clock is moving")).to_be_visible()
        await marie.picture("page-clock-moving", still=False)
        moved = (await (await following).json())["now"]
        following = asyncio.ensure_future(session.post(path, json={"settledAt": moved}))
        await expect(page.get_by_role("button", name="Move the clock")).to_be_visible()
        await expect(page.get_by_text("Mon, Mar 9, ")).to_be_visible()
        following.cancel()


@pytest.mark.browser
async def test_reset_asks_first(window: Open, asked: ApprovingBot) -> None:
    page = (await window()).page
    reset = page.get_by_role("button", name="Reset")
    await reset.click()
    await page.get_by_role("button", name="Keep everything").click()
    await expect(page.get_by_role("button", name="Approve", exact=True)).to_be_visible()
    await reset.click()
    await page.get_by_role("button", name="Start over").click()
    await expect(page.get_by_role("button", name="Add Cutover", exact=True)).to_be_visible()


@pytest.mark.browser
async def test_one_may_become_somebody_else_of_the_sample(
    window: Open, asked: ApprovingBot, sandbox: Running
) -> None:
    hired = {"count": 300, "group": "Everybody at Northline", "app": True}
    async with ClientSession(sandbox.root) as session:
        await session.post("/sandbox/people", json=hired)
    page = (await window()).page
    await page.get_by_role("button", name="Be somebody else").click()
    assert await page.get_by_role("menuitemradio").count() == 40
    await page.get_by_role("menuitemradio", name="Julie Chen").click()
    await expect(page.get_by_role("button", name="You are Julie Chen")).to_be_visible()
    assert "person=julie" in page.url


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_phone_shows_chat_and_lists_without_scrolling_sideways(
    window: Open, asked: ApprovingBot, scheme: Literal["light", "dark"]
) -> None:
    marie = await window(size=PHONE, scheme=scheme)
    page = marie.page
    await expect(page.get_by_role("button", name="Approve", exact=True)).to_be_in_viewport()
    await marie.picture(f"page-phone-{scheme}")
    await page.get_by_role("tab", name="Lists", exact=True).click()
    await expect(page.get_by_role("gridcell", name="Submitted")).to_be_visible()
    await marie.picture(f"page-phone-lists-{scheme}")
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.browser
async def test_the_page_is_dark_where_the_machine_is(window: Open, asked: ApprovingBot) -> None:
    marie = await window(scheme="dark")
    await expect(marie.page.get_by_role("button", name="Approve", exact=True)).to_be_visible()
    await marie.picture("page-dark")


async def test_without_its_libraries_the_page_says_what_to_run(
    sandbox: Running, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(page_routes, "PAGE", tmp_path)
    async with ClientSession(sandbox.root) as session:
        for path in ("/", "/page/vendor/adaptivecards.js"):
            async with session.get(path) as answer:
                assert answer.status == 503
                assert "Run make setup." in await answer.text()


@pytest.mark.parametrize(
    "path",
    ["/page/package.json", "/page/%2e%2e/store.py", "/page/node_modules/x.js", "/page/vendor/x.js"],
)
async def test_only_the_pages_own_files_are_served(sandbox: Running, path: str) -> None:
    async with ClientSession(sandbox.root) as session, session.get(path) as answer:
        assert answer.status == 404


async def test_a_browser_runs_nothing_but_the_pages_own_scripts(sandbox: Running) -> None:
    async with ClientSession(sandbox.root) as session, session.get("/") as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
