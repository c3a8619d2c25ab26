"""Whose approval a change needs, stage by stage, as the policy has it on the day it is sent.

The route is written on the submission, so a policy that is edited later changes nothing under way
(docs/decisions/0019-approvals-follow-a-route.md).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from pydantic import BaseModel, ValidationError

from playbook.calls import ordinal_of
from playbook.dossier import Dossier
from playbook.fields import NOBODY, Who
from playbook.named_approvers import has_left, holder, named_in, role_of
from playbook.records import (
    ApprovalPolicy,
    ChangeRequest,
    Duty,
    Move,
    Path,
    ProjectType,
    Quorum,
    Rating,
    RiskState,
    RoleKind,
)
from playbook.workplace import Workplace

_RATINGS = tuple(Rating)


class Remark(StrEnum):
    """What the record says of a route besides its stages."""

    NONE = ""
    ALONE = "whoever asked decides alone"
    """The requester is the only one who could sign: normal in a small firm, and said aloud."""
    BEFOREHAND = "approved beforehand"
    """It follows an approved template, and needs nobody's word any more."""
    URGENT = "urgent"
    """One word is enough now, and others review it afterwards."""


class Because(StrEnum):
    """Why a stage is part of a route."""

    SPONSOR = "its sponsor decides"
    POLICY = "the policy says so"
    PROVIDER = "both sides sign"
    SECOND = "nobody alone"


class Stage(BaseModel, frozen=True):
    """People who are asked together. `needed` of them must agree."""

    name: str = ""
    approvers: tuple[Who, ...]
    needed: int = 1
    veto: Who = NOBODY
    """The one whose no ends it, whatever the others say."""
    absent: tuple[str, ...] = ()
    """Whom the policy names here, as typed, and who nobody is on that day."""
    because: Because = Because.SPONSOR
    path: Path | None = None
    project_type: ProjectType | None = None
    risk: Rating | None = None
    """For which changes the policy asks for the stage; None for every one."""


class Basis(BaseModel, frozen=True):
    """The approval that a change rests on which follows a template."""

    template: str
    """Its key; `version` is the one that was approved."""
    name: str
    version: str
    by: tuple[Who, ...]
    at: datetime
    until: date | None = None
    """The last day on which changes may be sent on it."""


class Route(BaseModel, frozen=True):
    """The stages, asked one after the other."""

    stages: tuple[Stage, ...]
    remark: Remark = Remark.NONE
    reviewers: tuple[Who, ...] = ()
    """Who would decide if it were not urgent: they look back at it afterwards."""
    basis: Basis | None = None
    """The template's approval, where it was approved beforehand."""

    @property
    def approvers(self) -> tuple[Who, ...]:
        """Everybody whose word may be asked for, each once."""
        return _each_once(who for stage in self.stages for who in stage.approvers)


def route_for(dossier: Dossier, workplace: Workplace) -> Route:
    """The route of a change that is sent now, by the policy."""
    stages = _by_policy(dossier, workplace) or (Stage(approvers=(dossier.change.sponsor,)),)
    if dossier.change.path is Path.EMERGENCY:
        at_once = stages[0].model_copy(update={"needed": 1})
        usual = usual_route(dossier, workplace).approvers
        return Route(stages=(at_once,), remark=Remark.URGENT, reviewers=usual)
    return _signed_by_both(Route(stages=stages), dossier, workplace)


def usual_route(dossier: Dossier, workplace: Workplace) -> Route:
    """The route that the change would take if it were not urgent; its people review it after."""
    usual = dossier.change.model_copy(update={"path": Path.NORMAL})
    return route_for(dossier.after((usual,)), workplace)


def route_of(submission: Move, change: ChangeRequest) -> Route:
    """The route that was written on a submission; one from before there were any asks the
    sponsor.
    """
    written = _read(submission.route)
    return written or Route(stages=(Stage(approvers=(submission.asked or change.sponsor,)),))


@lru_cache(maxsize=1024)
def _read(route: str) -> Route | None:
    """A route as it was written; None for anything else. Asked for at every look at a change."""
    try:
        return Route.model_validate_json(route)
    except ValidationError:
        return None


def _by_policy(dossier: Dossier, workplace: Workplace) -> tuple[Stage, ...]:
    """The stages of the policy's rows that fit. Rows for the change's own path take the place of
    those for every path; of two rows for one stage, the one that says more counts, and of two that
    say the same, the older.
    """
    fitting = policies_for(dossier, workplace)
    by_stage: dict[int, ApprovalPolicy] = {}
    for policy in sorted(fitting, key=_closeness, reverse=True):
        by_stage.setdefault(policy.stage, policy)
    return tuple(_stage(by_stage[number], dossier, workplace) for number in sorted(by_stage))


