"""What the rules look at: all rows of one change. Beside it stands the whole organisation's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, TypeVar

from playbook.by_hand import HandEdit
from playbook.records import (
    ActionItem,
    AuditEvent,
    ChangeRequest,
    Communication,
    Concern,
    Condition,
    Decision,
    Dependency,
    EmergencyReview,
    Measure,
    Measurement,
    Move,
    PlanRow,
    Post,
    Record,
    Review,
    Risk,
    Role,
    Rollback,
    ScopeChange,
    Sheet,
    StakeholderGroup,
    Survey,
    SurveyAnswer,
    TrainingItem,
    Wave,
    WaveStep,
    Withdrawal,
)

R = TypeVar("R", bound=Record)

_DIGITS = 6
_STEM, _LEAST_DIGITS = "CHG-", 4


@dataclass(frozen=True, slots=True)
class Dossier:
    """All rows of one change, as one value. Moves and wave steps are in order of their ordinals."""

    change: ChangeRequest
    moves: tuple[Move, ...] = ()
    decisions: tuple[Decision, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    audit: tuple[AuditEvent, ...] = ()
    posts: tuple[Post, ...] = ()
    waves: tuple[Wave, ...] = ()
    wave_steps: tuple[WaveStep, ...] = ()
    risks: tuple[Risk, ...] = ()
    rollbacks: tuple[Rollback, ...] = ()
    measures: tuple[Measure, ...] = ()
    concerns: tuple[Concern, ...] = ()
    items: tuple[ActionItem, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    roles: tuple[Role, ...] = ()
    surveys: tuple[Survey, ...] = ()
    answers: tuple[SurveyAnswer, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    conditions: tuple[Condition, ...] = ()
    scope_changes: tuple[ScopeChange, ...] = ()
    emergency_reviews: tuple[EmergencyReview, ...] = ()
    groups: tuple[StakeholderGroup, ...] = ()
    communications: tuple[Communication, ...] = ()
    training: tuple[TrainingItem, ...] = ()
    reviews: tuple[Review, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    note: str = ""
    """What is noted on the request itself: something is wrong with what somebody typed there."""
    by_hand: tuple[HandEdit, ...] = ()
    """The rows that somebody touched last, in Lists."""
    void: tuple[Record, ...] = ()
    """Facts that somebody edited or added by hand: they do not count, and their keys are taken."""
    taken: frozenset[str] = frozenset()
    """Keys of this change that no row here has, and that are not free: those of facts that do not
    count, of rows that somebody made unreadable, of rows that say they belong elsewhere.
    """
    gone: tuple[Record, ...] = ()
    """Rows that somebody removed, and that nobody has been told of yet."""

    def after(self, rows: tuple[Record, ...]) -> "Dossier":
        """The dossier as it is once these rows are kept; rows of other changes are ignored."""
        dossier = self
        for row in rows:
            if change_of(row) != self.change.key:
                continue
            if isinstance(row, ChangeRequest):
                dossier = replace(dossier, change=row)
            elif (name := HOLDS.get(type(row))) is not None:
                rows_now: dict[str, Any] = {name: _with(getattr(dossier, name), row)}
                dossier = replace(dossier, **rows_now)
        return dossier

    def without(self, row: Record) -> "Dossier":
        """The dossier without a row of its plan."""
        name = HOLDS[type(row)]
        rows: dict[str, Any] = {name: tuple(r for r in getattr(self, name) if r.key != row.key)}
        return replace(self, **rows)

    @property
    def unnoticed(self) -> tuple[HandEdit, ...]:
        """The hand edits that nothing was made of yet: each that was has its audit event."""
        if not self.by_hand:
            return ()
        noticed = self.taken.union(event.key for event in self.audit)
        return tuple(edit for edit in self.by_hand if edit.key not in noticed)

    def free(self, key: str) -> str:
        """The key, or the next one like it, where a row that does not count has it."""
        if key not in self.taken:
            return key
        return next(other for n in count(2) if (other := f"{key}/{n}") not in self.taken)

    def last_taken(self, stem: str) -> int:
        """The highest number below a stem, such as `CHG-0001/step/`, that is not free although no
        row here has it.
        """
        return max(numbers_below(stem, self.taken), default=0)

    def row(self, key: str) -> PlanRow | None:
        """The row of the change's plan with that key: a wave, a risk, a question, a survey."""
        held = (getattr(self, HOLDS[kind]) for kind in PLAN)
        return next((row for rows in held for row in rows if row.key == key), None)

    def wave(self, key: str) -> Wave | None:
        return next((wave for wave in self.waves if wave.key == key), None)

    @property
    def rollback(self) -> Rollback | None:
        """The way back; the oldest row counts, should somebody add another by hand."""
        return self.rollbacks[0] if self.rollbacks else None


