"""What buttons send is typed and versioned."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from cards.payloads import (
    PAYLOADS,
    ROW_INPUT,
    DecideApproval,
    FileChange,
    Nonsense,
    OldCard,
    OpenForm,
    Payload,
    ResolvePost,
    RowKind,
    SaveRow,
    ShowChange,
    data_of,
    inputs_of,
    parse,
)
from playbook.records import Verdict

DECIDE = DecideApproval(
    change="CHG-0001", version="1.abcdef01", verdict=Verdict.APPROVED, post="approval/1"
)
JSON: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
FIELDS = sorted({"v", *(name for model in PAYLOADS.values() for name in model.model_fields)})


def test_a_payload_survives_the_wire() -> None:
    data = json.loads(json.dumps(data_of(DECIDE)))
    assert parse("approval.decide", data) == DECIDE


def test_an_old_card_about_a_row_knows_its_change() -> None:
    assert parse("wave.move", {"v": 0, "wave": "CHG-0007/wave/1"}) == OldCard("CHG-0007")
    assert parse("survey.answer", {"v": 2, "survey": "CHG-0009/survey/2"}) == OldCard("CHG-0009")


def test_a_rows_own_kind_does_not_get_in_the_way_of_the_payloads() -> None:
    save = SaveRow(kind=RowKind.WAVE, change="CHG-0001", row="CHG-0001/wave/1")
    data: dict[str, JsonValue] = {**data_of(save), ROW_INPUT + "kind": "Pilot"}
    assert parse("row.save", data) == save
    assert inputs_of(save, data) == {"row_kind": "Pilot"}


def test_inputs_arrive_beside_the_payload() -> None:
    typed: dict[str, JsonValue] = {"comment": "Yes", "count": 3, "odd": ["x"]}
    data = {**data_of(DECIDE), **typed}
    assert parse("approval.decide", data) == DECIDE
    assert inputs_of(DECIDE, data) == {"comment": "Yes", "count": "3"}


def test_a_card_of_another_version_is_an_old_card() -> None:
    assert parse("approval.decide", {"v": 0, "change": "CHG-0007"}) == OldCard("CHG-0007")
    assert parse("approval.decide", {"v": 2}) == OldCard()


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("approval.destroy", {"v": 1}),
        ("approval.decide", {"v": 1}),
        ("approval.decide", {**data_of(DECIDE), "verdict": "Perhaps"}),
        ("approval.decide", {**data_of(DECIDE), "change": "x" * 300}),
        ("change.file", {"v": 1, "form": "f", "submit": "true"}),
        ("post.resolve", {"v": 1, "doubted": "", "arrived": True}),
        ("home", {"v": "1"}),
    ],
)
def test_what_no_card_of_ours_sends_is_nonsense(verb: str, data: dict[str, JsonValue]) -> None:
    assert isinstance(parse(verb, data), Nonsense)


@given(st.sampled_from([*PAYLOADS, "other"]), st.dictionaries(st.sampled_from(FIELDS), JSON))
@settings(max_examples=50)
def test_no_data_at_all_breaks_the_reading(verb: str, data: dict[str, JsonValue]) -> None:
    assert isinstance(parse(verb, data), Payload | OldCard | Nonsense)


def test_a_choice_beside_the_button_wins_over_its_own() -> None:
    shown = parse("change.show", {"v": 1, "change": "CHG-0001", "chosen": "CHG-0002"})
    assert shown == ShowChange(change="CHG-0002")
    asked = parse("change.form", {"v": 1, "change": "", "name": "Move", "called": "Move our files"})
    assert asked == OpenForm(name="Move our files")


def test_resolving_a_post_proves_nothing_about_it() -> None:
    press = parse("post.resolve", {"v": 1, "doubted": "approval/CHG-0001/x/1", "arrived": True})
    assert isinstance(press, ResolvePost)
    assert press.post == ""


def test_each_of_the_two_buttons_of_the_form_says_which_it_is() -> None:
    data = data_of(FileChange(form="form-1", submit=False))
    assert parse("change.file", data) == FileChange(form="form-1", submit=False)
