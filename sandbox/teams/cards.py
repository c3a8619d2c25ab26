"""What can be pressed on an adaptive card, and what the client sends of its inputs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

# `fallback` and `refresh` hold actions that nobody sees; `data` is the author's own.
_UNSEEN = frozenset({"fallback", "refresh", "data", "authentication"})


@dataclass(frozen=True, slots=True)
class Pressable:
    """An action, and the values that the inputs it gathers have when nobody typed.

    `is_button` is False for a `selectAction`: a row, an image or a whole card to press.
    """

    action: Json
    inputs: Mapping[str, str]
    is_button: bool = True

    @property
    def type(self) -> str:
        return str(self.action.get("type"))

    def names(self) -> tuple[object, ...]:
        """What it may be called by, the best name first: id, verb, data.verb, title."""
        data = self.action.get("data")
        said = data.get("verb") if isinstance(data, dict) else None
        return self.action.get("id"), self.action.get("verb"), said, self.action.get("title")

    def data(self, typed: Mapping[str, Any]) -> object:
        """The author's data merged with the inputs, as the client sends it."""
        own = self.action.get("data")
        gathered = {} if self.action.get("associatedInputs") == "none" else self.inputs
        if own is not None and not isinstance(own, dict):
            return own
        return (own or {}) | dict(gathered) | dict(typed)


def is_fetch(data: object) -> bool:
    """Whether Submit data asks Teams to open a dialog (docs/platform.md#dialogs)."""
    teams = data.get("msteams") if isinstance(data, dict) else None
    return isinstance(teams, dict) and teams.get("type") == "task/fetch"


def pressables(card: Json) -> list[Pressable]:
    """Every action that the card shows, nested ones included, in the order of the card."""
    return list(_on(card, {}))


def named(found: list[Pressable], name: str) -> Pressable | None:
    """The action called `name`: by id, else by verb, else by its data's verb, else by title."""
    for kind in range(4):
        for pressable in found:
            if pressable.names()[kind] == name:
                return pressable
    return None


def _on(card: Json, around: Mapping[str, str]) -> Iterator[Pressable]:
    """A card's actions gather its own inputs and those of the cards around it."""
    inputs = {**around, **dict(_inputs(card))}
    yield from _actions(card, inputs)


def _actions(
    node: object, inputs: Mapping[str, str], is_button: bool = True
) -> Iterator[Pressable]:
    if isinstance(node, list):
        for one in node:
            yield from _actions(one, inputs)
    if not isinstance(node, dict):
        return
    kind = str(node.get("type", ""))
    if kind.startswith("Action."):
        yield Pressable(node, inputs, is_button)
    if kind == "Action.ShowCard" and isinstance(node.get("card"), dict):
        yield from _on(node["card"], inputs)
        return
    for key, value in node.items():
        if key not in _UNSEEN:
            yield from _actions(value, inputs, key != "selectAction")


def _inputs(node: object) -> Iterator[tuple[str, str]]:
    """Inputs with a value; those inside a ShowCard belong to that card."""
    if isinstance(node, list):
        for one in node:
            yield from _inputs(one)
    if not isinstance(node, dict):
        return
    kind = str(node.get("type", ""))
    if kind == "Action.ShowCard":
        return
    if kind.startswith("Input.") and isinstance(node.get("id"), str):
        value = node.get("value", node.get("valueOff", "false") if kind == "Input.Toggle" else "")
        if value not in ("", None):
            yield node["id"], str(value)
    for key, inner in node.items():
        if key not in _UNSEEN:
            yield from _inputs(inner)
