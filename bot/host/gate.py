"""Which gate stands before the door: Teams' signature, or none where the settings say so."""

import structlog

from bot.settings import Settings
from bot.teams.door import Gate
from bot.teams.inbound import OpenGate, TokenGate
from bot.teams.service_urls import ServiceUrls
from bot.teams.signing_keys import SigningKeys

_log = structlog.get_logger(__name__)


def gate(settings: Settings, keys: SigningKeys, service_urls: ServiceUrls) -> Gate:
    """The gate that the settings ask for; an open one is logged, so that nobody overlooks it."""
    if settings.door_open_to_anybody:
        _log.warning(
            "door.open_to_anybody",
            setting="CUTOVER_DOOR_OPEN_TO_ANYBODY",
            host=settings.host,
            port=settings.port,
        )
        return OpenGate(service_urls)
    return TokenGate(settings.app_id, keys, service_urls)
