"""The lists beside the chat, as a business owner tries them by hand."""

from typing import Literal

import pytest
from playwright.async_api import Locator, Page, expect

from sandbox.app import Running
from tests.browser.conftest import PHONE, Open, Window
from tests.browser.risks import LIST, NOTE, ODD, entra_of, kept, make_many, make_risks

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def risks(sandbox: Running) -> Running:
    make_risks(sandbox.tenant)
    return sandbox


def _row(page: Page, title: str) -> Locator:
    return page.locator("#rows tbody tr").filter(has_text=title)


def _cell(page: Page, title: str, column: str) -> Locator:
    return _row(page, title).locator(f"td[data-column={column}]")


def _only_refused(window: Window, times: int) -> None:
    """A browser reports what the tenant refused; nothing else may be among its errors."""
    assert len(window.errors) == times
    assert all("400" in error for error in window.errors)
    window.errors.clear()


async def _titles(page: Page) -> list[str]:
    return await page.locator("#rows td[data-column=Title]").all_inner_texts()


@pytest.mark.browser
async def test_a_person_is_one_column_and_ids_are_shown_only_when_asked_for(
    window: Open, risks: Running
) -> None:
    page = (await window()).page
    owner = page.get_by_role("gridcell", name="Alex Novak", exact=True)
    await expect(owner.locator(".avatar")).to_have_text("AN")
    heading = page.get_by_role("columnheader", name="Owner (Entra id)")
    await expect(heading).to_have_count(0)
    await page.get_by_label("Show technical columns").check()
    await expect(heading).to_be_visible()
    await expect(_cell(page, "Slow line", "OwnerEntra")).to_have_text(
        entra_of(risks.tenant, "alex")
    )


@pytest.mark.browser
async def test_somebody_is_found_by_typing_and_written_with_their_id(
    window: Open, risks: Running
) -> None:
    marie = await window()
    page = marie.page
    await _cell(page, "Lost drawings", "Owner").click()
    who = page.get_by_role("combobox", name="Owner")
    await who.fill("che")
    await expect(page.get_by_role("option")).to_have_count(1)
    await marie.picture("lists-person")
    await who.press("Enter")
    await expect(_cell(page, "Lost drawings", "Owner")).to_contain_text("Julie Chen")
    await expect(_cell(page, "Lost drawings", "Owner")).to_be_focused()
    written = kept(risks.tenant)[1]
    assert (written["Owner"], written["OwnerEntra"]) == (
        "Julie Chen",
        entra_of(risks.tenant, "julie"),
    )


@pytest.mark.browser
async def test_nobody_empties_the_name_and_the_id(window: Open, risks: Running) -> None:
    page = (await window()).page
    await _cell(page, "Slow line", "Owner").click()
    await page.get_by_role("option", name="Nobody").click()
    await expect(_cell(page, "Slow line", "Owner")).to_have_text("")
    assert not {"Owner", "OwnerEntra"} & kept(risks.tenant)[0].keys()


@pytest.mark.browser
async def test_a_name_that_nobody_has_is_not_written(window: Open, risks: Running) -> None:
    page = (await window()).page
    await _cell(page, "Slow line", "Owner").click()
    await page.get_by_role("combobox", name="Owner").fill("xyz")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("There is none of that name.")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(_cell(page, "Slow line", "Owner")).to_be_focused()
    assert kept(risks.tenant)[0]["Owner"] == "Alex Novak"


