"""What people see and say: the control API's conversations and messages."""

import json
from dataclasses import replace
from typing import Any

from aiohttp import web

from sandbox.asked import Asked, asked_by, body_of, refused
from sandbox.sample import Person
from sandbox.store import Row
from sandbox.teams import bot, conversations, messages, people
from sandbox.teams.activities import BOT_NAME, MENTION, activity, client_info, mention
from sandbox.teams.askers import known_conversation, known_person, needing_bot
from sandbox.teams.conversations import Conversation
from sandbox.teams.messages import Message
from sandbox.teams.views import VIEWS, View, shown, view_of
from sandbox.tenant import TENANT, Tenant

_SEEN = """
SELECT m.id, m.conversation, m.root, m.sender, m.activity, m.at, m.edited, m.deleted,
       v.card AS view_card, v.asked AS view_asked
FROM teams_messages m LEFT JOIN teams_views v ON v.message = m.id AND v.person = ?
WHERE m.conversation = ? ORDER BY m.id
"""

_CHATS = """
SELECT c.person, c.id, i.place IS NOT NULL AS installed
FROM teams_conversations c LEFT JOIN teams_installs i ON i.place = c.id
WHERE c.person IS NOT NULL
"""

_UNREAD = """
SELECT COUNT(*) AS unread FROM teams_messages m
WHERE m.conversation = ?1 AND m.deleted = 0 AND m.sender IS NOT ?2 AND m.id > COALESCE(
    (SELECT r.message FROM teams_reads r WHERE r.conversation = ?1 AND r.person = ?2), 0)
"""


def routes() -> list[web.RouteDef]:
    """People, conversations, and the messages in them."""
    return [
        web.get("/sandbox/people", _people),
        web.get("/sandbox/conversations", _conversations),
        web.get("/sandbox/conversations/{conversation}/messages", _messages),
        web.post("/sandbox/conversations/{conversation}/messages", needing_bot(_say)),
    ]


class _Saying(Asked):
    person: str
    text: str
    reply_to: str | None = None


async def _people(request: web.Request) -> web.Response:
    store = request.app[TENANT].store
    chats = {row["person"]: row for row in store.all(_CHATS)}
    return web.json_response(
        [
            {
                "id": person.id,
                "name": person.name,
                "role": person.role,
                "aadId": person.aad_id,
                "teamsId": person.teams_id,
                "mail": person.mail,
                "tenantId": person.tenant_id,
                "department": person.department,
                "zone": person.zone,
                "language": person.language,
                "appInstalled": bool(person.id in chats and chats[person.id]["installed"]),
                "conversation": chats[person.id]["id"] if person.id in chats else None,
                "newcomer": newcomer,
            }
            for person, newcomer in people.everybody(store)
        ]
    )


async def _conversations(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    person = known_person(tenant, asked_by(request))
    seen = conversations.seen_by(tenant.store, person.id)
    return web.json_response([_listed(tenant, one, person) for one in seen])


def _listed(tenant: Tenant, conversation: Conversation, person: Person) -> dict[str, object]:
    row = tenant.store.one(_UNREAD, (conversation.id, person.id))
    listed: dict[str, object] = {
        "id": conversation.id,
        "kind": conversation.kind,
        "name": conversation.name,
        "unread": row["unread"] if row else 0,
        "appInstalled": conversation.installed,
    }
    if conversation.team is not None:
        listed["teamId"] = conversation.team
    return listed


async def _messages(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    person = known_person(tenant, asked_by(request))
    conversation = known_conversation(request, person)
    seen = look(tenant, person, conversation)
    if await request.app[VIEWS].refresh(tenant, person, conversation, seen):
        seen = look(tenant, person, conversation)
    if seen:
        tenant.store.run(
            "INSERT OR REPLACE INTO teams_reads VALUES (?, ?, ?)",
            (conversation.id, person.id, seen[-1][0].id),
        )
    names = people.names(tenant.store, {one.sender for one, _ in seen if one.sender})
    return web.json_response([_described(*one, names) for one in seen])


def look(
    tenant: Tenant, person: Person, conversation: Conversation
) -> list[tuple[Message, View | None]]:
    """The messages of a conversation with the person's own views, oldest first."""
    rows = tenant.store.all(_SEEN, (person.id, conversation.id))
    return [_seen(row) for row in rows]


def _seen(row: Row) -> tuple[Message, View | None]:
    return messages.message_of(row), view_of(row)


def _described(message: Message, view: View | None, names: dict[str, str]) -> dict[str, Any]:
    gone = message.deleted
    sender = message.sender
    return {
        "id": str(message.id),
        "from": {"id": "cutover", "name": BOT_NAME}
        if sender is None
        else {"id": sender, "name": names.get(sender, sender)},
        "text": None if gone else message.activity.get("text"),
        "summary": None if gone else message.activity.get("summary"),
        "card": None if gone else shown(message, view),
        "replyTo": str(message.root) if message.root else None,
        "at": message.at,
        "edited": message.edited > 0,
        "deleted": gone,
    }


async def _say(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    saying = await body_of(request, _Saying)
    person = known_person(tenant, saying.person)
    conversation = _thread(tenant, known_conversation(request, person), saying.reply_to)
    if not saying.text.strip():
        raise refused(400, "Say something: the text is empty.")
    if conversation.kind == "personal" and not conversations.bot_may_write(
        tenant.store, conversation
    ):
        raise refused(403, f"{person.name} has not added {BOT_NAME}.")
    mentioned = f"@{BOT_NAME}" in saying.text
    text = saying.text.replace(f"@{BOT_NAME}", MENTION)
    message = messages.add(tenant, conversation, person.id, json.dumps({"text": saying.text}))
    if conversation.kind == "personal" or (mentioned and conversation.installed):
        thread = _thread_of(conversation, message)
        entities = [client_info(person), *([mention(tenant)] if mentioned else [])]
        fields = {"id": str(message), "text": text, "textFormat": "plain", "entities": entities}
        await bot.send(tenant, activity(tenant, person, thread, "message", fields))
    return web.json_response({"id": str(message)}, status=web.HTTPCreated.status_code)


def _thread(tenant: Tenant, conversation: Conversation, answered: str | None) -> Conversation:
    """The thread that a message belongs to; an answer to a reply joins the reply's own."""
    if answered is None or conversation.kind != "channel":
        return conversation
    message = messages.find(tenant, conversation.id, answered)
    if message is None:
        raise refused(404, "There is no such message in this channel.")
    return messages.within(conversation, message)


def _thread_of(conversation: Conversation, message: int) -> Conversation:
    if conversation.kind != "channel" or conversation.root:
        return conversation
    return replace(conversation, root=message)
