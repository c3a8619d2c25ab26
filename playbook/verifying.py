"""Whether a change's chain holds: what its rows say today, held against what was sealed.

A link is good where its seal belongs to what it says, nobody but Cutover has written its row, and
the fact that it tells of reads as it did. What good links say of those before them tells which
are not there any more. Two links of one number are a fork and not a fault: two processes wrote at
once, and the next link names both (docs/decisions/0017-a-chain-of-what-was-done.md).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count

from playbook.chaining import Told, is_told, named_before
from playbook.dossier import Dossier
from playbook.recording import key_about, subject_of
from playbook.records import AuditEvent, Record
from playbook.sealing import digest, seal_of

_NOT_A_LINK = 0


class Break(StrEnum):
    """What is wrong with one link, or with a row that should have one."""

    EDITED = "the link reads differently"
    TOUCHED = "the link was saved by somebody else"
    REMOVED = "the link is not there"
    FACT_EDITED = "what it tells of reads differently"
    FACT_TOUCHED = "what it tells of was saved by somebody else"
    FACT_REMOVED = "what it tells of is not there"
    UNTOLD = "no link tells of a fact"
    ADDED = "a row was added by hand"


@dataclass(frozen=True, slots=True)
class Broken:
    """One place where the chain does not hold.

    `link` is its number, 0 for a row that is no link. `event` is the link as it stands, or, where
    it was removed, the one that came after it; `fact` the row that it is about, if that stands.
    """

    link: int
    why: Break
    event: AuditEvent | None = None
    fact: Record | None = None

    @property
    def key(self) -> str:
        """The key of the row to look for in its list."""
        if self.why in (Break.FACT_EDITED, Break.FACT_TOUCHED, Break.FACT_REMOVED) and self.event:
            return subject_of(self.event)
        row = self.fact or self.event
        return row.key if row is not None and self.why is not Break.REMOVED else ""


@dataclass(frozen=True, slots=True)
class Trail:
    """Every row of one change that bears witness, whether it counts or not.

    `by_hand` are those that somebody other than Cutover has written last, or that bear a note.
    `stands` says whether the change's own request is there.
    """

    change: str
    rows: tuple[Record, ...]
    by_hand: tuple[Record, ...] = ()
    stands: bool = True

    @classmethod
    def of(cls, dossier: Dossier) -> "Trail":
        facts = (
            *dossier.moves, *dossier.decisions, *dossier.withdrawals, *dossier.conditions,
            *dossier.scope_changes, *dossier.wave_steps,
        )  # fmt: skip
        return cls(dossier.change.key, (*dossier.audit, *facts), dossier.void)


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of looking at one change. `broken` are in the order of their links."""

    change: str
    links: int
    unsealed: int
    """Acts from before there was a chain."""
    newest: AuditEvent | None = None
    broken: tuple[Broken, ...] = ()
    stands: bool = True

    @property
    def holds(self) -> bool:
        return self.stands and not self.broken


@dataclass(slots=True)
class _Look:
    """One look at a trail, on its way."""

    trail: Trail
    good: list[AuditEvent] = field(default_factory=list)
    """Links whose row is as Cutover wrote it, whatever has become of what they tell of."""
    bad: dict[str, tuple[AuditEvent, Break]] = field(default_factory=dict)
    """The other links, by their keys."""
    facts: dict[str, Told] = field(default_factory=dict)
    facts_by_hand: dict[str, Told] = field(default_factory=dict)
    unsealed: list[AuditEvent] = field(default_factory=list)
    typed: list[AuditEvent] = field(default_factory=list)
    """Acts without a seal that somebody typed, or took the seal from."""

    def sort(self) -> None:
        for row in self.trail.rows:
            if isinstance(row, AuditEvent):
                self._take(row, by_hand=False)
            elif is_told(row):
                self.facts[row.key] = row
        for row in self.trail.by_hand:
            if isinstance(row, AuditEvent):
                self._take(row, by_hand=True)
            elif is_told(row):
                self.facts_by_hand.setdefault(row.key, row)

    def _take(self, event: AuditEvent, *, by_hand: bool) -> None:
        if not event.seal:
            (self.typed if by_hand else self.unsealed).append(event)
        elif seal_of(event) != event.seal:
            self.bad[event.key] = event, Break.EDITED
        elif by_hand:
            self.bad[event.key] = event, Break.TOUCHED
        else:
            self.good.append(event)