@pytest.mark.browser
async def test_a_new_row_is_written_on_a_form_that_says_what_each_column_is_for(
    window: Open, risks: Running
) -> None:
    marie = await window()
    page = marie.page
    await page.get_by_role("button", name="Add new item").click()
    form = page.get_by_role("dialog", name=f"New item in {LIST}")
    await expect(form.get_by_label("Title")).to_be_focused()
    await expect(form.get_by_label("Impact")).to_have_accessible_description(
        "How much it would hurt."
    )
    await expect(form.get_by_label("Cutover note")).to_have_count(0)
    await form.get_by_label("Title").fill("No spare disk")
    await form.get_by_label("Impact").select_option("High")
    await form.get_by_role("combobox", name="Owner").click()
    await form.get_by_role("option", name="Dev Patel").click()
    await form.get_by_label("Cost").fill("450")
    await form.get_by_label("Look again on").fill("2026-04-01")
    await form.get_by_label("Plan").fill("Buy one.\nKeep it near.")
    await marie.picture("lists-new-item")
    await form.get_by_role("button", name="Save").click()
    await expect(_cell(page, "No spare disk", "Title")).to_be_focused()
    await expect(_cell(page, "No spare disk", "Due")).to_have_text("Apr 1, 2026")
    await expect(_row(page, "No spare disk")).to_contain_text("Marie Tremblay")
    assert kept(risks.tenant)[-1] == {
        "Title": "No spare disk",
        "Impact": "High",
        "Owner": "Dev Patel",
        "OwnerEntra": entra_of(risks.tenant, "dev"),
        "Cost": 450,
        "Due": "2026-04-01T04:00:00Z",
        "Plan": "Buy one.\nKeep it near.",
    }


@pytest.mark.browser
async def test_a_form_that_the_list_refuses_says_why_and_keeps_what_was_typed(
    window: Open, risks: Running
) -> None:
    marie = await window()
    page = marie.page
    await page.get_by_role("button", name="Add new item").click()
    form = page.get_by_role("dialog", name=f"New item in {LIST}")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_text("“Title” cannot stay empty.")).to_be_visible()
    await expect(form.get_by_label("Title")).to_be_focused()
    await form.get_by_label("Title").fill("Twice the same")
    await form.get_by_label("Key").fill("R-10")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_text("Another row already has “R-10”.")).to_be_visible()
    await expect(form.get_by_label("Key")).to_be_focused()
    await expect(form.get_by_label("Title")).to_have_value("Twice the same")
    await marie.picture("lists-refused")
    await form.get_by_label("Key").fill("R-11")
    await form.get_by_label("Cost").fill("-1")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_text("“Cost” takes numbers from 0.")).to_be_visible()
    await form.get_by_label("Cost").fill("1")
    await form.get_by_role("button", name="Save").click()
    await expect(_row(page, "Twice the same")).to_be_visible()
    _only_refused(marie, 2)


@pytest.mark.browser
async def test_leaving_a_form_with_something_on_it_is_asked_about_first(
    window: Open, risks: Running
) -> None:
    page = (await window()).page
    add = page.get_by_role("button", name="Add new item")
    await add.click()
    form = page.get_by_role("dialog", name=f"New item in {LIST}")
    await form.get_by_label("Title").fill("Half a thought")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Go on writing").click()
    await expect(form.get_by_label("Title")).to_have_value("Half a thought")
    await form.get_by_role("button", name="Cancel").click()
    await page.get_by_role("button", name="Leave", exact=True).click()
    await expect(form).to_be_hidden()
    await expect(add).to_be_focused()
    assert len(kept(risks.tenant)) == 3


@pytest.mark.browser
async def test_a_cell_that_the_list_refuses_says_why_and_keeps_what_was_typed(
    window: Open, risks: Running
) -> None:
    marie = await window()
    page = marie.page
    await _cell(page, "Slow line", "Key").click()
    key = page.get_by_label("Key", exact=True)
    await key.fill("R-10")
    await key.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("Another row already has “R-10”.")
    await expect(key).to_have_value("R-10")
    await key.press("Escape")
    await _cell(page, "Slow line", "Title").click()
    await page.get_by_label("Title", exact=True).fill("")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_have_text("“Title” cannot stay empty.")
    assert (kept(risks.tenant)[0]["Title"], kept(risks.tenant)[0]["Key"]) == ("Slow line", "R-2")
    _only_refused(marie, 1)


