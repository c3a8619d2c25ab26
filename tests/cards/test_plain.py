"""A card for a client with neither dialogs nor people pickers asks for the same."""

from typing import Any

import pytest

from cards import build
from cards.gallery import specimens
from cards.payloads import OpenSetUp, SaveSetUp, ShowHome, data_of
from cards.plain import plain
from playbook.fields import Who
from tests.cards.walking import button, inputs, nodes, read

PEOPLE = (("dev", "Dev Patel"), ("marie", "Marie Tremblay"))
SPECIMENS = {specimen.name: specimen.card for specimen in specimens()}


def test_a_button_that_opens_a_dialog_brings_its_form_up_in_the_cards_place() -> None:
    drawn = build.card("s", build.buttons(build.opener("Set up", OpenSetUp(post="p"))))

    opener = button(plain(drawn, PEOPLE), "Set up")

    assert opener["type"] == "Action.Execute"
    assert opener["verb"] == OpenSetUp.VERB
    assert opener["data"] == data_of(OpenSetUp(post="p"))


def test_a_forms_button_is_answered_in_the_forms_place() -> None:
    drawn = build.card("s", build.buttons(build.submit("Save", SaveSetUp(), name="save")))

    save = button(plain(drawn, PEOPLE), "Save")

    assert (save["type"], save["id"], save["verb"]) == ("Action.Execute", "save", SaveSetUp.VERB)


def test_a_people_picker_becomes_a_list_of_the_people_who_are_known() -> None:
    drawn = build.card("s", build.people_picker("sponsor", "Sponsor", Who(id="marie")))

    (listed,) = inputs(plain(drawn, PEOPLE))

    assert "choices.data" not in listed
    assert (listed["id"], listed["label"], listed["value"]) == ("sponsor", "Sponsor", "marie")
    assert listed["choices"] == [
        {"title": "Dev Patel", "value": "dev"},
        {"title": "Marie Tremblay", "value": "marie"},
    ]


def test_a_list_of_other_things_stays_as_it_is() -> None:
    drawn = build.card(
        "s",
        build.choice_input("to", "To", [("a", "A"), ("b", "B")], value="b"),
        build.buttons(build.button("Home", ShowHome())),
    )
    assert plain(drawn, PEOPLE) == drawn


@pytest.mark.parametrize("name", SPECIMENS)
def test_no_card_loses_a_word_an_input_or_what_a_button_sends(name: str) -> None:
    drawn = SPECIMENS[name]
    simple = plain(drawn, ())

    assert set(read(drawn)) <= set(read(simple))
    assert [one["id"] for one in inputs(simple)] == [one["id"] for one in inputs(drawn)]
    assert _sent(simple) == _sent(drawn)
    assert plain(simple, ()) == simple


@pytest.mark.parametrize("name", SPECIMENS)
def test_no_plain_card_needs_a_dialog_or_a_directory(name: str) -> None:
    for node in _shown(plain(SPECIMENS[name], ())):
        assert "choices.data" not in node
        assert "msteams" not in (node.get("data") or {})


def _shown(card: Any) -> list[dict[str, Any]]:
    """Every object of a card but the fallbacks, which this client does not need."""
    fallbacks = [node["fallback"] for node in nodes(card) if node.get("type") == "Action.Execute"
                 and "fallback" in node]  # fmt: skip
    return [node for node in nodes(card) if node not in fallbacks]


def _sent(card: Any) -> list[Any]:
    """What each button sends, whichever kind it is: its verb and the rest."""
    sent = []
    for node in _shown(card):
        if node.get("type") in ("Action.Execute", "Action.Submit") and "data" in node:
            data = {name: value for name, value in node["data"].items() if name != "msteams"}
            sent.append(({"verb": node["verb"]} if "verb" in node else {}) | data)
    return sent
