"""Every card that Cutover can show keeps the rules of cards."""

import copy
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema  # type: ignore[import-untyped]

from cards.gallery import specimens
from cards.gallery_replies import Specimen
from cards.payloads import PAYLOADS, Payload, parse
from tests.cards.walking import inputs, nodes, of_type

ALL = list(specimens())
ROOM = 358
"""Pixels for a row of buttons on a phone 390 wide."""


@cache
def official() -> jsonschema.Draft6Validator:
    schema = files("adaptive_cards").joinpath("schemas/schema-1.5.json").read_text("utf-8")
    return jsonschema.Draft6Validator(json.loads(schema))


def test_names_of_specimens_are_unique() -> None:
    assert len({specimen.name for specimen in ALL}) == len(ALL)


def test_a_card_is_valid_by_the_official_schema() -> None:
    for specimen in ALL:
        card = copy.deepcopy(specimen.card)
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


def test_every_execute_stands_in_a_row_and_falls_back_to_a_submit() -> None:
    for specimen in ALL:
        rows = of_type(specimen.card, "ActionSet")
        placed = [action for row in rows for action in row["actions"]]
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
        assert not of_type(specimen.card, "ColumnSet", "Table", "Image"), specimen.name
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
