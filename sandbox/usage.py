"""What the tenant was asked to do: requests and resource units by service and minute."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from sandbox.clock import stamp, wall
from sandbox.services import Service, service_of


class Usage:
    """Counts since the start or the last zeroing, in memory; minutes of the wall clock.

    A request is one HTTP request, so a `$batch` is one request; its parts show as
    resource units (docs/platform.md#throttling).
    """

    def __init__(self, wall: Callable[[], datetime] = wall) -> None:
        self._wall = wall
        self._requests: Counter[tuple[str, Service]] = Counter()
        self._units: Counter[tuple[str, Service]] = Counter()
        self._throttled: Counter[tuple[str, Service]] = Counter()
        self._templates: Counter[str] = Counter()
        self._spent: Counter[str] = Counter()

    def count(self, service: Service, template: str) -> None:
        """One HTTP request; `template` is such as `POST /v1.0/$batch`."""
        self._requests[self._minute(), service] += 1
        self._templates[template] += 1

    def spend(self, service: Service, units: int, what: str) -> None:
        """Resource units for one operation; `what` names the operation."""
        self._units[self._minute(), service] += units
        self._spent[what] += units

    def throttle(self, service: Service) -> None:
        """One answer 429: to a request, or to a part of a `$batch`."""
        self._throttled[self._minute(), service] += 1

    def zero(self) -> None:
        """Forget everything counted so far."""
        for counter in (self._requests, self._units, self._throttled):
            counter.clear()
        for names in (self._templates, self._spent):
            names.clear()

    def report(self) -> dict[str, object]:
        """The body of `GET /sandbox/usage`."""
        by_minute = {"requests": self._requests, "units": self._units, "throttled": self._throttled}
        keys = sorted(set().union(*by_minute.values()))
        totals: dict[str, dict[str, int]] = {}
        for key in keys:
            total = totals.setdefault(key[1], dict.fromkeys(by_minute, 0))
            for name, counter in by_minute.items():
                total[name] += counter[key]
        return {
            "minutes": [
                {"minute": key[0], "service": key[1]}
                | {name: counter[key] for name, counter in by_minute.items()}
                for key in keys
            ],
            "totals": totals,
            "requests": dict(self._templates.most_common()),
            "units": dict(self._spent.most_common()),
        }

    def _minute(self) -> str:
        return stamp(self._wall().replace(second=0, microsecond=0))


def counting(usage: Usage) -> Middleware:
    """Middleware that counts every request to a service of the tenant, and every 429 to one."""

    @web.middleware
    async def count(request: web.Request, handler: Handler) -> web.StreamResponse:
        service = service_of(request.path)
        if service is not None:
            resource = request.match_info.route.resource
            place = request.path if resource is None else resource.canonical
            usage.count(service, f"{request.method} {place}")
        answer = await handler(request)
        if service is not None and answer.status == web.HTTPTooManyRequests.status_code:
            usage.throttle(service)
        return answer

    return count
