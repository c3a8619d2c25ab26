"""The OData options of a request, read and checked."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from sandbox.graph.call import Call
from sandbox.graph.errors import bad_request, not_implemented
from sandbox.graph.filters import (
    Filter,
    FilterSyntaxError,
    OrderTerm,
    UnsupportedFilterError,
    parse_filter,
    parse_order,
)

_EXPANDED = re.compile(r"\s*(\w+)\s*(?:\(\s*\$?select\s*=\s*([\w\s,/]*)\))?\s*", re.ASCII)


@dataclass(frozen=True)
class Expand:
    """One expanded relation; `select` None stands for everything in it."""

    name: str
    select: frozenset[str] | None


def only(call: Call, allowed: Set[str]) -> None:
    """Refuse what is not implemented rather than pass it over.

    :raises GraphError: 400 for `$skip`, which lists do not have; else 501
    """
    for name in call.query:
        if name == "skip":
            raise bad_request("'$skip' is not supported. Only '$skiptoken' is allowed.")
        if name not in allowed:
            raise not_implemented(f"the option '{name}' of {call.method} {call.path}")


def top(call: Call, usual: int, most: int) -> int:
    """Rows a page.

    :raises GraphError: 400 if it is no number over 0
    """
    text = call.query.get("top")
    if text is None:
        return usual
    if not re.fullmatch(r"[1-9]\d{0,8}", text, re.ASCII):
        raise bad_request(f"The value '{text}' of '$top' is not valid.")
    return min(int(text), most)


def wanted(call: Call) -> Filter | None:
    """:raises GraphError: 400 if `$filter` cannot be read, 501 if it is OData unknown here"""
    text = call.query.get("filter")
    if text is None:
        return None
    try:
        return parse_filter(text)
    except FilterSyntaxError as error:
        raise bad_request(f"Invalid filter clause: {error}") from None
    except UnsupportedFilterError as error:
        raise not_implemented(f"this filter: {error}") from None


def order(call: Call) -> tuple[OrderTerm, ...]:
    """:raises GraphError: 400 if `$orderby` cannot be read"""
    text = call.query.get("orderby")
    if text is None:
        return ()
    try:
        return parse_order(text)
    except FilterSyntaxError as error:
        raise bad_request(f"Invalid orderby clause: {error}") from None


def select(call: Call) -> frozenset[str] | None:
    """The properties named by `$select`; None stands for all."""
    text = call.query.get("select")
    return _names(text) if text is not None else None


def expand(call: Call, allowed: Set[str]) -> dict[str, Expand]:
    """:raises GraphError: 400 if `$expand` cannot be read, 501 for relations unknown here"""
    text = call.query.get("expand", "")
    found: dict[str, Expand] = {}
    for part in re.findall(r"[^,(]+(?:\([^)]*\))?", text):
        read = _EXPANDED.fullmatch(part)
        if not read:
            raise bad_request(f"Invalid expand clause: '{text}'.")
        if read[1] not in allowed:
            raise not_implemented(f"$expand={read[1]} of {call.path}")
        found[read[1]] = Expand(read[1], _names(read[2]) if read[2] is not None else None)
    return found


def chosen(
    thing: Mapping[str, Any], names: frozenset[str] | None, expanded: str = ""
) -> dict[str, Any]:
    """The properties named; what was expanded and the annotations come in any case."""
    if names is None:
        return dict(thing)
    kept = names | {expanded}
    return {key: value for key, value in thing.items() if key in kept or key.startswith("@")}


def link(call: Call, url: str, **tokens: str) -> str:
    """The same query at `url`, going on from the tokens."""
    kept = {f"${name}": value for name, value in call.query.items() if name not in _PLACES}
    return f"{url}?{urlencode(kept | _dollared(tokens), quote_via=quote, safe='$')}"


_PLACES = {"skiptoken", "token"}


def _dollared(tokens: Mapping[str, str]) -> dict[str, str]:
    return {name if name == "token" else f"${name}": value for name, value in tokens.items()}


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split(",") if name.strip())
