"""The same bot for a client that has neither dialogs nor people pickers.

Every card leaves by one of two doors, as the answer to a turn or through the connector; both are
here (docs/decisions/0010-playground.md).
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

import aiohttp

from bot.teams.connector import Delivery, Leaving, Message, unnoticed
from bot.teams.outbound import TeamsConnector
from bot.teams.service_urls import ServiceUrls
from bot.teams.turn import Answer, Handler, OpenDialog, Place, ShowCard, Turn
from cards.plain import plain

Known: TypeAlias = Callable[[], Sequence[tuple[str, str]]]
"""Gives the people who can be chosen: ids and names."""


def plain_answers(handler: Handler, known: Known) -> Handler:
    """The handler, answering with plain cards."""

    async def take(turn: Turn) -> Answer:
        answer = await handler(turn)
        if isinstance(answer, ShowCard | OpenDialog):
            return replace(answer, card=plain(answer.card, known()))
        return answer

    return take


class PlainConnector(TeamsConnector):
    """The Connector that talks to Teams, in plain cards."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        app_id: str,
        token: Callable[[], Awaitable[str]],
        service_urls: ServiceUrls,
        known: Known,
    ) -> None:
        super().__init__(session, app_id, token, service_urls)
        self._known = known

    async def send(self, to: Place, message: Message, *, leaving: Leaving = unnoticed) -> Delivery:
        """Send a new message: into the thread where `to` has one, else as a new one."""
        return await super().send(to, self._plain(message), leaving=leaving)

    async def update(self, to: Place, message_id: str, message: Message) -> Delivery:
        """Replace a message that was sent before."""
        return await super().update(to, message_id, self._plain(message))

    def _plain(self, message: Message) -> Message:
        if message.card is None:
            return message
        return replace(message, card=plain(message.card, self._known()))
