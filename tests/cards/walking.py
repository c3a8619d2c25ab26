"""Finding things in a card's JSON."""

from collections.abc import Iterator
from typing import Any

READ = ("text", "title", "label", "placeholder", "fallbackText", "errorMessage", "altText")
"""Properties whose value a person reads."""


def nodes(part: Any) -> Iterator[dict[str, Any]]:
    """Every object of a card, outer ones first; what buttons carry is not looked into."""
    if isinstance(part, list):
        for one in part:
            yield from nodes(one)
    elif isinstance(part, dict):
        yield part
        for name, value in part.items():
            if name != "data":
                yield from nodes(value)


def of_type(card: Any, *types: str) -> list[dict[str, Any]]:
    return [node for node in nodes(card) if node.get("type") in types]


def inputs(card: Any) -> list[dict[str, Any]]:
    return [node for node in nodes(card) if str(node.get("type")).startswith("Input.")]


def read(card: Any) -> list[str]:
    """Every string of a card that a person reads; what was entered is not among them."""
    return [
        value
        for node in nodes(card)
        for name, value in node.items()
        if name in READ and isinstance(value, str)
    ]


def said(card: Any) -> str:
    """All that can be read on a card, as one text."""
    return "\n".join(read(card))


def button(card: Any, title: str) -> dict[str, Any]:
    """The button of this title; its fallback is not meant."""
    return next(
        action
        for row in of_type(card, "ActionSet")
        for action in row["actions"]
        if action["title"] == title
    )
