"""Where a post goes: the chat of a person, first contact included, or a channel we are in."""

from collections.abc import Iterator
from dataclasses import dataclass

import structlog

from bot.organisation import Organisation
from bot.teams.connector import NotSent, Refused
from bot.teams.turn import Place
from graph.directory import CannotInstall
from graph.errors import Forbidden, GraphFault, Unavailable
from playbook.records import Conversation, Person, Post, Purpose

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reached:
    """The place, and the person's row where first contact has made it known."""

    place: Place
    met: Person | None = None


async def reach(org: Organisation, post: Post) -> Reached | NotSent | Refused:
    """The place that a post is for. May be repeated: nothing is sent here.

    Somebody who must act and lacks the app gets it installed through Graph
    (docs/platform.md#installing); where that is refused, they cannot be reached. Whom we only
    tell something is first looked for in our teams, where the app need not be their own.
    """
    if not post.receiver:
        conversation = org.workplace.conversations.get(post.conversation)
        if conversation is None or conversation.present != "yes":
            return _closed("NotHere", "Cutover is not in that conversation any more")
        return Reached(_shared(org, conversation, post.thread))
    person = org.workplace.person(post.receiver)
    if person.installed == "yes" and person.conversation:
        return Reached(_chat(org, person))
    if post.purpose is Purpose.ANNOUNCEMENT:
        found = await _looked_for(org, person, post)
        if not isinstance(found, Refused):
            return found
    return await _by_graph(org, person)


def place_of(org: Organisation, post: Post) -> Place:
    """Where a post that was sent can be edited."""
    if not post.receiver and (held := org.workplace.conversations.get(post.conversation)):
        return _shared(org, held, post.thread)
    service = org.workplace.person(post.receiver).service
    return _personal(org, post.conversation, service)


async def _looked_for(org: Organisation, person: Person, post: Post) -> Reached | NotSent | Refused:
    """The person's chat as an earlier attempt found it, or opened by their name in our teams."""
    teams = tuple(_teams(org))
    service = person.service or (teams[0].service_url if teams else "")
    if post.conversation:
        return _met(org, person, post.conversation, service)
    name = person.teams
    if not name:
        names = await org.rosters.names(post.about, teams)
        if isinstance(names, NotSent):
            return names
        name = names.get(person.key, "")
    if not name:
        return _closed("NotInOurTeams", "the person is in no team that Cutover is in")
    opened = await org.connector.open_personal(org.service_at(service), org.name, name)
    return _met(org, person, opened.id, service) if isinstance(opened, Place) else opened


async def _by_graph(org: Organisation, person: Person) -> Reached | NotSent | Refused:
    try:
        return await _first_contact(org, person)
    except Unavailable as away:
        return NotSent(str(away), away.after)
    except GraphFault as fault:
        _log.warning("install.refused", person=person.key, reason=str(fault))
        return _closed("CannotInstall", _why(fault))


async def _first_contact(org: Organisation, person: Person) -> Reached | Refused:
    app = await org.directory.catalog_app(org.manifest) if org.manifest else None
    if app is None:
        return _closed("NoApp", "the app is not in the organisation's catalogue")
    installed = await org.directory.install_app(person.key, app)
    if isinstance(installed, CannotInstall):
        return _closed("CannotInstall", installed.reason)
    if not installed.chat:
        return _closed("NoChat", "Teams named no chat for the person")
    return _met(org, person, installed.chat, person.service)


def _met(org: Organisation, person: Person, conversation: str, service: str) -> Reached:
    met = person.model_copy(
        update={
            "installed": "yes",
            "conversation": conversation,
            "service": org.service_at(service),
        }
    )
    return Reached(_chat(org, met), met)


def _closed(code: str, reason: str) -> Refused:
    return Refused(code, reason, forget="place")


def _why(fault: GraphFault) -> str:
    return "the app may not be installed for them" if isinstance(fault, Forbidden) else str(fault)


def _chat(org: Organisation, person: Person) -> Place:
    return _personal(org, person.conversation, person.service)


def _personal(org: Organisation, conversation: str, service: str) -> Place:
    return Place(
        id=conversation, kind="personal", service_url=org.service_at(service), tenant=org.name
    )


def _teams(org: Organisation) -> Iterator[Place]:
    """A channel of each team that Cutover is in, through which its people can be read."""
    seen = set()
    for held in org.workplace.conversations.values():
        if held.team and held.team not in seen and held.present == "yes":
            seen.add(held.team)
            yield _shared(org, held)


def _shared(org: Organisation, conversation: Conversation, thread: str = "") -> Place:
    channel = conversation.kind == "channel"
    return Place(
        id=conversation.key,
        kind="channel" if channel else "group",
        service_url=org.service_at(conversation.service),
        tenant=org.name,
        team=conversation.team or None,
        thread=(thread or None) if channel else None,
    )
