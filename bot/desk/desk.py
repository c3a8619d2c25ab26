"""The desk: what a press or a word does. It parses, calls the playbook, and answers."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

import structlog

from bot.carrying import Contended
from bot.desk.acknowledging import Acknowledging
from bot.desk.arrivals import arrived, channels_changed, left
from bot.desk.routes import ROUTES, Route
from bot.desk.saying import said
from bot.desk.visit import Visit, person_of
from bot.organisation import Organisation, Organisations
from bot.teams.turn import (
    Answer,
    AppAdded,
    AppRemoved,
    ChannelsChanged,
    DialogAsked,
    DialogSent,
    Json,
    Nothing,
    OpenDialog,
    Pressed,
    Said,
    ShowCard,
    ShowError,
    ShowText,
    Turn,
)
from cards import replied
from cards.dialog import in_dialog
from cards.payloads import CommandPayload, Nonsense, OldCard, change_of, inputs_of, parse
from cards.words import speaking
from graph.budget import URGENCY, Urgency
from graph.wire import CORRELATION

Nudge = Callable[[str], None]

_log = structlog.get_logger(__name__)


class Desk:
    """Takes turns. `nudge` wakes the worker that brings out what a turn wrote."""

    def __init__(self, organisations: Organisations, nudge: Nudge) -> None:
        self._organisations = organisations
        self._nudge = nudge
        now = asyncio.get_running_loop().time
        self._acknowledging = {org.name: Acknowledging(org, now) for org in organisations.all()}

    async def take(self, turn: Turn) -> Answer:
        """Answer one turn. What the person may do is the playbook's to say, not the card's."""
        org = self._organisations.hosting(turn.place.tenant)
        if org is None:
            _log.warning("turn.foreign_tenant", tenant=turn.place.tenant)
            return Nothing()
        token, waits = CORRELATION.set(turn.correlation), URGENCY.set(Urgency.PERSON)
        try:
            with speaking(turn.locale or org.language):
                return await self._answer(org, turn)
        finally:
            CORRELATION.reset(token)
            URGENCY.reset(waits)
            self._nudge("")

    def trouble(self, turn: Turn) -> ShowText | ShowError:
        """What a person is told when a turn failed in a way nobody foresaw."""
        text = replied.trouble_in_words(turn.correlation, turn.locale or "")
        return ShowError("trouble", text, 500) if isinstance(turn.act, Pressed) else ShowText(text)

    async def _answer(self, org: Organisation, turn: Turn) -> Answer:
        if not turn.actor.person:
            _log.info("turn.nobody", act=type(turn.act).__name__)
            return Nothing()
        acknowledging = self._acknowledging[org.name]
        visit = Visit(org, acknowledging, turn, person_of(turn), org.clock.now())
        _log.info("turn", act=type(turn.act).__name__, person=visit.person.key)
        match turn.act:
            case Said(text=text):
                return _on_card(await said(visit, text))
            case Pressed(verb=verb, data=data):
                return _on_card(await self._pressed(visit, verb, data))
            case DialogAsked(verb=verb, data=data) | DialogSent(verb=verb, data=data):
                return _in_dialog(await self._pressed(visit, verb, data))
            case AppAdded():
                return await arrived(visit)
            case ChannelsChanged():
                return await channels_changed(visit)
            case AppRemoved():
                return await left(visit)
            case _:
                return Nothing()

    async def _pressed(self, visit: Visit, verb: str, data: Mapping[str, Json]) -> Answer:
        payload = parse(verb, data)
        if isinstance(payload, OldCard):
            _log.warning("card.old", verb=verb, change=payload.change)
            return ShowCard(replied.old_card(payload))
        if isinstance(payload, Nonsense):
            _log.warning("card.nonsense", verb=verb, why=payload.why)
            return ShowCard(replied.nonsense())
        route: Route = ROUTES[verb]
        try:
            answer = await route.handle(replace(visit, inputs=inputs_of(payload, data)), payload)
        except Contended:
            return ShowCard(replied.contended())
        if isinstance(payload, CommandPayload):
            self._nudge(change_of(payload))
        return answer


def _on_card(answer: Answer) -> Answer:
    """A card in place of the pressed one, or a message with a line for its notification.

    A form shown in answer to a card's own button stands in its place: no dialog can open.
    """
    if isinstance(answer, ShowCard | OpenDialog):
        return ShowCard(answer.card, summary=str(answer.card["fallbackText"]))
    return answer


def _in_dialog(answer: Answer) -> Answer:
    """A card shown in answer to a dialog is the dialog's next page."""
    match answer:
        case ShowCard(card=card):
            return OpenDialog(str(card["fallbackText"]), in_dialog(dict(card)))
        case OpenDialog(title=title, card=card):
            return OpenDialog(title, in_dialog(dict(card)))
        case _:
            return answer
