"""What is written to the connector.

A test holds each body against what botbuilder's schema writes for the same; its serialiser
itself takes longer than checking a token does, and walks through every element of a card.
"""

from bot.teams.connector import Message
from bot.teams.turn import Json

_CARD = "application/vnd.microsoft.card.adaptive"


def message_body(message: Message) -> dict[str, Json]:
    """The activity for a message (docs/platform.md#size)."""
    body: dict[str, Json] = {"type": "message"}
    if message.summary:
        body["summary"] = message.summary
    if message.card is not None:
        body["attachments"] = [{"contentType": _CARD, "content": dict(message.card)}]
    else:
        body["text"] = message.text
    if message.mentions:
        body["entities"] = [
            {
                "type": "mention",
                "text": f"<at>{mention.name}</at>",
                "mentioned": {"id": mention.teams_id, "name": mention.name},
            }
            for mention in message.mentions
        ]
    return body


def personal_conversation_body(app_id: str, tenant: str, teams_id: str) -> dict[str, Json]:
    """The request for the bot's chat with one person (docs/platform.md#proactive)."""
    return {
        "isGroup": False,
        "bot": {"id": f"28:{app_id}"},
        "members": [{"id": teams_id}],
        "channelData": {"tenant": {"id": tenant}},
        "tenantId": tenant,
    }
