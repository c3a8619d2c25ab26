"""How far the approval of a version has come: folded from its decisions, in any order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.records import Decision, Move, Verdict
from playbook.routing import Remark, Route, Stage, route_of


@dataclass(frozen=True, slots=True)
class Approval:
    """The approval of one version.

    `given` are the decisions that count, in order; `decision` is the one that concluded it, None
    while it is open, and where it was approved beforehand.
    """

    version: str
    route: Route
    given: tuple[Decision, ...] = ()
    decision: Decision | None = None
    passed: bool = False
    waiting: tuple[Who, ...] = ()
    """The approvers whose word is asked for now."""
    stage: int = 0
    """The stage that is asked now, or was last, counted from 0."""

    @property
    def is_open(self) -> bool:
        return self.decision is None and not self.passed

    @property
    def beforehand(self) -> bool:
        """Whether an approved template had it approved before it was sent."""
        return self.route.remark is Remark.BEFOREHAND

    @property
    def rests_on(self) -> tuple[Who, ...]:
        """Whose approval of the template it rests on, where it was approved beforehand."""
        return self.route.basis.by if self.route.basis else ()

    def by(self, approver: str) -> Decision | None:
        """The decision of one approver, by Entra object id, whoever pressed for them."""
        return next((one for one in self.given if approver_of(one).id == approver), None)


def approver_of(decision: Decision) -> Who:
    """Whose decision it is: a delegate decides on behalf of somebody."""
    return decision.approver or decision.by


def approval_of(dossier: Dossier, submission: Move) -> Approval:
    """How far the version that a step submitted has come.

    The decisions are taken one after the other, as if their people had queued: two replicas may
    write in one moment what one of them would have refused. One on a stage that is not asked yet
    counts when it is, since lists keep no more than seconds; one that came when all was decided
    counts for nothing.
    """
    route = route_of(submission, dossier.change)
    approval = Approval(submission.version, route, passed=not route.stages)
    left = list(_in_force(dossier, submission.version))
    while approval.is_open:
        waiting = _waiting(approval)
        asked = {who.id for who in waiting}
        following = next((one for one in left if approver_of(one).id in asked), None)
        if following is None:
            return replace(approval, waiting=waiting)
        left.remove(following)
        approval = _with(approval, following)
    return approval


def _with(approval: Approval, decision: Decision) -> Approval:
    """The approval with one more decision of somebody whose word it waited for."""
    stages, at = approval.route.stages, approval.stage
    given = (*approval.given, decision)
    while at < len(stages):
        theirs = [one for one in given if _is_of(one, stages[at])]
        if (refused := _declined(stages[at], theirs)) is not None:
            return replace(approval, given=given, decision=refused, stage=at)
        agreed = sum(one.verdict is Verdict.APPROVED for one in theirs)
        if agreed < stages[at].needed:
            return replace(approval, given=given, stage=at)
        at += 1
    return replace(approval, given=given, decision=decision, passed=True, stage=at - 1)


def _waiting(approval: Approval) -> tuple[Who, ...]:
    """Whose word the stage that is asked now still waits for."""
    said = {approver_of(one).id for one in approval.given}
    stage = approval.route.stages[approval.stage]
    return tuple(who for who in stage.approvers if who.id not in said)


def _in_force(dossier: Dossier, version: str) -> Iterator[Decision]:
    """The decisions on a version that were not withdrawn, in order."""
    withdrawn = {withdrawal.decision for withdrawal in dossier.withdrawals}
    for decision in sorted(dossier.decisions, key=lambda one: (one.at, one.key)):
        if decision.version == version and decision.key not in withdrawn:
            yield decision


def _is_of(decision: Decision, stage: Stage) -> bool:
    return any(who.id == approver_of(decision).id for who in stage.approvers)


def _declined(stage: Stage, given: list[Decision]) -> Decision | None:
    """The no that ended the stage: the veto's, or the one after which too few are left."""
    declined = [one for one in given if one.verdict is Verdict.DECLINED]
    vetoed = (one for one in declined if stage.veto and approver_of(one).id == stage.veto.id)
    if (veto := next(vetoed, None)) is not None:
        return veto
    most = len(stage.approvers) - stage.needed
    return declined[most] if len(declined) > most else None