def policies_for(dossier: Dossier, workplace: Workplace) -> tuple[ApprovalPolicy, ...]:
    """The rows of the policy that are for such a change."""
    fitting = tuple(policy for policy in workplace.policies if _fits(policy, dossier))
    return tuple(policy for policy in fitting if policy.path is not None) or fitting


def _fits(policy: ApprovalPolicy, dossier: Dossier) -> bool:
    change = dossier.change
    return (
        policy.path in (None, change.path)
        and policy.project_type in (None, change.project_type)
        and (policy.risk is None or _RATINGS.index(policy.risk) <= _highest_risk(dossier))
    )


def _highest_risk(dossier: Dossier) -> int:
    """The place of the highest impact among the risks that are still open; -1 without any."""
    rated = (
        _RATINGS.index(risk.impact) for risk in dossier.risks if risk.status is not RiskState.CLOSED
    )
    return max(rated, default=-1)


def _closeness(policy: ApprovalPolicy) -> tuple[int, int, int]:
    """How closely a row says for which changes it is; an older row comes before a newer."""
    said = sum(one is not None for one in (policy.project_type, policy.risk))
    risk = _RATINGS.index(policy.risk) if policy.risk is not None else -1
    return said, risk, -ordinal_of(policy.key)


def _stage(policy: ApprovalPolicy, dossier: Dossier, workplace: Workplace) -> Stage:
    """The stage with the people who hold its duties today. Where too few of them are there to
    agree, the sponsor stands in: a stage is never passed because its chair is empty.
    """
    found = {line: holder(line, dossier, workplace) for line in named_in(policy)}
    veto = policy.veto if policy.veto and not has_left(policy.veto, workplace) else NOBODY
    present = _each_once((*found.values(), veto))
    absent = tuple(line for line, who in found.items() if not who)
    needed = {
        Quorum.ANY: 1,
        Quorum.ALL: max(len(present) + bool(absent), 1),
        Quorum.SOME: max(policy.needed or 1, 1),
    }[policy.quorum]
    lacking = needed > len(present)
    people = _each_once((*present, dossier.change.sponsor)) if lacking else present
    return Stage(
        name=policy.name,
        approvers=people,
        needed=min(needed, len(people)),
        veto=veto,
        absent=absent if lacking else (),
        because=Because.POLICY,
        path=policy.path,
        project_type=policy.project_type,
        risk=policy.risk,
    )


def _signed_by_both(route: Route, dossier: Dossier, workplace: Workplace) -> Route:
    """Business and IT provider both sign where both are involved (S-3), and nobody approves alone
    what they asked for themselves while somebody else could sign.
    """
    stages = list(route.stages)
    provider = role_of(dossier, RoleKind.PROVIDER)
    if provider and not _must_sign(provider, stages):
        stages.append(Stage(approvers=(provider,), because=Because.PROVIDER))
    requester = dossier.change.requester
    if any(who.id != requester.id for who in _certain(stages)):
        return Route(stages=tuple(stages))
    if not _could_decide_alone(requester, stages):
        return Route(stages=tuple(stages))
    second = _second(dossier, workplace)
    if not second:
        return Route(stages=tuple(stages), remark=Remark.ALONE)
    return Route(stages=(*stages, Stage(approvers=(second,), because=Because.SECOND)))


def _must_sign(who: Who, stages: Iterable[Stage]) -> bool:
    return any(one.id == who.id for one in _certain(stages))


def _certain(stages: Iterable[Stage]) -> Iterator[Who]:
    """Whoever cannot be left out: all of a stage whose every approver must agree."""
    for stage in stages:
        if stage.needed == len(stage.approvers):
            yield from stage.approvers


def _could_decide_alone(requester: Who, stages: Sequence[Stage]) -> bool:
    return all(
        stage.needed == 1 and any(who.id == requester.id for who in stage.approvers)
        for stage in stages
    )


def _second(dossier: Dossier, workplace: Workplace) -> Who:
    """Who signs beside a sponsor who asked for it: by default the IT provider's lead."""
    requester = dossier.change.requester
    in_line = (
        role_of(dossier, RoleKind.PROVIDER),
        dossier.change.lead,
        workplace.holder(Duty.LEAD),
        workplace.holder(Duty.COORDINATOR),
        workplace.holder(Duty.SPONSOR),
    )
    return next((who for who in in_line if who and who.id != requester.id), NOBODY)


def _each_once(people: Iterable[Who]) -> tuple[Who, ...]:
    return tuple({who.id: who for who in people if who}.values())
