"""The page about the control API names every call there is, and no other."""

import re
from pathlib import Path

from sandbox.app import build

_PAGE = Path(__file__).parents[2] / "docs" / "sandbox.md"
_NAMED = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) (/sandbox/[^`]*)`")


def _served() -> set[tuple[str, str]]:
    routes = build(None, port=1).router.routes()
    places = ((route.method, route.resource) for route in routes)
    return {
        (method, resource.canonical)
        for method, resource in places
        if resource is not None and resource.canonical.startswith("/sandbox/") and method != "HEAD"
    }


def test_every_call_of_the_control_api_is_described() -> None:
    assert set(_NAMED.findall(_PAGE.read_text())) == _served()
