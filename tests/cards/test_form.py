"""The form asks for everything a request declares, says what to mend, and keeps what was typed."""

from dataclasses import replace
from typing import Any

import pytest

from cards import form, set_up, story
from cards import story_plan as told_rows
from cards.build import CardJson
from cards.dependencies import Block
from cards.form import Form
from cards.mending import mend
from cards.payloads import ROW_INPUT
from playbook.findings import Fault, Finding
from playbook.records import HELD_BY_CHANNELS, ChangeRequest, Duty, ProjectType
from playbook.standing import scope_fields
from playbook.steps import ASKED, FIELDS, FormStep, fields_of
from tests.cards.walking import button, inputs, nodes, of_type, said

TODAY = story.WORKPLACE.today(story.MONDAY)
EMPTY = ChangeRequest(key="", form="form-1")


def page(
    step: FormStep,
    entered: ChangeRequest = EMPTY,
    *findings: Finding,
    typed: dict[str, str] | None = None,
    mending: bool = False,
) -> Form:
    return Form(entered, step, TODAY, findings=findings, typed=typed or {}, mending=mending)


def drawn(
    step: FormStep,
    entered: ChangeRequest = EMPTY,
    *findings: Finding,
    typed: dict[str, str] | None = None,
) -> CardJson:
    return form.draw(page(step, entered, *findings, typed=typed)).card


def asked(card: CardJson) -> list[dict[str, Any]]:
    """The inputs that ask for a field of the request itself."""
    return [field for field in inputs(card) if not field["id"].startswith(ROW_INPUT)]


@pytest.mark.parametrize("step", list(FormStep))
def test_a_step_asks_for_its_fields_in_order_each_under_its_label(step: FormStep) -> None:
    fields = asked(drawn(step))
    assert [field["id"] for field in fields] == list(FIELDS[step])
    assert [field["label"] for field in fields] == [kept.label for kept in fields_of(step)]


def test_the_three_steps_ask_for_everything_that_a_sponsor_approves_and_nothing_twice() -> None:
    names = [name for step in FormStep for name in FIELDS[step]]
    assert len(names) == len(set(names))
    wanted = {kept.name for kept in scope_fields()} | {"project_type", "decide_by"}
    assert set(names) == wanted == ASKED


def test_each_step_says_which_it_is_and_what_it_is_about() -> None:
    titles = [form.draw(page(step)).title for step in FormStep]
    assert titles == [
        "New change, step 1 of 3: Why",
        "New change, step 2 of 3: Scope",
        "New change, step 3 of 3: When and who",
    ]


def test_each_step_leads_on_and_back_and_may_be_left_for_later() -> None:
    buttons = {
        step: [action["title"] for action in of_type(drawn(step), "ActionSet")[-1]["actions"]]
        for step in FormStep
    }
    assert buttons == {
        FormStep.WHY: ["Next", "Save and close"],
        FormStep.SCOPE: ["Next", "Back", "Save and close"],
        FormStep.WHEN: ["Send to sponsor", "Back", "Save and close"],
    }


def test_the_type_is_one_of_eight_and_none_until_somebody_chooses() -> None:
    (chooser,) = [field for field in inputs(drawn(FormStep.WHY)) if field["id"] == "project_type"]
    assert [choice["value"] for choice in chooser["choices"]] == list(ProjectType)
    assert "value" not in chooser
    chosen = EMPTY.model_copy(update={"project_type": ProjectType.AI})
    assert values(drawn(FormStep.WHY, chosen))["project_type"] == "AI-enabled process"


def test_the_form_says_what_choosing_a_type_does_and_that_it_does_it_once() -> None:
    assert "If you choose one, the plan starts filled in" in said(drawn(FormStep.WHY))
    change = story.submitted().change.model_copy(update={"project_type": ProjectType.ERP})
    assert "Another adds nothing to it." in said(drawn(FormStep.WHY, change))


def values(card: CardJson) -> dict[str, object]:
    return {field["id"]: field.get("value") for field in inputs(card)}


def test_what_was_entered_is_on_the_form_again() -> None:
    assert values(drawn(FormStep.WHY, story.ENTERED))["why"] == story.ENTERED.why
    when = values(drawn(FormStep.WHEN, story.ENTERED))
    assert when["sponsor"] == story.MARIE.key
    assert when["go_live_from"] == "2026-04-13"
    assert (when["path"], when["use"]) == ("Normal", "One change")


def test_over_long_text_and_markup_are_kept_as_typed() -> None:
    entered = EMPTY.model_copy(update={"why": "x" * 900, "in_scope_systems": "<b>all</b>"})
    assert values(drawn(FormStep.WHY, entered))["why"] == "x" * 900
    assert values(drawn(FormStep.SCOPE, entered))["in_scope_systems"] == "<b>all</b>"
    cards = [drawn(step, entered) for step in FormStep]
    assert not any("maxLength" in field for card in cards for field in inputs(card))


def test_a_draft_may_be_incomplete_so_no_field_holds_back_a_button() -> None:
    cards = [drawn(step) for step in FormStep]
    assert not any(field.get("isRequired") for card in cards for field in inputs(card))
    assert button(cards[0], "Save and close")["data"]["submit"] is False
    assert button(cards[2], "Send to sponsor")["data"]["submit"] is True


