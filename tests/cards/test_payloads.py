"""What buttons send is typed and versioned."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from cards.payloads import (
    PAYLOADS,
    DecideApproval,
    FileChange,
    Nonsense,
    OldCard,
    OpenForm,
    Payload,
    ResolvePost,
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