@pytest.mark.browser
async def test_a_press_elsewhere_saves_a_cell_and_does_not_lose_what_is_refused(
    window: Open, risks: Running
) -> None:
    marie = await window()
    page = marie.page
    await _cell(page, "Slow line", "Cost").click()
    await page.get_by_label("Cost", exact=True).fill("1000")
    await _cell(page, "Lost drawings", "Key").click()
    await expect(_cell(page, "Slow line", "Cost")).to_have_text("1,000")
    key = page.get_by_label("Key", exact=True)
    await expect(key).to_have_value("R-10")
    await key.fill("R-2")
    await _cell(page, "Late night work", "Impact").click()
    await expect(page.get_by_role("alert")).to_contain_text("Another row already has “R-2”.")
    await expect(page.get_by_role("dialog")).to_have_count(1)
    await expect(key).to_have_value("R-2")
    _only_refused(marie, 1)


@pytest.mark.browser
async def test_a_choice_is_taken_or_emptied_and_an_odd_one_stays_when_looked_at(
    window: Open, risks: Running
) -> None:
    page = (await window()).page
    await _cell(page, "Late night work", "Impact").click()
    await expect(page.get_by_role("radio", name=ODD)).to_be_checked()
    await page.get_by_role("heading", name="Cutover", exact=True).click()
    await expect(page.get_by_role("radio")).to_have_count(0)
    assert kept(risks.tenant)[2]["Impact"] == ODD
    await _cell(page, "Late night work", "Impact").click()
    await page.get_by_role("radio", name="Low").click()
    await expect(_cell(page, "Late night work", "Impact")).to_have_text("Low")
    await _cell(page, "Late night work", "Impact").click()
    await page.get_by_role("radio", name="No value").click()
    await expect(_cell(page, "Late night work", "Impact")).to_have_text("")
    assert "Impact" not in kept(risks.tenant)[2]


