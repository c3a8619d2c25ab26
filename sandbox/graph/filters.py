"""`$filter` and `$orderby` as text, read into small values. Pure.

The dialect is what SharePoint takes through Graph (docs/platform.md#queries): eq, ne, gt, ge,
lt, le, and, or, startswith, with one field on the left and one literal on the right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Scalar = str | int | float | bool | None
Operator = Literal["eq", "ne", "gt", "ge", "lt", "le"]
OPERATORS: tuple[Operator, ...] = ("eq", "ne", "gt", "ge", "lt", "le")


class FilterSyntaxError(ValueError):
    """The text is not a filter; the message says where it stops being one."""


class UnsupportedFilterError(ValueError):
    """It is OData, but SharePoint lists or this sandbox do not take it."""


@dataclass(frozen=True)
class Comparison:
    field: str
    operator: Operator
    value: Scalar


@dataclass(frozen=True)
class StartsWith:
    field: str
    prefix: str


@dataclass(frozen=True)
class And:
    terms: tuple["Filter", ...]


@dataclass(frozen=True)
class Or:
    terms: tuple["Filter", ...]


Filter = Comparison | StartsWith | And | Or


@dataclass(frozen=True)
class OrderTerm:
    field: str
    descending: bool


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>'(?:[^']|'')*')
      | (?P<instant>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)
      | (?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:/[A-Za-z_][A-Za-z0-9_]*)*)
      | (?P<mark>[(),])
    )""",
    re.VERBOSE,
)
_DEEPEST = 50


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


def parse_filter(text: str) -> Filter:
    """Read a whole `$filter`.

    :raises FilterSyntaxError: it cannot be read
    :raises UnsupportedFilterError: it uses something that lists do not take
    """
    reader = _Reader(list(_tokens(text)))
    found = reader.either(0)
    reader.end()
    return found


def parse_order(text: str) -> tuple[OrderTerm, ...]:
    """Read a whole `$orderby`.

    :raises FilterSyntaxError: it cannot be read
    """
    return tuple(_order_term(part) for part in text.split(","))


def _order_term(part: str) -> OrderTerm:
    found = re.fullmatch(r"\s*([A-Za-z_][\w/]*)(?:\s+(asc|desc))?\s*", part, re.ASCII)
    if not found:
        raise FilterSyntaxError(f"'{part.strip()}' is not a field with asc or desc.")
    return OrderTerm(found[1], found[2] == "desc")


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if not found or not found.lastgroup:
            raise FilterSyntaxError(f"Syntax error at position {at} in '{text}'.")
        yield _Token(found.lastgroup, found[found.lastgroup], at)
        at = found.end()
    yield _Token("end", "", at)


class _Reader:
    """Recursive descent over the tokens; `or` binds weaker than `and`."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def either(self, depth: int) -> Filter:
        if depth > _DEEPEST:
            raise UnsupportedFilterError("The filter is nested too deeply.")
        terms = [self._both(depth)]
        while self._take("name", "or"):
            terms.append(self._both(depth))
        return terms[0] if len(terms) == 1 else Or(tuple(terms))

    def _both(self, depth: int) -> Filter:
        terms = [self._term(depth)]
        while self._take("name", "and"):
            terms.append(self._term(depth))
        return terms[0] if len(terms) == 1 else And(tuple(terms))

    def _term(self, depth: int) -> Filter:
        if self._take("mark", "("):
            inside = self.either(depth + 1)
            self._expect("mark", ")")
            return inside
        name = self._expect("name")
        if self._peek().text == "(":
            return self._function(name)
        if name.text == "not":
            raise UnsupportedFilterError("The operator 'not' is not supported.")
        return Comparison(name.text, self._operator(), self._literal())

    def _function(self, name: _Token) -> StartsWith:
        if name.text != "startswith":
            raise UnsupportedFilterError(f"The function '{name.text}' is not supported.")
        self._expect("mark", "(")
        field = self._expect("name").text
        self._expect("mark", ",")
        prefix = self._literal()
        self._expect("mark", ")")
        if not isinstance(prefix, str):
            raise FilterSyntaxError("startswith takes a field and a quoted text.")
        return StartsWith(field, prefix)

    def _operator(self) -> Operator:
        found = self._expect("name")
        if found.text not in OPERATORS:
            raise FilterSyntaxError(f"'{found.text}' at position {found.at} is not an operator.")
        return found.text

    def _literal(self) -> Scalar:
        found = self._next()
        match found.kind, found.text:
            case "text", text:
                return text[1:-1].replace("''", "'")
            case "instant", text:
                return text
            case "number", text:
                return int(text) if re.fullmatch(r"-?\d+", text) else float(text)
            case "name", ("true" | "false") as text:
                return text == "true"
            case "name", "null":
                return None
        raise FilterSyntaxError(f"A value is expected at position {found.at}.")

    def end(self) -> None:
        self._expect("end")

    def _peek(self) -> _Token:
        return self._tokens[self._at]

    def _next(self) -> _Token:
        token = self._tokens[self._at]
        if token.kind != "end":
            self._at += 1
        return token

    def _take(self, kind: str, text: str) -> bool:
        if (self._peek().kind, self._peek().text) != (kind, text):
            return False
        self._next()
        return True

    def _expect(self, kind: str, text: str | None = None) -> _Token:
        token = self._next()
        if token.kind != kind or (text is not None and token.text != text):
            wanted = text or {"name": "a field", "end": "the end"}.get(kind, kind)
            raise FilterSyntaxError(f"Syntax error at position {token.at}: {wanted} is expected.")
        return token
