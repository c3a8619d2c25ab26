"""The one module that imports botbuilder: its schema going out, its claims rules coming in.

botbuilder was archived in early 2026, so nothing else may depend on it; whatever replaces it
replaces this file. Their clients are not used: botbuilder's connector client takes six times
the time of a plain request for a card, and hides the status of an error that is not JSON.
"""

from collections.abc import Mapping
from typing import cast

import botbuilder.schema
from botbuilder.schema import Activity, Attachment, ChannelAccount, ConversationParameters
from botbuilder.schema import Mention as MentionEntity
from botframework.connector.auth import (
    AuthenticationConstants,
    ChannelValidation,
    ClaimsIdentity,
    EndorsementsValidator,
    SimpleCredentialProvider,
)
from msrest import Serializer

from bot.teams.connector import Message
from bot.teams.turn import Json

ISSUER: str = AuthenticationConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER
METADATA_URL: str = AuthenticationConstants.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL
OUTBOUND_SCOPE: str = f"{AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE}/.default"

_CARD = "application/vnd.microsoft.card.adaptive"
# msrest has no types.
_SERIALIZER = Serializer(  # type: ignore[no-untyped-call]
    {name: kind for name, kind in vars(botbuilder.schema).items() if isinstance(kind, type)}
)


def message_body(message: Message) -> dict[str, Json]:
    """The activity for a message.

    The card goes in after botbuilder's serialiser, which would walk through every element of it.
    """
    activity = Activity(type="message", summary=message.summary or None)
    if message.text is not None:
        activity.text = message.text
        activity.entities = [
            MentionEntity(
                type="mention",
                text=f"<at>{mention.name}</at>",
                mentioned=ChannelAccount(id=mention.teams_id, name=mention.name),
            )
            for mention in message.mentions
        ] or None
    else:
        activity.attachments = [Attachment(content_type=_CARD)]
    body = _serialised(activity)
    if message.card is not None:
        cast(list[dict[str, Json]], body["attachments"])[0]["content"] = dict(message.card)
    return body


def personal_conversation_body(app_id: str, tenant: str, teams_id: str) -> dict[str, Json]:
    """The request for the bot's chat with one person (docs/platform.md#proactive)."""
    parameters = ConversationParameters(
        is_group=False,
        bot=ChannelAccount(id=f"28:{app_id}"),
        members=[ChannelAccount(id=teams_id)],
        channel_data={"tenant": {"id": tenant}},
    )
    body = _serialised(parameters)
    # botbuilder would write `tenantID`, which Teams does not know.
    return body | {"tenantId": tenant}


def _serialised(model: Activity | ConversationParameters) -> dict[str, Json]:
    name = type(model).__name__
    return cast(dict[str, Json], _SERIALIZER.body(model, name))  # type: ignore[no-untyped-call]


async def audience_fits(claims: Mapping[str, object], app_id: str) -> bool:
    """Whether verified claims were issued by Bot Framework for this bot."""
    try:
        await ChannelValidation.validate_identity(
            ClaimsIdentity(dict(claims), True), SimpleCredentialProvider(app_id, "")
        )
    except PermissionError:
        return False
    return True


def service_url_of(claims: Mapping[str, object]) -> str | None:
    """The connector address that a token vouches for; None where it vouches for none."""
    claimed = claims.get(ChannelValidation.SERVICE_URL_CLAIM)
    return claimed if isinstance(claimed, str) and claimed else None


def endorses(endorsements: frozenset[str], channel_id: str) -> bool:
    """Whether a key may sign for a channel; never for a key without endorsements."""
    return bool(channel_id) and bool(EndorsementsValidator.validate(channel_id, endorsements))
