"""From an activity to a turn: who did what, where."""

from collections.abc import Mapping
from typing import Literal

from pydantic import JsonValue

from bot.teams.activity import Account, Activity, MalformedError
from bot.teams.turn import (
    Act,
    Actor,
    AppAdded,
    AppRemoved,
    ChannelsChanged,
    DialogAsked,
    DialogSent,
    Other,
    Place,
    Pressed,
    Said,
    Turn,
)
from bot.teams.words import plain

_KINDS: Mapping[str, Literal["personal", "group", "channel"]] = {
    "personal": "personal",
    "groupChat": "group",
    "channel": "channel",
}
_INSTALLATION: Mapping[str | None, Act] = {"add": AppAdded(), "remove": AppRemoved()}
_CHANNEL_EVENTS = {"channelCreated", "channelRenamed", "channelDeleted", "channelRestored"}
_THREAD = ";messageid="
_LONGEST_VERB = 200


class UnknownInvokeError(Exception):
    """A kind of invoke that this bot does not answer."""


def turn_of(activity: Activity, correlation: str) -> Turn:
    """The turn that an authenticated activity stands for.

    Raises:
        MalformedError: something that this kind of activity must carry is missing or wrong.
        UnknownInvokeError: an invoke under a name that the bot has no answer to.
    """
    act = _act(activity)
    return Turn(
        actor=_actor(activity, act),
        place=_place(activity),
        activity=activity.id,
        reply_to=activity.reply_to_id,
        locale=activity.locale,
        correlation=correlation,
        act=act,
    )


def _act(activity: Activity) -> Act:
    match activity.type:
        case "message":
            return _message(activity)
        case "invoke":
            return _invoke(activity)
        case "installationUpdate":
            return _INSTALLATION.get(
                activity.action, Other(f"installationUpdate/{activity.action}")
            )
        case "conversationUpdate":
            return _conversation_update(activity)
        case other:
            return Other(other)


def _message(activity: Activity) -> Act:
    value = activity.value
    if isinstance(value, dict) and "verb" in value:
        return Pressed(_verb(value), _rest(value), fallback=True)
    return Said(plain(activity.text or "", activity.entities or (), activity.recipient.id))


def _invoke(activity: Activity) -> Act:
    match activity.name:
        case "adaptiveCard/action":
            return _card_action(_object(activity.value, "value"))
        case "task/fetch":
            data = _object(_object(activity.value, "value").get("data"), "value.data")
            return DialogAsked(_verb(data), _rest(data))
        case "task/submit":
            data = _object(_object(activity.value, "value").get("data"), "value.data")
            return DialogSent(_verb(data), _rest(data))
        case _:
            raise UnknownInvokeError(activity.name)


def _card_action(value: Mapping[str, JsonValue]) -> Pressed:
    action = _object(value.get("action"), "value.action")
    if action.get("type") != "Action.Execute":
        raise MalformedError("value.action.type: not Action.Execute")
    data = action.get("data")
    match value.get("trigger"):
        case "automatic":
            trigger: Literal["manual", "automatic"] = "automatic"
        case "manual" | None:
            trigger = "manual"
        case _:
            raise MalformedError("value.trigger: neither manual nor automatic")
    return Pressed(
        _verb(action), {} if data is None else _object(data, "value.action.data"), trigger
    )


def _conversation_update(activity: Activity) -> Act:
    bot = activity.recipient.id
    if any(member.id == bot for member in activity.members_added or ()):
        return AppAdded()
    if any(member.id == bot for member in activity.members_removed or ()):
        return AppRemoved()
    event = activity.channel_data.event_type if activity.channel_data else None
    return ChannelsChanged() if event in _CHANNEL_EVENTS else Other(event or "conversationUpdate")


def _object(value: JsonValue, where: str) -> Mapping[str, JsonValue]:
    if not isinstance(value, dict):
        raise MalformedError(f"{where}: not an object")
    return value


def _verb(holder: Mapping[str, JsonValue]) -> str:
    verb = holder.get("verb")
    if not isinstance(verb, str) or not 0 < len(verb) <= _LONGEST_VERB:
        raise MalformedError("verb: missing or not a short string")
    return verb


def _rest(data: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
    return {name: value for name, value in data.items() if name not in {"verb", "msteams"}}


def _actor(activity: Activity, act: Act) -> Actor:
    sender: Account = activity.sender
    if not sender.aad_object_id and isinstance(act, Said | Pressed | DialogAsked | DialogSent):
        raise MalformedError("from.aadObjectId: missing")
    return Actor(
        person=sender.aad_object_id or "",
        tenant=_channel_tenant(activity) or _conversation_tenant(activity),
        teams_id=sender.id,
        name=sender.name or "",
    )


def _place(activity: Activity) -> Place:
    conversation, data = activity.conversation, activity.channel_data
    name = conversation.conversation_type or ("groupChat" if conversation.is_group else "personal")
    if name not in _KINDS:
        raise MalformedError("conversation.conversationType: unknown")
    where, _, thread = conversation.id.partition(_THREAD)
    return Place(
        id=where,
        kind=_KINDS[name],
        service_url=activity.service_url or "",
        tenant=_conversation_tenant(activity),
        team=data.team.id if data and data.team else None,
        thread=thread or None,
    )


def _channel_tenant(activity: Activity) -> str | None:
    data = activity.channel_data
    return data.tenant.id if data and data.tenant else None


def _conversation_tenant(activity: Activity) -> str:
    tenant = activity.conversation.tenant_id or _channel_tenant(activity)
    if not tenant:
        raise MalformedError("conversation.tenantId: missing")
    return tenant
