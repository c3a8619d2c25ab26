"""Adding the app to a chat or team, and taking it out, as a person does in Teams."""

from aiohttp import web

from sandbox.asked import Asked, body_of, refused
from sandbox.sample import Person
from sandbox.teams import bot, conversations, installs
from sandbox.teams.askers import known_conversation, known_person, known_team
from sandbox.teams.conversations import Conversation
from sandbox.tenant import TENANT, Tenant


def routes() -> list[web.RouteDef]:
    """Teams, and the app in people's, teams' and group chats."""
    return [
        web.get("/sandbox/teams", _teams),
        web.post("/sandbox/people/{person}/app", _add_for_person),
        web.delete("/sandbox/people/{person}/app", _remove_for_person),
        web.post("/sandbox/teams/{team}/app", _add_to_team),
        web.delete("/sandbox/teams/{team}/app", _remove_from_team),
        web.post("/sandbox/conversations/{conversation}/app", _add_to_chat),
        web.delete("/sandbox/conversations/{conversation}/app", _remove_from_chat),
    ]


class _Adding(Asked):
    """`channel` is where the app's notices go, if the person chose one for a team."""

    person: str
    channel: str | None = None


class _OwnAdding(Asked):
    person: str | None = None


async def _teams(request: web.Request) -> web.Response:
    store = request.app[TENANT].store
    return web.json_response(
        [
            {
                "id": team.id,
                "name": team.name,
                "groupId": team.group_id,
                "appInstalled": any(
                    channel.installed for channel in conversations.channels(store, team.id)
                ),
                "channels": [
                    {"id": channel.id, "name": channel.name}
                    for channel in conversations.channels(store, team.id)
                ],
            }
            for team in conversations.teams(store)
        ]
    )


async def _add_for_person(request: web.Request) -> web.Response:
    tenant, person = await _oneself(request)
    own = conversations.personal(tenant.store, person.id)
    return await _add(tenant, own, person)


async def _remove_for_person(request: web.Request) -> web.Response:
    tenant, person = await _oneself(request)
    own = conversations.personal(tenant.store, person.id)
    return await _remove(tenant, own, person)


async def _oneself(request: web.Request) -> tuple[Tenant, Person]:
    tenant = request.app[TENANT]
    await body_of(request, _OwnAdding)
    return tenant, known_person(tenant, request.match_info["person"])


async def _add_to_team(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    adding = await body_of(request, _Adding)
    person = known_person(tenant, adding.person)
    team = installs.team_conversation(tenant, known_team(request, person).id)
    selected = None
    if adding.channel is not None:
        selected = conversations.find(tenant.store, adding.channel)
        if selected is None or selected.team != team.id:
            raise refused(404, "There is no such channel in this team.")
    return await _add(tenant, team, person, selected)


async def _remove_from_team(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    person = known_person(tenant, (await _who(request)))
    team = installs.team_conversation(tenant, known_team(request, person).id)
    return await _remove(tenant, team, person)


async def _add_to_chat(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    person = known_person(tenant, (await body_of(request, _Adding)).person)
    return await _add(tenant, _group_chat(request, person), person)


async def _remove_from_chat(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    person = known_person(tenant, await _who(request))
    return await _remove(tenant, _group_chat(request, person), person)


async def _who(request: web.Request) -> str:
    """Who takes the app out: in the query, since some clients send no body with DELETE."""
    return request.query.get("person") or (await body_of(request, _Adding)).person


def _group_chat(request: web.Request, person: Person) -> Conversation:
    conversation = known_conversation(request, person)
    if conversation.kind != "group":
        raise refused(400, "Only group chats take the app here; people and teams have their own.")
    return conversation


async def _add(
    tenant: Tenant,
    conversation: Conversation,
    person: Person,
    selected: Conversation | None = None,
) -> web.Response:
    await bot.tell(tenant, *installs.install(tenant, conversation, person, selected))
    return web.json_response({"installed": True, "conversation": conversation.id})


async def _remove(tenant: Tenant, conversation: Conversation, person: Person) -> web.Response:
    await bot.tell(tenant, *installs.uninstall(tenant, conversation, person))
    return web.json_response({"installed": False, "conversation": conversation.id})
