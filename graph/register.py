"""The register: one organisation's lists in memory. Reading it costs no request."""

import re
from collections.abc import Iterator
from typing import Any, cast

from graph.lists import ListChanges
from graph.rows import Broken, R, Row
from graph.shelf import Shelf
from playbook.dossier import HOLDS, Dossier, Workplace, change_of, in_order
from playbook.hours import Hours
from playbook.records import (
    RECORDS,
    ChangeRequest,
    Conversation,
    Person,
    Post,
    PostState,
    Record,
    Setting,
)

_CHANGE_KEY = re.compile(r"CHG-0*([0-9]{1,9})", re.ASCII)


class Register:
    """The rows of all lists, indexed by key and by change.

    Dossiers and the workplace are values made from them; each is made once, and again only
    after something that it shows has changed.

    `tenant` is the organisation's own Entra tenant, `office` when the organisation works.
    """

    def __init__(self, tenant: str = "", office: Hours | None = None) -> None:
        self._tenant, self._office = tenant, office or Hours()
        self._shelves: dict[type[Record], Shelf[Any]] = {t: Shelf(_subject) for t in RECORDS}
        self._by_state: Shelf[Post] = Shelf(lambda post: post.state)
        self._broken: dict[tuple[type[Record], str], Broken] = {}
        self._dossiers: dict[str, Dossier] = {}
        self._workplace: Workplace | None = None
        self._last_change = 0

    def apply(self, changes: ListChanges) -> None:
        """Take in what became of one list."""
        if changes.whole:
            self._empty(changes.record_type)
        for item in (*changes.removed, *(broken.item for broken in changes.broken)):
            self._forget(changes.record_type, item)
        for broken in changes.broken:
            self._broken[changes.record_type, broken.item] = broken
        for row in changes.rows:
            self.take(row)

    def take(self, row: Row[Any]) -> None:
        """Take in one row as it stands in its list now."""
        record: Record = row.record
        shelf = self._shelf(type(record))
        old = shelf.held(row.item)
        shelf.put(row)
        if isinstance(record, Post):
            self._by_state.put(row)
        self._broken.pop((type(record), row.item), None)
        self._outdate(old.record if old else None, record)
        number = _number(_subject(record))
        if number > self._last_change:
            self._last_change, self._workplace = number, None

    def row(self, record_type: type[R], key: str) -> Row[R] | None:
        return self._shelf(record_type).get(key)

    def held(self, record_type: type[R], item: str) -> Row[R] | None:
        """The row of that item, as the register knows it."""
        return self._shelf(record_type).held(item)

    def dossier(self, change: str) -> Dossier | None:
        """All rows of a change, or None if there is no such change."""
        known = self._dossiers.get(change)
        if known is None and (row := self.row(ChangeRequest, change)) is not None:
            known = self._dossiers[change] = self._opened(row.record)
        return known

    def dossiers(self) -> Iterator[Dossier]:
        """Every change's dossier, in the order in which the changes were made."""
        for change in self._shelf(ChangeRequest).records():
            if dossier := self.dossier(change.key):
                yield dossier

    def workplace(self) -> Workplace:
        """What belongs to the whole organisation."""
        if self._workplace is None:
            self._workplace = Workplace(
                people=self._keyed(Person),
                conversations=self._keyed(Conversation),
                settings=self._keyed(Setting),
                posts={post.key: post for post in self._shelf(Post).group("")},
                forms={change.form: change.key for change in self._filed()},
                last_change=self._last_change,
                tenant=self._tenant,
                office=self._office,
            )
        return self._workplace

    def posts(self, state: PostState) -> tuple[Post, ...]:
        """The posts in that state, in the order in which they were claimed."""
        return self._by_state.group(state)

    def broken(self) -> tuple[tuple[type[Record], Broken], ...]:
        """The rows that are no records, with the type of record they should be."""
        return tuple((record_type, broken) for (record_type, _), broken in self._broken.items())

    def _opened(self, change: ChangeRequest) -> Dossier:
        rows: dict[str, Any] = {
            name: in_order(self._shelf(kind).group(change.key)) for kind, name in HOLDS.items()
        }
        return Dossier(change, **rows)

    def _empty(self, record_type: type[Record]) -> None:
        for item in self._shelf(record_type).items():
            self._forget(record_type, item)
        for known, item in tuple(self._broken):
            if known is record_type:
                del self._broken[known, item]

    def _forget(self, record_type: type[Record], item: str) -> None:
        self._broken.pop((record_type, item), None)
        row = self._shelf(record_type).held(item)
        if row is None:
            return
        self._shelf(record_type).remove(item)
        if record_type is Post:
            self._by_state.remove(item)
        self._outdate(row.record, None)

    def _outdate(self, before: Record | None, after: Record | None) -> None:
        for record in (before, after):
            if record is not None:
                self._dossiers.pop(_subject(record), None)
        if _common(before) != _common(after):
            self._workplace = None

    def _filed(self) -> Iterator[ChangeRequest]:
        """The changes filed with a form; the oldest comes last, as it is the one that counts."""
        changes = self._shelf(ChangeRequest).records()
        return (change for change in reversed(changes) if change.form)

    def _keyed(self, record_type: type[R]) -> dict[str, R]:
        return {record.key: record for record in self._shelf(record_type).records()}

    def _shelf(self, record_type: type[R]) -> Shelf[R]:
        return cast(Shelf[R], self._shelves[record_type])


def _subject(record: Record) -> str:
    """The key of the change that a row is about; empty for the whole organisation's rows."""
    match record:
        case Post() if not _number(record.subject):
            return ""
        case _:
            return change_of(record)


def _common(record: Record | None) -> object:
    """What the workplace shows of a row; None if nothing."""
    match record:
        case ChangeRequest():
            return (record.form, record.key) if record.form else None
        case None:
            return None
        case _:
            return None if _subject(record) else record


def _number(change: str) -> int:
    """7 for CHG-0007; 0 for what is no change's key."""
    found = _CHANGE_KEY.fullmatch(change)
    return int(found[1]) if found else 0
