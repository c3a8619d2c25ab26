"""POST /api/messages: the only way in from Teams."""

import json
import uuid
from collections.abc import Awaitable, Callable
from typing import Protocol

import structlog
from aiohttp import web

from bot.teams.activity import Activity, MalformedError, read
from bot.teams.acts import UnknownInvokeError, turn_of
from bot.teams.answers import invoke_body
from bot.teams.inbound import Rejected
from bot.teams.turn import (
    Answer,
    Handler,
    Nothing,
    Pressed,
    Said,
    ShowCard,
    ShowError,
    ShowText,
    Turn,
)

LARGEST = 256 * 1024
"""Bytes of an activity; what Teams sends is far smaller."""

_log = structlog.get_logger(__name__)


class Gate(Protocol):
    """Says whether a request comes from Teams (bot.teams.inbound has the real one)."""

    async def check(
        self, authorization: str | None, channel_id: str | None, service_url: str | None
    ) -> Rejected | None:
        """None where the request is authentic."""


class Door:
    """Authenticates what arrives, makes a turn of it, and carries the answer back.

    Whatever is malformed or not from Teams gets a 4xx with nothing in it and leaves one log line.

    Args:
        gate: says whether a request comes from Teams.
        handler: decides what a turn does.
        reply: sends an answer as a message, where the act has no response that could carry it.
        trouble: the sentence for the person when the handler raised.
    """

    def __init__(
        self,
        gate: Gate,
        handler: Handler,
        reply: Callable[[Turn, Answer], Awaitable[None]],
        trouble: Callable[[Turn], ShowText | ShowError],
    ) -> None:
        self._gate = gate
        self._handler = handler
        self._reply = reply
        self._trouble = trouble

    async def post(self, request: web.Request) -> web.Response:
        """The aiohttp handler."""
        try:
            body = await _read_at_most(request, LARGEST)
        except web.RequestPayloadError as broken:
            return _turned_away(400, type(broken).__name__)
        if body is None:
            return _turned_away(413, "larger than 256 KB")
        try:
            activity = read(body)
        except MalformedError as wrong:
            return _turned_away(400, str(wrong))
        rejected = await self._gate.check(
            request.headers.get("Authorization"), activity.channel_id, activity.service_url
        )
        if rejected:
            return _turned_away(rejected.status, rejected.reason)
        try:
            turn = turn_of(activity, str(uuid.uuid4()))
        except MalformedError as wrong:
            return _turned_away(400, str(wrong))
        except UnknownInvokeError as unknown:
            return _turned_away(501, f"unknown invoke {unknown}")
        with structlog.contextvars.bound_contextvars(correlation=turn.correlation):
            return await self._take(turn, activity)

    async def _take(self, turn: Turn, activity: Activity) -> web.Response:
        if activity.type == "invoke":
            return await self._invoke(turn)
        try:
            answer, status = await self._handler(turn), 200
        except Exception:
            # The last barrier of a turn: the person hears a sentence, the log gets the rest.
            _log.exception("turn.failed", act=type(turn.act).__name__)
            answer, status = self._after_failure(turn), 500
        await self._send(turn, answer)
        return web.Response(status=status)

    async def _invoke(self, turn: Turn) -> web.Response:
        try:
            text = _invoke_text(turn, await self._handler(turn))
        except Exception:
            # As above; but Teams shows the sentence only where the status is 200.
            _log.exception("turn.failed", act=type(turn.act).__name__)
            text = _invoke_text(turn, self._trouble(turn))
        if text is None:
            return web.Response()
        return web.json_response(text=text)

    def _after_failure(self, turn: Turn) -> Answer:
        return self._trouble(turn) if isinstance(turn.act, Said | Pressed) else Nothing()

    async def _send(self, turn: Turn, answer: Answer) -> None:
        match answer:
            case ShowCard() | ShowText() | ShowError():
                try:
                    await self._reply(turn, answer)
                except Exception:
                    # The turn itself is done; a reply that cannot be sent must not undo its 200.
                    _log.exception("reply.failed")
            case Nothing():
                pass
            case _:
                _log.error("reply.unfit", answer=type(answer).__name__)


def _turned_away(status: int, reason: str) -> web.Response:
    _log.warning("request.turned_away", status=status, reason=reason)
    return web.Response(status=status)


def _invoke_text(turn: Turn, answer: Answer) -> str | None:
    body = invoke_body(turn.act, answer)
    return None if body is None else json.dumps(body)


async def _read_at_most(request: web.Request, limit: int) -> bytes | None:
    if (request.content_length or 0) > limit:
        return None
    body = bytearray()
    async for chunk in request.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > limit:
            return None
    return bytes(body)
