"""Where a change stands: computed from its facts, never read from a status column."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from playbook.approval import Approval, approval_of
from playbook.dossier import Dossier, is_number
from playbook.fields import Kept, Who, asked_of, declared, readable
from playbook.records import ChangeRequest, Decision, Dependency, Move, Phase, Record

STEPS: dict[Phase, tuple[Phase, ...]] = {
    Phase.DRAFT: (Phase.SUBMITTED, Phase.CANCELLED),
    Phase.SUBMITTED: (Phase.SUBMITTED, Phase.DRAFT, Phase.CANCELLED),
    Phase.APPROVED: (Phase.PLANNING, Phase.SUBMITTED, Phase.DRAFT, Phase.CANCELLED),
    Phase.PLANNING: (Phase.PILOT, Phase.PAUSED, Phase.CANCELLED, Phase.SUBMITTED),
    Phase.PILOT: (
        Phase.ROLLING_OUT, Phase.PAUSED, Phase.ROLLED_BACK, Phase.CANCELLED, Phase.SUBMITTED,
    ),
    Phase.ROLLING_OUT: (Phase.STABILISING, Phase.PAUSED, Phase.ROLLED_BACK, Phase.SUBMITTED),
    Phase.STABILISING: (
        Phase.REVIEWING, Phase.ROLLING_OUT, Phase.PAUSED, Phase.ROLLED_BACK, Phase.SUBMITTED,
    ),
    Phase.REVIEWING: (Phase.CLOSED, Phase.ROLLED_BACK),
    Phase.CLOSED: (Phase.REOPENED,),
    Phase.PAUSED: (Phase.ROLLED_BACK, Phase.CANCELLED),
    Phase.ROLLED_BACK: (Phase.REOPENED, Phase.CANCELLED),
    Phase.CANCELLED: (Phase.REOPENED,),
    Phase.REOPENED: (Phase.PLANNING, Phase.SUBMITTED, Phase.CANCELLED),
}  # fmt: skip
"""The steps from each phase, the usual one first. From SUBMITTED, its approvers' word leads on;
from PAUSED, also back to the phase that was paused. From REOPENED, work goes on in PLANNING only
where the version submitted last was approved (S-7). REVIEWING alone leads to CLOSED (S-98, S-114).

From SUBMITTED a scope that grew while work was under way leads back to where the work stands,
whatever is decided (docs/decisions/0018-additions-to-a-scope.md).
"""

UNDER_WAY = (
    Phase.APPROVED, Phase.PLANNING, Phase.PILOT, Phase.ROLLING_OUT, Phase.STABILISING,
)  # fmt: skip
"""The phases in which people are told of waves."""

AT_WORK = UNDER_WAY[1:]
"""The phases in which work goes on: what is added to a scope there is approved without a halt."""

OPEN_TO_EDITS = (Phase.DRAFT, Phase.SUBMITTED, Phase.APPROVED, Phase.REOPENED)
"""The phases in which the request itself may be edited."""

EXPIRED = "Not decided in time"
"""The reason of the step that takes a request back whose last day for a decision is over."""

_STOPS = (Phase.PAUSED, Phase.ROLLED_BACK, Phase.CANCELLED)
_LEADS_TO_PLANNING = (Phase.APPROVED, Phase.REOPENED)


@dataclass(frozen=True, slots=True)
class Standing:
    phase: Phase
    steps: tuple[Phase, ...]
    """The phases that a person may move the change to from here, the usual one first."""
    ordinal: int = 0
    """How many steps the change has taken; the next one is `ordinal + 1`."""
    version: str = ""
    """The version submitted last; empty before the first submission."""
    asked_at: datetime | None = None
    asked_by: str = ""
    edited: bool = False
    """The scope is no longer the one that was submitted; once work has begun, approved."""
    approval: Approval | None = None
    """How far the approval of `version` has come; None before the first submission."""
    approved: str = ""
    """The version approved last: while work is under way, the one that it goes by."""
    at_work: Phase | None = None
    """Where the work stands while an addition to its scope waits for approval."""

    @property
    def under_way(self) -> bool:
        """Whether people are told of waves; also while an addition to the scope waits."""
        return self.phase in UNDER_WAY or self.at_work is not None

    @property
    def decision(self) -> Decision | None:
        """The decision that concluded the approval of `version`."""
        return self.approval.decision if self.approval else None

    @property
    def waiting(self) -> tuple[Who, ...]:
        """The approvers whose word the change waits for."""
        asks = self.phase is Phase.SUBMITTED and not self.edited and self.approval is not None
        return self.approval.waiting if asks and self.approval else ()


@lru_cache(maxsize=1024)
def scope_hash(change: ChangeRequest, dependencies: tuple[Dependency, ...] = ()) -> str:
    """Eight hexadecimal digits over everything that a sponsor approves, what the change waits for
    included; without it, over what its form holds.

    Remembered, since a single decision asks for it half a dozen times.
    """
    fields = [f"{kept.name}\x1f{_plain(kept, change)}" for kept in scope_fields()]
    rows = sorted(
        "\x1f".join((Dependency.CALLED, *(_plain(kept, row) for kept in asked_of(Dependency))))
        for row in dependencies
        if is_named(row)
    )
    told = "\x1e".join((*fields, *rows))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def scope_fields() -> Iterator[Kept]:
    """The declarations of what a sponsor approves, in the order people read them."""
    return (kept for kept in declared(ChangeRequest) if kept.scope)


def is_named(dependency: Dependency) -> bool:
    """Whether a dependency says what it is; one that does not is none yet."""
    return bool(readable(dependency.what).strip())


def _plain(kept: Kept, record: Record) -> str:
    value = getattr(record, kept.name)
    if isinstance(value, Who):
        return value.id
    return " ".join(readable(str(value or "")).split())


def next_version(dossier: Dossier) -> str:
    """What this scope is called if it is submitted now: `2.9f31c0aa`.

    A number that was decided on is not given again, though somebody deleted its submission.
    """
    submitted = [number(move.version) for move in _moves(dossier) if move.to is Phase.SUBMITTED]
    decided = (number(decision.version) for decision in dossier.decisions)
    given = (int(each) for each in (*submitted, *decided) if is_number(each))
    return f"{max((len(submitted), *given)) + 1}.{scope_now(dossier)}"


def scope_now(dossier: Dossier) -> str:
    """What the scope is called as it reads now."""
    return scope_hash(dossier.change, dossier.dependencies)


def last_submission(dossier: Dossier) -> Move | None:
    """The step that put the version before its sponsor that stands now."""
    version = standing(dossier).version
    submitted = (move for move in dossier.moves if move.to is Phase.SUBMITTED)
    return next((move for move in submitted if version and move.version == version), None)


def sent_at_work(dossier: Dossier) -> tuple[Move, ...]:
    """The submissions made while work was under way, which goes on beside them."""
    at, sent = Phase.DRAFT, []
    for move in dossier.moves:
        if move.to is Phase.SUBMITTED and at in AT_WORK:
            sent.append(move)
        else:
            at = move.to
    return tuple(sent)


def number(version: str) -> str:
    """The part of a version's name that people read."""
    return version.partition(".")[0]


