"""The register: one organisation's lists in memory. Reading it costs no request."""

import asyncio
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from graph.lists import ListChanges
from graph.room import Room
from graph.rows import Broken, R, Row, encode
from graph.shelf import Shelf
from playbook.by_hand import HandEdit
from playbook.dossier import HOLDS, Dossier, Workplace, change_named, counts_for, in_order
from playbook.fields import ListOf
from playbook.hours import Hours, closed_days
from playbook.noticing import Taken
from playbook.records import (
    LISTS,
    ApprovalPolicy,
    AuditEvent,
    ChangeRequest,
    Conversation,
    FreezeWindow,
    Holiday,
    Person,
    Post,
    PostState,
    Record,
    Setting,
)

_CHANGE_KEY = re.compile(r"CHG-0*([0-9]{1,9})", re.ASCII)
_EDITED = re.compile("hand/([^/]+)/([^/]+)/[^/]+")
"""The key of the audit event of an edit: list, item and revision."""
_LISTS = {kept_in.name: kept_in for kept_in in LISTS}
_A_SLICE = 200
"""Rows taken in at once; then whoever waits for an answer has their turn."""


class Register:
    """The rows of all lists, indexed by key and by change.

    Dossiers and the workplace are values made from them; each is made once, and again only
    after something that it shows has changed.

    `tenant` is the organisation's own Entra tenant, `office` when the organisation works.
    """

    def __init__(self, tenant: str = "", office: Hours | None = None) -> None:
        self._tenant, self._office = tenant, office or Hours()
        self._rooms: dict[ListOf, Room] = {one: Room(one, _subject) for one in LISTS}
        self._by_state: Shelf[Post] = Shelf(_state)
        self._gone: dict[str, dict[tuple[type[Record], str], Record]] = {}
        self._dossiers: dict[str, Dossier] = {}
        self._workplace: Workplace | None = None
        self._last_change = 0

    def apply(self, changes: ListChanges) -> None:
        """Take in what became of one list, at once."""
        for _ in self._taking(changes):
            pass

    async def apply_gently(self, changes: ListChanges) -> None:
        """Take in what became of one list; where it is much, others have their turn in between.

        A list that was read whole takes the place of the old one in one moment, at the end.
        """
        for _ in self._taking(changes):
            await asyncio.sleep(0)

    def take(self, row: Row[Any]) -> None:
        """Take in one row as it stands in its list now."""
        room = self._rooms[type(row.record).KEPT_IN]
        was_broken = row.item in room.broken
        old = self._bereft(room, row.item, row.record.key)
        room.put(row)
        self._note(old.record if old else None, row.record)
        orphan = row.hand is not None and not self._is_change(_subject(row.record))
        newly = isinstance(row.record, ChangeRequest) and old is None
        if was_broken or orphan or newly:
            self._workplace = None
        if isinstance(row.record, Post):
            _queue(self._by_state, row)
        if isinstance(row.record, AuditEvent) and room.counts(row.item):
            self._bear_witness(row.record)

    def row(self, record_type: type[R], key: str) -> Row[R] | None:
        return self._shelf(record_type).get(key)

    def held(self, kept_in: ListOf, item: str) -> Row[Any] | None:
        """The row of that item, as the register knows it."""
        return self._rooms[kept_in].held(item)

    def etag(self, kept_in: ListOf, item: str) -> str | None:
        """The version of that item that the register knows, readable or not."""
        room = self._rooms[kept_in]
        row = room.held(item) or room.broken.get(item)
        return row.etag if row is not None else None

    def keyless(self, kept_in: ListOf, item: str) -> Row[Any] | None:
        """The row of that item, which lacks nothing but a key."""
        found = self._rooms[kept_in].broken.get(item)
        if found is None or found.record is None:
            return None
        return Row(found.record, item, found.etag, found.hand, found.note)

    def dossier(self, change: str) -> Dossier | None:
        """All rows of a change, or None if there is no such change."""
        known = self._dossiers.get(change)
        if known is None and (row := self.row(ChangeRequest, change)) is not None:
            known = self._dossiers[change] = self._opened(row.record, row.note)
        return known

    def changes(self) -> tuple[str, ...]:
        """The keys of all changes, in the order in which they were made."""
        return tuple(change.key for change in self._shelf(ChangeRequest).records())

    def dossiers(self) -> Iterator[Dossier]:
        """Every change's dossier, in the order in which the changes were made."""
        for change in self.changes():
            if dossier := self.dossier(change):
                yield dossier

    def workplace(self) -> Workplace:
        """What belongs to the whole organisation."""
        if self._workplace is None:
            holidays = self._keyed(Holiday).values()
            by_hand = (*self._orphans(), *self._unreadable())
            self._workplace = Workplace(
                people=self._keyed(Person),
                conversations=self._keyed(Conversation),
                settings=self._keyed(Setting),
                policies=self._keyed(ApprovalPolicy),
                freezes=self._keyed(FreezeWindow),
                posts={post.key: post for post in self._shelf(Post).group("")},
                audit={event.key: event for event in self._shelf(AuditEvent).group("")},
                forms={change.form: change.key for change in self._filed()},
                last_change=self._last_change,
                tenant=self._tenant,
                office=replace(self._office, closed=frozenset(closed_days(holidays))),
                by_hand=by_hand,
                noticed=self._noticed(by_hand),
                gone=self._missing(""),
            )
        return self._workplace

    def posts(self, state: PostState) -> tuple[Post, ...]:
        """The posts in that state, in the order in which they were claimed."""
        return self._by_state.group(state)

    def broken(self) -> tuple[tuple[ListOf, Broken], ...]:
        """The rows that are no records, with the list that they are in."""
        rooms = self._rooms.values()
        return tuple((room.kept_in, one) for room in rooms for one in room.broken.values())

    def is_noticed(self, edit: HandEdit) -> bool:
        """Whether something was made of a hand edit before: whatever change its audit event is
        about, and whatever somebody made of that since.
        """
        return self._rooms[AuditEvent.KEPT_IN].has(edit.key)

    def forget_gone(self, record: Record) -> None:
        """That a row was removed has been noticed."""
        subject = _subject(record)
        if self._gone.get(subject, {}).pop((type(record), record.key), None) is not None:
            self._outdate(subject)

    def fingerprint(self) -> str:
        """A hash over everything that is kept: two registers that show the same have the same."""
        rows = sorted(
            f"{room.kept_in.name}\x1f{row.item}\x1f{row.note}\x1f{encode(row.record)}"
            for room in self._rooms.values()
            for row in room.rows()
        )
        broken = sorted(f"{kept_in.name}\x1f{one.item}\x1f{one}" for kept_in, one in self.broken())
        return hashlib.sha256("\x1e".join((*rows, *broken)).encode()).hexdigest()

    def _taking(self, changes: ListChanges) -> Iterator[None]:
        """Take in a list's changes slice by slice; each step yielded is a good place to pause."""
        if changes.whole:
            yield from self._taking_whole(changes)
            return
        room = self._rooms[changes.kept_in]
        for item in changes.removed:
            self._lose(room, item)
        for broken in changes.broken:
            self._bereft(room, broken.item, broken.key)
            former = room.held(broken.item)
            room.spoil(broken)
            self._forgotten(former)
            self._dossiers.pop(change_named(broken.key), None)
            self._workplace = None
        for number, row in enumerate(changes.rows, start=1):
            self.take(row)
            if number % _A_SLICE == 0:
                yield

    def _taking_whole(self, changes: ListChanges) -> Iterator[None]:
        room = Room(changes.kept_in, _subject)
        room.condemned = self._rooms[changes.kept_in].condemned
        for broken in changes.broken:
            room.spoil(broken)
        by_state: Shelf[Post] = Shelf(_state)
        for number, row in enumerate(changes.rows, start=1):
            room.put(row)
            if isinstance(row.record, Post):
                _queue(by_state, row)
            if number % _A_SLICE == 0:
                yield
        kept = {row.item for row in changes.rows}
        before = self._rooms[changes.kept_in]
        for old in before.rows():
            missed = before.counts(old.item)
            if missed and old.item not in kept and old.item not in room.broken:
                self._mourn(old.record)
        self._rooms[changes.kept_in] = room
        self._dossiers.clear()
        self._workplace = None
        if Post in LISTS[changes.kept_in]:
            self._by_state = by_state
        self._last_change = max(self._last_change, *map(_number, room.subjects()), 0)
        if AuditEvent in LISTS[changes.kept_in]:
            for event in room.shelf(AuditEvent).records():
                self._bear_witness(event)

    def _lose(self, room: Room, item: str) -> None:
        """A row was removed. Nobody misses what did not count."""
        counted = room.counts(item)
        row = self._forget(room, item)
        if row is not None and counted:
            self._mourn(row.record)

    def _bereft(self, room: Room, item: str, key: str) -> Row[Any] | None:
        """The row that an item was so far; a fact that stands under another key now is gone."""
        row = room.held(item)
        fact = row is not None and type(row.record).FACT and room.counts(item)
        if row is not None and fact and row.record.key != key:
            self._mourn(row.record)
        return row

    def _bear_witness(self, event: AuditEvent) -> None:
        """It is on record what became of an edit by hand: a fact does not count from then on,
        should somebody take its note away again.
        """
        found = _EDITED.fullmatch(event.key)
        kept_in = _LISTS.get(found[1]) if found else None
        if found is None or kept_in is None:
            return
        room = self._rooms[kept_in]
        row = room.condemn(found[2]) if event.result == Taken.VOID else room.held(found[2])
        self._workplace = None
        if row is not None:
            self._dossiers.pop(_subject(row.record), None)

    def _mourn(self, record: Record) -> None:
        """Somebody removed a row: Cutover never does."""
        subject = _subject(record)
        self._gone.setdefault(subject, {})[type(record), record.key] = record
        self._outdate(subject)

    def _forget(self, room: Room, item: str) -> Row[Any] | None:
        broken = room.broken.get(item)
        row = room.remove(item)
        if broken is not None:
            self._dossiers.pop(change_named(broken.key), None)
            self._workplace = None
        return self._forgotten(row)

    def _forgotten(self, row: Row[Any] | None) -> Row[Any] | None:
        if row is None:
            return None
        if row.hand is not None and not self._is_change(_subject(row.record)):
            self._workplace = None
        if isinstance(row.record, Post):
            self._by_state.remove(row.item)
        self._note(row.record, None)
        return row

    def _note(self, before: Record | None, after: Record | None) -> None:
        """A row changed: what shows it has to be made anew."""
        for record in (before, after):
            if record is not None:
                self._dossiers.pop(_subject(record), None)
                self._dossiers.pop(change_named(record.key), None)
        if _common(before) != _common(after):
            self._workplace = None
        number = _number(_subject(after)) if after is not None else 0
        if number > self._last_change:
            self._last_change, self._workplace = number, None

    def _outdate(self, subject: str) -> None:
        self._dossiers.pop(subject, None)
        if not self._is_change(subject):
            self._workplace = None

    def _is_change(self, subject: str) -> bool:
        return bool(subject) and self.row(ChangeRequest, subject) is not None

    def _opened(self, change: ChangeRequest, note: str) -> Dossier:
        rows: dict[str, Any] = {
            name: in_order(self._shelf(kind).group(change.key)) for kind, name in HOLDS.items()
        }
        rooms = self._rooms.values()
        void = tuple(fact for room in rooms for fact in room.void(change.key))
        astray = (key for room in rooms for key in room.astray(change.key))
        by_hand = self._touched(change.key)
        return Dossier(
            change,
            **rows,
            note=note,
            by_hand=by_hand,
            void=void,
            taken=self._noticed(by_hand).union((fact.key for fact in void), astray),
            gone=self._missing(change.key),
        )

    def _touched(self, change: str) -> tuple[HandEdit, ...]:
        return tuple(edit for room in self._rooms.values() for edit in room.touched(change))

    def _orphans(self) -> Iterator[HandEdit]:
        """The rows that somebody touched last and that belong to no change that there is."""
        for room in self._rooms.values():
            for subject in room.subjects_touched():
                if not self._is_change(subject):
                    yield from room.touched(subject)

    def _noticed(self, edits: Iterable[HandEdit]) -> frozenset[str]:
        """Which of these edits something was made of, by their keys."""
        return frozenset(edit.key for edit in edits if self.is_noticed(edit))

    def _unreadable(self) -> Iterator[HandEdit]:
        for room in self._rooms.values():
            yield from room.unreadable()

    def _missing(self, change: str) -> tuple[Record, ...]:
        """What was removed by hand; a change's own request is the whole organisation's loss."""
        if change:
            return tuple(self._gone.get(change, {}).values())
        orphans = (
            record
            for subject, records in self._gone.items()
            if not self._is_change(subject)
            for record in records.values()
        )
        return tuple(orphans)

    def _filed(self) -> Iterator[ChangeRequest]:
        """The changes filed with a form; the oldest comes last, as it is the one that counts."""
        changes = self._shelf(ChangeRequest).records()
        return (change for change in reversed(changes) if change.form)

    def _keyed(self, record_type: type[R]) -> dict[str, R]:
        return {record.key: record for record in self._shelf(record_type).records()}

    def _shelf(self, record_type: type[R]) -> Shelf[R]:
        return self._rooms[record_type.KEPT_IN].shelf(record_type)


def _state(post: Post) -> str:
    return post.state


def _subject(record: Record) -> str:
    """The key of the change that a row is about; empty for the whole organisation's rows."""
    subject = counts_for(record)
    return "" if isinstance(record, Post) and not _number(subject) else subject


def _queue(by_state: Shelf[Post], row: Row[Post]) -> None:
    """Take in a post by its state. Nothing is sent in the words of somebody else."""
    if row.record.state is PostState.CLAIMED and row.hand is not None:
        by_state.remove(row.item)
    else:
        by_state.put(row)


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
