"""infra/main.bicep as the grammar reads it. There is no compiler here: it speaks only to Azure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tree_sitter_bicep
from tree_sitter import Language, Node, Parser

BICEP = Path(__file__).parents[2] / "infra" / "main.bicep"

_DECLARES = {
    "parameter_declaration",
    "variable_declaration",
    "resource_declaration",
    "output_declaration",
}


@dataclass(frozen=True, slots=True)
class Expression:
    """Something that Azure works out; its source, as it is written."""

    source: str


Value = str | Expression | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Declared:
    """A parameter, variable, resource or output; one inside another is named `outer::inner`."""

    kind: str
    name: str
    node: Node

    @property
    def decorators(self) -> str:
        """What stands above it, such as `@secure()`."""
        above = self.node.prev_named_sibling
        return _text(above).decode() if above and above.type == "decorators" else ""

    @property
    def source(self) -> str:
        return _text(self.node).decode()

    @property
    def type(self) -> str:
        """Of a resource, with its version: `Microsoft.App/jobs@2024-03-01`."""
        return next(str(value(node)) for node in self.node.named_children if node.type == "string")

    @property
    def value(self) -> Value:
        return value(self.node.named_children[-1])


@cache
def root() -> Node:
    return Parser(Language(tree_sitter_bicep.language())).parse(BICEP.read_bytes()).root_node


def everything(node: Node) -> Iterator[Node]:
    """A node, and all below it."""
    yield node
    for child in node.children:
        yield from everything(child)


def declared(kind: str) -> dict[str, Declared]:
    """Everything of that kind (`parameter`, `variable`, `resource`, `output`), by its name."""
    return {each.name: each for each in _declarations(root(), "") if each.kind == kind}


def _declarations(node: Node, outer: str) -> Iterator[Declared]:
    for child in node.named_children:
        inside = outer
        if child.type in _DECLARES:
            name = next(
                _text(each).decode() for each in child.children if each.type == "identifier"
            )
            inside = f"{outer}{name}::"
            yield Declared(child.type.removesuffix("_declaration"), f"{outer}{name}", child)
        yield from _declarations(child, inside)


def value(node: Node) -> Value:
    """What is written there; whatever is neither text nor list nor object is an expression."""
    match node.type:
        case "string" if all(each.type == "string_content" for each in node.named_children):
            return _text(node).decode()[1:-1]
        case "array":
            return [value(each) for each in node.named_children]
        case "object":
            pairs = [each.named_children for each in node.named_children]
            return {_key(pair[0]): value(pair[1]) for pair in pairs if len(pair) == 2}
        case _:
            return Expression(_text(node).decode())


def _key(node: Node) -> str:
    return _text(node).decode().strip("'")


def _text(node: Node) -> bytes:
    return node.text or b""
