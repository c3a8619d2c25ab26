"""What one organisation keeps: the register to read from, the lists to write to."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from graph.errors import GraphFault, NotFound, Unavailable
from graph.lists import Annotate, Append, Failed, ListChanges, Lists, Put, Result, Write, Written
from graph.register import Register
from graph.rows import Broken, R, Row
from playbook.by_hand import HandEdit, Note
from playbook.dossier import Dossier
from playbook.fields import ListOf
from playbook.outcome import Outcome
from playbook.records import LISTS, Post, PostState, Record
from playbook.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Saved:
    """The lists have it, and the register shows it.

    With `lacking` they have the row that decides, but refused for good some row that follows
    from it: what was decided stands, and the agenda comes back to the rest.
    """

    lacking: GraphFault | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """The lists are no longer as they were when this was decided: refresh and decide again.

    `landed`: the row that decides was written all the same; others that follow from it were not.
    """

    landed: bool = False


@dataclass(frozen=True, slots=True)
class NotNow:
    """Graph did not say in time that it is saved. It may be: deciding again later tells.

    `after` is the number of seconds that Graph asked us to wait, if it did.
    """

    after: float | None


class Records:
    """One organisation's records."""

    def __init__(self, lists: Lists, register: Register) -> None:
        self._lists = lists
        self._register = register
        self._tokens: dict[ListOf, str | None] = dict.fromkeys(LISTS)
        self._turn = asyncio.Lock()
        self._begun = 0
        self._finished = 0
        self._meanwhile: list[Row[Any]] = []

    async def open(self) -> None:
        """Load all lists.

        :raises GraphFault: if any could not be read; nothing was taken in then
        """
        self._tokens = dict.fromkeys(LISTS)
        await self.refresh()

    async def refresh(self) -> None:
        """Take in what changed in the lists since the last time; one request where it is little.

        Calls that wait for their turn share one refresh, begun after all of them.

        :raises GraphFault: if any list could not be read; nothing was taken in then
        """
        asked = self._begun
        async with self._turn:
            if self._finished > asked:
                return
            self._begun += 1
            self._meanwhile.clear()
            for changes in await self._changes():
                await self._take(changes)
            self._finished = self._begun

    async def carry_out(
        self, outcome: Outcome, *, within: float = 2.0
    ) -> Saved | Conflict | NotNow:
        """Write an outcome's rows; `within` is in seconds of wall time.

        :raises GraphFault: if Graph refuses the deciding row for good, as without a permission
        """
        writes = self._writes(outcome)
        results = await self._lists.write(writes, within=within) if writes else ()
        for write, result in zip(writes, results, strict=True):
            if isinstance(result, Written) and result.row is not None:
                self._settle(write, result.row)
        rows = len(outcome.rows)
        awaited = (*results[: rows - len(outcome.later)], *results[rows:])
        return _verdict(awaited or results)

    def dossier(self, change: str) -> Dossier | None:
        """All rows of a change, or None if there is no such change."""
        return self._register.dossier(change)

    def changes(self) -> tuple[str, ...]:
        """The keys of all changes, in the order in which they were made."""
        return self._register.changes()

    def dossiers(self) -> Iterator[Dossier]:
        """Every change's dossier, in the order in which the changes were made."""
        return self._register.dossiers()

    def workplace(self) -> Workplace:
        """What belongs to the whole organisation."""
        return self._register.workplace()

    def record(self, record_type: type[R], key: str) -> R | None:
        """The record with that key, as the register knows it."""
        row = self._register.row(record_type, key)
        return row.record if row else None

    def post(self, key: str) -> Post | None:
        """The post with that key, as the register knows it."""
        return self.record(Post, key)

    def posts(self, state: PostState) -> tuple[Post, ...]:
        """The posts in that state, in the order in which they were claimed."""
        return self._register.posts(state)

    def broken(self) -> tuple[tuple[ListOf, Broken], ...]:
        """The rows that are no records, with the list that they are in."""
        return self._register.broken()

    def fingerprint(self) -> str:
        """A hash over everything that is known of the lists."""
        return self._register.fingerprint()

    def is_noticed(self, edit: HandEdit) -> bool:
        """Whether something was made of a hand edit before, in whatever name."""
        return self._register.is_noticed(edit)

    def forget_gone(self, record: Record) -> None:
        """What follows from the removal of that row by hand was done."""
        self._register.forget_gone(record)

    async def _changes(self) -> tuple[ListChanges, ...]:
        try:
            return await self._lists.changes(self._tokens)
        except NotFound:
            # A list is gone, and with it its token; should it be made anew, all of it is news.
            self._tokens = dict.fromkeys(LISTS)
            raise

    def _writes(self, outcome: Outcome) -> list[Write]:
        new = (*outcome.facts, *outcome.later)
        writes = [self._write(record, new) for record in outcome.rows]
        writes += self._adoptions(outcome)
        for note in outcome.notes:
            self._note(writes, note)
        return writes

    def _adoptions(self, outcome: Outcome) -> Iterator[Write]:
        """The rows that get their keys, each as it stood when it was looked at."""
        for adoption in outcome.adoptions:
            kept_in = type(adoption.record).KEPT_IN
            found = self._register.keyless(kept_in, adoption.item)
            found = found or self._register.held(kept_in, adoption.item)
            if found is not None:
                yield Put(found, adoption.record, whole=True)

    def _note(self, writes: list[Write], note: Note) -> None:
        """Annotate a row. One that is edited as well is written once: the second write would find
        it changed by the first.
        """
        row = note.kept_in, note.item
        for place, write in enumerate(writes):
            if isinstance(write, Put) and (type(write.record).KEPT_IN, write.row.item) == row:
                writes[place] = replace(write, note=note.text)
                return
        held = self._register.held(note.kept_in, note.item)
        etag = self._register.etag(note.kept_in, note.item)
        if held is not None:
            writes.append(Put(held, held.record, note=note.text))
        elif etag is not None:
            writes.append(Annotate(note.kept_in, note.item, etag, note.text))

    def _write(self, record: Record, new: tuple[Record, ...]) -> Write:
        known = None
        if not any(record is fact for fact in new):
            known = self._register.row(type(record), record.key)
        return Append(record) if known is None else Put(known, record)

    def _settle(self, write: Write, row: Row[Any]) -> None:
        """Show what was written, unless a refresh meanwhile brought that row, or a later one."""
        self._meanwhile.append(row)
        known = self._register.etag(type(row.record).KEPT_IN, row.item)
        if known == (write.row.etag if isinstance(write, Put) else None):
            self._register.take(row)

    async def _take(self, changes: ListChanges) -> None:
        """Take in one list's changes, but for rows that we wrote while they were under way.

        Of those the changes may be older than the register. They are asked for again.
        """
        ours = {
            row.item: row for row in self._meanwhile if type(row.record).KEPT_IN is changes.kept_in
        }
        if not ours:
            await self._register.apply_gently(changes)
            self._tokens[changes.kept_in] = changes.token
            return
        others = tuple(row for row in changes.rows if row.item not in ours)
        await self._register.apply_gently(
            replace(
                changes,
                rows=(*others, *ours.values()),
                broken=tuple(broken for broken in changes.broken if broken.item not in ours),
                removed=tuple(item for item in changes.removed if item not in ours),
            )
        )


def _verdict(results: tuple[Result, ...]) -> Saved | Conflict | NotNow:
    faults = [result.fault for result in results if isinstance(result, Failed)]
    refused = next((fault for fault in faults if not isinstance(fault, Unavailable)), None)
    if refused is not None and not isinstance(results[0], Written):
        raise refused
    waits = [fault.after for fault in faults if isinstance(fault, Unavailable)]
    if waits:
        return NotNow(max((after for after in waits if after), default=None))
    if all(isinstance(result, Written | Failed) for result in results):
        return Saved(lacking=refused)
    return Conflict(landed=isinstance(results[0], Written))
