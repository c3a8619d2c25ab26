"""Lists in memory: for tests, and for trying things out without a tenant."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

from graph.errors import GraphFault
from graph.lists import (
    Annotate,
    Append,
    Changed,
    Exists,
    Failed,
    ListChanges,
    Put,
    Result,
    Skipped,
    Write,
    Written,
)
from graph.rows import R, Row, as_kept
from playbook.by_hand import Hand
from playbook.fields import ListOf, Who, declared
from playbook.records import Record


class _Memory:
    """One list: its rows by item id in the order of making, and a log of what was touched."""

    def __init__(self) -> None:
        self.rows: dict[str, Row[Any]] = {}
        self.items: dict[str, str] = {}
        self.taken: dict[tuple[str, str], str] = {}
        self.log: list[str] = []
        self._numbers = count(1)

    def add(self, record: Record) -> Result:
        if self._clashes(record, None):
            return Exists()
        return Written(self._keep(record, str(next(self._numbers)), 1))

    def put(self, row: Row[Any], record: Record, note: str | None) -> Result:
        held = self.rows.get(row.item)
        if held is None or held.etag != row.etag:
            return Changed()
        if held.record == record and note in (None, held.note):
            return Written(held)
        if self._clashes(record, row.item):
            return Exists()
        self._forget(held)
        kept = self._keep(record, row.item, _version(held.etag) + 1)
        self.rows[row.item] = replace(kept, note=note or "")
        return Written(self.rows[row.item])

    def annotate(self, item: str, etag: str, note: str) -> Result:
        held = self.rows.get(item)
        if held is None or held.etag != etag:
            return Changed()
        version = f'"{item},{_version(etag) + 1}"'
        self.rows[item] = replace(held, etag=version, hand=None, note=note)
        self.log.append(item)
        return Written(None)

    def touch(self, item: str, record: Record, by: Who, at: datetime) -> None:
        """Leave a row as somebody edits it in Lists."""
        held = self.rows[item]
        self._forget(held)
        row = self._keep(record, item, _version(held.etag) + 1)
        hand = Hand(by, at, str(_version(row.etag)))
        self.rows[item] = replace(row, hand=hand, note=held.note)

    def remove(self, key: str) -> None:
        row = self.rows[self.items[key]]
        self._forget(row)
        self.log.append(row.item)

    def _clashes(self, record: Record, item: str | None) -> bool:
        return any(self.taken.get(value, item) != item for value in _unique(record))

    def _keep(self, record: Record, item: str, version: int) -> Row[Any]:
        row = Row(record, item, f'"{item},{version}"')
        self.rows[item] = row
        self.items[record.key] = item
        self.taken.update(dict.fromkeys(_unique(record), item))
        self.log.append(item)
        return row

    def _forget(self, row: Row[Any]) -> None:
        del self.rows[row.item], self.items[row.record.key]
        for value in _unique(row.record):
            del self.taken[value]


def _unique(record: Record) -> Iterator[tuple[str, str]]:
    """The values that no other row may have; empty ones may be repeated."""
    for kept in declared(type(record)):
        if kept.unique and (value := getattr(record, kept.name)):
            yield kept.name, str(value)


def _version(etag: str) -> int:
    return int(etag.strip('"').rpartition(",")[2])


class MemoryLists:
    """Keeps the port `Lists` as SharePoint does: unique keys, ETags, tokens.

    `faults` are raised one by one, oldest first, by the calls to come: `write` answers with
    them, `changes` and `find` raise them, and nothing is done then.
    """

    def __init__(self) -> None:
        self._lists: dict[ListOf, _Memory] = {}
        self.faults: list[GraphFault] = []

    async def write(
        self,
        writes: Sequence[Write],
        *,
        within: float,  # noqa: ARG002 - memory is never late
    ) -> tuple[Result, ...]:
        if self.faults:
            return self._failed(writes, self.faults.pop(0))
        results: list[Result] = []
        for write in writes:
            lost = results and not isinstance(results[0], Written)
            results.append(Skipped() if lost else self._write(write))
        return tuple(results)

    async def changes(self, tokens: Mapping[ListOf, str | None]) -> tuple[ListChanges, ...]:
        self._fail()
        return tuple(self._since(kept_in, token) for kept_in, token in tokens.items())

    async def find(self, record_type: type[R], key: str) -> Row[R] | None:
        self._fail()
        kept = self._list(record_type.KEPT_IN)
        item = kept.items.get(key)
        row = None if item is None else kept.rows[item]
        return row if row is not None and type(row.record) is record_type else None

    def remove(self, record_type: type[Record], key: str) -> None:
        """Delete a row, as a person may in the list. KeyError if there is none."""
        self._list(record_type.KEPT_IN).remove(key)

    def touch(self, key: str, record: Record, by: Who, at: datetime) -> None:
        """Edit the row of that key, as a person may in the list. KeyError if there is none."""
        kept = self._list(type(record).KEPT_IN)
        kept.touch(kept.items[key], record, by, at)

    def _write(self, write: Write) -> Result:
        if isinstance(write, Annotate):
            return self._list(write.kept_in).annotate(write.item, write.etag, write.note)
        record = as_kept(write.record)
        kept = self._list(type(record).KEPT_IN)
        match write:
            case Append():
                return kept.add(record)
            case Put():
                return kept.put(write.row, record, write.note)

    def _since(self, kept_in: ListOf, token: str | None) -> ListChanges:
        kept = self._list(kept_in)
        known = token is not None and token.isdecimal() and int(token) <= len(kept.log)
        touched = dict.fromkeys(kept.log[int(token) :] if token and known else kept.rows)
        return ListChanges(
            kept_in,
            rows=tuple(kept.rows[item] for item in touched if item in kept.rows),
            broken=(),
            removed=tuple(item for item in touched if item not in kept.rows),
            whole=not known,
            token=str(len(kept.log)),
        )

    def _list(self, kept_in: ListOf) -> _Memory:
        return self._lists.setdefault(kept_in, _Memory())

    def _failed(self, writes: Sequence[Write], fault: GraphFault) -> tuple[Result, ...]:
        return tuple(Failed(fault) for _ in writes)

    def _fail(self) -> None:
        if self.faults:
            raise self.faults.pop(0)
