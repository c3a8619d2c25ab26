"""The forms of the plan ask what each row declares, keep what was typed, and become commands."""

from datetime import date

import pytest

from cards import rowform, story
from cards import story_parts as parts
from cards import story_plan as told
from cards.build import CardJson
from cards.labels import label_of
from cards.payloads import ROW_INPUT, ROWS, Nonsense, RowKind, SaveRow
from cards.reading import command_of
from cards.reading_rows import NO_PLACE
from playbook.commands import KeepItem, KeepRisk, KeepRollback, KeepWave
from playbook.fields import Who, asked_of
from playbook.findings import Fault, Finding
from playbook.records import PlanRow, Rating, RiskKind, Wave, WaveKind
from tests.cards.walking import button, inputs, said

TODAY = told.WORKPLACE.today(told.PLANNED)
ROW_OF: dict[RowKind, PlanRow] = {
    RowKind.WAVE: told.WAVE, RowKind.RISK: told.RISK, RowKind.ROLLBACK: told.ROLLBACK,
    RowKind.MEASURE: told.MEASURE, RowKind.ITEM: told.ITEM, RowKind.SURVEY: told.SURVEY,
    RowKind.GROUP: parts.GROUP, RowKind.MESSAGE: parts.MESSAGE, RowKind.TRAINING: parts.TRAINING,
    RowKind.DEPENDENCY: told.LICENCES,
}  # fmt: skip


def drawn(row: PlanRow, *findings: Finding, typed: dict[str, str] | None = None) -> CardJson:
    return rowform.draw(row, told.WORKPLACE, TODAY, findings, typed, base="ab").card


def values(card: CardJson) -> dict[str, str]:
    return {
        str(field["id"]).removeprefix(ROW_INPUT): field.get("value", "") for field in inputs(card)
    }


def saved(form: RowKind, row: str = "", /, **typed: str) -> object:
    payload = SaveRow(kind=form, change=told.CHANGE, row=row or f"{told.CHANGE}/{form}/1")
    return command_of(payload, {ROW_INPUT + name: value for name, value in typed.items()})


@pytest.mark.parametrize("kind", list(RowKind))
def test_a_form_asks_for_every_field_its_row_declares_in_order(kind: RowKind) -> None:
    fields = inputs(drawn(ROW_OF[kind]))
    assert [field["id"] for field in fields] == [ROW_INPUT + k.name for k in asked_of(ROWS[kind])]
    assert [field["label"] for field in fields] == [kept.label for kept in asked_of(ROWS[kind])]


@pytest.mark.parametrize("kind", list(RowKind))
def test_a_form_that_is_saved_as_it_opened_keeps_the_row_as_it_was(kind: RowKind) -> None:
    row = ROW_OF[kind]
    typed = values(drawn(row))
    command = saved(kind, row.key, **typed)
    back = getattr(command, "row", None)
    assert isinstance(back, type(row))
    for kept in asked_of(type(row)):
        stood, now = getattr(row, kept.name), getattr(back, kept.name)
        if isinstance(stood, Who):
            assert (now.id or now.name) in (stood.id, stood.name), kept.name
        else:
            assert now == stood, kept.name


def test_a_channel_is_chosen_from_those_that_cutover_is_in() -> None:
    field = next(one for one in inputs(drawn(told.WAVE)) if one["id"] == "row_channel")
    assert [choice["title"] for choice in field["choices"]] == [
        "No channel", "Announcements", "Project team",
    ]  # fmt: skip


def test_a_channel_that_cutover_left_stays_chosen_and_says_so() -> None:
    gone = told.WAVE.model_copy(update={"channel": Who(id="19:old", name="Old news")})
    field = next(one for one in inputs(drawn(gone)) if one["id"] == "row_channel")
    assert field["value"] == "19:old"
    assert "Old news (Cutover is not there any more)" in said(drawn(gone))


def test_no_channel_at_all_can_be_chosen_again() -> None:
    command = saved(RowKind.WAVE, channel=NO_PLACE)
    assert isinstance(command, KeepWave)
    assert command.row.channel == Who()


def test_a_group_is_typed_and_keeps_its_name_for_whoever_looks_it_up() -> None:
    command = saved(RowKind.WAVE, audience="  Production   team ")
    assert isinstance(command, KeepWave)
    assert command.row.audience == Who(name="Production team")


def test_a_field_that_was_not_chosen_keeps_its_usual_value() -> None:
    command = saved(RowKind.RISK, kind="", impact="High")
    assert isinstance(command, KeepRisk)
    assert (command.row.kind, command.row.impact) == (RiskKind.OPERATIONAL, Rating.HIGH)


def test_what_is_no_choice_and_no_day_comes_back_to_be_mended() -> None:
    command = saved(RowKind.WAVE, kind="Tsunami", first_day="soon")
    assert isinstance(command, KeepWave)
    assert command.row.kind is WaveKind.PILOT
    assert command.unread == (
        Finding("kind", Fault.NOT_A_CHOICE),
        Finding("first_day", Fault.NOT_A_DATE),
    )


def test_an_action_item_remembers_what_it_was_made_from() -> None:
    payload = SaveRow(
        kind=RowKind.ITEM, change=told.CHANGE, row="CHG-0001/item/2", source="CHG-0001/concern/a"
    )
    command = command_of(payload, {"row_what": "Order screens", "row_due": "2026-03-10"})
    assert isinstance(command, KeepItem)
    assert command.row.source == "CHG-0001/concern/a"
    assert command.row.due == date(2026, 3, 10)


def test_a_row_of_another_change_is_nonsense() -> None:
    assert isinstance(saved(RowKind.RISK, "CHG-0002/risk/1"), Nonsense)


def test_steps_keep_their_lines() -> None:
    command = saved(RowKind.ROLLBACK, steps="First this.\r\nThen that.")
    assert isinstance(command, KeepRollback)
    assert command.row.steps == "First this.\nThen that."


def test_each_fault_is_told_right_under_its_field() -> None:
    finding = Finding("audience", Fault.UNKNOWN_GROUP)
    body = drawn(told.WAVE, finding, typed={"row_audience": "Producton"})["body"]
    place = next(n for n, part in enumerate(body) if part.get("id") == "row_audience")
    assert body[place + 1]["text"].startswith("No Microsoft 365 group is called “Producton”.")


def test_the_form_says_how_much_there_is_to_mend_and_where() -> None:
    card = drawn(told.WAVE, Finding("name", Fault.MISSING), Finding("help", Fault.MARKUP))
    assert "2 things to mend. Nothing you entered is lost." in said(card)
    assert "To mend: Wave; Where to get help." in said(card)


def test_whoever_was_overtaken_decides_whose_words_stand() -> None:
    card = rowform.draw(told.RISK, told.WORKPLACE, TODAY, base="cd", overtaken=True).card
    assert "Somebody changed this while your form was open." in said(card)
    assert button(card, "Save")["data"]["base"] == "cd"


def test_a_form_needs_nothing_that_a_client_would_hold_back() -> None:
    for row in ROW_OF.values():
        assert not any(field.get("isRequired") for field in inputs(drawn(row)))


def test_labels_of_every_row_are_known_where_a_late_form_is_told() -> None:
    for kept in asked_of(Wave):
        assert label_of(kept.name) != kept.name


def test_the_story_is_the_one_of_the_change() -> None:
    assert story.submitted().change.key == told.CHANGE
