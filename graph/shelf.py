"""One list's rows in memory, found by key and by group without a scan."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic

from graph.rows import R, Row


class Shelf(Generic[R]):
    """The rows of one list.

    `group` says under which word a record is found besides its key, such as its change.
    Should several rows have one key, the oldest counts, by the number of its item.
    """

    def __init__(self, group: Callable[[R], str]) -> None:
        self._group = group
        self._rows: dict[str, Row[R]] = {}
        self._by_key: dict[str, list[str]] = {}
        self._by_group: dict[str, set[str]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, key: str) -> Row[R] | None:
        items = self._by_key.get(key)
        return self._rows[items[0]] if items else None

    def held(self, item: str) -> Row[R] | None:
        """The row of that item, whether it counts or not."""
        return self._rows.get(item)

    def group(self, name: str) -> tuple[R, ...]:
        """The records of a group that count, in the order in which their rows were made."""
        return tuple(self._counting(self._by_group.get(name, ())))

    def records(self) -> tuple[R, ...]:
        """All records that count, in the order in which their rows were made."""
        return tuple(self._counting(self._rows))

    def groups(self) -> Iterable[str]:
        """The words under which there are any rows."""
        return self._by_group.keys()

    def rows(self) -> tuple[Row[R], ...]:
        """Every row, whether it counts or not."""
        return tuple(self._rows.values())

    def put(self, row: Row[R]) -> None:
        """Take in a row, in the place of what was known of its item."""
        self.remove(row.item)
        self._rows[row.item] = row
        items = self._by_key.setdefault(row.record.key, [])
        items.append(row.item)
        if len(items) > 1:
            items.sort(key=_age)
        self._by_group.setdefault(self._group(row.record), set()).add(row.item)

    def remove(self, item: str) -> Row[R] | None:
        """Forget an item; the row that it was. One that is not known is forgotten already."""
        row = self._rows.pop(item, None)
        if row is not None:
            _drop(self._by_key, row.record.key, item)
            _drop(self._by_group, self._group(row.record), item)
        return row

    def _counting(self, items: Iterable[str]) -> Iterator[R]:
        for item in sorted(items, key=_age):
            row = self._rows[item]
            if self._by_key[row.record.key][0] == item:
                yield row.record


def _age(item: str) -> tuple[int, str]:
    # SharePoint numbers its items; longer numbers are later ones.
    return len(item), item


def _drop(index: dict[str, list[str]] | dict[str, set[str]], name: str, item: str) -> None:
    index[name].remove(item)
    if not index[name]:
        del index[name]
