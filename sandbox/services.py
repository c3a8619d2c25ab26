"""Which of Microsoft's services a path of the sandbox stands for."""

from typing import Literal

Service = Literal["graph", "connector", "login"]


def service_of(path: str) -> Service | None:
    """None for the sandbox's own control API and page."""
    if path.startswith("/v1.0/"):
        return "graph"
    if path.startswith("/connector/"):
        return "connector"
    if path.startswith("/sandbox/"):
        return None
    if "/oauth2/" in path or "/.well-known/" in path:
        return "login"
    return None
