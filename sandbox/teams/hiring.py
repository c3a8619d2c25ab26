"""A bigger firm on demand: many people at once, for benchmarks and for mailings to groups."""

from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiohttp import web
from pydantic import AfterValidator, Field, field_validator

from sandbox import newcomers, sample
from sandbox.asked import Asked, body_of, refused
from sandbox.sample import Person
from sandbox.teams import conversations, tables
from sandbox.tenant import TENANT, Tenant


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except ZoneInfoNotFoundError as error:
        raise ValueError(f"{name!r} is not a time zone such as America/Vancouver") from error


class _Hiring(Asked):
    """How many, into which new group, spread over which zones.

    `app` gives everybody the app, as if long ago; `team` makes them members of the team.
    """

    count: Annotated[int, Field(ge=1, le=10_000)]
    group: Annotated[str, Field(min_length=1, max_length=200)]
    app: bool = False
    team: bool = False
    zones: tuple[Annotated[str, AfterValidator(_zone)], ...] = ("America/Toronto",)

    @field_validator("zones")
    @classmethod
    def _some(cls, zones: tuple[str, ...]) -> tuple[str, ...]:
        if not zones:
            raise ValueError("name at least one zone, or leave it out")
        return zones


def routes() -> list[web.RouteDef]:
    """Hiring."""
    return [web.post("/sandbox/people", _hire)]


async def _hire(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    asked = await body_of(request, _Hiring)
    if tenant.store.one("SELECT 1 FROM tenant_groups WHERE name = ?", (asked.group,)):
        raise refused(409, f"There is a group {asked.group!r} already.")
    with tenant.store.together():
        hired = newcomers.recruited(
            tenant.store, tenant.registration, asked.count, asked.group, asked.zones
        )
        sample.write(tenant.store, hired, newcomers.next_position(tenant.store))
        group = sample.write_group(tenant.store, asked.group, hired)
        slugs = [person.id for person in hired]
        if asked.app:
            tables.add_app(tenant.store, slugs)
        if asked.team:
            _join_team(tenant, hired)
    tenant.bus.publish("conversation", {})
    answer = {"group": {"id": group, "name": asked.group}, "people": slugs}
    return web.json_response(answer, status=web.HTTPCreated.status_code)


def _join_team(tenant: Tenant, hired: list[Person]) -> None:
    """Into the sample's team: its group and all of its channels."""
    slugs = [person.id for person in hired]
    for team in conversations.teams(tenant.store):
        tenant.store.run_all(
            "INSERT INTO tenant_group_members VALUES (?, ?, 0)",
            [(team.group_id, slug) for slug in slugs],
        )
        for channel in conversations.channels(tenant.store, team.id):
            tables.join(tenant.store, channel.id, slugs)
