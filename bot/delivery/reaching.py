"""Where a post goes: the chat of a person, first contact included, or a channel we are in."""

from dataclasses import dataclass

import structlog

from bot.organisation import Organisation
from bot.teams.connector import NotSent, Refused
from bot.teams.turn import Place
from graph.directory import CannotInstall
from graph.errors import Forbidden, GraphFault, Unavailable
from playbook.records import Conversation, Person, Post

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reached:
    """The place, and the person's row where first contact has made it known."""

    place: Place
    met: Person | None = None


async def reach(org: Organisation, post: Post) -> Reached | NotSent | Refused:
    """The place that a post is for. May be repeated: nothing is sent here.

    Somebody who must act and lacks the app gets it installed through Graph
    (docs/platform.md#installing); where that is refused, they cannot be reached.
    """
    if post.receiver:
        return await _person(org, org.workplace.person(post.receiver))
    conversation = org.workplace.conversations.get(post.conversation)
    if conversation is None or conversation.present != "yes":
        return _closed("NotHere", "Cutover is not in that conversation any more")
    return Reached(_shared(org, conversation))


async def _person(org: Organisation, person: Person) -> Reached | NotSent | Refused:
    if person.installed == "yes" and person.conversation:
        return Reached(_chat(org, person))
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
    met = person.model_copy(
        update={
            "installed": "yes",
            "conversation": installed.chat,
            "service": org.service_at(person.service),
        }
    )
    return Reached(_chat(org, met), met)


def _closed(code: str, reason: str) -> Refused:
    return Refused(code, reason, forget="place")


def _why(fault: GraphFault) -> str:
    return "the app may not be installed for them" if isinstance(fault, Forbidden) else str(fault)


def _chat(org: Organisation, person: Person) -> Place:
    return Place(
        id=person.conversation,
        kind="personal",
        service_url=org.service_at(person.service),
        tenant=org.name,
    )


def _shared(org: Organisation, conversation: Conversation) -> Place:
    return Place(
        id=conversation.key,
        kind="channel" if conversation.kind == "channel" else "group",
        service_url=org.service_at(conversation.service),
        tenant=org.name,
        team=conversation.team or None,
    )
