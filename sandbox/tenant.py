"""What every room of the sandbox is handed: the tenant and its instruments."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import ClientSession, web

from sandbox.bus import Bus
from sandbox.clock import Clock, wall
from sandbox.errands import Errands
from sandbox.faults import Faults
from sandbox.graph.units import Budget
from sandbox.issuer import Issuer
from sandbox.registration import Registration
from sandbox.store import Store
from sandbox.usage import Usage


@dataclass(frozen=True, eq=False)
class Tenant:
    """One Microsoft 365 tenant. Handlers take it from `request.app[TENANT]`.

    A room that keeps anything in memory adds to `on_reset` what forgets it.
    """

    store: Store
    clock: Clock
    bus: Bus
    registration: Registration
    issuer: Issuer
    faults: Faults
    usage: Usage
    session: ClientSession
    errands: Errands
    wall: Callable[[], datetime] = wall
    budget: Budget = field(default_factory=Budget)
    invoke_seconds: float = 10
    on_reset: list[Callable[[], None]] = field(default_factory=list)


TENANT = web.AppKey("tenant", Tenant)
