"""Answers that no response can carry, sent as messages."""

import structlog

from bot.teams.connector import Connector, Message, Sent
from bot.teams.turn import Answer, ShowCard, ShowError, ShowText, Turn

_log = structlog.get_logger(__name__)


class Replies:
    """Sends an answer to where the turn came from, into its thread; failures are logged.

    A reply is not a post: it is claimed nowhere, and one that is lost is asked for again by the
    person who is looking at the chat.
    """

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def __call__(self, turn: Turn, answer: Answer) -> None:
        """Send a card or a sentence; any other answer is nothing to send."""
        match answer:
            case ShowCard(card=card, summary=summary):
                message = Message(summary, card=card)
            case ShowText(text=text) | ShowError(text=text):
                message = Message(text, text=text)
            case _:
                return
        delivery = await self._connector.send(turn.place, message)
        if not isinstance(delivery, Sent):
            _log.warning("reply.not_sent", outcome=type(delivery).__name__, reason=delivery.reason)
