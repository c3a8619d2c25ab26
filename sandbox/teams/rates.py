"""The connector's rate windows (docs/platform.md#rates), on the tenant's clock."""

import math
import time
from collections import deque
from collections.abc import Callable
from typing import Literal

from aiohttp import web

from sandbox.asked import Asked, body_of
from sandbox.tenant import TENANT

Operation = Literal["send", "create", "members"]
Windows = tuple[tuple[int, int], ...]

_SEND: Windows = ((7, 1), (8, 2), (60, 30), (1800, 3600))
_READ: Windows = ((14, 1), (16, 2), (120, 30), (3600, 3600))
_WINDOWS: dict[Operation, Windows] = {"send": _SEND, "create": _SEND, "members": _READ}
_TENANT: Windows = ((50, 1),)


class Rates:
    """Sliding windows by operation and conversation, and one over everything the app asks.

    Updates and deletes count as sends: nothing published exempts them. A refused request
    does not count. `enforced` off lets a benchmark measure the bot instead of the limits.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.enforced = True
        self._now = now
        self._sent: dict[tuple[Operation, str], deque[float]] = {}
        self._asked: deque[float] = deque(maxlen=50)

    def wait(self, operation: Operation | None, conversation: str, times: int = 1) -> int | None:
        """Count a request, or say in how many whole seconds it may be asked again.

        `times` is 2 for text with a card, which Teams splits; None as the operation counts
        against the tenant's window only.
        """
        if not self.enforced:
            return None
        now = self._now()
        opens = _opens(self._asked, _TENANT, 1, now)
        sent = None
        if operation is not None:
            sent = self._sent.setdefault((operation, conversation), deque(maxlen=3600))
            opens = max(opens, _opens(sent, _WINDOWS[operation], times, now))
        if opens > now:
            return math.ceil(opens - now)
        self._asked.append(now)
        if sent is not None:
            sent.extend([now] * times)
        return None

    def forget(self) -> None:
        """All windows open again."""
        self._sent.clear()
        self._asked.clear()


RATES = web.AppKey("rates", Rates)


class _Enforcement(Asked):
    """`enforced` is about the connector's rate windows, `units` about Graph's resource units."""

    enforced: bool
    units: bool | None = None


def routes() -> list[web.RouteDef]:
    """`PUT /sandbox/rates` lifts limits, for what is not about them."""
    return [web.put("/sandbox/rates", _enforce)]


async def _enforce(request: web.Request) -> web.Response:
    asked = await body_of(request, _Enforcement)
    rates, budget = request.app[RATES], request.app[TENANT].budget
    rates.enforced = asked.enforced
    if asked.units is not None:
        budget.enforced = asked.units
    return web.json_response({"enforced": rates.enforced, "units": budget.enforced})


def _opens(past: deque[float], windows: Windows, times: int, now: float) -> float:
    """When the next `times` requests fit into every window; `now` or before if they do."""
    opens = now
    for most, seconds in windows:
        blocking = len(past) + times - most
        if blocking > 0:
            opens = max(opens, past[-(most - times + 1)] + seconds)
    return opens
