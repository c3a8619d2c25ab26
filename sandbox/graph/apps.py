"""The app catalogue, and installing the bot through Graph (docs/platform.md#installing)."""

from typing import Any

from sandbox.graph import options
from sandbox.graph.call import Answer, Call, Route, gone, ok
from sandbox.graph.errors import GraphError, bad_request
from sandbox.graph.matching import passes
from sandbox.graph.units import ELSEWHERE
from sandbox.sample import Person
from sandbox.teams import bot, conversations, installs, people
from sandbox.teams.conversations import Conversation
from sandbox.teams.tables import personal_id

_CATALOGUE = "/appCatalogs/teamsApps"
_OF_USER = "/users/{user}/teamwork/installedApps"
_OF_TEAM = "/teams/{team}/installedApps"
_SHOWN = {"select", "expand", "filter"}


def _cost(_call: Call) -> int:
    """Teams' own: SharePoint counts none of it."""
    return ELSEWHERE


def catalogue(call: Call) -> Answer:
    """`GET /appCatalogs/teamsApps`: the one app of this tenant's catalogue."""
    options.only(call, {"filter", "select"})
    app = _app(call)
    wanted = options.wanted(call)
    shown = wanted is None or passes(wanted, app.__getitem__)
    return ok({"value": [app] if shown else []})


def installed_for_user(call: Call) -> Answer:
    """`GET /users/{id}/teamwork/installedApps`."""
    return _listed(call, _personal_place(call))


def install_for_user(call: Call) -> Answer:
    """`POST /users/{id}/teamwork/installedApps`: 409 if it is there already."""
    person = _person(call)
    with call.tenant.store.together():
        return _install(call, conversations.personal(call.tenant.store, person.id), person)


def remove_from_user(call: Call) -> Answer:
    """`DELETE /users/{id}/teamwork/installedApps/{installation}`."""
    person = _person(call)
    _must_be(call, _personal_place(call))
    return _remove(call, conversations.personal(call.tenant.store, person.id), person)


def chat_with_user(call: Call) -> Answer:
    """`GET /users/{id}/teamwork/installedApps/{installation}/chat`: the chat with the bot."""
    place = _personal_place(call)
    _must_be(call, place)
    tenant = call.tenant.registration.tenant_id
    return ok({"id": place, "chatType": "oneOnOne", "tenantId": tenant})


def installed_in_team(call: Call) -> Answer:
    """`GET /teams/{id}/installedApps`."""
    return _listed(call, _team(call).place)


def install_in_team(call: Call) -> Answer:
    """`POST /teams/{id}/installedApps`: 409 if it is there already."""
    team = _team(call)
    return _install(call, team, _owner(call, team))


def remove_from_team(call: Call) -> Answer:
    """`DELETE /teams/{id}/installedApps/{installation}`."""
    team = _team(call)
    _must_be(call, team.place)
    return _remove(call, team, _owner(call, team))


ROUTES: tuple[Route, ...] = (
    Route("GET", _CATALOGUE, catalogue, _cost),
    Route("GET", _OF_USER, installed_for_user, _cost),
    Route("POST", _OF_USER, install_for_user, _cost),
    Route("DELETE", f"{_OF_USER}/{{installation}}", remove_from_user, _cost),
    Route("GET", f"{_OF_USER}/{{installation}}/chat", chat_with_user, _cost),
    Route("GET", _OF_TEAM, installed_in_team, _cost),
    Route("POST", _OF_TEAM, install_in_team, _cost),
    Route("DELETE", f"{_OF_TEAM}/{{installation}}", remove_from_team, _cost),
)


def _app(call: Call) -> dict[str, Any]:
    registration = call.tenant.registration
    return {
        "id": registration.catalog_app_id,
        "externalId": registration.manifest_id,
        "displayName": "Cutover",
        "distributionMethod": "organization",
    }


def _listed(call: Call, place: str) -> Answer:
    options.only(call, _SHOWN)
    installation = installs.installation(call.tenant, place)
    if installation is None:
        return ok({"value": []})
    shown: dict[str, Any] = {"id": installation}
    app = _app(call)
    wanted = options.wanted(call)
    if wanted is not None and not passes(wanted, lambda field: app[field.split("/")[-1]]):
        return ok({"value": []})
    if "teamsApp" in call.query.get("expand", ""):
        shown["teamsApp"] = app
    return ok({"value": [shown]})


def _install(call: Call, conversation: Conversation, person: Person) -> Answer:
    bound = call.json_object().get("teamsApp@odata.bind")
    if not isinstance(bound, str):
        raise bad_request("'teamsApp@odata.bind' is missing.")
    if bound.rstrip("/").rpartition("/")[2] != call.tenant.registration.catalog_app_id:
        raise GraphError(404, "NotFound", "The app is not in the tenant's catalogue.")
    if installs.installation(call.tenant, conversation.place) is not None:
        raise GraphError(409, "Conflict", "The app is already installed in the scope.")
    events = installs.install(call.tenant, conversation, person)
    # The bot asked for this itself, perhaps in the middle of a turn: it hears of it afterwards.
    call.tenant.errands.start(bot.tell(call.tenant, *events))
    return Answer(201)


def _remove(call: Call, conversation: Conversation, person: Person) -> Answer:
    events = installs.uninstall(call.tenant, conversation, person)
    call.tenant.errands.start(bot.tell(call.tenant, *events))
    return gone()


def _must_be(call: Call, place: str) -> None:
    if installs.installation(call.tenant, place) != call.variables["installation"]:
        raise GraphError(404, "NotFound", "The app installation was not found.")


def _person(call: Call) -> Person:
    person = people.by_directory_id(call.tenant.store, call.variables["user"])
    if person is None:
        raise GraphError(404, "NotFound", "The user was not found.")
    return person


def _personal_place(call: Call) -> str:
    return personal_id(_person(call).id)


def _team(call: Call) -> Conversation:
    team = conversations.team(call.tenant.store, call.variables["team"])
    if team is None:
        raise GraphError(404, "NotFound", "The team was not found.")
    return installs.team_conversation(call.tenant, team.id)


def _owner(call: Call, team: Conversation) -> Person:
    return people.members(call.tenant.store, team.id, limit=1)[0]
