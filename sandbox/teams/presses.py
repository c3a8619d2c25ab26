"""Pressing what a card offers: from the action's name to what Teams got back."""

import asyncio
import uuid
from typing import Annotated, Any

from aiohttp import web
from pydantic import Field

from sandbox.asked import Asked, body_of, refused
from sandbox.sample import Person
from sandbox.teams import bot, cards, dialogs, views
from sandbox.teams.activities import activity
from sandbox.teams.askers import known_conversation, known_message, known_person, needing_bot
from sandbox.teams.cards import Pressable
from sandbox.teams.conversations import Conversation
from sandbox.teams.messages import Message, within
from sandbox.tenant import TENANT, Tenant

_BY_THE_CLIENT = {
    "Action.ToggleVisibility": "shows and hides parts of the card",
    "Action.ShowCard": "unfolds a part of the card",
    "Action.OpenUrl": "opens a web page",
}


def routes() -> list[web.RouteDef]:
    """Pressing."""
    return [
        web.post(
            "/sandbox/conversations/{conversation}/messages/{message}/actions", needing_bot(_press)
        )
    ]


class Press(Asked):
    """`action` is an id, verb or title; the last three are for forged and repeated presses.

    `raw` takes the place of the value of an Action.Execute, or of the data of an
    Action.Submit, whole; `activity` is laid over the activity; `repeat` sends it so often
    at once, and answers a list.
    """

    person: str
    action: str = ""
    inputs: dict[str, Any] = Field(default_factory=dict)
    raw: Any = None
    activity: dict[str, Any] = Field(default_factory=dict)
    repeat: Annotated[int, Field(ge=1, le=20)] | None = None


async def _press(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    press = await body_of(request, Press)
    person = known_person(tenant, press.person)
    conversation = known_conversation(request, person)
    message = known_message(request, conversation)
    sent = _activity(tenant, person, within(conversation, message), message, press)
    presses = [
        _carried_out(tenant, person, conversation, message, sent) for _ in range(press.repeat or 1)
    ]
    answers = await asyncio.gather(*presses)
    return web.json_response(answers[0] if press.repeat is None else answers)


def _activity(
    tenant: Tenant, person: Person, thread: Conversation, message: Message, press: Press
) -> dict[str, Any]:
    pressed = _pressed(tenant, person, message, press)
    fields: dict[str, Any] = {"replyToId": str(message.id)}
    if pressed.type == "Action.Execute":
        data = pressed.data(press.inputs)
        value = views.invoke_value(pressed.action, data, "manual")
        fields |= {
            "name": "adaptiveCard/action",
            "value": value if press.raw is None else press.raw,
        }
        type_ = "invoke"
    else:
        data = pressed.data(press.inputs) if press.raw is None else press.raw
        if cards.is_fetch(data):
            fields |= {"name": "task/fetch", "value": dialogs.value(data)}
            type_ = "invoke"
        else:
            fields["value"] = data
            type_ = "message"
    return activity(tenant, person, thread, type_, fields) | press.activity


def _pressed(tenant: Tenant, person: Person, message: Message, press: Press) -> Pressable:
    """The action meant; with `raw`, one that need not be on the card.

    Raises the refusal 404 for one that is not there, 400 for one that never reaches a bot.
    """
    row = tenant.store.one(
        "SELECT card AS view_card, asked AS view_asked FROM teams_views"
        " WHERE message = ? AND person = ?",
        (message.id, person.id),
    )
    view = None if row is None else views.view_of(row)
    offered = cards.pressables(views.shown(message, view) or {})
    pressed = cards.named(offered, press.action)
    if pressed is None and press.raw is not None:
        execute = isinstance(press.raw, dict) and "action" in press.raw
        return Pressable({"type": "Action.Execute" if execute else "Action.Submit"}, {})
    if pressed is None:
        there = [_offered(one) for one in offered]
        raise refused(404, f"The card offers no action {press.action!r}.", actions=there)
    if pressed.type in _BY_THE_CLIENT:
        raise refused(
            400, f"{pressed.type} {_BY_THE_CLIENT[pressed.type]}; the bot never hears of it."
        )
    return pressed


def _offered(pressable: Pressable) -> dict[str, object]:
    by_id, verb, said, title = pressable.names()
    return {"type": pressable.type, "id": by_id, "verb": verb or said, "title": title}


async def _carried_out(
    tenant: Tenant,
    person: Person,
    conversation: Conversation,
    message: Message,
    sent: dict[str, Any],
) -> dict[str, Any]:
    sent = sent | {"id": sent["id"] if sent["type"] == "invoke" else str(uuid.uuid4())}
    if sent["type"] != "invoke":
        reply = await bot.send(tenant, sent)
        return {"status": reply.status, "type": None, "value": None}
    asked = tenant.clock.now()
    reply = await bot.ask(tenant, sent)
    if sent.get("name") == "task/fetch":
        return dialogs.fetched(tenant, person, conversation.id, message.id, reply)
    card = views.card_in(reply)
    if card is not None:
        views.keep(tenant, message, person, card, asked)
        tenant.bus.publish("message", {"conversation": conversation.id, "message": str(message.id)})
    return bot.answer(reply)
