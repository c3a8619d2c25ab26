"""What the bot reads and writes has the names that botbuilder's schema gives it."""

from typing import Any

import botbuilder.schema as theirs
import pytest
from msrest import Serializer

from bot.teams.activity import Account, Activity, Conversation
from bot.teams.bodies import message_body, personal_conversation_body
from bot.teams.connector import Mention, Message

CARD: dict[str, Any] = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "Input.Text"}]}


def written(model: Any) -> Any:
    """What botbuilder would put on the wire."""
    models = {name: kind for name, kind in vars(theirs).items() if isinstance(kind, type)}
    serializer: Any = Serializer
    return serializer(models).body(model, type(model).__name__)


@pytest.mark.parametrize(
    ("ours", "known"),
    [
        (Activity, theirs.Activity),
        (Account, theirs.ChannelAccount),
        (Conversation, theirs.ConversationAccount),
    ],
)
def test_the_fields_read_are_botbuilders(ours: Any, known: Any) -> None:
    names = {entry["key"] for entry in known._attribute_map.values()}  # noqa: SLF001
    read = {field.alias or name for name, field in ours.model_fields.items()}
    # botbuilder spells this one `tenantID`, and so never reads it.
    assert read - names <= {"tenantId"}


def test_a_text_is_written_as_botbuilder_would() -> None:
    mentioned = theirs.ChannelAccount(id="29:dev", name="Dev")
    mention = theirs.Mention(type="mention", text="<at>Dev</at>", mentioned=mentioned)
    activity = theirs.Activity(
        type="message", summary="Tomorrow", text="<at>Dev</at>: tomorrow", entities=[mention]
    )
    ours = Message("Tomorrow", text="<at>Dev</at>: tomorrow", mentions=(Mention("Dev", "29:dev"),))
    assert message_body(ours) == written(activity)


def test_a_card_is_written_as_botbuilder_would() -> None:
    attachment = theirs.Attachment(
        content_type="application/vnd.microsoft.card.adaptive", content=CARD
    )
    activity = theirs.Activity(type="message", summary="Approve", attachments=[attachment])
    assert message_body(Message("Approve", card=CARD)) == written(activity)


def test_a_chat_is_asked_for_as_botbuilder_would_but_for_one_misspelt_name() -> None:
    parameters = theirs.ConversationParameters(
        is_group=False,
        bot=theirs.ChannelAccount(id="28:app"),
        members=[theirs.ChannelAccount(id="29:marie")],
        channel_data={"tenant": {"id": "tenant"}},
        tenant_id="tenant",
    )
    expected = written(parameters)
    expected["tenantId"] = expected.pop("tenantID")
    assert personal_conversation_body("app", "tenant", "29:marie") == expected
