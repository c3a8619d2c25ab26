"""All lists in memory: their rooms, and what is asked of all of them together."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from graph.room import Room
from graph.rows import Broken, R, Row, encode
from graph.shelf import Shelf
from playbook.by_hand import HandEdit
from playbook.dossier import counts_for
from playbook.fields import ListOf
from playbook.records import LISTS, AuditEvent, ChangeRequest, Post, Record

_CHANGE_KEY = re.compile(r"CHG-0*([0-9]{1,9})", re.ASCII)


class Rooms:
    """The rooms of all lists. Looking something up in them goes over no other rows."""

    def __init__(self) -> None:
        self._by_list: dict[ListOf, Room] = {one: Room(one, subject_of) for one in LISTS}

    def of(self, kept_in: ListOf) -> Room:
        return self._by_list[kept_in]

    def replace(self, room: Room) -> None:
        """Put a room in the place of its list's former one."""
        self._by_list[room.kept_in] = room

    def named(self, name: str) -> Room | None:
        """The room of the list of that name."""
        return next((room for one, room in self._by_list.items() if one.name == name), None)

    def shelf(self, record_type: type[R]) -> Shelf[R]:
        """The rows of one type that count."""
        return self._by_list[record_type.KEPT_IN].shelf(record_type)

    def keyed(self, record_type: type[R]) -> Mapping[str, R]:
        """The records of one type that count, by their keys."""
        return {record.key: record for record in self.shelf(record_type).records()}

    def is_change(self, subject: str) -> bool:
        """Whether there is a change of that key."""
        return bool(subject) and self.shelf(ChangeRequest).get(subject) is not None

    def is_noticed(self, edit: HandEdit) -> bool:
        """Whether something was made of a hand edit before: whatever change its audit event is
        about, and whatever somebody made of that since.
        """
        return self._by_list[AuditEvent.KEPT_IN].has(edit.key)

    def void(self, change: str) -> tuple[Record, ...]:
        """The facts about a change that do not count."""
        return tuple(fact for room in self._all() for fact in room.void(change))

    def astray(self, change: str) -> Iterator[str]:
        """The keys of a change that rows have which are not found under it."""
        for room in self._all():
            yield from room.astray(change)

    def touched(self, change: str) -> tuple[HandEdit, ...]:
        """The rows about a change that somebody touched last."""
        return tuple(edit for room in self._all() for edit in room.touched(change))

    def orphans(self) -> Iterator[HandEdit]:
        """The rows that somebody touched last and that belong to no change that there is."""
        for room in self._all():
            for subject in room.subjects_touched():
                if not self.is_change(subject):
                    yield from room.touched(subject)

    def unreadable(self) -> Iterator[HandEdit]:
        """The rows that somebody touched last, and that are no records."""
        for room in self._all():
            yield from room.unreadable()

    def keyless(self, kept_in: ListOf, item: str) -> Row[Any] | None:
        """The row of that item, which lacks nothing but a key."""
        found = self._by_list[kept_in].broken.get(item)
        if found is None or found.record is None:
            return None
        return Row(found.record, item, found.etag, found.hand, found.note)

    def broken(self) -> tuple[tuple[ListOf, Broken], ...]:
        """The rows that are no records, with the list that they are in."""
        return tuple((room.kept_in, one) for room in self._all() for one in room.broken.values())

    def fingerprint(self) -> str:
        """A hash over everything that is kept."""
        rows = sorted(
            f"{room.kept_in.name}\x1f{row.item}\x1f{row.note}\x1f{encode(row.record)}"
            for room in self._all()
            for row in room.rows()
        )
        broken = sorted(f"{kept_in.name}\x1f{one.item}\x1f{one}" for kept_in, one in self.broken())
        return hashlib.sha256("\x1e".join((*rows, *broken)).encode()).hexdigest()

    def _all(self) -> Iterator[Room]:
        return iter(self._by_list.values())


def subject_of(record: Record) -> str:
    """The key of the change that a row is about; empty for the whole organisation's rows."""
    subject = counts_for(record)
    return "" if isinstance(record, Post) and not number_of(subject) else subject


def number_of(change: str) -> int:
    """7 for CHG-0007; 0 for what is no change's key."""
    found = _CHANGE_KEY.fullmatch(change)
    return int(found[1]) if found else 0