def standing(dossier: Dossier) -> Standing:
    """Fold the facts, in order. A fact that no rule allows where it stands is passed over."""
    phase, before_pause = Phase.DRAFT, Phase.PLANNING
    submission: Move | None = None
    approved: Move | None = None
    approval: Approval | None = None
    at_work: Phase | None = None
    for move in sorted(dossier.moves, key=lambda move: (move.ordinal, move.key)):
        if move.to not in _steps(phase, before_pause, approval, at_work):
            continue
        if move.reason == EXPIRED and phase is not Phase.SUBMITTED:
            # The last word came in the same moment, and whoever gave it was told that it counts.
            continue
        if move.to is not Phase.SUBMITTED:
            if move.to is Phase.PAUSED:
                before_pause = at_work or phase
            phase, at_work = move.to, None
            continue
        at_work = phase if phase in AT_WORK else at_work
        submission = move
        approval = approval_of(dossier, move)
        approved = move if approval.passed else approved
        if (decided := _decided(approval, at_work)) is not None:
            phase, at_work = decided, None
        else:
            phase = Phase.SUBMITTED
    before_work = phase in (*OPEN_TO_EDITS, Phase.CANCELLED)
    holds = submission if before_work else approved or submission
    edited = holds is not None and not _same_scope(holds, dossier)
    return Standing(
        phase=phase,
        steps=tuple(
            to
            for to in _steps(phase, before_pause, approval, at_work)
            if not (edited and to is Phase.PLANNING and phase in _LEADS_TO_PLANNING)
        ),
        ordinal=max((*(move.ordinal for move in dossier.moves), _last_taken(dossier))),
        version=submission.version if submission else "",
        asked_at=submission.at if submission else None,
        asked_by=submission.by.name if submission else "",
        edited=edited,
        approval=approval,
        approved=approved.version if approved else "",
        at_work=at_work,
    )


def approval_on(dossier: Dossier, version: str) -> Approval | None:
    """How far the approval of one version came, whichever stands by now."""
    asked = (
        move for move in dossier.moves if move.to is Phase.SUBMITTED and move.version == version
    )
    submission = next(asked, None)
    return approval_of(dossier, submission) if submission else None


def decision_on(dossier: Dossier, version: str) -> Decision | None:
    """The decision that concluded the approval of one version."""
    approval = approval_on(dossier, version)
    return approval.decision if approval else None


def _moves(dossier: Dossier) -> tuple[Move, ...]:
    """The moves, and those that do not count: their versions are not given again."""
    return (*dossier.moves, *(fact for fact in dossier.void if isinstance(fact, Move)))


def _last_taken(dossier: Dossier) -> int:
    """The highest ordinal that is not free although no step has it that counts."""
    return dossier.last_taken(f"{dossier.change.key}/step/")


def _steps(
    phase: Phase, before_pause: Phase, approval: Approval | None, at_work: Phase | None
) -> tuple[Phase, ...]:
    if phase is Phase.PAUSED:
        return (before_pause, *STEPS[phase])
    if at_work is not None:
        return (Phase.SUBMITTED, at_work, *(to for to in STEPS[at_work] if to in _STOPS))
    if phase is Phase.REOPENED and (approval is None or not approval.passed):
        return tuple(to for to in STEPS[phase] if to is not Phase.PLANNING)
    return STEPS[phase]


def _decided(approval: Approval, at_work: Phase | None) -> Phase | None:
    """Where a decided version leads: the work on it stays where it is, whatever the word was."""
    if approval.is_open:
        return None
    return at_work or (Phase.APPROVED if approval.passed else Phase.DRAFT)


def _same_scope(submission: Move, dossier: Dossier) -> bool:
    return submission.version.endswith("." + scope_now(dossier))
