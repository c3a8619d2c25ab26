"""Where a change stands: computed from its facts, never read from a status column."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from playbook.approval import Approval, approval_of
from playbook.dossier import Dossier, is_number
from playbook.fields import Kept, Who, declared, readable
from playbook.records import ChangeRequest, Decision, Move, Phase

STEPS: dict[Phase, tuple[Phase, ...]] = {
    Phase.DRAFT: (Phase.SUBMITTED, Phase.CANCELLED),
    Phase.SUBMITTED: (Phase.SUBMITTED, Phase.DRAFT, Phase.CANCELLED),
    Phase.APPROVED: (Phase.PLANNING, Phase.SUBMITTED, Phase.DRAFT, Phase.CANCELLED),
    Phase.PLANNING: (Phase.PILOT, Phase.PAUSED, Phase.CANCELLED),
    Phase.PILOT: (Phase.ROLLING_OUT, Phase.PAUSED, Phase.ROLLED_BACK, Phase.CANCELLED),
    Phase.ROLLING_OUT: (Phase.STABILISING, Phase.PAUSED, Phase.ROLLED_BACK),
    Phase.STABILISING: (Phase.REVIEWING, Phase.ROLLING_OUT, Phase.PAUSED, Phase.ROLLED_BACK),
    Phase.REVIEWING: (Phase.CLOSED, Phase.ROLLED_BACK),
    Phase.CLOSED: (Phase.REOPENED,),
    Phase.PAUSED: (Phase.ROLLED_BACK, Phase.CANCELLED),
    Phase.ROLLED_BACK: (Phase.REOPENED, Phase.CANCELLED),
    Phase.CANCELLED: (Phase.REOPENED,),
    Phase.REOPENED: (Phase.PLANNING, Phase.SUBMITTED, Phase.CANCELLED),
}
"""The steps from each phase, the usual one first. From SUBMITTED, its approvers' word leads on;
from PAUSED, also back to the phase that was paused. From REOPENED, work goes on in PLANNING only
where the version submitted last was approved (S-7). REVIEWING alone leads to CLOSED (S-98, S-114).
"""

UNDER_WAY = (
    Phase.APPROVED, Phase.PLANNING, Phase.PILOT, Phase.ROLLING_OUT, Phase.STABILISING,
)  # fmt: skip
"""The phases in which people are told of waves."""

OPEN_TO_EDITS = (Phase.DRAFT, Phase.SUBMITTED, Phase.APPROVED, Phase.REOPENED)
"""The phases in which the request itself may be edited."""

EXPIRED = "Not decided in time"
"""The reason of the step that takes a request back whose last day for a decision is over."""

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
    """The scope is no longer the one that was submitted."""
    approval: Approval | None = None
    """How far the approval of `version` has come; None before the first submission."""

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
def scope_hash(change: ChangeRequest) -> str:
    """Eight hexadecimal digits over everything that a sponsor approves.

    Remembered, since a single decision asks for it half a dozen times.
    """
    told = "\x1e".join(f"{kept.name}\x1f{_plain(kept, change)}" for kept in scope_fields())
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def scope_fields() -> Iterator[Kept]:
    """The declarations of what a sponsor approves, in the order people read them."""
    return (kept for kept in declared(ChangeRequest) if kept.scope)


def _plain(kept: Kept, change: ChangeRequest) -> str:
    value = getattr(change, kept.name)
    if kept.name == "sponsor":
        return change.sponsor.id
    return " ".join(readable(str(value or "")).split())


def next_version(dossier: Dossier) -> str:
    """What this scope is called if it is submitted now: `2.9f31c0aa`.

    A number that was decided on is not given again, though somebody deleted its submission.
    """
    submitted = [number(move.version) for move in _moves(dossier) if move.to is Phase.SUBMITTED]
    decided = (number(decision.version) for decision in dossier.decisions)
    given = (int(each) for each in (*submitted, *decided) if is_number(each))
    return f"{max((len(submitted), *given)) + 1}.{scope_hash(dossier.change)}"


def last_submission(dossier: Dossier) -> Move | None:
    """The step that put the version before its sponsor that stands now."""
    version = standing(dossier).version
    submitted = (move for move in dossier.moves if move.to is Phase.SUBMITTED)
    return next((move for move in submitted if version and move.version == version), None)


def number(version: str) -> str:
    """The part of a version's name that people read."""
    return version.partition(".")[0]


def standing(dossier: Dossier) -> Standing:
    """Fold the facts, in order. A fact that no rule allows where it stands is passed over."""
    phase, before_pause = Phase.DRAFT, Phase.PLANNING
    submission: Move | None = None
    approval: Approval | None = None
    for move in sorted(dossier.moves, key=lambda move: (move.ordinal, move.key)):
        if move.to not in _steps(phase, before_pause, approval):
            continue
        if move.reason == EXPIRED and phase is not Phase.SUBMITTED:
            # The last word came in the same moment, and whoever gave it was told that it counts.
            continue
        if move.to is Phase.PAUSED:
            before_pause = phase
        phase = move.to
        if move.to is Phase.SUBMITTED:
            submission = move
            approval = approval_of(dossier, move)
            phase = _decided(approval) or phase
    edited = submission is not None and not _same_scope(submission, dossier.change)
    return Standing(
        phase=phase,
        steps=tuple(
            to
            for to in _steps(phase, before_pause, approval)
            if not (edited and to is Phase.PLANNING and phase in _LEADS_TO_PLANNING)
        ),
        ordinal=max((*(move.ordinal for move in dossier.moves), _last_taken(dossier))),
        version=submission.version if submission else "",
        asked_at=submission.at if submission else None,
        asked_by=submission.by.name if submission else "",
        edited=edited,
        approval=approval,
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


def _steps(phase: Phase, before_pause: Phase, approval: Approval | None) -> tuple[Phase, ...]:
    if phase is Phase.PAUSED:
        return (before_pause, *STEPS[phase])
    if phase is Phase.REOPENED and (approval is None or not approval.passed):
        return tuple(to for to in STEPS[phase] if to is not Phase.PLANNING)
    return STEPS[phase]


def _decided(approval: Approval) -> Phase | None:
    if approval.passed:
        return Phase.APPROVED
    return Phase.DRAFT if approval.decision is not None else None


def _same_scope(submission: Move, change: ChangeRequest) -> bool:
    return submission.version.endswith("." + scope_hash(change))
