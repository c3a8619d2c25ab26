"""The worker that brings out what the records call for, so that no reply waits for a post."""

import asyncio
from collections.abc import Callable

import structlog

from bot.delivery.correcting import give_corrections
from bot.delivery.posting import send_claimed
from bot.delivery.redrawing import Looked, Redrawing
from bot.delivery.sheets import give_sheets
from bot.organisation import Organisation
from graph.errors import GraphFault

LOOK_GAP = 0.25
"""Seconds between two looks at one change's cards at least: many presses at once are one look."""

_log = structlog.get_logger(__name__)


class Outgoing:
    """One organisation's worker: nudged after every write, it sends and redraws.

    It keeps nothing: what it has not done when the process ends, the next agenda finds in
    the lists. `after` is called after each round: what is due next may have changed.
    """

    def __init__(self, org: Organisation, after: Callable[[], None]) -> None:
        self._org = org
        self._after = after
        self._loop = asyncio.get_running_loop()
        self._redrawing = Redrawing(org, self._loop.time)
        self._changes: set[str] = set()
        self._failed: set[str] = set()
        self._looked: dict[str, float] = {}
        self._given: set[str] = set()
        self._nudged = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    def nudge(self, change: str = "") -> None:
        """Something was written, about this change or about none."""
        if change:
            self._changes.add(change)
        # What could not be redrawn before is tried again with whatever comes next.
        self._changes |= self._failed
        self._failed.clear()
        self._idle.clear()
        self._nudged.set()

    async def settled(self) -> None:
        """Return when everything nudged for has been handed on.

        A card that was edited only just now is no reason to wait: its next edit comes by itself.
        """
        await self._idle.wait()

    async def run(self) -> None:
        """Work for ever."""
        while True:
            await self._nudged.wait()
            self._nudged.clear()
            try:
                await send_claimed(self._org, self._given)
                await give_sheets(self._org)
                await self._redraw()
            except Exception:
                # The worker outlives any one fault; the agenda comes back to what it left.
                _log.exception("outgoing.failed")
                self._failed |= self._changes
                self._changes.clear()
            self._after()
            if not self._nudged.is_set() and not self._changes:
                self._idle.set()

    async def _redraw(self) -> None:
        """Look at the changes nudged for, but for those looked at a moment ago."""
        now = self._loop.time()
        self._looked = {c: at for c, at in self._looked.items() if now < at + LOOK_GAP}
        for change in sorted(self._changes - self._looked.keys()):
            self._changes.discard(change)
            looked = await self._look(change)
            self._looked[change] = self._loop.time()
            if not looked.current:
                self._failed.add(change)
            if looked.again_in is not None:
                self._loop.call_later(looked.again_in, self.nudge, change)
        # A change that was nudged for meanwhile and not looked at has set the event itself.
        if waiting := [self._looked[c] for c in self._changes if c in self._looked]:
            self._loop.call_at(min(waiting) + LOOK_GAP, self._nudged.set)

    async def _look(self, change: str) -> Looked:
        dossier = self._org.records.dossier(change)
        if dossier is None:
            return Looked()
        try:
            await give_corrections(self._org, dossier)
            return await self._redrawing.redraw(dossier)
        except GraphFault as fault:
            _log.warning("outgoing.later", change=change, reason=str(fault))
            return Looked(current=False)