def test_the_form_says_how_much_there_is_to_mend_here_and_in_which_other_steps() -> None:
    missing = [Finding(name, Fault.MISSING) for name in ("goal", "why", "sponsor")]
    told = said(drawn(FormStep.WHY, EMPTY, *missing))
    assert "3 things to mend. Nothing you entered is lost." in told
    assert "To mend here: Business goal; Why." in told
    assert "In step 3, When and who: Sponsor." in told


def test_where_all_is_in_one_step_no_other_is_spoken_of() -> None:
    told = said(drawn(FormStep.WHY, EMPTY, Finding("why", Fault.MISSING)))
    assert "One thing to mend. Nothing you entered is lost." in told
    assert "To mend: Why." in told
    assert "In step" not in told


def test_each_fault_is_told_right_under_its_field() -> None:
    finding = Finding("why", Fault.TOO_LONG, limit=600, actual=1204)
    body = drawn(FormStep.WHY, EMPTY, finding)["body"]
    place = next(n for n, part in enumerate(body) if part.get("id") == "why")
    told = "This is 604 characters too long: it has 1,204, and 600 fit."
    assert body[place + 1]["text"] == told


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_says_what_to_change(fault: Fault) -> None:
    for kept in scope_fields():
        finding = Finding(kept.name, fault, limit=600, actual=700, about=("cost",))
        told = mend(finding, TODAY, "soon", missing=form.missing(kept))
        assert told.endswith(".")
        assert "{" not in told


def test_what_could_not_be_read_as_a_day_is_quoted() -> None:
    typed = {"go_live_from": "soon"}
    finding = Finding("go_live_from", Fault.NOT_A_DATE)
    told = said(drawn(FormStep.WHEN, EMPTY, finding, typed=typed))
    assert "“soon” could not be read as a day." in told


def test_a_placeholder_that_is_left_is_quoted() -> None:
    left = Finding("in_scope_sites", Fault.PLACEHOLDER, about=("[name of the site]", "TBD"))
    told = mend(left, TODAY)
    assert told == "Not filled in yet: “[name of the site]”, “TBD”. Put the real words there."


def test_a_past_day_is_told_the_first_one_that_will_do() -> None:
    told = mend(Finding("go_live_from", Fault.IN_THE_PAST), TODAY)
    assert told == "This day has passed. Choose Monday, March 2 or later."


def test_a_form_carries_its_own_name_its_change_and_its_step() -> None:
    change = story.submitted().change
    dialog = form.draw(page(FormStep.WHEN, change))
    data = button(dialog.card, "Send to sponsor")["data"]
    assert (data["form"], data["change"], data["step"]) == ("form-1", "CHG-0001", 3)
    assert dialog.title == "CHG-0001, step 3 of 3: When and who"


def test_each_dependency_is_a_line_that_says_what_is_open_and_opens_in_the_block() -> None:
    rows = (told_rows.LICENCES, told_rows.VENDOR)
    card = form.draw(replace(page(FormStep.SCOPE, story.ENTERED), dependencies=rows)).card
    assert "Licence, Alex Novak, by Friday, March 20" in said(card)
    assert "Vendor. Still open: its decision date, what you do if it slips" in said(card)
    presses = [node["selectAction"]["data"] for node in nodes(card) if "selectAction" in node]
    assert [press["next_row"] for press in presses] == [row.key for row in rows]
    assert {press["then"] for press in presses} == {"row"}


def test_a_dependency_that_is_being_edited_stands_in_the_block_alone() -> None:
    rows = (told_rows.LICENCES, told_rows.VENDOR)
    block = Block(told_rows.VENDOR, "abcd")
    card = form.draw(
        replace(page(FormStep.SCOPE, story.ENTERED), dependencies=rows, block=block)
    ).card
    assert values(card)[f"{ROW_INPUT}what"] == told_rows.VENDOR.what
    assert "Vendor. Still open" not in said(card)
    kept = button(card, "Keep this dependency")["data"]
    assert (kept["row"], kept["row_base"], kept["next_row"]) == (told_rows.VENDOR.key, "abcd", "")


def test_setting_up_has_a_picker_for_every_duty() -> None:
    dialog = set_up.dialog(story.WORKPLACE, TODAY)
    assert [field["id"] for field in inputs(dialog.card)] == [d.name.lower() for d in Duty]
    channels = inputs(dialog.card)[0]["choices"]
    assert {"title": "Project team", "value": story.PROJECT.key} in channels
    people = [field for field in inputs(dialog.card) if "choices.data" in field]
    assert len(people) == len(Duty) - len(HELD_BY_CHANNELS)


def test_a_person_nobody_found_is_told_under_the_picker() -> None:
    findings = (Finding(Duty.SUPPORT, Fault.UNKNOWN_PERSON),)
    dialog = set_up.dialog(story.WORKPLACE, TODAY, findings)
    assert "Choose somebody from the list." in said(dialog.card)


def test_what_was_chosen_in_setting_up_is_chosen_again() -> None:
    findings = (Finding(Duty.SUPPORT, Fault.UNKNOWN_PERSON),)
    typed = {"support": "nobody", "sponsor": story.DEV.key, "lead": ""}
    dialog = set_up.dialog(story.WORKPLACE, TODAY, findings, typed)
    values = {field["id"]: field.get("value") for field in inputs(dialog.card)}
    assert values["support"] == "nobody"
    assert values["sponsor"] == story.DEV.key
    assert values["lead"] == story.ALEX.key
