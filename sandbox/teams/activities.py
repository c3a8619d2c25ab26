"""Activities as Teams writes them for a bot (docs/platform.md#events)."""

import uuid
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.clock import stamp
from sandbox.sample import Person
from sandbox.teams.conversations import Conversation, Team
from sandbox.tenant import Tenant

_TYPES = {"personal": "personal", "group": "groupChat", "channel": "channel"}
BOT_NAME = "Cutover"
MENTION = f"<at>{BOT_NAME}</at>"


def activity(
    tenant: Tenant,
    person: Person,
    conversation: Conversation,
    type_: str,
    fields: Mapping[str, Any],
) -> dict[str, Any]:
    """An activity of `type_` that `person` caused in `conversation`; `fields` are added."""
    now = tenant.clock.now()
    local = now.astimezone(ZoneInfo(person.zone))
    return {
        "id": str(uuid.uuid4()),
        "type": type_,
        "timestamp": stamp(now),
        "localTimestamp": local.isoformat(timespec="milliseconds"),
        "localTimezone": person.zone,
        "channelId": "msteams",
        "serviceUrl": tenant.registration.service_url,
        "from": {"id": person.teams_id, "name": person.name, "aadObjectId": person.aad_id},
        "recipient": {"id": tenant.registration.bot_id, "name": BOT_NAME},
        "conversation": _conversation(tenant, conversation),
        "channelData": channel_data(tenant, person, conversation),
        "locale": person.language,
        "entities": [client_info(person)],
        **fields,
    }


def channel_data(tenant: Tenant, person: Person, conversation: Conversation) -> dict[str, Any]:
    """Teams' own part; the tenant is the person's, so that a guest can be told apart."""
    data: dict[str, Any] = {"tenant": {"id": person.tenant_id}}
    if conversation.team is not None:
        row = tenant.store.one(
            "SELECT id, name, group_id FROM teams_teams WHERE id = ?", (conversation.team,)
        )
        assert row is not None  # noqa: S101 - a channel has a team
        data["team"] = team_data(Team(row["id"], row["name"], row["group_id"]))
        data["channel"] = {"id": conversation.id, "name": conversation.name}
    return data


def team_data(team: Team) -> dict[str, str]:
    """A team inside channelData."""
    return {"id": team.id, "name": team.name, "aadGroupId": team.group_id}


def client_info(person: Person) -> dict[str, str]:
    """What Teams says about the client that a person uses."""
    country = person.language.partition("-")[2]
    info = {"type": "clientInfo", "locale": person.language, "country": country}
    return info | {"platform": "Web", "timezone": person.zone}


def mention(tenant: Tenant) -> dict[str, Any]:
    """The entity that says the bot was mentioned."""
    mentioned = {"id": tenant.registration.bot_id, "name": BOT_NAME}
    return {"type": "mention", "mentioned": mentioned, "text": MENTION}


def _conversation(tenant: Tenant, conversation: Conversation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "conversationType": _TYPES[conversation.kind],
        "tenantId": tenant.registration.tenant_id,
        "id": conversation.address,
    }
    if conversation.kind != "personal":
        described |= {"isGroup": True, "name": conversation.name}
    return described
