"""The chain: every act on a change is sealed together with the acts before it.

A link names the seals of the links that it comes after, and the digest of the fact that it tells
of: the decision, the step, the condition. Usually it comes after one. Rows of one batch are
written one by one, and any of them but the first may be lost; two processes may write at once. So
links that were decided together come after the same ones and never after each other, and the next
one comes after them all (docs/decisions/0017-a-chain-of-what-was-done.md).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from playbook.dossier import Dossier
from playbook.outcome import Outcome
from playbook.recording import is_refusal, subject_of
from playbook.records import (
    AuditEvent,
    ChangeRequest,
    Condition,
    Decision,
    EmergencyReview,
    Move,
    Record,
    ScopeChange,
    WaveStep,
    Withdrawal,
)
from playbook.sealing import digest, sealed
from playbook.standing import standing

Told = Move | Decision | Withdrawal | Condition | ScopeChange | EmergencyReview | WaveStep
"""The facts that a link of the chain tells of, each of them one."""

TOLD: tuple[type[Record], ...] = (
    Move, Decision, Withdrawal, Condition, ScopeChange, EmergencyReview, WaveStep,
)  # fmt: skip


def is_told(record: Record) -> TypeGuard[Told]:
    """Whether the record is a fact that calls for a link of its own."""
    return isinstance(record, Told)


def name_of(change: str, link: int) -> str:
    """What people call a link: CHG-0007#17."""
    return f"{change}#{link}"


def named_before(event: AuditEvent) -> dict[str, int]:
    """The links that an event says it comes after, by their seals."""
    named: dict[str, int] = {}
    for word in event.before.split():
        number, _, seal = word.partition(":")
        if seal and number.isascii() and number.isdecimal():
            named[seal] = int(number)
    return named


@dataclass(frozen=True, slots=True)
class _Chain:
    """How far a change's chain goes: the links that none comes after yet, and the last number."""

    ends: tuple[AuditEvent, ...]
    last: int

    @classmethod
    def of(cls, dossier: Dossier) -> "_Chain":
        """The chain as far as Cutover wrote it itself.

        What somebody typed over is no end to go on from: the last link that reads as it was
        written is. One that was removed a moment ago is, so that its absence is on record.
        """
        removed = (row for row in dossier.gone if isinstance(row, AuditEvent))
        links = [event for event in (*dossier.audit, *removed) if event.seal]
        named: dict[str, int] = {}
        for event in links:
            named |= named_before(event)
        spoilt = [row.link for row in dossier.void if isinstance(row, AuditEvent)]
        # A number that somebody typed is only believed where the chain may have come so far.
        so_far = len(links) + len(spoilt)
        numbers = (*(e.link for e in links), *named.values(), *(n for n in spoilt if n <= so_far))
        ends = sorted((e for e in links if e.seal not in named), key=lambda e: (e.link, e.seal))
        return cls(tuple(ends), max(numbers, default=0))

    def links(
        self, events: Iterable[AuditEvent], facts: Mapping[str, Told], version: str
    ) -> Iterator[AuditEvent]:
        """These events, in their order, as the next links; `version` is where the change stands."""
        before = " ".join(f"{event.link}:{event.seal}" for event in self.ends)
        for number, event in enumerate(events, start=self.last + 1):
            fact = facts.get(subject_of(event))
            told: dict[str, Any] = {
                "link": number,
                "before": before,
                "tells": digest(fact) if fact is not None else "",
                "version": event.version or _version(event, fact, version),
                "via": event.via
                or (fact.via if isinstance(fact, Decision | Withdrawal | EmergencyReview) else ""),
            }
            yield sealed(event.model_copy(update=told))


def _version(event: AuditEvent, fact: Told | None, stands: str) -> str:
    """The version that an act holds for. A refused attempt was on what its card showed."""
    if fact is not None:
        return fact.version
    return "" if is_refusal(event) else stands


def chained(outcome: Outcome, dossier: Dossier | None) -> Outcome:
    """The outcome with every audit event in it as the next links of its change's chain.

    `dossier` is the one that the outcome was decided on, None for a new change. An event waits for
    the agenda where the fact that it tells of may be lost while it comes through itself: a link
    tells only of what is in its list, or of the row that all others depend on.
    """
    base = dossier or next(
        (Dossier(row) for row in outcome.facts if isinstance(row, ChangeRequest)), None
    )
    events = [row for row in (*outcome.facts, *outcome.later) if isinstance(row, AuditEvent)]
    if base is None or not events:
        return outcome
    after = base.after(outcome.facts)
    facts = {fact.key: fact for fact in _facts(after)}
    unsure = {row.key for row in outcome.rows[1:] if is_told(row)}
    mine = [event for event in events if event.change == base.change.key]
    sure = [event for event in mine if subject_of(event) not in unsure]
    links = _Chain.of(base).links(sure, facts, standing(after).version)
    linked: dict[int, AuditEvent | None] = {id(event): None for event in mine}
    linked |= {id(event): link for event, link in zip(sure, links, strict=True)}
    return replace(
        outcome, facts=_linked(outcome.facts, linked), later=_linked(outcome.later, linked)
    )


def _facts(dossier: Dossier) -> Iterator[Told]:
    yield from dossier.moves
    yield from dossier.decisions
    yield from dossier.withdrawals
    yield from dossier.conditions
    yield from dossier.scope_changes
    yield from dossier.emergency_reviews
    yield from dossier.wave_steps


def _linked(rows: Sequence[Record], linked: Mapping[int, AuditEvent | None]) -> tuple[Record, ...]:
    """The rows with the events among them as links, and without those that wait."""
    instead = (linked.get(id(row), row) for row in rows)
    return tuple(row for row in instead if row is not None)
