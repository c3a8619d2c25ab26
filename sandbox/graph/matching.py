"""Whether one small record passes a filter: for lists, users and groups, which are few."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.graph.filters import And, Comparison, Filter, Or, Scalar, StartsWith

_ORDERED: Mapping[str, Callable[[Any, Any], bool]] = {
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}


def passes(wanted: Filter, read: Callable[[str], Scalar]) -> bool:
    """Text compares without regard to case; a comparison with nothing is false, except `ne`."""
    match wanted:
        case And(terms):
            return all(passes(term, read) for term in terms)
        case Or(terms):
            return any(passes(term, read) for term in terms)
        case StartsWith(field, prefix):
            value = read(field)
            return isinstance(value, str) and _folded_text(value).startswith(_folded_text(prefix))
        case Comparison(field, sign, value):
            return _compares(sign, _folded(read(field)), _folded(value))


def _compares(sign: str, left: Scalar, right: Scalar) -> bool:
    if sign in ("eq", "ne"):
        return (left == right) is (sign == "eq")
    if left is None or right is None or isinstance(left, str) is not isinstance(right, str):
        return False
    return _ORDERED[sign](left, right)


def _folded(value: Scalar) -> Scalar:
    return _folded_text(value) if isinstance(value, str) else value


def _folded_text(value: str) -> str:
    """Only A to Z, as the database's own comparison does it."""
    return "".join(c.lower() if c.isascii() else c for c in value)
