"""One list's rows in memory: those that count, those that do not, and whom somebody touched."""

from collections.abc import Callable, Iterator
from typing import Any, cast

from graph.rows import Broken, R, Row
from graph.shelf import Shelf
from playbook.by_hand import HandEdit
from playbook.fields import ListOf
from playbook.records import LISTS, Record

Subject = Callable[[Record], str]
"""The key of the change that a record is about; empty for the whole organisation's."""


class Room:
    """The rows of one list. A fact that somebody edited or added by hand is here, and does not
    count: its shelf has only what Cutover wrote itself, and has had no reason to annotate.
    """

    def __init__(self, kept_in: ListOf, subject: Subject) -> None:
        self.kept_in = kept_in
        self._subject = subject
        self._shelves: dict[type[Record], Shelf[Any]] = {t: Shelf(subject) for t in LISTS[kept_in]}
        self._void: Shelf[Any] = Shelf(subject)
        self._places: dict[str, Shelf[Any]] = {}
        """On which shelf each item stands."""
        self._touched: dict[str, dict[str, Row[Any]]] = {}
        self.broken: dict[str, Broken] = {}

    def shelf(self, record_type: type[R]) -> Shelf[R]:
        """The rows of one type that count."""
        return cast(Shelf[R], self._shelves[record_type])

    def void(self, change: str) -> tuple[Record, ...]:
        """The facts about a change that do not count."""
        return self._void.group(change)

    def held(self, item: str) -> Row[Any] | None:
        """The row of that item, whatever it is worth."""
        shelf = self._places.get(item)
        return None if shelf is None else shelf.held(item)

    def subjects_touched(self) -> tuple[str, ...]:
        """The changes of which somebody touched a row last; empty for rows of none."""
        return tuple(self._touched)

    def touched(self, change: str) -> Iterator[HandEdit]:
        """The rows about a change that somebody touched last."""
        for row in self._touched.get(change, {}).values():
            if row.hand is not None:
                yield HandEdit(self.kept_in, row.item, row.hand, row.record, note=row.note)

    def unreadable(self) -> Iterator[HandEdit]:
        """The rows that somebody touched last, and that are no records."""
        for one in self.broken.values():
            if one.hand is not None:
                found = (one.record, one.column, one.fault, one.note)
                yield HandEdit(self.kept_in, one.item, one.hand, *found)

    def subjects(self) -> set[str]:
        """The keys of the changes that the rows are about; empty for the whole organisation's."""
        return {subject for shelf in self._all() for subject in shelf.groups()}

    def rows(self) -> Iterator[Row[Any]]:
        """Every row that can be read."""
        for shelf in self._all():
            yield from shelf.rows()

    def put(self, row: Row[Any]) -> None:
        """Take in a row, in the place of what was known of its item."""
        self.remove(row.item)
        does_not_count = type(row.record).FACT and (row.hand is not None or row.note)
        shelf = self._void if does_not_count else self._shelves[type(row.record)]
        shelf.put(row)
        self._places[row.item] = shelf
        if row.hand is not None:
            self._touched.setdefault(self._subject(row.record), {})[row.item] = row

    def remove(self, item: str) -> Row[Any] | None:
        """Forget an item; the row that it was."""
        self.broken.pop(item, None)
        shelf = self._places.pop(item, None)
        row = None if shelf is None else shelf.remove(item)
        if row is not None and row.hand is not None:
            subject = self._subject(row.record)
            del self._touched[subject][item]
            if not self._touched[subject]:
                del self._touched[subject]
        return row

    def _all(self) -> tuple[Shelf[Any], ...]:
        return (*self._shelves.values(), self._void)
