"""The form asks for everything a request declares, says what to mend, and keeps what was typed."""

from datetime import timedelta

import pytest

from cards import form, set_up, story
from cards.build import CardJson
from cards.mending import mend
from playbook.fields import field_of
from playbook.outcome import Fault, Finding
from playbook.records import HELD_BY_CHANNELS, ChangeRequest, Duty, ProjectType
from playbook.standing import scope_fields
from tests.cards.walking import button, inputs, said

TODAY = story.WORKPLACE.today(story.MONDAY)
EMPTY = ChangeRequest(key="", form="form-1")


def drawn(
    entered: ChangeRequest = EMPTY, *findings: Finding, typed: dict[str, str] | None = None
) -> CardJson:
    return form.draw(entered, findings, "form-1", TODAY, typed).card


def test_the_form_asks_for_every_declared_field_in_order() -> None:
    first = field_of(ChangeRequest, "project_type")
    declared = [first, *scope_fields()]
    assert [field["id"] for field in inputs(drawn())] == [kept.name for kept in declared]
    assert [field["label"] for field in inputs(drawn())] == [kept.label for kept in declared]


def test_the_type_is_one_of_eight_and_none_until_somebody_chooses() -> None:
    chooser = inputs(drawn())[0]
    assert [choice["value"] for choice in chooser["choices"]] == list(ProjectType)
    assert "value" not in chooser
    chosen = EMPTY.model_copy(update={"project_type": ProjectType.AI})
    assert inputs(drawn(chosen))[0]["value"] == "AI-enabled process"


def test_the_form_says_what_choosing_a_type_does_and_that_it_does_it_once() -> None:
    assert "If you choose one, the plan starts filled in" in said(drawn())
    change = story.submitted().change.model_copy(update={"project_type": ProjectType.ERP})
    assert "Another adds nothing to it." in said(drawn(change))


def test_what_was_entered_is_on_the_form_again() -> None:
    values = {field["id"]: field.get("value") for field in inputs(drawn(story.ENTERED))}
    assert values["why"] == story.ENTERED.why
    assert values["sponsor"] == story.MARIE.key
    assert values["go_live_from"] == "2026-04-13"


def test_over_long_text_and_markup_are_kept_as_typed() -> None:
    entered = EMPTY.model_copy(update={"why": "x" * 900, "in_scope_systems": "<b>all</b>"})
    values = {field["id"]: field.get("value") for field in inputs(drawn(entered))}
    assert values["why"] == "x" * 900
    assert values["in_scope_systems"] == "<b>all</b>"
    assert not any("maxLength" in field for field in inputs(drawn(entered)))


def test_a_draft_may_be_incomplete_so_no_field_holds_back_its_button() -> None:
    assert not any(field.get("isRequired") for field in inputs(drawn()))
    assert button(drawn(), "Save draft")["data"]["submit"] is False
    assert button(drawn(), "Send to sponsor")["data"]["submit"] is True


def test_the_form_says_how_much_there_is_to_mend_and_where() -> None:
    card = drawn(EMPTY, Finding("why", Fault.MISSING), Finding("sponsor", Fault.MISSING))
    told = said(card)
    assert "2 things to mend. Nothing you entered is lost." in told
    assert "To mend: Sponsor; Why." in told


def test_each_fault_is_told_right_under_its_field() -> None:
    body = drawn(EMPTY, Finding("why", Fault.TOO_LONG, limit=600, actual=1204))["body"]
    place = next(n for n, part in enumerate(body) if part.get("id") == "why")
    told = "This is 604 characters too long: it has 1,204, and 600 fit."
    assert body[place + 1]["text"] == told


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_says_what_to_change(fault: Fault) -> None:
    for kept in scope_fields():
        finding = Finding(kept.name, fault, limit=600, actual=700)
        told = mend(finding, TODAY, "soon", missing=form.missing(kept))
        assert told.endswith(".")
        assert "{" not in told


def test_what_could_not_be_read_as_a_day_is_quoted() -> None:
    typed = {"go_live_from": "soon"}
    told = said(drawn(EMPTY, Finding("go_live_from", Fault.NOT_A_DATE), typed=typed))
    assert "“soon” could not be read as a day." in told


def test_a_past_day_is_told_the_first_one_that_will_do() -> None:
    told = mend(Finding("go_live_from", Fault.IN_THE_PAST), TODAY)
    assert told == "This day has passed. Choose Monday, March 2 or later."


def test_a_form_carries_its_own_name_and_its_change() -> None:
    change = story.submitted().change
    dialog = form.draw(change, (), "form-9", TODAY + timedelta(days=1))
    data = button(dialog.card, "Send to sponsor")["data"]
    assert (data["form"], data["change"]) == ("form-9", "CHG-0001")
    assert dialog.title == "Edit CHG-0001"


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