@pytest.mark.browser
async def test_a_row_is_opened_and_deleted_from_its_menu_by_keyboard_alone(
    window: Open, risks: Running
) -> None:
    page = (await window()).page
    title = _cell(page, "Lost drawings", "Title")
    await title.focus()
    await page.keyboard.press("ArrowLeft")
    await expect(_row(page, "Lost drawings").get_by_label("Row menu")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Lost drawings")
    await form.get_by_label("Plan").fill("Copy them tonight.")
    await form.get_by_label("Title").press("Enter")
    await expect(_cell(page, "Lost drawings", "Plan")).to_have_text("Copy them tonight.")
    await title.focus()
    await page.keyboard.press("Shift+F10")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Delete “Lost drawings”?")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(_row(page, "Lost drawings")).to_have_count(1)
    await expect(_row(page, "Lost drawings").get_by_label("Row menu")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.get_by_role("menuitem", name="Delete").click()
    await page.get_by_role("button", name="Delete", exact=True).click()
    await expect(_row(page, "Lost drawings")).to_have_count(0)
    assert [row["Title"] for row in kept(risks.tenant)] == ["Slow line", "Late night work"]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
async def test_what_is_wrong_with_a_row_stands_beside_its_title(
    window: Open, risks: Running, scheme: Literal["light", "dark"], phone: bool
) -> None:
    marie = await window(scheme=scheme, **({"size": PHONE} if phone else {}))
    page = marie.page
    if phone:
        await page.get_by_role("tab", name="Lists", exact=True).click()
    note = _row(page, "Late night work").locator("td[data-column=Title] + td")
    await expect(note).to_have_text(NOTE)
    await expect(note).to_be_in_viewport()
    await expect(note.locator("svg")).to_be_visible()
    await marie.picture(f"lists-note-{'phone' if phone else 'desk'}-{scheme}")
    await _row(page, "Late night work").get_by_label("Row menu").click()
    await page.get_by_role("menuitem", name="Open").click()
    form = page.get_by_role("dialog", name="Late night work")
    await expect(form.get_by_text(NOTE)).to_be_visible()
    await marie.picture(f"lists-open-{'phone' if phone else 'desk'}-{scheme}")
    if phone:
        assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.browser
async def test_a_heading_sorts_and_the_field_above_finds(window: Open, risks: Running) -> None:
    page = (await window()).page
    await expect(page.get_by_role("status").filter(has_text="3 rows")).to_be_visible()
    key = page.get_by_role("columnheader", name="Key")
    await key.get_by_role("button").click()
    assert await _titles(page) == ["Late night work", "Slow line", "Lost drawings"]
    await expect(key).to_have_attribute("aria-sort", "ascending")
    await expect(key.get_by_role("button")).to_be_focused()
    await page.keyboard.press("Enter")
    assert await _titles(page) == ["Lost drawings", "Slow line", "Late night work"]
    await page.keyboard.press("Enter")
    assert await _titles(page) == ["Slow line", "Lost drawings", "Late night work"]
    impact = page.get_by_role("columnheader", name="Impact").get_by_role("button")
    await impact.click()
    await impact.click()
    assert await _titles(page) == ["Late night work", "Lost drawings", "Slow line"]
    cost = page.get_by_role("columnheader", name="Cost").get_by_role("button")
    await cost.click()
    assert await _titles(page) == ["Slow line", "Lost drawings", "Late night work"]
    await cost.click()
    assert await _titles(page) == ["Lost drawings", "Slow line", "Late night work"]
    find = page.get_by_label(f"Find in {LIST}")
    await find.fill("NOVÁK")
    await expect(page.get_by_text("1 of 3 rows")).to_be_visible()
    assert await _titles(page) == ["Slow line"]
    await find.fill("nothing of the sort")
    await expect(page.get_by_text("No row has “nothing of the sort” in it.")).to_be_visible()


@pytest.mark.browser
async def test_what_is_typed_to_find_stays_while_rows_change(window: Open, risks: Running) -> None:
    marie, dev = await window(), await window("?person=dev")
    find = marie.page.get_by_label(f"Find in {LIST}")
    await find.fill("line")
    await _cell(dev.page, "Slow line", "Cost").click()
    await dev.page.get_by_label("Cost", exact=True).fill("901")
    await dev.page.keyboard.press("Enter")
    await expect(_cell(marie.page, "Slow line", "Cost")).to_have_text("901")
    await expect(find).to_be_focused()
    await expect(find).to_have_value("line")
    assert await _titles(marie.page) == ["Slow line"]


@pytest.mark.browser
async def test_arrows_lead_through_headings_and_rows(window: Open, risks: Running) -> None:
    page = (await window()).page
    await _cell(page, "Slow line", "Key").focus()
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_role("columnheader", name="Key").get_by_role("button")).to_be_focused()
    for _ in range(2):
        await page.keyboard.press("ArrowDown")
    await expect(_cell(page, "Lost drawings", "Key")).to_be_focused()
    await page.keyboard.press("End")
    await expect(_cell(page, "Lost drawings", "\\@modifiedAt")).to_be_focused()
    await page.keyboard.press("Home")
    await expect(_row(page, "Lost drawings").get_by_label("Row menu")).to_be_focused()
    assert await page.locator("#rows [tabindex='0']").count() == 1


@pytest.mark.browser
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
async def test_twenty_lists_are_chosen_from_one_menu(
    window: Open, risks: Running, phone: bool
) -> None:
    make_many(risks.tenant, 19)
    marie = await window(**({"size": PHONE} if phone else {}))
    page = marie.page
    if phone:
        await page.get_by_role("tab", name="Lists", exact=True).click()
    every = page.get_by_role("button", name=f"All lists. {LIST} is open")
    await every.click()
    await expect(page.get_by_role("group", name="The rollout")).to_contain_text("Training records")
    await expect(page.get_by_role("menuitemradio", name=LIST)).to_be_focused()
    await marie.picture(f"lists-menu-{'phone' if phone else 'desk'}")
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Training records 19 is open")).to_be_focused()
    await expect(page.get_by_text("Nothing here yet.")).to_be_visible()
    if phone:
        assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    else:
        tab = page.get_by_role("tab", name="Training records 19")
        await expect(tab).to_be_in_viewport()
        await expect(tab).to_have_attribute("aria-selected", "true")