def verified(trail: Trail) -> Verified:
    """Hold a change's rows against its chain."""
    look = _Look(trail)
    look.sort()
    links = (*look.good, *(event for event, _ in look.bad.values()))
    newest = max(look.good, key=lambda event: event.link, default=None)
    found = (*_links(look), *_facts_told(look), *_untold(look), *_typed(look))
    broken = tuple(sorted(found, key=lambda one: (one.link == _NOT_A_LINK, one.link)))
    return Verified(
        trail.change, len(links), len(look.unsealed), newest, broken, stands=trail.stands
    )


def _links(look: _Look) -> Iterator[Broken]:
    """The links that read differently, and those that later ones name and that are not there."""
    named: dict[str, tuple[int, AuditEvent]] = {}
    for event in sorted(look.good, key=lambda event: event.link):
        for seal, number in named_before(event).items():
            named.setdefault(seal, (number, event))
    numbers = set[int]()
    for event, why in look.bad.values():
        # Its number may have been typed over; a later link knows under which it was sealed.
        number = named[event.seal][0] if event.seal in named else event.link
        numbers.add(number)
        yield Broken(number, why, event)
    stand = {event.seal for event in look.good} | {event.seal for event, _ in look.bad.values()}
    there = numbers | {event.link for event in look.good}
    for event, _ in look.bad.values():
        # What one says that was edited itself is a hint at best.
        for seal, number in named_before(event).items():
            if number not in there and number < event.link:
                named.setdefault(seal, (number, event))
    for seal, (number, later) in named.items():
        if seal not in stand and number not in numbers:
            first = _first_of_the_missing(number, there)
            found = range(first, number + 1)
            numbers.update(found)
            there.update(found)
            yield Broken(first, Break.REMOVED, later)


def _first_of_the_missing(number: int, there: Iterable[int]) -> int:
    """The first of the links in a row that are not there, the last of which is this one."""
    return max((other for other in there if other < number), default=0) + 1


def _facts_told(look: _Look) -> Iterator[Broken]:
    for event in look.good:
        if not event.tells:
            continue
        key = subject_of(event)
        fact = look.facts.get(key) or look.facts_by_hand.get(key)
        if fact is None:
            yield Broken(event.link, Break.FACT_REMOVED, event)
        elif digest(fact) != event.tells:
            yield Broken(event.link, Break.FACT_EDITED, event, fact)
        elif key not in look.facts:
            yield Broken(event.link, Break.FACT_TOUCHED, event, fact)


def _untold(look: _Look) -> Iterator[Broken]:
    """The facts of which no link tells, under the numbers that no link has.

    A chain does not know its own end: where the newest link was removed, it is the fact that is
    left over which says so.
    """
    events = (*look.good, *look.unsealed, *look.typed, *(event for event, _ in look.bad.values()))
    told = {event.key for event in events}
    numbers = {event.link for event in events}
    free = (number for number in count(1) if number not in numbers)
    for fact in look.facts.values():
        if key_about(fact.key) not in told:
            yield Broken(next(free), Break.UNTOLD, fact=fact)
    for key, fact in look.facts_by_hand.items():
        if key not in look.facts and key_about(key) not in told:
            yield Broken(_NOT_A_LINK, Break.ADDED, fact=fact)


def _typed(look: _Look) -> Iterator[Broken]:
    for event in look.typed:
        yield Broken(_NOT_A_LINK, Break.ADDED, event)
