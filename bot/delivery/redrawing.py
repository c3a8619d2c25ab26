"""Keeping cards that live true to the records."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from bot.delivery.reaching import place_of
from bot.organisation import Organisation
from bot.teams.connector import Message, NotSent
from cards import posted
from cards.words import speaking
from graph.records import Saved
from playbook.dossier import Dossier
from playbook.outcome import Outcome
from playbook.records import Post, PostState, Purpose

LIVE = frozenset(
    {
        Purpose.APPROVAL, Purpose.REMINDER, Purpose.STAND_IN, Purpose.EXPIRING,
        Purpose.ANNOUNCEMENT, Purpose.ROLLBACK, Purpose.QUESTION, Purpose.PROBLEM,
        Purpose.ADDITION, Purpose.ANSWERED, Purpose.COUNTS, Purpose.SURVEY,
    }
)  # fmt: skip
"""Purposes whose cards are redrawn when what they tell has changed. A survey's card tells nothing
new while it is open, so nobody loses what they are choosing there."""
EDIT_GAP = 5.0
"""Seconds between two edits of one card at least: what happens meanwhile comes with the next."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Looked:
    """How the cards of a change stand: whether each could be edited that had to be, and in how
    many seconds the first may be edited that was edited only just now.
    """

    current: bool = True
    again_in: float | None = None


class Redrawing:
    """Edits the live cards of one organisation. `now` is in seconds that only ever grow."""

    def __init__(self, org: Organisation, now: Callable[[], float]) -> None:
        self._org = org
        self._now = now
        self._edited: dict[str, float] = {}

    async def redraw(self, dossier: Dossier) -> Looked:
        """Bring the live cards of a change up to date; an edit may be repeated, so none is claimed.

        A card that Teams will not edit any more, such as one somebody deleted, is let be.

        Raises:
            GraphFault: what a card shows now could not be written down, for good.
        """
        self._forget()
        current, waits = True, []
        for post in dossier.posts:
            if post.purpose not in LIVE or post.state is not PostState.SENT or not post.message:
                continue
            drawn = self._drawn(post, dossier)
            # Drawing a card takes milliseconds, and a change has many: others get their turn.
            await asyncio.sleep(0)
            content = posted.fingerprint(drawn.card)
            if content == post.content:
                continue
            if rest := self._rest(post.key):
                waits.append(rest)
                continue
            current = await self._edit(post, drawn, content) and current
        return Looked(current, min(waits, default=None))

    def _drawn(self, post: Post, dossier: Dossier) -> posted.Drawn:
        with speaking(self._org.language):
            return posted.draw(post, dossier, self._org.workplace, self._org.clock.now())

    async def _edit(self, post: Post, drawn: posted.Drawn, content: str) -> bool:
        message = Message(summary=drawn.summary, card=drawn.card)
        place = place_of(self._org, post)
        updated = await self._org.connector.update(place, post.message, message)
        if isinstance(updated, NotSent):
            _log.info("card.not_updated_yet", post=post.key, reason=updated.reason)
            return False
        self._edited[post.key] = self._now()
        row = post.model_copy(update={"content": content})
        kept = await self._org.records.carry_out(Outcome(edits=(row,)), within=10)
        return isinstance(kept, Saved)

    def _rest(self, post: str) -> float:
        edited = self._edited.get(post)
        return 0.0 if edited is None else max(0.0, edited + EDIT_GAP - self._now())

    def _forget(self) -> None:
        """Drop the cards that may be edited again."""
        now = self._now()
        self._edited = {post: at for post, at in self._edited.items() if now < at + EDIT_GAP}
