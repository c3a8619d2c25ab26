"""Rows put into a sandbox's lists as if the app had written them: that costs it nothing."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from bot.demo.tenant import Tenant
from graph.rows import encode
from playbook.records import Person, Record

Start = Callable[[], Awaitable[None]]
"""Starts the bot, and returns once it is ready."""


async def enter(tenant: Tenant, rows: Iterable[Record]) -> None:
    """Add the rows; the lists must have been made."""
    app = (await tenant.registration()).app_id
    lists = {one["name"]: one["id"] for one in await tenant.call("GET", "lists", person="julie")}
    for row in rows:
        path = f"lists/{lists[row.KEPT_IN.name]}/items"
        fields = {name: value for name, value in encode(row).items() if value is not None}
        await tenant.call("POST", path, {"person": app, "fields": fields})


async def known(tenant: Tenant, service: str, short: Iterable[str]) -> list[Person]:
    """These people as Cutover's list has those whom it has talked to; all must have the app."""
    souls = {soul["id"]: soul for soul in await tenant.call("GET", "people")}
    return [_person(souls[name], service) for name in short]


def _person(soul: Mapping[str, Any], service: str) -> Person:
    return Person(
        key=soul["aadId"],
        name=soul["name"],
        tenant=soul["tenantId"],
        teams=soul["teamsId"],
        conversation=soul["conversation"],
        service=service,
        installed="yes",
    )
