"""The register: one organisation's lists in memory. Reading it costs no request."""

import asyncio
import re
from collections.abc import Iterator
from typing import Any

from graph.lists import ListChanges
from graph.room import Room
from graph.rooms import Rooms, number_of, subject_of
from graph.rows import Broken, R, Row
from graph.shelf import Shelf
from graph.showing import dossier_of, trails_of, workplace_of
from playbook.by_hand import HandEdit
from playbook.dossier import Dossier, change_named
from playbook.fields import ListOf
from playbook.hours import Hours
from playbook.noticing import Taken
from playbook.records import (
    LISTS,
    AuditEvent,
    ChangeRequest,
    Post,
    PostState,
    Record,
    Use,
)
from playbook.verifying import Trail
from playbook.workplace import Workplace

_EDITED = re.compile("hand/([^/]+)/([^/]+)/[^/]+")
"""The key of the audit event of an edit: list, item and revision."""
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
        self._rooms = Rooms()
        self._by_state: Shelf[Post] = Shelf(_state)
        self._gone: dict[str, dict[tuple[type[Record], str], Record]] = {}
        self._newer: dict[tuple[ListOf, str], Row[Any]] = {}
        """What was written while changes were being taken in, which may be older."""
        self._dossiers: dict[str, Dossier] = {}
        self._workplace: Workplace | None = None
        self._last_change = 0

    def apply(self, changes: ListChanges) -> None:
        """Take in what became of one list, at once."""
        self._newer.clear()
        for _ in self._taking(changes):
            pass

    async def apply_gently(self, changes: ListChanges) -> None:
        """Take in what became of one list; where it is much, others have their turn in between.

        A list that was read whole takes the place of the old one in one moment, at the end.
        """
        self._newer.clear()
        for _ in self._taking(changes):
            await asyncio.sleep(0)

    def take(self, row: Row[Any]) -> None:
        """Take in one row as it stands in its list now."""
        self._newer[type(row.record).KEPT_IN, row.item] = row
        self._put(row)

    def _put(self, row: Row[Any]) -> None:
        room = self._rooms.of(type(row.record).KEPT_IN)
        was_broken = row.item in room.broken
        old = self._bereft(room, row.item, row.record.key)
        room.put(row)
        if room.counts(row.item):
            self.forget_gone(row.record)
        self._note(old.record if old else None, row.record)
        orphan = row.hand is not None and not self._rooms.is_change(subject_of(row.record))
        newly = isinstance(row.record, ChangeRequest) and old is None
        if was_broken or orphan or newly:
            self._workplace = None
        if isinstance(row.record, Post):
            _queue(self._by_state, row)
        if isinstance(row.record, AuditEvent) and room.counts(row.item):
            self._bear_witness(row.record)

    def row(self, record_type: type[R], key: str) -> Row[R] | None:
        return self._rooms.shelf(record_type).get(key)

    def held(self, kept_in: ListOf, item: str) -> Row[Any] | None:
        """The row of that item, as the register knows it."""
        return self._rooms.of(kept_in).held(item)

    def etag(self, kept_in: ListOf, item: str) -> str | None:
        """The version of that item that the register knows, readable or not."""
        room = self._rooms.of(kept_in)
        row = room.held(item) or room.broken.get(item)
        return row.etag if row is not None else None

    def keyless(self, kept_in: ListOf, item: str) -> Row[Any] | None:
        """The row of that item, which lacks nothing but a key."""
        return self._rooms.keyless(kept_in, item)

    def dossier(self, change: str) -> Dossier | None:
        """All rows of a change, or None if there is no such change."""
        known = self._dossiers.get(change)
        if known is None and (row := self.row(ChangeRequest, change)) is not None:
            opened = dossier_of(self._rooms, row, self._missing(change))
            known = self._dossiers[change] = opened
        return known

    def changes(self) -> tuple[str, ...]:
        """The keys of all changes, in the order in which they were made."""
        return tuple(change.key for change in self._rooms.shelf(ChangeRequest).records())

    def dossiers(self) -> Iterator[Dossier]:
        """Every change's dossier, in the order in which the changes were made."""
        for change in self.changes():
            if dossier := self.dossier(change):
                yield dossier

    def trails(self) -> Iterator[Trail]:
        """What bears witness to each change, even where its request is not there any more."""
        return trails_of(self._rooms)

    def workplace(self) -> Workplace:
        """What belongs to the whole organisation."""
        if self._workplace is None:
            self._workplace = workplace_of(
                self._rooms,
                self._tenant,
                self._office,
                self._last_change,
                self._missing(""),
                self._templates(),
            )
        return self._workplace

    def posts(self, state: PostState) -> tuple[Post, ...]:
        """The posts in that state, in the order in which they were claimed."""
        return self._by_state.group(state)

    def broken(self) -> tuple[tuple[ListOf, Broken], ...]:
        """The rows that are no records, with the list that they are in."""
        return self._rooms.broken()

    def is_noticed(self, edit: HandEdit) -> bool:
        """Whether something was made of a hand edit before."""
        return self._rooms.is_noticed(edit)

    def fingerprint(self) -> str:
        """A hash over everything that is kept: two registers that show the same have the same."""
        return self._rooms.fingerprint()

    def forget_gone(self, record: Record) -> None:
        """That a row was removed has been noticed."""
        subject = subject_of(record)
        if self._gone.get(subject, {}).pop((type(record), record.key), None) is not None:
            self._outdate(subject)

    def _taking(self, changes: ListChanges) -> Iterator[None]:
        """Take in a list's changes slice by slice; each step yielded is a good place to pause."""
        if changes.whole:
            yield from self._taking_whole(changes)
            return
        room = self._rooms.of(changes.kept_in)
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
            if (changes.kept_in, row.item) not in self._newer:
                self._put(row)
            if number % _A_SLICE == 0:
                yield

    def _taking_whole(self, changes: ListChanges) -> Iterator[None]:
        room = Room(changes.kept_in, subject_of)
        room.condemned = self._rooms.of(changes.kept_in).condemned
        for broken in changes.broken:
            room.spoil(broken)
        by_state: Shelf[Post] = Shelf(_state)
        for number, row in enumerate(changes.rows, start=1):
            room.put(row)
            if isinstance(row.record, Post):
                _queue(by_state, row)
            if number % _A_SLICE == 0:
                yield
        newer = [row for (kept_in, _), row in self._newer.items() if kept_in is changes.kept_in]
        for row in newer:
            room.put(row)
            if isinstance(row.record, Post):
                _queue(by_state, row)
        kept = {row.item for row in (*changes.rows, *newer)}
        before = self._rooms.of(changes.kept_in)
        for old in before.rows():
            missed = before.counts(old.item)
            if missed and old.item not in kept and old.item not in room.broken:
                self._mourn(old.record)
        self._rooms.replace(room)
        back = [row for gone in self._gone.values() for row in gone.values() if room.stands(row)]
        for record in back:
            self.forget_gone(record)
        self._dossiers.clear()
        self._workplace = None
        if Post in LISTS[changes.kept_in]:
            self._by_state = by_state
        self._last_change = max(self._last_change, *map(number_of, room.subjects()), 0)
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
        room = self._rooms.named(found[1]) if found else None
        if found is None or room is None:
            return
        row = room.condemn(found[2]) if event.result == Taken.VOID else room.held(found[2])
        self._workplace = None
        if row is not None:
            self._dossiers.pop(subject_of(row.record), None)

    def _mourn(self, record: Record) -> None:
        """Somebody removed a row: Cutover never does."""
        subject = subject_of(record)
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
        if row.hand is not None and not self._rooms.is_change(subject_of(row.record)):
            self._workplace = None
        if isinstance(row.record, Post):
            self._by_state.remove(row.item)
        self._note(row.record, None)
        return row

    def _note(self, before: Record | None, after: Record | None) -> None:
        """A row changed: what shows it has to be made anew."""
        for record in (before, after):
            if record is not None:
                self._dossiers.pop(subject_of(record), None)
                self._dossiers.pop(change_named(record.key), None)
        if _common(before) != _common(after) or self._is_shared(before) or self._is_shared(after):
            self._workplace = None
        number = number_of(subject_of(after)) if after is not None else 0
        if number > self._last_change:
            self._last_change, self._workplace = number, None

    def _templates(self) -> dict[str, Dossier]:
        """The changes that others begin from."""
        changes = self._rooms.shelf(ChangeRequest).records()
        keys = (change.key for change in changes if change.use is Use.TEMPLATE)
        return {key: dossier for key in keys if (dossier := self.dossier(key))}

    def _is_shared(self, record: Record | None) -> bool:
        """Whether a row is part of a template, which all changes are held against."""
        if record is None or self._workplace is None:
            return False
        if isinstance(record, ChangeRequest) and record.use is Use.TEMPLATE:
            return True
        templates = self._workplace.templates
        return bool(templates) and (
            subject_of(record) in templates or change_named(record.key) in templates
        )

    def _outdate(self, subject: str) -> None:
        if self._workplace is not None and subject in self._workplace.templates:
            self._workplace = None
        self._dossiers.pop(subject, None)
        if not self._rooms.is_change(subject):
            self._workplace = None

    def _missing(self, change: str) -> tuple[Record, ...]:
        """What was removed by hand; a change's own request is the whole organisation's loss."""
        if change:
            return tuple(self._gone.get(change, {}).values())
        orphans = (
            record
            for subject, records in self._gone.items()
            if not self._rooms.is_change(subject)
            for record in records.values()
        )
        return tuple(orphans)


def _state(post: Post) -> str:
    return post.state


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
            return None if subject_of(record) else record
