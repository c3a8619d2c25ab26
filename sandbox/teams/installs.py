"""Installing the app for a person, a team or a group chat, and what Teams tells the bot then."""

from typing import Any

from sandbox.sample import Person, stable_id
from sandbox.teams.activities import activity, channel_data
from sandbox.teams.conversations import Conversation, find
from sandbox.tenant import Tenant


def installation(tenant: Tenant, place: str) -> str | None:
    """The installation's id in a personal chat, team or group chat; None if there is none."""
    row = tenant.store.one("SELECT id FROM teams_installs WHERE place = ?", (place,))
    return None if row is None else str(row["id"])


def install(
    tenant: Tenant, conversation: Conversation, person: Person, selected: Conversation | None = None
) -> list[dict[str, Any]]:
    """Put the app in a place for `person`; answers the events for the bot, none if it was there.

    `selected` is the channel that was chosen for a team's notices.
    """
    if installation(tenant, conversation.place) is not None:
        return []
    tenant.store.run(
        "INSERT INTO teams_installs VALUES (?, ?)",
        (conversation.place, stable_id("install", conversation.place)),
    )
    tenant.bus.publish("conversation", {})
    return _events(tenant, conversation, person, "add", "membersAdded", selected)


def uninstall(tenant: Tenant, conversation: Conversation, person: Person) -> list[dict[str, Any]]:
    """Take the app out of a place; answers the events for the bot, none if it was not there."""
    if installation(tenant, conversation.place) is None:
        return []
    tenant.store.run("DELETE FROM teams_installs WHERE place = ?", (conversation.place,))
    tenant.bus.publish("conversation", {})
    return _events(tenant, conversation, person, "remove", "membersRemoved", None)


def team_conversation(tenant: Tenant, team_id: str) -> Conversation:
    """The General channel, which stands for the team in events."""
    conversation = find(tenant.store, team_id)
    assert conversation is not None  # noqa: S101 - a team has the id of its General channel
    return conversation


def _events(
    tenant: Tenant,
    conversation: Conversation,
    person: Person,
    action: str,
    change: str,
    selected: Conversation | None,
) -> list[dict[str, Any]]:
    data = channel_data(tenant, person, conversation)
    if selected is not None:
        data["settings"] = {"selectedChannel": {"id": selected.id, "name": selected.name}}
    member = {
        "channelData": data | _member_event(conversation, action),
        change: [{"id": tenant.registration.bot_id}],
    }
    return [
        activity(
            tenant,
            person,
            conversation,
            "installationUpdate",
            {"action": action, "channelData": data},
        ),
        activity(tenant, person, conversation, "conversationUpdate", member),
    ]


def _member_event(conversation: Conversation, action: str) -> dict[str, str]:
    if conversation.team is None:
        return {}
    return {"eventType": "teamMemberAdded" if action == "add" else "teamMemberRemoved"}
