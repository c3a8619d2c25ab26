"""Writing rows: one batch where nothing stands in the way, and no create repeated blindly.

What is throttled is sent again, after the longest wait that Graph asked for. What may have been
carried out unheard is sent again too, since every row has a unique key and every edit an ETag:
should it be refused then, the row is read, and if it is as we wanted it, it was us.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from graph import batch
from graph.addresses import Addresses
from graph.answers import Answer, fault_of, is_changed, is_taken
from graph.batch import MOST_PARTS, Part
from graph.errors import GraphFault, NotFound, Unavailable
from graph.lists import (
    Annotate,
    Changed,
    Exists,
    Failed,
    Put,
    Result,
    Skipped,
    Write,
    Written,
)
from graph.patience import Patience
from graph.rows import UNKNOWN_ETAG, Fields, Row, difference, encode, read_record
from graph.schema import NOTE
from graph.wire import Wire
from playbook.fields import ListOf, declared
from playbook.records import Record

Find = Callable[[type[Any], str, float], Awaitable[Row[Any] | None]]
"""Reads a row by its key within some seconds."""

_FIRST = 0


@dataclass(frozen=True, slots=True)
class _Prepared:
    """One write: the columns to send, and to which row, None for a new one.

    `stands` is how the row will read, None after a note.
    """

    kept_in: ListOf
    fields: Fields
    item: str | None = None
    etag: str = ""
    stands: Row[Any] | None = None

    @classmethod
    def of(cls, write: Write) -> "_Prepared":
        if isinstance(write, Annotate):
            return cls(write.kept_in, {NOTE: write.note or None}, write.item, write.etag)
        fields = encode(write.record)
        record = read_record(type(write.record), fields)
        kept_in = type(record).KEPT_IN
        if isinstance(write, Put):
            held = write.row
            changed = difference(encode(held.record), fields)
            note = held.note if write.note is None else write.note
            if write.note is None and changed.keys() - _computed(type(record)):
                # What was wrong with a row is mended by whoever writes what it says anew.
                note = ""
            if write.whole:
                changed |= _said(fields)
            if note != held.note:
                changed[NOTE] = note or None
            stands = Row(record, held.item, held.etag, note=note) if changed else held
            return cls(kept_in, changed, held.item, held.etag, stands)
        return cls(kept_in, _said(fields), stands=Row(record, "", ""))

    @property
    def unchanged(self) -> bool:
        """Whether the row already is as wanted, so that there is nothing to send."""
        return self.item is not None and not self.fields


def _said(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value is not None}


@cache
def _computed(record_type: type[Record]) -> frozenset[str]:
    """The columns that are written for people to read and say nothing that anybody typed."""
    return frozenset(kept.column for kept in declared(record_type) if kept.projection)


class Writing:
    """One call of `Lists.write` on its way."""

    def __init__(
        self, wire: Wire, addresses: Addresses, find: Find, writes: Sequence[Write], within: float
    ) -> None:
        self._wire = wire
        self._addresses = addresses
        self._find = find
        self._writes = [_Prepared.of(write) for write in writes]
        self._patience = Patience(within)
        self._results: dict[int, Result] = {}
        self._doubted: set[int] = set()

    async def results(self) -> tuple[Result, ...]:
        """Carry the writes out; what became of each, in their order."""
        try:
            await self._addresses.learn(within=self._patience.left)
            while pending := self._pending():
                await self._round(pending)
        except GraphFault as fault:
            self._fail(fault)
        return tuple(self._results[place] for place in range(len(self._writes)))

    def _pending(self) -> list[int]:
        """The places of what is still to be sent, at most one batch; skips what must not be."""
        first = self._results.get(_FIRST)
        places = [place for place in range(len(self._writes)) if place not in self._results]
        if first is None or isinstance(first, Written):
            return places[:MOST_PARTS]
        for place in places:
            self._results[place] = Failed(first.fault) if isinstance(first, Failed) else Skipped()
        return []

    async def _round(self, places: list[int]) -> None:
        sent = [place for place in places if not self._stands(place)]
        if not sent:
            return
        parts = [self._part(place, sent) for place in sent]
        try:
            answers = await batch.send(self._wire, parts, self._patience.left)
        except Unavailable as fault:
            if fault.perhaps_done:
                self._doubted.update(sent)
            await self._patience.rest(fault)
            return
        busy: list[Unavailable] = []
        for place, answer in zip(sent, answers, strict=True):
            again = await self._take(place, answer)
            if again is not None:
                busy.append(again)
        if busy:
            await self._patience.rest(max(busy, key=lambda fault: fault.after or 0))

    def _stands(self, place: int) -> bool:
        """Whether the row already is as wanted, so that there is nothing to send."""
        write = self._writes[place]
        if write.unchanged:
            self._results[place] = Written(write.stands)
        return write.unchanged

    def _part(self, place: int, sent: list[int]) -> Part:
        write = self._writes[place]
        after = sent.index(_FIRST) if _FIRST in sent and place != _FIRST else None
        if write.item is None:
            items = self._addresses.items(write.kept_in)
            return Part("POST", items, {"fields": write.fields}, after=after)
        address = self._addresses.fields(write.kept_in, write.item)
        return Part("PATCH", address, write.fields, {"If-Match": write.etag}, after)

    async def _take(self, place: int, answer: Answer) -> Unavailable | None:
        """Note what became of one write; its fault where it is to be sent again."""
        write = self._writes[place]
        if answer.good:
            self._results[place] = Written(_row(write, answer))
        elif answer.status == 424:
            return self._held_back()
        elif is_taken(answer):
            self._results[place] = await self._unless_ours(place, Exists())
        elif write.item is not None and is_changed(answer):
            self._results[place] = await self._unless_ours(place, Changed())
        else:
            return self._refused(place, fault_of(answer))
        return None

    def _held_back(self) -> Unavailable | None:
        """What to do about a write that was not tried because the first had not succeeded."""
        first = self._results.get(_FIRST)
        if first is None or isinstance(first, Written):
            return Unavailable("Held back with the first write of its batch.")
        return None

    def _refused(self, place: int, fault: GraphFault) -> Unavailable | None:
        if isinstance(fault, Unavailable):
            if fault.perhaps_done:
                self._doubted.add(place)
            return fault
        if isinstance(fault, NotFound):
            self._addresses.forget()
        self._results[place] = Failed(fault)
        return None

    async def _unless_ours(self, place: int, result: Result) -> Result:
        """The result, unless an earlier attempt of ours is what stands in the way."""
        if place not in self._doubted:
            return result
        stands = self._writes[place].stands
        if stands is None:
            return result
        wanted = stands.record
        row = await self._find(type(wanted), wanted.key, self._patience.left)
        return Written(row) if row and row.record == wanted else result

    def _fail(self, fault: GraphFault) -> None:
        for place in range(len(self._writes)):
            self._results.setdefault(place, Failed(fault))


def _row(write: _Prepared, answer: Answer) -> Row[Any] | None:
    if write.stands is None:
        return None
    if write.item is None:
        item, etag = str(answer.body.get("id", "")), answer.body.get("eTag")
    else:
        item, etag = write.item, answer.body.get("@odata.etag")
    return replace(write.stands, item=item, etag=etag if isinstance(etag, str) else UNKNOWN_ETAG)
