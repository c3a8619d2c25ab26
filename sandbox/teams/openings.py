"""Creating conversations, and reading who is in them (docs/platform.md#proactive)."""

import base64
from typing import Any, Final

from aiohttp import web

from sandbox.sample import Person
from sandbox.teams import conversations, people
from sandbox.teams.connector import (
    ROOT,
    RefusedError,
    addressed,
    checked,
    deliver,
    guarded,
    json_object,
    not_in_roster,
    within_rates,
)
from sandbox.teams.conversations import Conversation
from sandbox.teams.tables import personal_id
from sandbox.tenant import TENANT, Tenant

_CONVERSATION: Final = ROOT + "/conversations/{conversation}"
_LARGEST_PAGE = 500
_USUAL_PAGE = 200


def routes() -> list[web.RouteDef]:
    """Conversations, members, and a team's channels."""
    return [
        web.post(ROOT + "/conversations", guarded(_create)),
        web.get(_CONVERSATION + "/members", guarded(_members)),
        web.get(_CONVERSATION + "/pagedmembers", guarded(_paged_members)),
        web.get(_CONVERSATION + "/members/{member}", guarded(_member)),
        web.get(ROOT + "/teams/{team}", guarded(_team)),
        web.get(ROOT + "/teams/{team}/conversations", guarded(_channels)),
    ]


async def _create(request: web.Request) -> web.Response:
    asked = await json_object(request)
    data = asked.get("channelData")
    channel = data.get("channel") if isinstance(data, dict) else None
    if isinstance(channel, dict):
        return await _create_thread(request, asked, str(channel.get("id", "")))
    return await _create_personal(request, asked)


async def _create_thread(request: web.Request, asked: dict[str, Any], channel: str) -> web.Response:
    tenant = request.app[TENANT]
    conversation = conversations.find(tenant.store, channel)
    if conversation is None or conversation.kind != "channel":
        raise RefusedError(404, "ConversationNotFound", "Conversation not found.")
    if not conversation.installed:
        raise not_in_roster()
    activity = asked.get("activity")
    if not isinstance(activity, dict):
        raise RefusedError(400, "Bad Argument", "A channel's thread needs its first activity.")
    checked(await request.read(), activity)
    within_rates(request, "create", conversation.id)
    message = deliver(request, conversation, activity)
    return web.json_response(
        {
            "id": conversation.id if message is None else f"{conversation.id};messageid={message}",
            "activityId": message,
            "serviceUrl": tenant.registration.service_url,
        },
        status=201,
    )


async def _create_personal(request: web.Request, asked: dict[str, Any]) -> web.Response:
    tenant = request.app[TENANT]
    person = _one_member(tenant, asked)
    _must_name_tenant(tenant, person, asked)
    within_rates(request, "create", person.id)
    own = conversations.find(tenant.store, personal_id(person.id))
    if not (own and own.installed) and not conversations.shares_a_team(tenant.store, person.id):
        raise RefusedError(
            403,
            "ForbiddenOperationException",
            "The app is not installed in the user's personal scope.",
        )
    conversation = conversations.personal(tenant.store, person.id)
    answer: dict[str, str | None] = {"id": conversation.id}
    activity = asked.get("activity")
    if isinstance(activity, dict):
        checked(await request.read(), activity)
        answer["activityId"] = deliver(request, conversation, activity)
    return web.json_response(answer, status=201)


def _one_member(tenant: Tenant, asked: dict[str, Any]) -> Person:
    members = asked.get("members")
    if not isinstance(members, list) or len(members) != 1 or not isinstance(members[0], dict):
        raise RefusedError(
            400, "Bad Argument", "Name exactly one member: bots cannot create group chats."
        )
    person = people.by_member_id(tenant.store, str(members[0].get("id", "")))
    if person is None:
        raise RefusedError(400, "Bad Argument", "Failed to decrypt pairwise id.")
    return person


def _must_name_tenant(tenant: Tenant, person: Person, asked: dict[str, Any]) -> None:
    data = asked.get("channelData")
    named = data.get("tenant") if isinstance(data, dict) else None
    tenant_id = named.get("id") if isinstance(named, dict) else asked.get("tenantId")
    if tenant_id not in (tenant.registration.tenant_id, person.tenant_id):
        raise RefusedError(400, "Bad Argument", "channelData.tenant.id is missing or unknown.")


async def _members(request: web.Request) -> web.Response:
    conversation = _roster(request)
    found = people.members(request.app[TENANT].store, conversation.id)
    return web.json_response([_account(request.app[TENANT], person) for person in found])


async def _paged_members(request: web.Request) -> web.Response:
    conversation = _roster(request)
    size = request.query.get("pageSize", "")
    limit = min(conversations.whole_number(size) or _USUAL_PAGE, _LARGEST_PAGE)
    skip = _skip(request.query.get("continuationToken", ""))
    tenant = request.app[TENANT]
    found = people.members(tenant.store, conversation.id, skip, limit + 1)
    page: dict[str, object] = {"members": [_account(tenant, person) for person in found[:limit]]}
    if len(found) > limit:
        page["continuationToken"] = base64.urlsafe_b64encode(str(skip + limit).encode()).decode()
    return web.json_response(page)


async def _member(request: web.Request) -> web.Response:
    conversation = _roster(request)
    tenant = request.app[TENANT]
    person = people.by_member_id(tenant.store, request.match_info["member"])
    if person is None or not conversations.is_member(tenant.store, conversation.id, person.id):
        raise RefusedError(
            404, "MemberNotFoundInConversation", "The member is not in the conversation."
        )
    return web.json_response(_account(tenant, person))


def _roster(request: web.Request) -> Conversation:
    conversation = addressed(request)
    within_rates(request, "members", conversation.id)
    return conversation


async def _team(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    team = _team_with_app(request)
    return web.json_response(
        {
            "id": team.id,
            "name": team.name,
            "aadGroupId": team.group_id,
            "channelCount": len(conversations.channels(tenant.store, team.id)),
            "memberCount": len(people.members(tenant.store, team.id)),
        }
    )


async def _channels(request: web.Request) -> web.Response:
    team = _team_with_app(request)
    # Teams leaves out the name of General, so that each client writes it in its language.
    channels = [
        {"id": channel.id} if channel.id == team.id else {"id": channel.id, "name": channel.name}
        for channel in conversations.channels(request.app[TENANT].store, team.id)
    ]
    return web.json_response({"conversations": channels})


def _team_with_app(request: web.Request) -> conversations.Team:
    tenant = request.app[TENANT]
    team = conversations.team(tenant.store, request.match_info["team"])
    if team is None:
        raise RefusedError(404, "ConversationNotFound", "Team not found.")
    within_rates(request, "members", team.id)
    general = conversations.find(tenant.store, team.id)
    if general is None or not general.installed:
        raise not_in_roster()
    return team


def _skip(token: str) -> int:
    if not token:
        return 0
    try:
        number = conversations.whole_number(base64.urlsafe_b64decode(token).decode())
    except ValueError:
        number = None
    if number is None:
        raise RefusedError(400, "Bad Argument", "The continuation token is not valid.")
    return number


def _account(tenant: Tenant, person: Person) -> dict[str, str]:
    given, _, surname = person.name.partition(" ")
    home = person.tenant_id == tenant.registration.tenant_id
    return {
        "id": person.teams_id,
        "objectId": person.aad_id,
        "aadObjectId": person.aad_id,
        "name": person.name,
        "givenName": given,
        "surname": surname,
        "email": person.mail,
        "userPrincipalName": person.user_principal_name,
        "tenantId": person.tenant_id,
        "userRole": "user" if home else "guest",
    }
