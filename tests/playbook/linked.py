"""A change with a story behind it, and the links of its chain."""

from dataclasses import replace
from functools import cache

from hypothesis import HealthCheck, settings

from playbook.chaining import name_of
from playbook.commands import File
from playbook.records import AuditEvent, Phase, Record
from playbook.verifying import Trail, Verified, verified
from tests.playbook.firm import (
    DEV,
    JULIE,
    MARIE,
    Firm,
    answered,
    form,
    stepped,
    waiting,
)

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def looked_at(made: Firm) -> Verified:
    return verified(Trail.of(made.dossier()))


def links(made: Firm) -> list[AuditEvent]:
    return sorted(made.audit(), key=lambda event: event.link)


def by_act(made: Firm, act: str) -> AuditEvent:
    return next(event for event in links(made) if event.act == act)


def named(event: AuditEvent) -> str:
    return name_of(event.change, event.link)


@cache
def story() -> Firm:
    """A change with a refused attempt, a second version, its decision, and two steps after it."""
    made = waiting()
    made.press(answered(made), DEV)
    made.press(File(entered=form(key="CHG-0001", in_scope_systems="All."), submit=True), JULIE)
    made.tick()
    made.press(answered(made), MARIE)
    return stepped(made, Phase.PLANNING, Phase.PILOT)


def without(made: Firm, row: Record) -> Trail:
    """What bears witness, once that row is gone."""
    trail = Trail.of(made.dossier())
    return replace(trail, rows=tuple(kept for kept in trail.rows if kept != row))
