"""The demo's second part: a pilot is refused, mended, announced, paused, asked about, reported."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, Open, Window
from tests.browser.walking import (
    become,
    button,
    card,
    cell,
    dialog,
    fits,
    go_to,
    led_to,
    move_the_clock,
    say,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

TROUBLE = "The plotter says that it cannot find the drawing."
ADVICE = "Choose “Drawings” in the plotter's own list. I have put it back."
QUESTION = "Can I still open last year's quotes?"
WHY = "The plotter cannot read the new folder."
ITEM = "Put last year's quotes where Sam finds them"


@pytest.mark.browser
async def test_the_strip_leads_three_people_from_the_decision_to_the_results(
    demo_window: Open,
) -> None:
    one = await demo_window()
    await _the_change_is_approved(one)
    await _julie_is_held_back_mends_it_and_schedules(one)
    await _its_morning_comes(one)
    alex, sam = await demo_window("alex", PHONE), await demo_window("sam", PHONE, "dark")
    await _sam_speaks_up_and_alex_answers(one, alex)
    await _dev_pauses_and_takes_up_again(one, sam)
    await _sam_answers_the_survey_twice(one, sam)
    await _alex_takes_an_item_from_the_digest(alex)
    await _results_come_by_themselves(alex)
    await _a_status_set_by_hand_is_put_back_and_explained(alex, one)


async def _the_change_is_approved(one: Window) -> None:
    page = one.page
    await led_to(page, 1, "You are Marie")
    await button(page, "Approve").click()
    for step, (name, words) in enumerate(
        (("Julie", "CHG-0001"), ("Dev", "chg-0001"), ("Sam", "We need to replace the door phone")),
        2,
    ):
        await led_to(page, step, f"Be {name}")
        await become(page, name)
        await say(page, words)


async def _julie_is_held_back_mends_it_and_schedules(one: Window) -> None:
    page = one.page
    await led_to(page, 5, "Press Plan, then the pilot, then Schedule")
    await become(page, "Julie")
    await button(card(page, "Approved on Monday"), "Plan").click()
    plan = card(page, "Plan: Move our files")
    await expect(plan).to_be_visible()
    await one.picture("walk-plan")
    await plan.get_by_role("button", name="Show: Pilot: Production").click()
    await button(page, "Schedule").click()
    await expect(page.get_by_text("Something is still missing")).to_be_in_viewport()
    await led_to(page, 6, "Name Dev Patel as the decision owner")
    await one.picture("walk-not-ready")
    refusal = card(page, "Something is still missing")
    await refusal.get_by_role("button", name="Nobody is named to decide").click()
    form = dialog(page, "Edit the rollback plan")
    await form.get_by_label("Decision owner").fill("Dev")
    await page.get_by_role("option", name="Dev Patel").click()
    await one.picture("walk-rollback")
    await button(form, "Save").click()
    plan = dialog(page, "Plan: Move our files to Microsoft 365")
    await expect(plan.get_by_text("Saved. It is in the plan now.")).to_be_in_viewport()
    await one.picture("walk-plan-mended")
    await led_to(page, 7, "Now nothing is missing.")
    await plan.get_by_role("button", name="Show: Pilot: Production").click()
    await button(page, "Schedule").click()
    await expect(page.get_by_text("The wave is scheduled.")).to_be_visible()
    await page.keyboard.press("Escape")


async def _its_morning_comes(one: Window) -> None:
    page = one.page
    await led_to(page, 8, "Open Announcements, and move the clock")
    await become(page, "Sam")
    await go_to(page, "Announcements")
    await page.get_by_role("tab", name="Waves").click()
    await expect(cell(page, "Scheduled")).to_be_visible()
    await expect(cell(page, "Mar 4, 2026")).to_be_visible()
    await move_the_clock(page, "Next morning")
    await expect(card(page, "What to do on day one")).to_be_visible()
    await expect(cell(page, "Announced")).to_be_visible()
    await one.picture("page", still=False)


async def _sam_speaks_up_and_alex_answers(one: Window, phone: Window) -> None:
    page = one.page
    await led_to(page, 9, "Press “Something isn’t working”")
    await button(page, "Got it").click()
    await expect(page.get_by_text("Noted that you have read this.")).to_be_in_viewport()
    await _say_on_the_announcement(page, "Something isn’t working", TROUBLE)
    await led_to(page, 10, "Press “I have a question” too")
    await _say_on_the_announcement(page, "I have a question", QUESTION)
    await led_to(page, 11, "Answer the problem.")
    problem = card(phone.page, "Sam Okafor reports a problem")
    await problem.get_by_label("Your answer").fill(ADVICE)
    await phone.picture("walk-phone-problem")
    await button(problem, "Send the answer").click()
    await expect(phone.page.get_by_text("Answered by Alex Novak")).to_be_in_viewport()
    await fits(phone.page)
    await page.get_by_role("button", name="All conversations").click()
    await page.get_by_role("navigation").get_by_role("button", name="Cutover").click()
    await expect(page.get_by_text(ADVICE)).to_be_in_viewport()
    await one.picture("walk-answered")


async def _say_on_the_announcement(page: Page, title: str, words: str) -> None:
    await button(page, title).click()
    await page.get_by_role("dialog").get_by_role("textbox").fill(words)
    await button(page.get_by_role("dialog"), "Send").click()
    await expect(dialog(page, "Thank you. It is on its way.")).to_be_visible()
    await page.keyboard.press("Escape")


async def _dev_pauses_and_takes_up_again(one: Window, sam: Window) -> None:
    page = one.page
    await led_to(page, 12, "Pause the wave, and say why.")
    await become(page, "Dev")
    pilot = card(page, "Production cannot open its drawings")
    await pilot.get_by_label("Why?").fill(WHY)
    await one.picture("walk-way-back")
    await button(pilot, "Pause this wave").click()
    await expect(page.get_by_text("Paused: Pilot: Production")).to_be_in_viewport()
    await go_to(sam.page, "Announcements")
    await expect(sam.page.get_by_text("Go on working as you did before.")).to_be_visible()
    await sam.picture("walk-phone-paused")
    await led_to(page, 13, "take the wave up again")
    await button(pilot, "Take up again").click()
    await expect(button(pilot, "Pause this wave")).to_be_visible()
    await expect(sam.page.get_by_text("This goes on again")).to_be_visible()


async def _sam_answers_the_survey_twice(one: Window, phone: Window) -> None:
    """In two windows at once: what is chosen in one is not lost in the other."""
    page = one.page
    await led_to(page, 14, "answer the survey")
    await become(page, "Sam")
    await go_to(page, "Announcements")
    await move_the_clock(page, "Next morning")
    survey = card(phone.page, "Two taps")
    await survey.get_by_role("radio", name="It mostly works").check()
    await phone.picture("walk-phone-survey")
    await button(survey, "Send").click()
    await expect(phone.page.get_by_text("Thank you. Your answer is kept.")).to_be_in_viewport()
    await expect(page.get_by_text("So far: One answer")).to_be_visible()
    await fits(phone.page)
    await button(phone.page, "Tell us more").click()
    more = dialog(phone.page, "First day of the pilot")
    await more.get_by_role("radio", name="It works well").check()
    await more.get_by_label("What workaround").fill("I print the drawing list.")
    await phone.picture("walk-phone-survey-more")
    await button(more, "Send").click()
    await expect(phone.page.get_by_text("You chose: It works well.")).to_be_visible()
    await phone.page.keyboard.press("Escape")
    await page.get_by_role("tab", name="Survey answers").click()
    await expect(page.locator("#rows tbody tr")).to_have_count(1)
    await expect(cell(page, "It works well")).to_be_visible()


async def _alex_takes_an_item_from_the_digest(phone: Window) -> None:
    page = phone.page
    await led_to(page, 15, "Press a line of the digest")
    await go_to(page, "IT project")
    await expect(page.get_by_text("Wednesday, March 4: one thing needs somebody")).to_be_visible()
    await fits(page)
    await phone.picture("walk-phone-digest")
    await page.get_by_role("button", name=f"Open: Question: {QUESTION}").click()
    await button(page, "Make it an action item").click()
    form = dialog(page, "Add an action item")
    await form.get_by_label("What", exact=True).fill(ITEM)
    await form.get_by_label("Due").fill("2026-03-05")
    await phone.picture("walk-phone-item")
    await button(form, "Save").click()
    await expect(dialog(page, ITEM).get_by_text("Saved. It is in the plan now.")).to_be_visible()
    await page.keyboard.press("Escape")


async def _results_come_by_themselves(phone: Window) -> None:
    page = phone.page
    await led_to(page, 16, "What the survey found comes by itself.")
    await move_the_clock(page, "Next morning")
    await expect(page.get_by_text("Results: First day of the pilot")).to_be_visible()
    await expect(page.get_by_text(f"Due today: {ITEM}")).to_be_visible()
    await fits(page)
    await phone.picture("walk-phone-results")


async def _a_status_set_by_hand_is_put_back_and_explained(phone: Window, desk: Window) -> None:
    page = desk.page
    await led_to(page, 17, "Set the Status in the list to Closed")
    await become(page, "Dev")
    await page.get_by_role("tab", name="Change requests").click()
    await cell(page, "Approved").click()
    await page.get_by_role("radio", name="Closed").click()
    await expect(cell(page, "Closed")).to_be_visible()
    await move_the_clock(page, "1 hour on")
    await expect(cell(page, "Approved")).to_be_visible()
    await expect(card(page, "cannot be set by hand")).to_be_visible()
    await desk.picture("walk-by-hand")
    for one in (phone, desk):
        await expect(one.page.get_by_text("That was the story.")).to_be_visible()
        await expect(one.page.get_by_label("All steps, 17 of 17 done")).to_be_visible()
