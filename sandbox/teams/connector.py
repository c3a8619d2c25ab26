"""The Bot Connector: how the bot speaks (docs/platform.md#proactive, #errors, #rates, #size)."""

import functools
import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from sandbox.errors import connector_error
from sandbox.issuer import BOT_FRAMEWORK
from sandbox.teams import messages
from sandbox.teams.conversations import Conversation, bot_may_write, find
from sandbox.teams.rates import RATES, Operation
from sandbox.teams.size import too_large
from sandbox.tenant import TENANT, Tenant
from sandbox.tokens import check

Handler = Callable[[web.Request], Awaitable[web.Response]]
ROOT: Final = "/connector/v3"
_ACTIVITIES: Final = ROOT + "/conversations/{conversation}/activities"


class RefusedError(Exception):
    """A refusal on the way, answered in the connector's shape."""

    def __init__(self, status: int, code: str, message: str, wait: int | None = None) -> None:
        super().__init__(message)
        headers = {} if wait is None else {"Retry-After": str(wait)}
        self.response = connector_error(status, code, message, headers)


def routes() -> list[web.RouteDef]:
    """Sending, replying, updating and deleting."""
    return [
        web.post(_ACTIVITIES, guarded(_send)),
        web.post(_ACTIVITIES + "/{activity}", guarded(_reply)),
        web.put(_ACTIVITIES + "/{activity}", guarded(_update)),
        web.delete(_ACTIVITIES + "/{activity}", guarded(_delete)),
    ]


def guarded(handler: Handler) -> Handler:
    """Check the bearer token first, and answer refusals in the connector's shape."""

    @functools.wraps(handler)
    async def answer(request: web.Request) -> web.Response:
        reason = check(request, BOT_FRAMEWORK)
        if reason is not None:
            return connector_error(401, "BotNotRegistered", reason)
        try:
            return await handler(request)
        except RefusedError as refusal:
            return refusal.response

    return answer


def addressed(request: web.Request) -> Conversation:
    """The conversation in the path, where the bot is.

    Raises RefusedError: 404 for one that is not there, 403 where the app is not.
    """
    tenant = request.app[TENANT]
    conversation = find(tenant.store, request.match_info["conversation"])
    if conversation is None:
        raise RefusedError(404, "ConversationNotFound", "Conversation not found.")
    if not bot_may_write(tenant.store, conversation):
        raise not_in_roster()
    return conversation


def not_in_roster() -> RefusedError:
    """403: the app is not, or no longer, where the bot writes."""
    return RefusedError(
        403, "BotNotInConversationRoster", "The bot is not part of the conversation roster."
    )


def within_rates(
    request: web.Request, operation: Operation | None, conversation: str, times: int = 1
) -> None:
    """Count the request against the windows.

    Raises RefusedError: 429 with Retry-After in whole seconds.
    """
    wait = request.app[RATES].wait(operation, conversation, times)
    if wait is not None:
        raise RefusedError(429, "Throttled", "API calls quota exceeded.", wait)


async def json_object(request: web.Request) -> dict[str, Any]:
    """The body as a JSON object.

    Raises RefusedError: 400 if it is not one.
    """
    raw = await request.read()
    try:
        body = json.loads(raw)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise RefusedError(400, "Bad Argument", "The body is not a JSON object.")
    return body


def deliver(
    request: web.Request, conversation: Conversation, activity: dict[str, Any]
) -> str | None:
    """Keep what the bot says in a conversation; answers its id.

    The id is None for what leaves no message (typing), and for text with an attachment,
    which Teams splits in two. Raises RefusedError.
    """
    tenant = request.app[TENANT]
    kind = activity.get("type", "message")
    if kind not in ("message", "typing"):
        raise RefusedError(400, "Bad Argument", f"Activities of type {kind!r} cannot be sent.")
    attachments = activity.get("attachments")
    split = bool(activity.get("text")) and bool(attachments)
    within_rates(request, "send", conversation.id, 2 if split else 1)
    if kind == "typing":
        return None
    if not activity.get("text") and not attachments:
        raise RefusedError(400, "Bad Argument", "The activity has neither text nor attachments.")
    if split:
        _keep(
            tenant, conversation, {key: activity[key] for key in activity if key != "attachments"}
        )
        _keep(tenant, conversation, {key: activity[key] for key in activity if key != "text"})
        return None
    return _keep(tenant, conversation, activity)


def checked(request_body: bytes, activity: dict[str, Any]) -> None:
    """Refuse what is malformed or too large.

    Raises RefusedError: 400 or 413.
    """
    attachments = activity.get("attachments") or []
    sound = isinstance(attachments, list) and all(isinstance(one, dict) for one in attachments)
    if not sound or not isinstance(activity.get("text") or "", str):
        raise RefusedError(400, "Bad Argument", "The activity's text or attachments are malformed.")
    if too_large(request_body, activity):
        raise RefusedError(413, "MessageSizeTooBig", "Message size too large.")


def _keep(tenant: Tenant, conversation: Conversation, activity: dict[str, Any]) -> str:
    return str(messages.add(tenant, conversation, None, json.dumps(activity)))


async def _send(request: web.Request) -> web.Response:
    activity = await json_object(request)
    conversation = addressed(request)
    checked(await request.read(), activity)
    return _sent(deliver(request, conversation, activity))


async def _reply(request: web.Request) -> web.Response:
    activity = await json_object(request)
    conversation = addressed(request)
    checked(await request.read(), activity)
    if conversation.kind == "channel" and not conversation.root:
        answered = _message(request, conversation)
        root = answered.root or answered.id
        conversation = find(request.app[TENANT].store, f"{conversation.id};messageid={root}") or (
            conversation
        )
    return _sent(deliver(request, conversation, activity))


async def _update(request: web.Request) -> web.Response:
    activity = await json_object(request)
    conversation = addressed(request)
    checked(await request.read(), activity)
    within_rates(request, "send", conversation.id)
    message = _message(request, conversation)
    _must_be_own(message)
    messages.replace(request.app[TENANT], message, json.dumps(activity))
    return web.json_response({"id": str(message.id)})


async def _delete(request: web.Request) -> web.Response:
    conversation = addressed(request)
    within_rates(request, "send", conversation.id)
    message = _message(request, conversation)
    _must_be_own(message)
    messages.remove(request.app[TENANT], message)
    return web.Response()


def _sent(message: str | None) -> web.Response:
    return web.json_response({} if message is None else {"id": message}, status=201)


def _message(request: web.Request, conversation: Conversation) -> messages.Message:
    message = messages.find(request.app[TENANT], conversation.id, request.match_info["activity"])
    if message is None or message.deleted:
        raise RefusedError(
            404, "ActivityNotFoundInConversation", "Activity not found in conversation."
        )
    return message


def _must_be_own(message: messages.Message) -> None:
    if message.sender is not None:
        raise RefusedError(403, "NotEnoughPermissions", "Only the bot's own messages can change.")
