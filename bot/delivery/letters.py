"""The card of a mailing, drawn once for all who read the same."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from bot.organisation import Organisation
from bot.teams.connector import Message
from bot.teams.turn import Json
from cards import posted
from cards.words import speaking
from playbook.correcting import days_in, told_before
from playbook.dossier import Dossier
from playbook.fields import NOBODY
from playbook.mailing import letter, post_key
from playbook.records import Addressee, Days, Post, Purpose, Sheet


class Letters:
    """Draws announcements to people one to one.

    They differ in nothing but the key of the post, which says on a press which one arrived, and
    in whether their reader has said "Got it".
    Drawing takes longer than sending does.
    """

    def __init__(self, org: Organisation, dossier: Dossier, now: datetime) -> None:
        self._org = org
        self._dossier = dossier
        self._now = now
        self._drawn: dict[tuple[str, str, str, bool, Days | None], tuple[str, posted.Drawn]] = {}

    def message(self, post: Post) -> Message:
        """The message of a post that has no row of its own."""
        read = (post.about, post.receiver.id) in self._readers
        language = self._org.workplace.person(post.receiver).language
        before = told_before(self._dossier, post.key)
        kind = post.purpose, post.about, language, read, before
        if kind not in self._drawn:
            self._drawn[kind] = post.key, self._draw(post)
        key, drawn = self._drawn[kind]
        return Message(drawn.summary, card=_keyed(drawn.card, key, post.key))

    def shows(self, sheet: Sheet) -> str:
        """A fingerprint of what every message of a sheet shows."""
        blank = letter(sheet, Addressee(person=NOBODY), self._now)
        key = sheet.about
        if sheet.purpose is Purpose.CORRECTION and sheet.addressees:
            # What they had heard before is found by the key of somebody's card.
            key = post_key(sheet, sheet.addressees[0].person.id)
        return posted.fingerprint(self._draw(blank.model_copy(update={"key": key})).card)

    def days(self, sheet: Sheet) -> Days | None:
        """The days that every message of a sheet tells."""
        return days_in(self._dossier, sheet)

    @cached_property
    def _readers(self) -> frozenset[tuple[str, str]]:
        """Who said "Got it" to which wave, on a sheet or in a channel."""
        return frozenset(
            (sheet.about, one.person.id)
            for sheet in self._dossier.sheets
            if sheet.acknowledged
            for one in sheet.addressees
            if one.got_it
        )

    def _draw(self, post: Post) -> posted.Drawn:
        with speaking(self._org.language):
            return posted.draw(post, self._dossier, self._org.workplace, self._now)


def _keyed(card: Mapping[str, Json], drawn_for: str, key: str) -> dict[str, Json]:
    return {name: _replaced(value, drawn_for, key) for name, value in card.items()}


def _replaced(value: Json, old: str, new: str) -> Json:
    if isinstance(value, dict):
        return _keyed(value, old, new)
    if isinstance(value, list):
        return [_replaced(one, old, new) for one in value]
    return new if value == old else value
