"""What was typed on a card becomes a command, and nothing typed is lost on the way."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.payloads import (
    DecideApproval,
    FileChange,
    Nonsense,
    ResolvePost,
    SaveSetUp,
    StepChange,
)
from cards.reading import command_of
from cards.typed import line_of, lines_of
from playbook.commands import Decide, File, Resolve, SetUp, Step
from playbook.fields import Who
from playbook.findings import Fault, Finding
from playbook.records import Duty, Phase, ProjectType, Verdict

FILE = FileChange(form="form-1", submit=True)
STEP = StepChange(change="CHG-0001", ordinal=3)


def filed(**inputs: str) -> File:
    command = command_of(FILE, inputs)
    assert isinstance(command, File)
    return command


def test_a_filled_form_is_a_request() -> None:
    command = filed(
        project_name="  Move  our files\n",
        sponsor="0000-marie",
        why="So that\r\n\r\n\r\n\r\nno kitchen is  cut twice. ",
        go_live_from="2026-04-13",
    )
    entered = command.entered
    assert entered.project_name == "Move our files"
    assert entered.sponsor == Who(id="0000-marie")
    assert entered.why == "So that\n\nno kitchen is cut twice."
    assert entered.go_live_from == date(2026, 4, 13)
    assert (entered.form, command.submit, command.unread) == ("form-1", True, ())


def test_what_is_no_day_is_told_about_and_left_empty() -> None:
    command = filed(go_live_from="soon", go_live_to="2026-02-30")
    assert command.entered.go_live_from is None
    assert command.unread == (
        Finding("go_live_from", Fault.NOT_A_DATE),
        Finding("go_live_to", Fault.NOT_A_DATE),
    )


def test_a_type_is_chosen_or_left_open_and_anything_else_is_told_about() -> None:
    assert filed(project_type="Service desk").entered.project_type is ProjectType.SERVICE_DESK
    assert filed().entered.project_type is None
    made_up = filed(project_type="Anything")
    assert made_up.entered.project_type is None
    assert made_up.unread == (Finding("project_type", Fault.NOT_A_CHOICE),)


def test_an_empty_day_is_empty_and_not_a_fault() -> None:
    assert filed(go_live_from="").unread == ()


def test_a_picker_that_sends_no_id_names_nobody() -> None:
    command = filed(sponsor="<b>me</b>")
    assert command.entered.sponsor == Who()
    assert command.unread == (Finding("sponsor", Fault.UNKNOWN_PERSON),)


def test_over_long_text_stays_whole() -> None:
    assert len(filed(why="x" * 5000).entered.why) == 5000


def test_markup_stays_for_the_rules_to_refuse() -> None:
    assert filed(in_scope_systems="<b>all</b>").entered.in_scope_systems == "<b>all</b>"


def test_a_decision_carries_its_card_and_comment() -> None:
    payload = DecideApproval(
        change="CHG-0001", version="1.ab", verdict=Verdict.DECLINED, post="approval/1"
    )
    assert command_of(payload, {"comment": " Not in\tApril. "}) == Decide(
        change="CHG-0001",
        version="1.ab",
        verdict=Verdict.DECLINED,
        comment="Not in April.",
        via="approval/1",
    )


@pytest.mark.parametrize("name", ["what_4", "owner_0", "due_٤", "what_99999999999999999999"])
def test_a_condition_that_no_page_has_a_place_for_is_not_left_out_unsaid(name: str) -> None:
    payload = DecideApproval(change="CHG-0001", version="1.ab", verdict=Verdict.APPROVED)
    assert isinstance(command_of(payload, {"what_1": "Test it.", name: "More."}), Nonsense)


def test_a_step_goes_where_was_chosen() -> None:
    assert command_of(STEP, {"to": "Rolling out", "reason": ""}) == Step(
        change="CHG-0001", to=Phase.ROLLING_OUT, ordinal=3
    )


@pytest.mark.parametrize("to", ["", "Somewhere", "rolling out"])
def test_a_step_to_nowhere_is_nonsense(to: str) -> None:
    assert isinstance(command_of(STEP, {"to": to}), Nonsense)


def test_a_word_on_a_post_names_the_post() -> None:
    payload = ResolvePost(doubted="approval/CHG-0001/marie/1", arrived=True)
    assert command_of(payload, {}) == Resolve(post="approval/CHG-0001/marie/1", arrived=True)


def test_setting_up_takes_what_was_chosen_and_leaves_the_rest() -> None:
    inputs = {"sponsor": "0000-marie", "announcements": "19:news@thread.tacv2", "lead": ""}
    assert command_of(SaveSetUp(), inputs) == SetUp(
        holders={
            Duty.ANNOUNCEMENTS: Who(id="19:news@thread.tacv2"),
            Duty.SPONSOR: Who(id="0000-marie"),
        }
    )


def test_what_cannot_be_seen_is_removed() -> None:
    assert line_of("a\x00b\u202ec\u200bd\ud800e") == "abcde"
    assert line_of("Crème\u00a0brûlée 👩‍🔧") == "Crème brûlée 👩‍🔧"
    assert lines_of("a\rb\x07\n") == "a\nb"


@given(
    st.dictionaries(st.sampled_from(["project_name", "why", "sponsor", "go_live_to"]), st.text())
)
def test_any_form_at_all_becomes_a_request(inputs: dict[str, str]) -> None:
    filed(**inputs).model_dump_json()


@given(st.text())
def test_reading_what_was_read_changes_nothing(typed: str) -> None:
    assert lines_of(lines_of(typed)) == lines_of(typed)
    assert line_of(line_of(typed)) == line_of(typed)
