"""One list's rows in memory: those that count, those that do not, and whom somebody touched."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

from graph.rows import Broken, R, Row
from graph.shelf import Shelf
from playbook.by_hand import HandEdit
from playbook.dossier import change_named
from playbook.fields import ListOf
from playbook.records import LISTS, Record

V = TypeVar("V")

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
        self._astray: dict[str, dict[str, str]] = {}
        """By change, the keys that name it and that rows have which are not found under it."""
        self._former: dict[str, str] = {}
        self.condemned: set[str] = set()
        """Items of which it is on record that they do not count."""
        self.broken: dict[str, Broken] = {}

    def shelf(self, record_type: type[R]) -> Shelf[R]:
        """The rows of one type that count."""
        return cast(Shelf[R], self._shelves[record_type])

    def void(self, change: str) -> tuple[Record, ...]:
        """The facts about a change that do not count."""
        return self._void.group(change)

    def astray(self, change: str) -> Iterator[str]:
        """The keys of a change that rows have which cannot be read, or which say that they belong
        elsewhere.
        """
        yield from self._astray.get(change, {}).values()

    def has(self, key: str) -> bool:
        """Whether any row has that key, whatever it is worth."""
        shelved = any(shelf.get(key) is not None for shelf in self._all())
        return shelved or any(one.key == key for one in self.broken.values())

    def counts(self, item: str) -> bool:
        """Whether that item is a row that counts."""
        return self._places.get(item) not in (None, self._void)

    def stands(self, record: Record) -> bool:
        """Whether a row of its type and key counts."""
        shelf = self._shelves.get(type(record))
        return shelf is not None and shelf.get(record.key) is not None

    def condemn(self, item: str) -> Row[Any] | None:
        """It is on record that this item does not count; the row that it is."""
        self.condemned.add(item)
        row = self.held(item)
        if row is not None:
            self.put(row)
        return row

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
                former = self._former.get(row.item, "")
                yield HandEdit(
                    self.kept_in, row.item, row.hand, row.record, note=row.note, former_key=former
                )

    def unreadable(self) -> Iterator[HandEdit]:
        """The rows that somebody touched last, and that are no records."""
        for one in self.broken.values():
            if one.hand is not None:
                found = (one.record, one.column, one.fault, one.note, one.key)
                former = self._former.get(one.item, "")
                yield HandEdit(self.kept_in, one.item, one.hand, *found, former_key=former)

    def subjects(self) -> set[str]:
        """The keys of the changes that the rows are about; empty for the whole organisation's."""
        return {subject for shelf in self._all() for subject in shelf.groups()}

    def rows(self) -> Iterator[Row[Any]]:
        """Every row that can be read."""
        for shelf in self._all():
            yield from shelf.rows()

    def put(self, row: Row[Any]) -> None:
        """Take in a row, in the place of what was known of its item."""
        self._remember(row.item, row.record.key)
        self.remove(row.item)
        touched = row.hand is not None or row.note or row.item in self.condemned
        does_not_count = type(row.record).FACT and touched
        shelf = self._void if does_not_count else self._shelves[type(row.record)]
        shelf.put(row)
        self._places[row.item] = shelf
        subject, named = self._subject(row.record), change_named(row.record.key)
        if row.hand is not None:
            self._touched.setdefault(subject, {})[row.item] = row
        if named and named != subject:
            self._astray.setdefault(named, {})[row.item] = row.record.key

    def spoil(self, broken: Broken) -> None:
        """Take in a row that is no record, in the place of what was known of its item."""
        self._remember(broken.item, broken.key)
        self.remove(broken.item)
        self.broken[broken.item] = broken
        if named := change_named(broken.key):
            self._astray.setdefault(named, {})[broken.item] = broken.key

    def remove(self, item: str) -> Row[Any] | None:
        """Forget an item; the row that it was."""
        broken = self.broken.pop(item, None)
        if broken is not None:
            _drop(self._astray, change_named(broken.key), item)
        shelf = self._places.pop(item, None)
        row = None if shelf is None else shelf.remove(item)
        if row is not None:
            _drop(self._touched, self._subject(row.record), item)
            _drop(self._astray, change_named(row.record.key), item)
        return row

    def _remember(self, item: str, key: str) -> None:
        """Keep the key that a row had, should it have another one now: keys never change."""
        held = self.held(item)
        if held is not None and type(held.record).FACT:
            return
        before = self._former.pop(item, held.record.key if held is not None else "")
        if before and before != key:
            self._former[item] = before

    def _all(self) -> tuple[Shelf[Any], ...]:
        return (*self._shelves.values(), self._void)


def _drop(by_change: dict[str, dict[str, V]], change: str, item: str) -> None:
    """Forget an item of a change, if it is there."""
    items = by_change.get(change, {})
    if items.pop(item, None) is not None and not items:
        del by_change[change]
