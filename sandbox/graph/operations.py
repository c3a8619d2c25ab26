"""Every operation of Graph that the sandbox carries out, as one table."""

import re
from dataclasses import replace
from urllib.parse import unquote

from sandbox.graph import apps, delta, items, list_calls, people, queries, sites
from sandbox.graph.call import Call, Route
from sandbox.graph.units import ELSEWHERE, ONE_ITEM, SEVERAL_OR_WRITE

_SITE = "/sites/{site}"
_LISTS = f"{_SITE}/lists"
_LIST = f"{_LISTS}/{{list}}"
_COLUMNS, _COLUMN = f"{_LIST}/columns", f"{_LIST}/columns/{{column}}"
_ITEMS, _ITEM = f"{_LIST}/items", f"{_LIST}/items/{{item}}"
DELTA = f"{_ITEMS}/{{delta}}"


def _one(_call: Call) -> int:
    return ONE_ITEM


def _none(_call: Call) -> int:
    return ELSEWHERE


def _two(_call: Call) -> int:
    return SEVERAL_OR_WRITE


ROUTES: tuple[Route, ...] = (
    Route("GET", _SITE, sites.by_id, _one),
    Route("GET", _LISTS, list_calls.all_lists, _two),
    Route("POST", _LISTS, list_calls.create_list, _two),
    Route("GET", _LIST, list_calls.one_list, _one),
    Route("PATCH", _LIST, list_calls.change_list, _two),
    Route("DELETE", _LIST, list_calls.delete_list, _two),
    Route("GET", _COLUMNS, list_calls.all_columns, _two),
    Route("POST", _COLUMNS, list_calls.create_column, _two),
    Route("GET", _COLUMN, list_calls.one_column, _one),
    Route("PATCH", _COLUMN, list_calls.change_column, _two),
    Route("DELETE", _COLUMN, list_calls.delete_column, _two),
    Route("GET", _ITEMS, queries.items, _two),
    Route("POST", _ITEMS, items.create_item, _two),
    Route("GET", DELTA, delta.delta, delta.cost),
    Route("GET", _ITEM, items.one_item, _one),
    Route("DELETE", _ITEM, items.delete_item, _two),
    Route("GET", f"{_ITEM}/fields", items.one_items_fields, _one),
    Route("PATCH", f"{_ITEM}/fields", items.change_fields, _two),
    Route("GET", "/users", people.users, _none),
    Route("GET", "/users/{user}", people.one_user, _none),
    Route("GET", "/users/{user}/mailboxSettings", people.mailbox_settings, _none),
    Route("GET", "/groups", people.groups, _none),
    Route("GET", "/groups/{group}", people.one_group, _none),
    Route("GET", "/groups/{group}/members", people.members, _none),
    Route("GET", "/groups/{group}/members/microsoft.graph.user", people.members, _none),
    Route("GET", "/groups/{group}/transitiveMembers", people.members, _none),
    Route("GET", "/groups/{group}/owners", people.owners, _none),
    *apps.ROUTES,
)

# Where a variable is more than "anything between two slashes".
SPECIAL = {"delta": r"delta(?:\([^/]*\))?"}

_ADDRESSED_BY_PATH = re.compile(r"/sites/([^/:]+):(/[^:]+)(?::(?=/|$))?(.*)")


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    text = "".join(
        f"(?P<{part}>{SPECIAL.get(part, '[^/]+')})" if at % 2 else re.escape(part)
        for at, part in enumerate(parts)
    )
    return re.compile(text)


_PATTERNS = tuple((route, _pattern(route.template)) for route in ROUTES)


def routed(call: Call) -> tuple[Route, Call] | None:
    """The operation that `call` asks for, and the call with its variables; None if unknown."""
    path = unquoted_marks(call.path.removeprefix("/v1.0"))
    by_path = _ADDRESSED_BY_PATH.fullmatch(path)
    if by_path:
        host, place, rest = by_path.groups()
        path = f"/sites/{host}:{place.replace('/', '%2F')}{rest}"
    for route, pattern in _PATTERNS:
        found = pattern.fullmatch(path) if route.method == call.method else None
        if found:
            variables = {name: unquote(value) for name, value in found.groupdict().items()}
            return route, replace(call, variables=variables)
    return None


def unquoted_marks(path: str) -> str:
    """With the marks decoded that clients may encode or not, but never the slash."""
    for code, mark in (("%28", "("), ("%29", ")"), ("%27", "'"), ("%3D", "="), ("%3A", ":")):
        path = path.replace(code, mark).replace(code.lower(), mark)
    return path
