"""Each person's own view of a card, kept fresh (docs/platform.md#universal-actions)."""

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from sandbox.sample import Person
from sandbox.store import Row
from sandbox.teams import bot
from sandbox.teams.activities import activity
from sandbox.teams.conversations import Conversation
from sandbox.teams.messages import CARD, Message, within
from sandbox.tenant import Tenant

_LISTED_AT_MOST = 60
_STALE_AFTER = timedelta(minutes=1)
# A person who looks at a chat sees its end; Teams does not refresh what is out of sight.
_IN_SIGHT = 50


@dataclass(frozen=True, slots=True)
class View:
    """What one person was last given for a message: a card of their own, or None.

    `asked` is when, on the tenant's clock.
    """

    card: dict[str, Any] | None
    asked: datetime


class Views:
    """Automatic refreshes under way: two windows of one person ask the bot only once."""

    def __init__(self) -> None:
        self._under_way: dict[tuple[int, str], asyncio.Task[None]] = {}

    async def refresh(
        self,
        tenant: Tenant,
        person: Person,
        conversation: Conversation,
        seen: list[tuple[Message, View | None]],
    ) -> bool:
        """Ask the bot for new views where Teams would; answers whether any was asked for."""
        asked = [
            self._ask(tenant, person, conversation, message, refresh)
            for message, view in seen[-_IN_SIGHT:]
            if (refresh := due(tenant, person, message, view)) is not None
        ]
        await asyncio.gather(*asked)
        return bool(asked)

    async def _ask(
        self,
        tenant: Tenant,
        person: Person,
        conversation: Conversation,
        message: Message,
        action: dict[str, Any],
    ) -> None:
        key = (message.id, person.id)
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.ensure_future(_refreshed(tenant, person, conversation, message, action))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        await asyncio.shield(task)


VIEWS = web.AppKey("views", Views)


def view_of(row: Row) -> View | None:
    """The view in a row that has `view_card` and `view_asked`; None if there is none."""
    if row["view_asked"] is None:
        return None
    card = None if row["view_card"] is None else json.loads(row["view_card"])
    return View(card, datetime.fromisoformat(row["view_asked"]))


def shown(message: Message, view: View | None) -> dict[str, Any] | None:
    """The card that the person sees: their own, else everyone's."""
    return view.card if view is not None and view.card is not None else message.card


def due(
    tenant: Tenant, person: Person, message: Message, view: View | None
) -> dict[str, Any] | None:
    """The refresh action of what the person sees, if Teams would carry it out by itself now."""
    if message.deleted or message.sender is not None:
        return None
    refresh = (shown(message, view) or {}).get("refresh")
    if not isinstance(refresh, dict) or not isinstance(refresh.get("action"), dict):
        return None
    if person.teams_id not in (refresh.get("userIds") or [])[:_LISTED_AT_MOST]:
        return None
    if view is not None and tenant.clock.now() - view.asked <= _STALE_AFTER:
        return None
    action: dict[str, Any] = refresh["action"]
    return action


def invoke_value(action: dict[str, Any], data: object, trigger: str) -> dict[str, Any]:
    """The value of an adaptiveCard/action invoke."""
    named = {key: action[key] for key in ("id", "verb", "title") if key in action}
    return {"action": {"type": "Action.Execute", **named, "data": data}, "trigger": trigger}


def card_in(reply: bot.Reply) -> dict[str, Any] | None:
    """The card in an invoke's answer, if it is one."""
    if reply.status == 200 and isinstance(reply.body, dict) and reply.body.get("type") == CARD:
        card = reply.body.get("value")
        return card if isinstance(card, dict) else None
    return None


def keep(
    tenant: Tenant, message: Message, person: Person, card: dict[str, Any] | None, asked: datetime
) -> None:
    """Remember a person's view; with no card, only that the bot was asked."""
    if card is None:
        tenant.store.run(
            "INSERT INTO teams_views VALUES (?, ?, NULL, ?)"
            " ON CONFLICT DO UPDATE SET asked = excluded.asked",
            (message.id, person.id, asked.isoformat()),
        )
    else:
        tenant.store.run(
            "INSERT OR REPLACE INTO teams_views VALUES (?, ?, ?, ?)",
            (message.id, person.id, json.dumps(card), asked.isoformat()),
        )


async def _refreshed(
    tenant: Tenant,
    person: Person,
    conversation: Conversation,
    message: Message,
    action: dict[str, Any],
) -> None:
    asked = tenant.clock.now()
    fields = {
        "name": "adaptiveCard/action",
        "value": invoke_value(action, action.get("data") or {}, "automatic"),
        "replyToId": str(message.id),
    }
    try:
        thread = within(conversation, message)
        reply = await bot.ask(tenant, activity(tenant, person, thread, "invoke", fields))
    except bot.BotUnreachableError:
        return
    row = tenant.store.one("SELECT edited, deleted FROM teams_messages WHERE id = ?", (message.id,))
    if row is None or row["deleted"] or row["edited"] != message.edited:
        # The message changed while the bot answered: the next look asks again.
        return
    keep(tenant, message, person, card_in(reply), asked)
