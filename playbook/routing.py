"""Whose approval a change needs, stage by stage, as the policy has it on the day it is sent.

The route is written on the submission, so a policy that is edited later changes nothing under way
(docs/decisions/0019-approvals-follow-a-route.md).
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from pydantic import BaseModel, ValidationError

from playbook.dossier import Dossier, Workplace
from playbook.fields import NOBODY, Who
from playbook.records import (
    ApprovalPolicy,
    ChangeRequest,
    Duty,
    Move,
    Path,
    Quorum,
    Rating,
    RoleKind,
)

_SPONSOR = Duty.SPONSOR.casefold()
_RATINGS = tuple(Rating)


class Remark(StrEnum):
    """What the record says of a route besides its stages."""

    NONE = ""
    ALONE = "whoever asked decides alone"
    """The requester is the only one who could sign: normal in a small firm, and said aloud."""
    BEFOREHAND = "approved beforehand"
    """It follows an approved template, and needs nobody's word any more."""


class Stage(BaseModel, frozen=True):
    """People who are asked together. `needed` of them must agree."""

    name: str = ""
    approvers: tuple[Who, ...]
    needed: int = 1
    veto: Who = NOBODY
    """The one whose no ends it, whatever the others say."""


class Route(BaseModel, frozen=True):
    """The stages, asked one after the other."""

    stages: tuple[Stage, ...]
    remark: Remark = Remark.NONE

    @property
    def approvers(self) -> tuple[Who, ...]:
        """Everybody whose word may be asked for, each once."""
        return _each_once(who for stage in self.stages for who in stage.approvers)


def route_for(dossier: Dossier, workplace: Workplace, *, beforehand: bool = False) -> Route:
    """The route of a change that is sent now. `beforehand`: it follows an approved template."""
    if beforehand:
        return Route(stages=(), remark=Remark.BEFOREHAND)
    stages = _by_policy(dossier, workplace) or (Stage(approvers=(dossier.change.sponsor,)),)
    if dossier.change.path is Path.EMERGENCY:
        return Route(stages=(stages[0].model_copy(update={"needed": 1}),))
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


def named_in(policy: ApprovalPolicy) -> tuple[str, ...]:
    """Whom a policy row names, as typed: duties, roles, people."""
    return tuple(line.strip() for line in policy.approvers.splitlines() if line.strip())


def is_known(line: str, workplace: Workplace) -> bool:
    """Whether a policy may name this: a duty or role, whoever holds it later, or a person."""
    wanted = line.casefold()
    kinds = (*Duty, *RoleKind)
    return any(kind.casefold() == wanted for kind in kinds) or bool(_person(line, workplace))


def _by_policy(dossier: Dossier, workplace: Workplace) -> tuple[Stage, ...]:
    """The stages of the policy's rows that fit. Rows for the change's own path take the place of
    those for every path; of two rows for one stage, the one that says more counts.
    """
    fitting = [policy for policy in workplace.policies if _fits(policy, dossier)]
    for_path = [policy for policy in fitting if policy.path is not None]
    by_stage: dict[int, ApprovalPolicy] = {}
    for policy in sorted(for_path or fitting, key=lambda policy: (_says(policy), policy.key)):
        by_stage[policy.stage] = policy
    return tuple(_stage(by_stage[number], dossier, workplace) for number in sorted(by_stage))


def _fits(policy: ApprovalPolicy, dossier: Dossier) -> bool:
    change = dossier.change
    return (
        policy.path in (None, change.path)
        and policy.project_type in (None, change.project_type)
        and (policy.risk is None or _RATINGS.index(policy.risk) <= _highest_risk(dossier))
    )


def _highest_risk(dossier: Dossier) -> int:
    """The place of the highest impact among the change's risks; -1 where there is none."""
    rated = (_RATINGS.index(risk.impact) for risk in dossier.risks)
    return max(rated, default=-1)


def _says(policy: ApprovalPolicy) -> int:
    """How closely a row says for which changes it is."""
    return sum(said is not None for said in (policy.project_type, policy.risk))


def _stage(policy: ApprovalPolicy, dossier: Dossier, workplace: Workplace) -> Stage:
    """The stage with the people who hold its duties today. Where nobody does, the sponsor stands
    in: a stage is never passed because its chair is empty.
    """
    found = (_holder(line, dossier, workplace) for line in named_in(policy))
    people = _each_once((*(who for who in found if who), policy.veto)) or (dossier.change.sponsor,)
    needed = {
        Quorum.ANY: 1,
        Quorum.ALL: len(people),
        Quorum.SOME: policy.needed or 1,
    }[policy.quorum]
    return Stage(
        name=policy.name,
        approvers=people,
        needed=min(max(needed, 1), len(people)),
        veto=policy.veto,
    )


def _holder(line: str, dossier: Dossier, workplace: Workplace) -> Who:
    wanted = line.casefold()
    if wanted == _SPONSOR:
        return dossier.change.sponsor
    if wanted == Duty.LEAD.casefold():
        return dossier.change.lead or workplace.holder(Duty.LEAD)
    for duty in Duty:
        if duty.casefold() == wanted:
            return workplace.holder(duty)
    for kind in RoleKind:
        if kind.casefold() == wanted:
            return role_of(dossier, kind)
    return _person(line, workplace)


def role_of(dossier: Dossier, kind: RoleKind) -> Who:
    """Who answers for a part of the change; the oldest row counts."""
    return next((role.who for role in dossier.roles if role.kind is kind and role.who), NOBODY)


def _person(line: str, workplace: Workplace) -> Who:
    wanted = line.casefold()
    named = [
        person.who
        for person in workplace.people.values()
        if wanted in (person.name.casefold(), person.key.casefold())
    ]
    return named[0] if len(named) == 1 else NOBODY


def _signed_by_both(route: Route, dossier: Dossier, workplace: Workplace) -> Route:
    """Business and IT provider both sign where both are involved (S-3), and nobody approves alone
    what they asked for themselves while somebody else could sign.
    """
    stages = list(route.stages)
    provider = role_of(dossier, RoleKind.PROVIDER)
    if provider and not _must_sign(provider, stages):
        stages.append(Stage(name=RoleKind.PROVIDER, approvers=(provider,)))
    requester = dossier.change.requester
    if any(who.id != requester.id for who in _certain(stages)):
        return Route(stages=tuple(stages))
    if not _could_decide_alone(requester, stages):
        return Route(stages=tuple(stages))
    second = _second(dossier, workplace)
    if not second:
        return Route(stages=tuple(stages), remark=Remark.ALONE)
    return Route(stages=(*stages, Stage(name="Second signature", approvers=(second,))))


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
