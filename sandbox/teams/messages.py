"""Messages as they are kept: what was sent, by whom, and what became of it."""

import json
from dataclasses import dataclass
from dataclasses import replace as replace_fields
from typing import Any

from sandbox.clock import stamp
from sandbox.store import Row
from sandbox.teams.conversations import Conversation, whole_number
from sandbox.tenant import Tenant

CARD = "application/vnd.microsoft.card.adaptive"

_COLUMNS = "m.id, m.conversation, m.root, m.sender, m.activity, m.at, m.edited, m.deleted"

# Ids are milliseconds of the tenant's clock, as in Teams, and never come twice.
_INSERT = """
INSERT INTO teams_messages (id, conversation, root, sender, activity, at)
VALUES ((SELECT MAX(?, COALESCE((SELECT MAX(id) FROM teams_messages), 0) + 1)), ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `sender` is a person's short name, None for the bot.

    `root` is the first message of its thread, 0 for that one itself and outside channels;
    `edited` counts the updates.
    """

    id: int
    conversation: str
    root: int
    sender: str | None
    activity: dict[str, Any]
    at: str
    edited: int
    deleted: bool

    @property
    def card(self) -> dict[str, Any] | None:
        """The adaptive card that everyone is sent."""
        for attachment in self.activity.get("attachments") or ():
            if attachment.get("contentType") == CARD:
                content = attachment.get("content")
                return content if isinstance(content, dict) else None
        return None


def message_of(row: Row) -> Message:
    """A row of teams_messages as a message."""
    return Message(
        id=row["id"],
        conversation=row["conversation"],
        root=row["root"],
        sender=row["sender"],
        activity=json.loads(row["activity"]),
        at=row["at"],
        edited=row["edited"],
        deleted=bool(row["deleted"]),
    )


def add(tenant: Tenant, conversation: Conversation, sender: str | None, activity: str) -> int:
    """Keep a new message and tell the pages; `activity` is its JSON. Answers its id."""
    now = tenant.clock.now()
    message = tenant.store.run(
        _INSERT,
        (
            int(now.timestamp() * 1000),
            conversation.id,
            conversation.root,
            sender,
            activity,
            stamp(now),
        ),
    )
    _tell(tenant, conversation.id, message)
    return message


def within(conversation: Conversation, message: Message) -> Conversation:
    """The conversation as Teams names it for this message: in channels, its thread."""
    if conversation.kind != "channel":
        return conversation
    return replace_fields(conversation, root=message.root or message.id)


def find(tenant: Tenant, conversation: str, message: str) -> Message | None:
    """The message with this id in this conversation, deleted or not."""
    number = whole_number(message)
    if number is None:
        return None
    row = tenant.store.one(
        f"SELECT {_COLUMNS} FROM teams_messages m WHERE m.id = ? AND m.conversation = ?",  # noqa: S608
        (number, conversation),
    )
    return None if row is None else message_of(row)


def replace(tenant: Tenant, message: Message, activity: str) -> None:
    """Put other content in a message, for everyone: own views of it are gone."""
    with tenant.store.together():
        tenant.store.run(
            "UPDATE teams_messages SET activity = ?, edited = edited + 1 WHERE id = ?",
            (activity, message.id),
        )
        tenant.store.run("DELETE FROM teams_views WHERE message = ?", (message.id,))
    _tell(tenant, message.conversation, message.id)


def remove(tenant: Tenant, message: Message) -> None:
    """Delete a message for everyone; its place stays visible, as in Teams."""
    with tenant.store.together():
        tenant.store.run("UPDATE teams_messages SET deleted = 1 WHERE id = ?", (message.id,))
        tenant.store.run("DELETE FROM teams_views WHERE message = ?", (message.id,))
    _tell(tenant, message.conversation, message.id)


def _tell(tenant: Tenant, conversation: str, message: int) -> None:
    tenant.bus.publish("message", {"conversation": conversation, "message": str(message)})
