"""How far the approval of a version has come: folded from its decisions, in any order."""

from collections.abc import Iterator
from dataclasses import dataclass

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
    """How far the version that a step submitted has come."""
    route = route_of(submission, dossier.change)
    given = tuple(_counting(dossier, submission.version, route))
    at = last = 0
    decision: Decision | None = None
    for at, stage in enumerate(route.stages):
        theirs = [one for one in given if _is_of(one, stage)]
        if (refused := _declined(stage, theirs)) is not None:
            return Approval(submission.version, route, given, refused, stage=at)
        agreed = [one for one in theirs if one.verdict is Verdict.APPROVED]
        if len(agreed) < stage.needed:
            said = {approver_of(one).id for one in theirs}
            waiting = tuple(who for who in stage.approvers if who.id not in said)
            return Approval(submission.version, route, given, waiting=waiting, stage=at)
        decision, last = agreed[stage.needed - 1], at
    return Approval(submission.version, route, given, decision, passed=True, stage=last)


def _counting(dossier: Dossier, version: str, route: Route) -> Iterator[Decision]:
    """The decisions on a version that were not withdrawn: the first of each approver, in order."""
    withdrawn = {withdrawal.decision for withdrawal in dossier.withdrawals}
    approvers = {who.id for who in route.approvers}
    seen: set[str] = set()
    for decision in sorted(dossier.decisions, key=lambda one: (one.at, one.key)):
        approver = approver_of(decision).id
        if decision.version != version or decision.key in withdrawn:
            continue
        if approver in approvers and approver not in seen:
            seen.add(approver)
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
