"""What a row says, as one short digest: the same before it is written and after it is read.

What is hashed is what its list keeps and nothing else: text without what no list can hold,
moments to the second, no empty columns. So a column that a later version adds changes no digest
of a row that was there before (docs/decisions/0017-a-chain-of-what-was-done.md).
"""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from playbook.fields import Kind, Who, declared, one_line, plain
from playbook.records import AuditEvent, Record

DIGITS = 32
"""Hexadecimal digits that are kept of SHA-256: 128 bits, and a column that people can look at."""

_SEAL = "seal"


def digest(record: Record) -> str:
    """A hash over everything that the row says, its type and its key among it."""
    said = {
        kept.column: text
        for kept in declared(type(record))
        if (text := _said(kept.kind, getattr(record, kept.name))) is not None
    }
    told = json.dumps([record.CALLED, said], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:DIGITS]


def seal_of(event: AuditEvent) -> str:
    """The seal that belongs to what the event says: a hash over all of it but the seal."""
    return digest(event.model_copy(update={_SEAL: ""}))


def sealed(event: AuditEvent) -> AuditEvent:
    """The event with the seal that belongs to it."""
    return event.model_copy(update={_SEAL: seal_of(event)})


def _said(kind: Kind, value: Any) -> Any:
    """What a column says, None where it says nothing."""
    return _READS[kind](value) or None if value is not None else None


def _person(who: Who) -> list[str]:
    known = [one_line(who.id), one_line(who.name)]
    return known if any(known) else []


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()


def _day(on: date) -> str:
    return on.isoformat()


_READS: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: one_line,
    Kind.LINES: plain,
    Kind.CHOICE: lambda chosen: one_line(str(chosen)),
    Kind.NUMBER: int,
    Kind.DATE: _day,
    Kind.MOMENT: _moment,
    Kind.PERSON: _person,
}
