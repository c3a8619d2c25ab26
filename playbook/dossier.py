"""What the rules look at: one change's rows, and beside them the whole organisation's."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from playbook.fields import Who
from playbook.records import (
    AuditEvent,
    ChangeRequest,
    Conversation,
    Decision,
    Duty,
    Move,
    Person,
    Post,
    Record,
    Setting,
)

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All rows of one change, as one value. `moves` are in the order of their ordinals."""

    change: ChangeRequest
    moves: tuple[Move, ...] = ()
    decisions: tuple[Decision, ...] = ()
    audit: tuple[AuditEvent, ...] = ()
    posts: tuple[Post, ...] = ()

    def after(self, rows: tuple[Record, ...]) -> "Dossier":
        """The dossier as it is once these rows are kept; rows of other changes are ignored."""
        dossier = self
        for row in rows:
            match row:
                case ChangeRequest(key=self.change.key):
                    dossier = replace(dossier, change=row)
                case Move(change=self.change.key):
                    moves = sorted(_with(dossier.moves, row), key=lambda move: move.ordinal)
                    dossier = replace(dossier, moves=tuple(moves))
                case Decision(change=self.change.key):
                    dossier = replace(dossier, decisions=_with(dossier.decisions, row))
                case AuditEvent(change=self.change.key):
                    dossier = replace(dossier, audit=_with(dossier.audit, row))
                case Post(subject=self.change.key):
                    dossier = replace(dossier, posts=_with(dossier.posts, row))
                case _:
                    pass
        return dossier


def _with(rows: tuple[R, ...], row: R) -> tuple[R, ...]:
    return (*(kept for kept in rows if kept.key != row.key), row)


@dataclass(frozen=True, slots=True)
class Workplace:
    """What belongs to the whole organisation: people, places, duties, and how far keys have run."""

    people: Mapping[str, Person] = field(default_factory=dict)
    conversations: Mapping[str, Conversation] = field(default_factory=dict)
    settings: Mapping[str, Setting] = field(default_factory=dict)
    posts: Mapping[str, Post] = field(default_factory=dict)
    """Posts that are about no change: arrivals, set-up."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """The change that each form made."""
    last_change: int = 0
    """The highest number among the changes' keys: 7 when CHG-0007 is the newest."""
    tenant: str = ""
    """The organisation's own Entra tenant."""
    zone: str = "America/Toronto"
    """The IANA zone the organisation's dates are in."""

    def today(self, now: datetime) -> date:
        return now.astimezone(ZoneInfo(self.zone)).date()

    def admits(self, person: Person) -> bool:
        """Whether somebody may take part: one of our own, or named in our records."""
        named = person.key in self.people or any(
            setting.holder.id == person.key for setting in self.settings.values() if setting.holder
        )
        return person.tenant == self.tenant or named

    def holder(self, duty: Duty) -> Who:
        setting = self.settings.get(duty.name.lower())
        return setting.holder if setting else Who()

    def person(self, who: Who) -> Person:
        """The person's row, or a row as yet unwritten for somebody Cutover has not met."""
        return self.people.get(who.id) or Person(key=who.id, name=who.name)
