"""A team's channels come, are renamed and go, and the bot hears of it (docs/platform.md#events)."""

import uuid
from typing import Annotated

from aiohttp import web
from pydantic import StringConstraints

from sandbox.asked import Asked, body_of, refused
from sandbox.sample import Person
from sandbox.teams import bot, conversations, installs, people, tables
from sandbox.teams.activities import activity, channel_data
from sandbox.teams.askers import known_person, known_team
from sandbox.teams.conversations import Conversation, Team
from sandbox.tenant import TENANT, Tenant

_CHANNELS = "/sandbox/teams/{team}/channels"


def routes() -> list[web.RouteDef]:
    """Making, renaming and deleting."""
    return [
        web.post(_CHANNELS, _make),
        web.patch(_CHANNELS + "/{channel}", _rename),
        web.delete(_CHANNELS + "/{channel}", _delete),
    ]


class _Named(Asked):
    person: str
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)]


async def _make(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    asked = await body_of(request, _Named)
    person = known_person(tenant, asked.person)
    team = known_team(request, person)
    _must_be_free(tenant, team, asked.name)
    channel = f"19:{uuid.uuid4().hex}@thread.tacv2"
    with tenant.store.together():
        tables.open_channel(tenant.store, channel, asked.name, team.id)
        members = [one.id for one in people.members(tenant.store, team.id)]
        tables.join(tenant.store, channel, members)
    await _tell(tenant, person, _found(tenant, channel), "channelCreated")
    answer = {"id": channel, "name": asked.name}
    return web.json_response(answer, status=web.HTTPCreated.status_code)


async def _rename(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    asked = await body_of(request, _Named)
    person = known_person(tenant, asked.person)
    team = known_team(request, person)
    channel = _changeable(request, team)
    if channel.name != asked.name:
        _must_be_free(tenant, team, asked.name)
        tenant.store.run(
            "UPDATE teams_conversations SET name = ? WHERE id = ?", (asked.name, channel.id)
        )
        await _tell(tenant, person, _found(tenant, channel.id), "channelRenamed")
    return web.json_response({"id": channel.id, "name": asked.name})


async def _delete(request: web.Request) -> web.Response:
    """`?person=` says who; without it, it was the team's first member."""
    tenant = request.app[TENANT]
    team = conversations.team(tenant.store, request.match_info["team"])
    who = request.query.get("person")
    if who is None and team is not None:
        who = people.members(tenant.store, team.id, limit=1)[0].id
    person = known_person(tenant, who or "")
    channel = _changeable(request, known_team(request, person))
    with tenant.store.together():
        for table in ("teams_members", "teams_reads", "teams_dialogs"):
            tenant.store.run(f"DELETE FROM {table} WHERE conversation = ?", (channel.id,))  # noqa: S608 - named here
        tenant.store.run("DELETE FROM teams_conversations WHERE id = ?", (channel.id,))
    await _tell(tenant, person, channel, "channelDeleted")
    return web.Response(status=web.HTTPNoContent.status_code)


def _must_be_free(tenant: Tenant, team: Team, name: str) -> None:
    taken = conversations.channels(tenant.store, team.id)
    if any(one.name.casefold() == name.casefold() for one in taken):
        raise refused(409, f"{team.name} has a channel {name!r} already.")


def _changeable(request: web.Request, team: Team) -> Conversation:
    channel = conversations.find(request.app[TENANT].store, request.match_info["channel"])
    if channel is None or channel.team != team.id:
        raise refused(404, "There is no such channel in this team.")
    if channel.id == team.id:
        raise refused(400, "The General channel is the team's own; it cannot be changed.")
    return channel


def _found(tenant: Tenant, channel: str) -> Conversation:
    found = conversations.find(tenant.store, channel)
    assert found is not None  # noqa: S101 - it was written just before
    return found


async def _tell(tenant: Tenant, person: Person, channel: Conversation, event: str) -> None:
    """In the name of the team: such events come from its General channel and name the other."""
    tenant.bus.publish("conversation", {})
    if not channel.installed or channel.team is None:
        return
    fields = {"channelData": channel_data(tenant, person, channel) | {"eventType": event}}
    team = installs.team_conversation(tenant, channel.team)
    await bot.tell(tenant, activity(tenant, person, team, "conversationUpdate", fields))
