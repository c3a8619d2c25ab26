"""Counting what the bot has said, for benchmarks that would take long to read it all."""

import json

from aiohttp import web

from sandbox.asked import refused
from sandbox.tenant import TENANT

_COUNTED = """
SELECT conversation, COUNT(*) AS posts FROM teams_messages
WHERE sender IS NULL AND deleted = 0 AND instr(activity, ?) > 0 GROUP BY conversation
"""


def routes() -> list[web.RouteDef]:
    """`GET /sandbox/posts?contains=`."""
    return [web.get("/sandbox/posts", _count)]


async def _count(request: web.Request) -> web.Response:
    """`{conversation: messages of the bot that contain the text}`, none left out but zeros."""
    words = request.query.get("contains")
    if not words:
        raise refused(400, "Say what to look for: add ?contains= with words of the message.")
    # Activities are kept as JSON, in which quotes and accents are written differently.
    rows = request.app[TENANT].store.all(_COUNTED, (json.dumps(words)[1:-1],))
    return web.json_response({row["conversation"]: row["posts"] for row in rows})
