"""Placeholder until the Graph rooms are in; their owner overwrites this file."""

from aiohttp import web


def routes() -> list[web.RouteDef]:
    """Nothing yet."""
    return []