HOLDS: Mapping[type[Record], str] = {
    Move: "moves",
    Decision: "decisions",
    Withdrawal: "withdrawals",
    AuditEvent: "audit",
    Post: "posts",
    Wave: "waves",
    WaveStep: "wave_steps",
    Risk: "risks",
    Rollback: "rollbacks",
    Measure: "measures",
    Concern: "concerns",
    ActionItem: "items",
    Dependency: "dependencies",
    Role: "roles",
    Survey: "surveys",
    SurveyAnswer: "answers",
    Sheet: "sheets",
    Condition: "conditions",
    ScopeChange: "scope_changes",
    EmergencyReview: "emergency_reviews",
    StakeholderGroup: "groups",
    Communication: "communications",
    TrainingItem: "training",
    Review: "reviews",
    Measurement: "measurements",
}
"""The field of a dossier that holds each type of row."""

PLAN: tuple[type[PlanRow], ...] = (
    Wave, Risk, Rollback, Measure, Concern, ActionItem, Survey, StakeholderGroup, Communication,
    TrainingItem, Review, Measurement, Dependency, Role,
)  # fmt: skip
"""The rows that people ask to see by their keys."""


def change_of(row: Record) -> str:
    """Key of the change that a row belongs to; empty for the whole organisation's rows."""
    match row:
        case ChangeRequest():
            return row.key
        case Move() | Decision() | Withdrawal() | Condition() | ScopeChange() | AuditEvent():
            return row.change
        case EmergencyReview() | PlanRow():
            return row.change
        case Post():
            return row.subject
        case _:
            return ""


def counts_for(record: Record) -> str:
    """Key of the change for which a row counts; empty where it is none, or where its key names
    another one than the row: its steps, posts and audit events are told by its key.
    """
    change = change_of(record)
    if not change or record.key.startswith(f"{change}/"):
        return change
    if isinstance(record, PlanRow):
        return ""
    return change if isinstance(record, ChangeRequest) else change_named(record.key) or change


def change_named(key: str) -> str:
    """The change that a row's key names, as every key does that Cutover gives to a row of one."""
    first, _, rest = key.partition("/")
    named = first if first.startswith(_STEM) else rest.partition("/")[0]
    number = named.removeprefix(_STEM)
    is_key = named.startswith(_STEM) and number.isascii() and number.isdecimal()
    return named if is_key and len(number) >= _LEAST_DIGITS else ""


def numbers_below(stem: str, keys: Iterable[str]) -> frozenset[int]:
    """The numbers that come right after a stem in these keys."""
    given = (key.removeprefix(stem).partition("/")[0] for key in keys if key.startswith(stem))
    return frozenset(int(number) for number in given if is_number(number))


def is_number(given: str) -> bool:
    """Whether a row is numbered so; a longer number, typed by hand, leaves no room in keys."""
    return given.isascii() and given.isdecimal() and len(given) <= _DIGITS


def in_order(rows: Iterable[R]) -> tuple[R, ...]:
    """Steps by their ordinals; other rows as they are."""
    return tuple(
        sorted(rows, key=lambda row: row.ordinal if isinstance(row, Move | WaveStep) else 0)
    )


def _with(rows: tuple[R, ...], row: R) -> tuple[R, ...]:
    """The rows with one more, or with another value of one of them in its place."""
    if any(kept.key == row.key for kept in rows):
        return tuple(row if kept.key == row.key else kept for kept in rows)
    return in_order((*rows, row))
