"""The part of an inbound activity that the bot reads, as it stands on the wire.

Field names are Bot Framework's; a test holds them against botbuilder's schema. Their models are
not used to read: they coerce what has the wrong type and lose `tenantId`.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, ValidationError

Id = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class MalformedError(ValueError):
    """The request is not an activity that the bot can read; says in a few words why."""


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore", allow_inf_nan=False)


class Account(_Wire):
    """A person or a bot."""

    id: Id
    name: str | None = None
    aad_object_id: str | None = Field(None, alias="aadObjectId")


class Conversation(_Wire):
    """Where it happened. In a channel the id ends with `;messageid=` and the thread."""

    id: Id
    conversation_type: str | None = Field(None, alias="conversationType")
    is_group: bool | None = Field(None, alias="isGroup")
    tenant_id: str | None = Field(None, alias="tenantId")


class Named(_Wire):
    """Anything that channelData names by an id."""

    id: str | None = None


class ChannelData(_Wire):
    """What Teams adds to an activity."""

    tenant: Named | None = None
    team: Named | None = None
    event_type: str | None = Field(None, alias="eventType")


class Activity(_Wire):
    """An inbound activity (docs/platform.md#events)."""

    type: Id
    id: Id
    channel_id: str | None = Field(None, alias="channelId")
    service_url: str | None = Field(None, alias="serviceUrl")
    sender: Account = Field(alias="from")
    recipient: Account
    conversation: Conversation
    channel_data: ChannelData | None = Field(None, alias="channelData")
    name: str | None = None
    action: str | None = None
    text: str | None = None
    value: JsonValue = None
    locale: str | None = None
    reply_to_id: str | None = Field(None, alias="replyToId")
    entities: list[dict[str, JsonValue]] | None = None
    members_added: list[Account] | None = Field(None, alias="membersAdded")
    members_removed: list[Account] | None = Field(None, alias="membersRemoved")


def read(body: bytes) -> Activity:
    """The activity in a request's body.

    Raises:
        MalformedError: not JSON, or not an activity; names the first offending field.
    """
    try:
        return Activity.model_validate_json(body)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise MalformedError(f"{where or 'body'}: {first['type']}") from None
