"""The worker that brings out what the records call for, so that no reply waits for a post."""

import asyncio
from collections.abc import Callable

import structlog

from bot.delivery.posting import redraw, send_claimed
from bot.organisation import Organisation
from graph.errors import GraphFault

_log = structlog.get_logger(__name__)


class Outgoing:
    """One organisation's worker: nudged after every write, it sends and redraws.

    It keeps nothing: what it has not done when the process ends, the next agenda finds in
    the lists. `after` is called after each round: what is due next may have changed.
    """

    def __init__(self, org: Organisation, after: Callable[[], None]) -> None:
        self._org = org
        self._after = after
        self._changes: set[str] = set()
        self._given: set[str] = set()
        self._nudged = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    def nudge(self, change: str = "") -> None:
        """Something was written, about this change or about none."""
        if change:
            self._changes.add(change)
        self._idle.clear()
        self._nudged.set()

    async def settled(self) -> None:
        """Return when everything nudged for has been handed on."""
        await self._idle.wait()

    async def run(self) -> None:
        """Work for ever."""
        while True:
            await self._nudged.wait()
            self._nudged.clear()
            changes, self._changes = self._changes, set()
            try:
                await send_claimed(self._org, self._given)
                for change in sorted(changes):
                    if await self._redrawn(change):
                        changes.discard(change)
            except Exception:
                # The worker outlives any one fault; the agenda comes back to what it left.
                _log.exception("outgoing.failed")
            # What could not be redrawn now is tried again at the next nudge.
            self._changes |= changes
            self._after()
            if not self._nudged.is_set():
                self._idle.set()

    async def _redrawn(self, change: str) -> bool:
        """Whether all cards of a change tell what its records tell."""
        dossier = self._org.records.dossier(change)
        try:
            return dossier is None or await redraw(self._org, dossier)
        except GraphFault as fault:
            _log.warning("outgoing.later", change=change, reason=str(fault))
            return False
