"""The request in three steps: nothing is lost between them, whatever happens to the window."""

from bot.demo.tenant import Answer, Dialog
from tests.cards.walking import inputs
from tests.scenarios.firm import CHANGE, Firm, Row

BLOCK: Row = {
    "row_what": "Licences from Brightwater",
    "row_kind": "Vendor",
    "row_owner": "",
    "row_decide_by": "2026-03-20",
    "row_fallback": "",
}


def opened(answer: Answer) -> Dialog:
    assert answer.dialog, answer
    return answer.dialog


def typed_in(dialog: Dialog) -> dict[str, str]:
    return {field["id"]: str(field.get("value", "")) for field in inputs(dialog.card)}


async def test_a_draft_is_gone_on_with_after_a_crash_between_two_steps(mortal: Firm) -> None:
    await mortal.set_up()
    await mortal.submit("julie", await mortal.form("julie"), mortal.typed(), "next")

    await mortal.bot.kill()
    mortal.bot.forget()
    await mortal.bot.start()

    scope = await mortal.form("julie", CHANGE)
    assert "step 2 of 3" in scope.title
    why = opened(await mortal.submit("julie", scope, mortal.typed(), "back"))
    assert typed_in(why)["why"] == mortal.typed()["why"]
    answer = await mortal.submit("julie", why, mortal.typed())
    assert "Marie Tremblay" in answer.words
    assert (await mortal.change())["Status"] == "Submitted"


async def test_saved_and_closed_it_says_how_to_go_on(firm: Firm) -> None:
    await firm.set_up()
    answer = await firm.submit("julie", await firm.form("julie"), firm.typed(), "save-draft")
    assert answer.dialog is None
    assert answer.message is not None
    assert f"To go on, say “{CHANGE}” here" in answer.message
    card = await firm.say("julie", CHANGE, "A draft")
    asked = await firm.press("julie", card, "change.form")
    assert "step 2 of 3" in opened(asked).title


async def test_a_vendor_without_a_fallback_holds_the_request_until_it_has_one(firm: Firm) -> None:
    await firm.set_up()
    alex = firm.stage.people["alex"].aad_id
    typed = firm.typed() | BLOCK | {"row_owner": alex}
    scope = opened(await firm.submit("julie", await firm.form("julie"), typed, "next"))
    shown = opened(await firm.submit("julie", scope, typed, "add-dependency"))
    assert "Still open: what you do if it slips" in shown.words
    assert typed_in(shown)["row_what"] == ""

    empty = firm.typed()
    when = opened(await firm.submit("julie", shown, empty, "next"))
    stopped = opened(await firm.submit("julie", when, empty, "send"))
    assert "step 2 of 3" in stopped.title
    assert "Not complete yet: “Licences from Brightwater”" in stopped.words
    block = opened(await firm.submit("julie", stopped, empty, "Licences from Brightwater"))
    assert typed_in(block)["row_owner"] == alex
    mended = typed | {"row_fallback": "The old drive stays readable for a month."}
    when = opened(await firm.submit("julie", block, mended, "next"))
    assert "step 3 of 3" in when.title
    await firm.submit("julie", when, empty, "send")

    assert (await firm.change())["Status"] == "Submitted"
    (row,) = await firm.rows("Action items/Dependency")
    assert row["Fallback"] == "The old drive stays readable for a month."


async def test_from_a_finished_change_come_its_words_and_not_its_days(firm: Firm) -> None:
    await firm.set_up()
    await firm.file()
    new = await firm.form("dev")
    (begin,) = (field for field in inputs(new.card) if field["id"] == "begun_from")
    assert [choice["value"] for choice in begin["choices"]] == [CHANGE]

    chosen: Row = {"begun_from": CHANGE, "project_name": "The same for sales"}
    filled = opened(await firm.submit("dev", new, chosen, "next"))

    assert "step 1 of 3" in filled.title
    assert "Filled in from" in filled.words
    row = await firm.change("CHG-0002")
    assert (row["BegunFrom"], row["Title"]) == (CHANGE, "The same for sales")
    assert row["OutOfScope"] == firm.typed()["out_of_scope"]
    assert row["Sponsor"] == "Marie Tremblay"
    assert not row.get("GoLiveFrom")


async def test_a_placeholder_that_is_left_is_named_and_holds_all_but_a_template(firm: Firm) -> None:
    await firm.set_up()
    typed = firm.typed(in_scope_sites="[name of the site]")
    back = opened(await firm.submit("julie", await firm.form("julie"), typed))
    assert "step 2 of 3" in back.title
    assert "name of the site" in back.words
    assert "Put the real words there." in back.words

    await firm.submit("julie", back, typed | {"use": "Template"})
    assert (await firm.change())["Status"] == "Submitted"


async def test_what_is_worth_a_thought_is_read_before_it_is_sent_and_stops_nothing(
    firm: Firm,
) -> None:
    await firm.set_up()
    typed = firm.typed(measures_of_success="Everybody is happier.")
    scope = opened(await firm.submit("julie", await firm.form("julie"), typed, "next"))
    last = opened(await firm.submit("julie", scope, typed, "next"))

    first = await firm.tenant.submit("julie", last.id, typed, "send")

    assert "Not sent yet" in first.words
    assert "have no number" in first.words
    assert typed_in(opened(first))["measures_of_success"] == "Everybody is happier."
    assert (await firm.change())["Status"] == "Draft"

    again = await firm.tenant.submit("julie", opened(first).id, typed, "send")

    assert "Marie Tremblay" in again.words
    assert (await firm.change())["Status"] == "Submitted"


async def test_days_that_clash_are_told_before_the_request_is_sent(firm: Firm) -> None:
    await firm.asked()
    typed = firm.typed(project_name="Another move")
    scope = opened(await firm.submit("dev", await firm.form("dev"), typed, "next"))
    last = opened(await firm.submit("dev", scope, typed, "next"))

    first = await firm.tenant.submit("dev", last.id, typed, "send")

    assert "Not sent yet" in first.words
    assert "Move our files to Microsoft 365" in first.words
    assert len(await firm.rows("Change requests", Status="Draft")) == 1
