"""Cards for a client that opens no dialogs and picks no people, such as the Agents Playground.

What a card asks stays the same: a button that opens a dialog brings its form up in the card's
place, and a people picker becomes a list of the people who are known.
"""

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

_PEOPLE = "graph.microsoft.com/users"


def plain(card: Mapping[str, JsonValue], people: Sequence[tuple[str, str]]) -> dict[str, JsonValue]:
    """The card without what such a client lacks; drawn plain already, it stays as it is.

    Args:
        people: who can be chosen where the card has a people picker: ids and names.
    """
    match card:
        case {"type": "Action.Submit", "data": {"verb": str()}}:
            return _executed(card)
        case {"type": "Action.Execute"}:
            # Its fallback is for clients that are older still.
            return dict(card)
        case {"type": "Input.ChoiceSet", "choices.data": {"dataset": str(dataset)}} if (
            dataset.startswith(_PEOPLE)
        ):
            return _listed(card, people)
        case _:
            return {name: _within(value, people) for name, value in card.items()}


def _within(value: JsonValue, people: Sequence[tuple[str, str]]) -> JsonValue:
    match value:
        case dict():
            return plain(value, people)
        case list():
            return [_within(item, people) for item in value]
        case _:
            return value


def _executed(submit: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """The button as one whose answer takes the card's place."""
    data = submit["data"]
    sent = dict(data) if isinstance(data, dict) else {}
    sent.pop("msteams", None)
    return {**submit, "type": "Action.Execute", "verb": sent.pop("verb"), "data": sent}


def _listed(
    picker: Mapping[str, JsonValue], people: Sequence[tuple[str, str]]
) -> dict[str, JsonValue]:
    """The picker as a list of these people."""
    left = {name: value for name, value in picker.items() if name != "choices.data"}
    choices: list[JsonValue] = [{"title": name, "value": key} for key, name in people]
    return {**left, "choices": choices}
