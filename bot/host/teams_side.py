"""The side of the program that faces Teams, as the settings ask for it."""

from collections.abc import Awaitable, Callable

import aiohttp
import structlog

from bot.settings import Settings
from bot.teams.door import Gate
from bot.teams.inbound import OpenGate, TokenGate
from bot.teams.outbound import TeamsConnector
from bot.teams.plain import Known, PlainConnector, plain_answers
from bot.teams.service_urls import ServiceUrls
from bot.teams.signing_keys import SigningKeys
from bot.teams.turn import Handler
from graph.records import Records

_log = structlog.get_logger(__name__)


def gate_for(settings: Settings, keys: SigningKeys, service_urls: ServiceUrls) -> Gate:
    """The gate before the door; an open one is logged, so that nobody overlooks it."""
    if settings.door_open_to_anybody:
        _log.warning(
            "door.open_to_anybody",
            setting="CUTOVER_DOOR_OPEN_TO_ANYBODY",
            host=settings.host,
            port=settings.port,
        )
        return OpenGate(service_urls)
    return TokenGate(settings.app_id, keys, service_urls)


def connector_for(
    settings: Settings,
    session: aiohttp.ClientSession,
    token: Callable[[], Awaitable[str]],
    service_urls: ServiceUrls,
    records: Records,
) -> TeamsConnector:
    """The connector, not paced yet."""
    if settings.plain_cards:
        return PlainConnector(session, settings.app_id, token, service_urls, _known_in(records))
    return TeamsConnector(session, settings.app_id, token, service_urls)


def handler_for(settings: Settings, handler: Handler, records: Records) -> Handler:
    """The handler of turns, with its answers as plain as its posts."""
    return plain_answers(handler, _known_in(records)) if settings.plain_cards else handler


def _known_in(records: Records) -> Known:
    """Everybody whose name the records know, by name."""

    def known() -> list[tuple[str, str]]:
        people = records.workplace().people.values()
        named = [(person.key, person.name) for person in people if person.name]
        return sorted(named, key=lambda one: one[1])

    return known
