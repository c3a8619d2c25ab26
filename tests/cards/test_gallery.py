"""Every card that Cutover can show keeps the rules of cards."""

import copy
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema

from cards.gallery import specimens
from cards.gallery_replies import Specimen
from cards.payloads import PAYLOADS, Payload, parse
from tests.cards.walking import inputs, nodes, of_type, said

ALL = list(specimens())
ROOM = 358
"""Pixels for a row of buttons on a phone 390 wide."""


@cache
def official() -> jsonschema.Draft6Validator:
    schema = files("adaptive_cards").joinpath("schemas/schema-1.5.json").read_text("utf-8")
    return jsonschema.Draft6Validator(json.loads(schema))


def without_charts(part: Any) -> Any:
    """The card as a client draws it that knows no charts, which the schema does not know either."""
    if isinstance(part, list):
        return [without_charts(one) for one in part]
    if not isinstance(part, dict):
        return part
    if str(part.get("type")).startswith("Chart."):
        return part["fallback"]
    return {name: without_charts(value) for name, value in part.items()}


def test_names_of_specimens_are_unique() -> None:
    assert len({specimen.name for specimen in ALL}) == len(ALL)


def test_every_card_has_a_file_of_its_own_that_any_machine_can_write() -> None:
    files = [specimen.file for specimen in ALL]
    assert len({name.casefold() for name in files}) == len(files)
    assert not any(set(name) & set('/\\:*?"<>|') for name in files)


def test_a_card_is_valid_by_the_official_schema() -> None:
    for specimen in ALL:
        card = without_charts(copy.deepcopy(specimen.card))
        for picker in inputs(card):
            picker.pop("choices.data", None)
        errors = [error.message[:200] for error in official().iter_errors(card)]
        assert errors == [], specimen.name
        assert card["version"] == "1.5", specimen.name


def test_every_input_has_a_label_and_an_id_of_its_own() -> None:
    for specimen in ALL:
        assert all(field.get("label") for field in inputs(specimen.card)), specimen.name
        ids = [node["id"] for node in nodes(specimen.card) if "id" in node]
        assert len(set(ids)) == len(ids), specimen.name


def test_a_row_of_buttons_fits_a_phone() -> None:
    for specimen in ALL:
        for row in of_type(specimen.card, "ActionSet"):
            titles = [action["title"] for action in row["actions"]]
            assert len(titles) <= 4, specimen.name
            assert sum(26 + 7.5 * len(title) for title in titles) + 8 * (len(titles) - 1) <= ROOM, (
                specimen.name
            )


def test_a_card_has_one_primary_button_at_most() -> None:
    for specimen in ALL:
        actions = [
            action for row in of_type(specimen.card, "ActionSet") for action in row["actions"]
        ]
        assert sum(action.get("style") == "positive" for action in actions) <= 1, specimen.name


def test_a_card_is_small() -> None:
    for specimen in ALL:
        assert len(json.dumps(specimen.card).encode("utf-16-le")) < 28 * 1024, specimen.name


def pressable(specimen: Specimen) -> list[dict[str, Any]]:
    return [node for node in nodes(specimen.card) if "selectAction" in node]


def test_a_line_that_can_be_pressed_says_what_it_opens() -> None:
    for specimen in ALL:
        for line in pressable(specimen):
            assert line["selectAction"]["title"], specimen.name
            assert of_type(line, "TextBlock"), specimen.name


def test_a_chart_is_told_in_words_too_and_falls_back_to_its_numbers() -> None:
    charts = [(s, chart) for s in ALL for chart in of_type(s.card, "Chart.HorizontalBar")]
    assert charts
    for specimen, chart in charts:
        shown = [(bar["x"], str(bar["y"])) for bar in chart["data"]]
        facts = [(fact["title"], fact["value"]) for fact in chart["fallback"]["facts"]]
        assert facts == shown, specimen.name
        words = said(specimen.card)
        assert all(f"{x}: {y}" in words for x, y in shown if y != "0"), specimen.name


def test_every_execute_stands_in_a_row_and_falls_back_to_a_submit() -> None:
    for specimen in ALL:
        rows = of_type(specimen.card, "ActionSet")
        placed = [action for row in rows for action in row["actions"]]
        placed += [line["selectAction"] for line in pressable(specimen)]
        refresh = specimen.card.get("refresh", {}).get("action")
        for action in of_type(specimen.card, "Action.Execute"):
            if action is refresh:
                continue
            assert any(action is one for one in placed), specimen.name
            fallback = action["fallback"]
            assert fallback["type"] == "Action.Submit", specimen.name
            assert fallback["data"] == {"verb": action["verb"], **action["data"]}, specimen.name


def test_text_wraps_and_nothing_is_wide() -> None:
    for specimen in ALL:
        assert all(block["wrap"] is True for block in of_type(specimen.card, "TextBlock")), (
            specimen.name
        )
        assert not of_type(specimen.card, "Table", "Image"), specimen.name
        for line in of_type(specimen.card, "ColumnSet"):
            assert len(line["columns"]) <= 3, specimen.name
            assert {column["width"] for column in line["columns"]} <= {"stretch", "auto"}
        assert not re.search(r'"\d{3,}px"', json.dumps(specimen.card)), specimen.name


def test_a_toggle_shows_something_that_is_there() -> None:
    for specimen in ALL:
        ids = {node.get("id") for node in nodes(specimen.card)}
        for action in of_type(specimen.card, "Action.ToggleVisibility"):
            assert {target["elementId"] for target in action["targetElements"]} <= ids, (
                specimen.name
            )


def test_sentences_are_calm() -> None:
    for specimen in ALL:
        told = json.dumps(specimen.card, ensure_ascii=False)
        assert "!" not in told, specimen.name
        assert ".." not in told, specimen.name
        assert not re.search(r"\b(invalid|payload|error|submit an|entity|null|None)\b", told), (
            specimen.name
        )


def test_what_is_alarming_says_so_in_words() -> None:
    for specimen in ALL:
        for block in of_type(specimen.card, "TextBlock"):
            assert block.get("color") in (None, "attention", "accent"), specimen.name
            assert len(block["text"]) > 3 or block.get("color") != "attention", specimen.name


def sent(specimen: Specimen) -> list[tuple[str, dict[str, Any]]]:
    pressed = []
    for action in of_type(specimen.card, "Action.Execute", "Action.Submit"):
        data = action.get("data", {})
        pressed.append((action.get("verb") or data["verb"], data))
    return pressed


def test_every_button_sends_what_we_can_read() -> None:
    for specimen in ALL:
        for verb, data in sent(specimen):
            assert isinstance(parse(verb, data), Payload), (verb, data)


def test_every_verb_is_on_some_card() -> None:
    assert {verb for specimen in ALL for verb, _data in sent(specimen)} == set(PAYLOADS)


def test_drawing_the_gallery_again_gives_the_same_cards() -> None:
    assert [specimen.card for specimen in specimens()] == [specimen.card for specimen in ALL]
