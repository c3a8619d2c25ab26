"""The bot as the tenant knows it: an address that activities are posted to."""

import json
import logging
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientConnectionError, ClientConnectorError, ClientTimeout

from sandbox.tenant import Tenant

_LOG = logging.getLogger("sandbox")

# How long Teams waits for a bot to take in a message (docs/platform.md#universal-actions).
_MESSAGE_SECONDS = 15


class BotUnreachableError(Exception):
    """No bot listens; the message is a sentence for whoever drives the tenant."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot answered: 504 if nothing in time, 502 if the connection broke."""

    status: int
    body: Any


async def ask(tenant: Tenant, activity: dict[str, Any]) -> Reply:
    """Post an invoke and wait as long as Teams does; the bot's work may go on after that.

    Raises BotUnreachableError.
    """
    return await _post(tenant, activity, tenant.invoke_seconds)


async def send(tenant: Tenant, activity: dict[str, Any]) -> Reply:
    """Post a message or an event and wait until the bot has taken it in.

    Raises BotUnreachableError.
    """
    return await _post(tenant, activity, _MESSAGE_SECONDS)


async def tell(tenant: Tenant, *activities: dict[str, Any]) -> None:
    """Post events, one after the other; those that find no bot are dropped, as in Teams."""
    for activity in activities:
        try:
            reply = await send(tenant, activity)
        except BotUnreachableError as error:
            _LOG.warning("Dropped %s: %s", activity["type"], error)
        else:
            if reply.status >= 400:
                _LOG.warning("The bot answered %s to %s", reply.status, activity["type"])


async def _post(tenant: Tenant, activity: dict[str, Any], seconds: float) -> Reply:
    endpoint = tenant.registration.bot_endpoint
    if endpoint is None:
        raise BotUnreachableError(
            "No bot is registered yet. PUT /sandbox/registration with its botEndpoint."
        )
    headers = {
        "Authorization": f"Bearer {tenant.issuer.sign_for_bot()}",
        "x-ms-conversation-id": activity["conversation"]["id"],
        "x-ms-tenant-id": tenant.registration.tenant_id,
    }
    try:
        async with tenant.session.post(
            endpoint, json=activity, headers=headers, timeout=ClientTimeout(total=seconds)
        ) as response:
            return Reply(response.status, _json(await response.read()))
    except TimeoutError:
        return Reply(504, None)
    except ClientConnectorError as error:
        raise BotUnreachableError(f"The bot at {endpoint} cannot be reached.") from error
    except ClientConnectionError:
        return Reply(502, None)


def _json(raw: bytes) -> object:
    try:
        body: object = json.loads(raw) if raw else None
    except ValueError:
        return raw.decode(errors="replace")
    return body


def answer(reply: Reply) -> dict[str, Any]:
    """What Teams' client was told: the bot's `{statusCode, type, value}`, or that it failed."""
    if reply.status == 504:
        return unable(504, "The bot did not answer in time.")
    if reply.status != 200:
        return unable(reply.status, f"The bot answered {reply.status}.")
    if not isinstance(reply.body, dict) or "statusCode" not in reply.body:
        return unable(reply.status, "The bot's answer is not an invoke response.")
    told = reply.body
    return {"status": told["statusCode"], "type": told.get("type"), "value": told.get("value")}


def unable(status: int, sentence: str) -> dict[str, Any]:
    """What the client shows when the bot's answer cannot be used; `status` is HTTP's."""
    value = {"code": "BotFailed", "message": f"Unable to reach app. {sentence}"}
    failed = status if status >= 400 else 500
    return {"status": failed, "type": "application/vnd.microsoft.error", "value": value}
