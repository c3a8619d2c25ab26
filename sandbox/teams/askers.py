"""Who asks the control API, and about what: people, conversations and messages by their ids."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.asked import refused
from sandbox.sample import Person
from sandbox.teams import conversations, messages, people
from sandbox.teams.bot import BotUnreachableError
from sandbox.teams.conversations import Conversation, Team
from sandbox.teams.messages import Message
from sandbox.tenant import TENANT, Tenant

Handler = Callable[[web.Request], Awaitable[web.Response]]


def needing_bot(handler: Handler) -> Handler:
    """Answer 502 with a sentence where no bot listens."""

    async def answer(request: web.Request) -> web.Response:
        try:
            return await handler(request)
        except BotUnreachableError as error:
            raise refused(502, str(error)) from error

    return answer


def known_person(tenant: Tenant, slug: str) -> Person:
    """Raises the refusal 404 for a person who is not in the tenant."""
    person = people.person(tenant.store, slug)
    if person is None:
        raise refused(404, f"There is no person {slug!r}; GET /sandbox/people names them.")
    return person


def known_conversation(request: web.Request, person: Person) -> Conversation:
    """The conversation in the path, as `person` sees it.

    Raises the refusal 404 for one that is not there, 403 for one the person is not in.
    """
    store = request.app[TENANT].store
    conversation = conversations.find(store, request.match_info["conversation"])
    if conversation is None:
        raise refused(404, "There is no such conversation.")
    if not conversations.is_member(store, conversation.id, person.id):
        raise refused(403, f"{person.name} is not in this conversation.")
    return conversation


def known_team(request: web.Request, person: Person) -> Team:
    """The team in the path, by its id or its group's, which `person` is in.

    Raises the refusal 404 for one that is not there, 403 for one the person is not in.
    """
    store = request.app[TENANT].store
    team = conversations.team(store, request.match_info["team"])
    if team is None:
        raise refused(404, "There is no such team; GET /sandbox/teams names them.")
    if not conversations.is_member(store, team.id, person.id):
        raise refused(403, f"{person.name} is not in this team.")
    return team


def known_message(request: web.Request, conversation: Conversation) -> Message:
    """The message in the path.

    Raises the refusal 404 for one that is not there or deleted.
    """
    found = messages.find(request.app[TENANT], conversation.id, request.match_info["message"])
    if found is None or found.deleted:
        raise refused(404, "There is no such message, or it was deleted.")
    return found
