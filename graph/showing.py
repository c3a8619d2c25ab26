"""What the register shows: the rows of a change, and those of the whole organisation, as values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.rooms import Rooms, number_of
from graph.rows import R, Row
from playbook.by_hand import HandEdit
from playbook.chaining import TOLD
from playbook.dossier import HOLDS, Dossier, in_order
from playbook.hours import Hours, closed_days
from playbook.records import (
    ApprovalPolicy,
    AuditEvent,
    ChangeRequest,
    Conversation,
    Delegation,
    FreezeWindow,
    Holiday,
    Person,
    Post,
    Record,
    Setting,
)
from playbook.verifying import Trail
from playbook.workplace import Workplace

WITNESSES: tuple[type[Record], ...] = (AuditEvent, *TOLD)
"""The acts of a change, and the facts that they tell of."""


def dossier_of(rooms: Rooms, row: Row[ChangeRequest], gone: Sequence[Record]) -> Dossier:
    """All rows of a change; `gone` are those that somebody removed and nobody was told of."""
    change = row.record
    rows: dict[str, Any] = {
        name: in_order(rooms.shelf(kind).group(change.key)) for kind, name in HOLDS.items()
    }
    void, by_hand = rooms.void(change.key), rooms.touched(change.key)
    taken = {*(fact.key for fact in void), *rooms.astray(change.key)}
    return Dossier(
        change,
        **rows,
        note=row.note,
        by_hand=by_hand,
        void=void,
        taken=_noticed(rooms, by_hand) | taken,
        gone=tuple(gone),
    )


def workplace_of(
    rooms: Rooms,
    tenant: str,
    office: Hours,
    last_change: int,
    gone: Sequence[Record],
    templates: Mapping[str, Dossier],
) -> Workplace:
    """What belongs to the whole organisation; `gone` is what it misses."""
    by_hand = (*rooms.orphans(), *rooms.unreadable())
    closings = rooms.shelf(Holiday).records()
    return Workplace(
        people=rooms.keyed(Person),
        conversations=rooms.keyed(Conversation),
        settings=rooms.keyed(Setting),
        policies=tuple(_sound(rooms, ApprovalPolicy)),
        delegations=tuple(_sound(rooms, Delegation, but=_not_noticed(rooms, Delegation))),
        posts={post.key: post for post in rooms.shelf(Post).group("")},
        audit={event.key: event for event in rooms.shelf(AuditEvent).group("")},
        forms={change.form: change.key for change in _filed(rooms)},
        templates=templates,
        last_change=last_change,
        tenant=tenant,
        office=replace(office, closed=frozenset(closed_days(closings))),
        closings=tuple(closings),
        freezes=tuple(rooms.shelf(FreezeWindow).records()),
        by_hand=by_hand,
        gone=tuple(gone),
    )


def _sound(rooms: Rooms, record_type: type[R], *, but: frozenset[str] = frozenset()) -> Iterator[R]:
    """Rows that say who decides, without those that are noted to be wrong: nobody could satisfy
    such a policy, and nobody decides by such a delegation. `but` are items that do not count yet.
    """
    rows = rooms.shelf(record_type).rows()
    return (row.record for row in rows if not row.note and row.item not in but)


def _not_noticed(rooms: Rooms, record_type: type[Record]) -> frozenset[str]:
    """The items of such rows that somebody typed, and that were not held against the rules yet."""
    edits = (edit for edit in rooms.touched("") if isinstance(edit.record, record_type))
    return frozenset(edit.item for edit in edits if not rooms.is_noticed(edit))


def trails_of(rooms: Rooms) -> Iterator[Trail]:
    """What bears witness to each change that any row is about, by the changes' numbers."""
    kept_in = {kind.KEPT_IN for kind in WITNESSES}
    subjects = {subject for one in kept_in for subject in rooms.of(one).subjects()}
    for change in sorted(filter(number_of, subjects), key=number_of):
        rows = tuple(row for kind in WITNESSES for row in rooms.shelf(kind).group(change))
        yield Trail(change, rows, rooms.void(change), stands=rooms.is_change(change))


def _noticed(rooms: Rooms, edits: Iterable[HandEdit]) -> frozenset[str]:
    """Which of these edits something was made of, by their keys."""
    return frozenset(edit.key for edit in edits if rooms.is_noticed(edit))


def _filed(rooms: Rooms) -> Iterator[ChangeRequest]:
    """The changes filed with a form; the oldest comes last, as it is the one that counts."""
    changes = rooms.shelf(ChangeRequest).records()
    return (change for change in reversed(changes) if change.form)
