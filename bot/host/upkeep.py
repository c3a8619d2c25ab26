"""What the engine does at each instant: take in the lists, write what is due, send and redraw."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.carrying import follow_up, stand_up
from bot.delivery.addressing import address
from bot.delivery.outgoing import Outgoing
from bot.noticing import notice_edits
from bot.organisation import Organisation
from graph.errors import GraphFault, Unavailable
from playbook.agenda import next_due, next_standup
from playbook.dossier import Dossier

_LONG = 10.0
"""Seconds that Graph asks us to wait; shorter rests were taken already."""

_log = structlog.get_logger(__name__)


class Upkeep:
    """One organisation's agenda, carried out instant by instant.

    With `settles`, an instant is over once all that it brought has been sent: whoever moved the
    clock waits for that. Time itself waits for nobody, however long a mailing takes.
    """

    def __init__(self, org: Organisation, outgoing: Outgoing, *, settles: bool) -> None:
        self._org = org
        self._outgoing = outgoing
        self._settles = settles
        self._seen: dict[str, Dossier] = {}
        self._noted: set[tuple[str, str, str]] = set()
        self.current = False
        """Whether the register was brought up to date the last time it was tried."""

    async def due(self, at: datetime) -> None:
        """Do everything that is due by `at`; always on lists just read."""
        try:
            await self._read()
        except GraphFault as fault:
            self.current = False
            _log.warning("lists.unavailable", reason=str(fault))
            return
        self.current = True
        self._note_broken()
        await notice_edits(self._org)
        for change in self._org.records.changes():
            await follow_up(self._org, change)
            await address(self._org, change)
            self._redraw_if_new(change)
            # Where nothing is due nothing was waited for, and there may be hundreds of changes.
            await asyncio.sleep(0)
        await stand_up(self._org)
        self._outgoing.nudge()
        if self._settles:
            await self._outgoing.settled()
            await self._org.journal.settled()
            await self._outgoing.settled()
        _log.debug("upkeep.done", at=at.isoformat())

    def next_due(self, after: datetime) -> datetime | None:
        """The first instant after `after` at which time makes something due."""
        return _next_due(self._org, after)

    async def _read(self) -> None:
        """Bring the register up to date.

        Whoever jumps over months of time spends a minute's allowance of Graph in seconds
        (docs/platform.md#throttling), and waits for the next one with us.
        """
        try:
            await self._org.records.refresh()
        except Unavailable as throttled:
            wait = throttled.after or 0.0
            if not self._settles or wait < _LONG:
                raise
            await asyncio.sleep(wait)
            await self._org.records.refresh()

    def _note_broken(self) -> None:
        """Log each row that is no record once; what is in it stays out of the log."""
        broken = {(kept_in.name, row.item, str(row)) for kept_in, row in self._org.records.broken()}
        for name, item, reason in sorted(broken - self._noted):
            _log.warning("lists.row_unreadable", list=name, item=item, reason=reason)
        self._noted = broken

    def _redraw_if_new(self, change: str) -> None:
        dossier = self._org.records.dossier(change)
        if dossier is not None and self._seen.get(change) is not dossier:
            self._seen[change] = dossier
            self._outgoing.nudge(change)


class Horizon:
    """Says when what is due next has become another instant, and only then."""

    def __init__(self, org: Organisation, tell: Callable[[], None]) -> None:
        self._org = org
        self._tell = tell
        self._told: datetime | None = None

    def look(self) -> None:
        due = _next_due(self._org, self._org.clock.now())
        if due != self._told:
            self._told = due
            self._tell()


def _next_due(org: Organisation, after: datetime) -> datetime | None:
    workplace = org.workplace
    dues = [next_due(dossier, workplace, after) for dossier in org.records.dossiers()]
    dues.append(next_standup(workplace, after))
    return min((due for due in dues if due is not None), default=None)
