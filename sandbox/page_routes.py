"""The sandbox's page: its own files, and the two libraries it takes from npm."""

from pathlib import Path
from typing import Final

from aiohttp import web

PAGE: Final = Path(__file__).parent / "page"

# What the page loads from npm, by the short address it asks for.
VENDOR: Final = {
    "adaptivecards.js": "adaptivecards/dist/adaptivecards.min.js",
    "markdown-it.js": "markdown-it/dist/browser/markdown-it.umd.min.js",
}

_SUFFIXES: Final = frozenset({".css", ".js", ".svg"})

# Cards are drawn from what a bot sent, so nothing but this page's own files may run or load:
# "nothing leaves this machine" is held by the browser too.
_HEADERS: Final = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def routes() -> list[web.RouteDef]:
    """`/`, `/page/vendor/{name}` and `/page/{path}`."""
    return [
        web.get("/", _index),
        web.get("/page/vendor/{name}", _vendor),
        web.get("/page/{path:.+}", _file),
    ]


async def _index(_request: web.Request) -> web.StreamResponse:
    if _missing():
        return _set_up_first()
    return web.FileResponse(PAGE / "index.html", headers=_HEADERS)


async def _vendor(request: web.Request) -> web.StreamResponse:
    inside = VENDOR.get(request.match_info["name"])
    if inside is None:
        raise web.HTTPNotFound
    path = PAGE / "node_modules" / inside
    if not path.is_file():
        return _set_up_first()
    return web.FileResponse(path, headers=_HEADERS)


async def _file(request: web.Request) -> web.StreamResponse:
    path = (PAGE / request.match_info["path"]).resolve()
    own = path.is_relative_to(PAGE) and "node_modules" not in path.relative_to(PAGE).parts
    if not own or path.suffix not in _SUFFIXES or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers=_HEADERS)


def _missing() -> bool:
    return not all((PAGE / "node_modules" / inside).is_file() for inside in VENDOR.values())


def _set_up_first() -> web.Response:
    return web.Response(
        status=503,
        text="The page's libraries are not installed yet. Run make setup.\n",
        headers=_HEADERS,
    )
