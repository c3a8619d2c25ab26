"""Lists in memory: for tests, and for trying things out without a tenant."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from graph.errors import GraphFault
from graph.lists import (
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
from playbook.records import Record


class _Memory:
    """One list: its rows by item id in the order of making, and a log of what was touched."""

    def __init__(self) -> None:
        self.rows: dict[str, Row[Any]] = {}
        self.items: dict[str, str] = {}
        self.log: list[str] = []
        self._numbers = count(1)

    def add(self, record: Record) -> Row[Any] | None:
        if record.key in self.items:
            return None
        return self._keep(record, str(next(self._numbers)), 1)

    def put(self, row: Row[Any], record: Record) -> Row[Any] | None:
        held = self.rows.get(row.item)
        if held is None or held.etag != row.etag:
            return None
        if held.record == record:
            return held
        return self._keep(record, row.item, int(held.etag.strip('"').rpartition(",")[2]) + 1)

    def remove(self, key: str) -> None:
        item = self.items.pop(key)
        del self.rows[item]
        self.log.append(item)

    def _keep(self, record: Record, item: str, version: int) -> Row[Any]:
        row = Row(record, item, f'"{item},{version}"')
        self.rows[item] = row
        self.items[record.key] = item
        self.log.append(item)
        return row


class MemoryLists:
    """Keeps the port `Lists` as SharePoint does: unique keys, ETags, tokens.

    `faults` are raised one by one, oldest first, by the calls to come: `write` answers with
    them, `changes` and `find` raise them, and nothing is done then.
    """

    def __init__(self) -> None:
        self._lists: dict[type[Record], _Memory] = {}
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

    async def changes(self, tokens: Mapping[type[Record], str | None]) -> tuple[ListChanges, ...]:
        self._fail()
        return tuple(self._since(record_type, token) for record_type, token in tokens.items())

    async def find(self, record_type: type[R], key: str) -> Row[R] | None:
        self._fail()
        kept = self._list(record_type)
        item = kept.items.get(key)
        return None if item is None else kept.rows[item]

    def remove(self, record_type: type[Record], key: str) -> None:
        """Delete a row, as a person may in the list. KeyError if there is none."""
        self._list(record_type).remove(key)

    def _write(self, write: Write) -> Result:
        record = as_kept(write.record)
        kept = self._list(type(record))
        match write:
            case Append():
                row = kept.add(record)
                return Exists() if row is None else Written(row)
            case Put():
                row = kept.put(write.row, record)
                return Changed() if row is None else Written(row)

    def _since(self, record_type: type[Record], token: str | None) -> ListChanges:
        kept = self._list(record_type)
        known = token is not None and token.isdecimal() and int(token) <= len(kept.log)
        touched = dict.fromkeys(kept.log[int(token) :] if token and known else kept.rows)
        return ListChanges(
            record_type,
            rows=tuple(kept.rows[item] for item in touched if item in kept.rows),
            broken=(),
            removed=tuple(item for item in touched if item not in kept.rows),
            whole=not known,
            token=str(len(kept.log)),
        )

    def _list(self, record_type: type[Record]) -> _Memory:
        return self._lists.setdefault(record_type, _Memory())

    def _failed(self, writes: Sequence[Write], fault: GraphFault) -> tuple[Result, ...]:
        return tuple(Failed(fault) for _ in writes)

    def _fail(self) -> None:
        if self.faults:
            raise self.faults.pop(0)
