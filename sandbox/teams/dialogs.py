"""Dialogs: opened by task/fetch, answered by task/submit (docs/platform.md#dialogs)."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from pydantic import Field

from sandbox.asked import Asked, body_of, refused
from sandbox.sample import Person
from sandbox.teams import bot, cards, conversations, messages
from sandbox.teams.activities import activity
from sandbox.teams.askers import known_person, needing_bot
from sandbox.tenant import TENANT, Tenant


def routes() -> list[web.RouteDef]:
    """Submitting a dialog, and closing it."""
    return [
        web.post("/sandbox/dialogs/{dialog}", needing_bot(_submit)),
        web.delete("/sandbox/dialogs/{dialog}", _close),
    ]


class _Submission(Asked):
    person: str
    inputs: dict[str, Any] = Field(default_factory=dict)
    action: str | None = None
    raw: Any = None


@dataclass(frozen=True, slots=True)
class _Dialog:
    """A dialog that one person has open; `message` is the one it was opened from."""

    id: str
    person: str
    conversation: str
    message: int
    title: str
    card: dict[str, Any]


def value(data: object) -> dict[str, Any]:
    """The value of a task/fetch or task/submit invoke."""
    return {"data": data, "context": {"theme": "default"}}


def fetched(
    tenant: Tenant, person: Person, conversation: str, message: int, reply: bot.Reply
) -> dict[str, Any]:
    """What the person gets for a bot's answer to task/fetch: a dialog, or a message."""
    dialog = _Dialog(uuid.uuid4().hex, person.id, conversation, message, "", {})
    return _outcome(tenant, dialog, reply)


async def _submit(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    asked = await body_of(request, _Submission)
    person = known_person(tenant, asked.person)
    dialog = _open(tenant, request.match_info["dialog"])
    if dialog.person != person.id:
        raise refused(403, f"This dialog is not {person.name}'s.")
    data = asked.raw if asked.raw is not None else _chosen(dialog, asked.action).data(asked.inputs)
    reply = await bot.ask(tenant, _activity(tenant, person, dialog, data))
    return web.json_response(_outcome(tenant, dialog, reply))


async def _close(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    tenant.store.run("DELETE FROM teams_dialogs WHERE id = ?", (request.match_info["dialog"],))
    return web.json_response({"closed": True})


def _open(tenant: Tenant, dialog: str) -> _Dialog:
    row = tenant.store.one("SELECT * FROM teams_dialogs WHERE id = ?", (dialog,))
    if row is None:
        raise refused(404, "There is no such dialog, or it was closed.")
    return _Dialog(
        id=row["id"],
        person=row["person"],
        conversation=row["conversation"],
        message=row["message"],
        title=row["title"],
        card=json.loads(row["card"]),
    )


def _chosen(dialog: _Dialog, action: str | None) -> cards.Pressable:
    """The submit action named, or the first button: Teams' own dialogs have a main one."""
    offered = [one for one in cards.pressables(dialog.card) if one.type == "Action.Submit"]
    offered.sort(key=lambda one: not one.is_button)
    chosen = cards.named(offered, action) if action else next(iter(offered), None)
    if chosen is None:
        there = [str(one.action.get("title")) for one in offered]
        raise refused(404, f"The dialog offers no submit action {action or ''!r}.", actions=there)
    return chosen


def _activity(tenant: Tenant, person: Person, dialog: _Dialog, data: object) -> dict[str, Any]:
    conversation = conversations.find(tenant.store, dialog.conversation)
    message = messages.find(tenant, dialog.conversation, str(dialog.message))
    if conversation is None or message is None:
        raise refused(404, "The message that opened this dialog is not there any more.")
    fields = {"name": "task/submit", "value": value(data), "replyToId": str(dialog.message)}
    return activity(tenant, person, messages.within(conversation, message), "invoke", fields)


def _outcome(tenant: Tenant, dialog: _Dialog, reply: bot.Reply) -> dict[str, Any]:
    """The dialog stays open on another card and on a failure; else it closes."""
    if reply.status >= 400:
        return bot.answer(reply)
    task = reply.body.get("task") if isinstance(reply.body, dict) else None
    if isinstance(task, dict) and task.get("type") == "continue":
        return _continued(tenant, dialog, task.get("value"), reply)
    tenant.store.run("DELETE FROM teams_dialogs WHERE id = ?", (dialog.id,))
    tenant.bus.publish("dialog", {"dialog": dialog.id, "person": dialog.person})
    if isinstance(task, dict) and task.get("type") == "message":
        said = task.get("value")
        return {"message": said, "status": 200, "type": "message", "value": said}
    return {"closed": True}


def _continued(tenant: Tenant, dialog: _Dialog, shown: object, reply: bot.Reply) -> dict[str, Any]:
    attachment = shown.get("card") if isinstance(shown, dict) else None
    card = attachment.get("content") if isinstance(attachment, dict) else None
    if not isinstance(shown, dict) or not isinstance(card, dict):
        return bot.unable(reply.status, "The bot's dialog has no adaptive card.")
    title = str(shown.get("title") or dialog.title)
    tenant.store.run(
        "INSERT OR REPLACE INTO teams_dialogs VALUES (?, ?, ?, ?, ?, ?)",
        (dialog.id, dialog.person, dialog.conversation, dialog.message, title, json.dumps(card)),
    )
    tenant.bus.publish("dialog", {"dialog": dialog.id, "person": dialog.person})
    size = {side: shown[side] for side in ("width", "height") if side in shown}
    return {"dialog": {"id": dialog.id, "title": title, "card": card, **size}}
