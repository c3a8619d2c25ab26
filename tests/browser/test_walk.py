"""The demo as a newcomer meets it: the product itself, two people in two windows."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import PHONE, Open, Window
from tests.browser.walking import button, cell, fits, led_to, move_the_clock, say

pytestmark = pytest.mark.asyncio(loop_scope="module")

NAME = "Move our files to Microsoft 365"
COMMENT = "Go ahead. Please keep Production running on the Friday."


@pytest.mark.browser
async def test_a_newcomer_walks_through_the_demo(demo_window: Open) -> None:
    await _opens_at_the_moment_of_the_decision(demo_window)
    marie, julie = await demo_window(), await demo_window("julie")
    await _marie_approves(marie)
    await _julie_hears_of_it(julie)
    await _dev_reads_and_cannot_decide(marie)
    await _sam_starts_a_change_and_a_bad_form_comes_back(marie)
    await _a_status_set_by_hand_is_put_back(julie)
    await _an_edited_row_is_asked_about_again(julie, marie)
    await _starting_over_comes_back_to_the_decision(julie, marie)


async def _opens_at_the_moment_of_the_decision(window: Open) -> None:
    for scheme in ("light", "dark"):
        phone = await window(size=PHONE, scheme=scheme)
        await expect(button(phone.page, "Approve")).to_be_visible()
        await fits(phone.page)
        await phone.picture(f"walk-phone-{scheme}")
        await phone.page.get_by_role("tab", name="Lists", exact=True).click()
        await expect(cell(phone.page, "Submitted")).to_be_visible()
        await phone.picture(f"walk-phone-lists-{scheme}")
    dark = await window(scheme="dark")
    await expect(button(dark.page, "Approve")).to_be_visible()
    await dark.picture("walk-dark")


async def _marie_approves(marie: Window) -> None:
    page = marie.page
    await expect(page.get_by_text("You are Marie, the owner.")).to_be_visible()
    await expect(cell(page, "Submitted")).to_be_in_viewport()
    await expect(cell(page, NAME)).to_be_in_viewport()
    await button(page, "Approve").scroll_into_view_if_needed()
    await marie.picture("walk-waiting")
    await page.get_by_label("Comment").fill(COMMENT)
    await button(page, "Approve").click()
    await expect(cell(page, "Approved")).to_have_class("changed")
    await expect(cell(page, "Approved")).to_be_in_viewport()
    await expect(page.get_by_text(f"You approved: {NAME}")).to_be_visible()
    await expect(page.get_by_text(COMMENT)).to_be_visible()
    await marie.picture("walk-approved", still=False)


async def _julie_hears_of_it(julie: Window) -> None:
    page = julie.page
    await expect(page.get_by_text(f"Marie Tremblay approved: {NAME}")).to_be_in_viewport()
    await expect(cell(page, "Approved")).to_be_visible()
    await julie.picture("walk-told")
    await say(page, "CHG-0001")
    await expect(page.get_by_text("Approved on Monday, March 2").last).to_be_visible()
    await julie.picture("walk-status")


async def _dev_reads_and_cannot_decide(one: Window) -> None:
    page = one.page
    await page.get_by_role("button", name="Be Dev").click()
    await say(page, "CHG-0001")
    await expect(page.get_by_text("Approved on Monday, March 2")).to_be_visible()
    await expect(button(page, "Approve")).to_have_count(0)
    await expect(button(page, "Edit")).to_have_count(0)
    await one.picture("walk-dev")
    await say(page, "help")
    await expect(page.get_by_text("What Cutover does")).to_be_visible()
    await one.picture("walk-help")


async def _sam_starts_a_change_and_a_bad_form_comes_back(one: Window) -> None:
    page = one.page
    await page.get_by_role("button", name="Be Sam").click()
    await say(page, "We need to replace the door phone")
    await expect(cell(page, "Replace the door phone")).to_be_visible()
    await led_to(page, 5, "it is too early")
    await one.picture("walk-draft")
    await button(page, "Continue").click()
    form = page.get_by_role("dialog", name="CHG-0002")
    await form.get_by_label("Business problem").fill("Visitors ring and <b>nobody</b> hears it.")
    await one.picture("walk-form")
    await button(form, "Next").click()
    await expect(form.get_by_text("One thing to mend.")).to_be_visible()
    await expect(form.get_by_label("Business problem")).to_have_value(
        "Visitors ring and <b>nobody</b> hears it."
    )
    await expect(form.get_by_text("tags in angle brackets")).to_be_visible()
    await one.picture("walk-form-faults")
    await form.get_by_label("Business problem").fill("Visitors ring and nobody hears it.")
    await button(form, "Next").click()
    await expect(form.get_by_text("step 2 of 3")).to_be_visible()
    await one.picture("walk-form-scope")
    await button(form, "Next").click()
    await expect(form.get_by_text("Before you send it")).to_be_visible()
    await one.picture("walk-form-when")
    await page.keyboard.press("Escape")
    await expect(form).to_be_hidden()


async def _a_status_set_by_hand_is_put_back(one: Window) -> None:
    page = one.page
    await cell(page, "Approved").click()
    await page.get_by_role("radio", name="Closed").click()
    await expect(cell(page, "Closed")).to_be_visible()
    await one.picture("walk-by-hand", still=False)
    await move_the_clock(page, "1 hour on")
    await expect(cell(page, "Approved")).to_be_visible()


async def _an_edited_row_is_asked_about_again(julie: Window, marie: Window) -> None:
    page = julie.page
    await page.get_by_role("gridcell", name="Drawings and quotes live").click()
    await page.keyboard.type(" Once more in March.")
    await page.keyboard.press("Enter")
    await move_the_clock(page, "1 hour on")
    await expect(cell(page, "Submitted")).to_be_visible()
    await marie.page.get_by_role("button", name="Be somebody else").click()
    await marie.page.get_by_role("menuitemradio", name="Marie Tremblay").click()
    await expect(marie.page.get_by_text("This is version 2.")).to_be_in_viewport()
    await marie.picture("walk-asked-again")


async def _starting_over_comes_back_to_the_decision(one: Window, other: Window) -> None:
    page = one.page
    await say(other.page, "We need to paint the hall")
    await button(other.page, "Continue").last.click()
    await expect(other.page.get_by_role("dialog")).to_be_visible()
    await page.get_by_role("button", name="Reset").click()
    await page.get_by_role("button", name="Start over").click()
    await expect(page.get_by_text("One moment: Cutover makes its lists")).to_be_visible()
    await one.picture("walk-starting-over")
    await expect(other.page.get_by_role("dialog")).to_be_hidden()
    for each in (one.page, other.page):
        again = each.get_by_text("You are Marie, the owner.")
        await expect(again).to_be_visible(timeout=120_000)
        await expect(cell(each, "Submitted")).to_be_visible()
        await expect(each.get_by_role("gridcell", name="door phone")).to_have_count(0)
        await expect(button(each, "Approve")).to_be_visible()
    await button(page, "Approve").click()
    await expect(cell(page, "Approved")).to_be_visible()
    await expect(cell(other.page, "Approved")).to_be_visible()
    await one.picture("walk-started-over")
