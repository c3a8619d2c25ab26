"""How complete a change's plan is: of each part how much is done, and what is missing.

A gate asks less: a wave may be announced as soon as `readiness` finds nothing. What is counted here
is what the article's working documents ask for, line by line (S-30, S-78, S-113, S-124 to S-126).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from playbook.approval import approver_of
from playbook.conditions import set_on
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.gaps import Gap, gaps_in
from playbook.records import Phase, Record, RoleKind, Verdict
from playbook.roles import holder_of, roles_asked
from playbook.standing import Standing, standing
from playbook.workplace import Workplace


class PartKind(StrEnum):
    """The parts of a plan, in the order in which they are read. Those that are rows are named as in
    the keys of their rows.
    """

    APPROVAL = "approval"
    ROLES = "role"
    GROUPS = "group"
    MESSAGES = "message"
    TRAINING = "training"
    WAVES = "wave"
    RISKS = "risk"
    ROLLBACK = "rollback"
    MEASURES = "measure"
    DEPENDENCIES = "dependency"
    CONDITIONS = "condition"
    CONCERNS = "concern"
    ITEMS = "item"
    SURVEYS = "survey"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What is missing, and for how many. `roles` are those that nobody has."""

    gap: Gap
    number: int = 1
    roles: tuple[RoleKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a plan: so much is done, of so much; and what the rest lacks."""

    kind: PartKind
    done: int = 0
    whole: int = 0
    missing: tuple[Shortfall, ...] = ()
    who: tuple[Who, ...] = ()
    """Whom it waits for."""

    @property
    def complete(self) -> bool:
        return bool(self.whole) and self.done == self.whole


def parts(dossier: Dossier, workplace: Workplace, now: datetime) -> tuple[Part, ...]:
    """Every part of the plan, in the order in which they are read."""
    return (
        approval(dossier),
        roles(dossier, workplace),
        *(
            _of_rows(kind, rows_of(dossier, kind), dossier, workplace, now)
            for kind in PartKind
            if kind not in (PartKind.APPROVAL, PartKind.ROLES)
        ),
    )


def rows_of(dossier: Dossier, kind: PartKind) -> tuple[Record, ...]:
    """The rows that a part is counted from."""
    match kind:
        case PartKind.APPROVAL:
            return ()
        case PartKind.ROLES:
            return dossier.roles
        case PartKind.GROUPS:
            return dossier.groups
        case PartKind.MESSAGES:
            return dossier.communications
        case PartKind.TRAINING:
            return dossier.training
        case PartKind.WAVES:
            return dossier.waves
        case PartKind.RISKS:
            return dossier.risks
        case PartKind.ROLLBACK:
            return dossier.rollbacks[:1]
        case PartKind.MEASURES:
            return dossier.measures
        case PartKind.DEPENDENCIES:
            return dossier.dependencies
        case PartKind.CONDITIONS:
            where = standing(dossier)
            return set_on(dossier, where.approved or where.version)
        case PartKind.CONCERNS:
            return dossier.concerns
        case PartKind.ITEMS:
            return dossier.items
        case PartKind.SURVEYS:
            return dossier.surveys


def approval(dossier: Dossier) -> Part:
    """Whether the version as it reads now stands approved: how many have agreed, of how many whose
    word it needs, and if not, whom it waits for (S-7).
    """
    where = standing(dossier)
    whole, agreed = _signatures(where)
    gap = _unapproved(where)
    if gap is None:
        return Part(PartKind.APPROVAL, whole, whole)
    done = agreed if gap is Gap.WAITS else 0
    return Part(PartKind.APPROVAL, done, whole, (Shortfall(gap),), where.waiting)


def _signatures(where: Standing) -> tuple[int, int]:
    """How many must agree to the version that was sent, and how many have."""
    stages = where.approval.route.stages if where.approval else ()
    whole = agreed = 0
    for stage in stages:
        asked = {who.id for who in stage.approvers}
        given = where.approval.given if where.approval else ()
        yes = [
            one for one in given if approver_of(one).id in asked and one.verdict is Verdict.APPROVED
        ]
        whole, agreed = whole + stage.needed, agreed + min(len(yes), stage.needed)
    return max(whole, 1), agreed


def _unapproved(where: Standing) -> Gap | None:
    if where.edited:
        return Gap.EDITED
    if where.phase is Phase.SUBMITTED:
        return Gap.WAITS
    if where.approval is not None and where.approval.beforehand:
        return None
    if where.decision is not None:
        return None if where.decision.verdict is Verdict.APPROVED else Gap.DECLINED
    return Gap.NOT_ASKED


def roles(dossier: Dossier, workplace: Workplace) -> Part:
    """For how many parts of the change somebody is named (S-4)."""
    asked = roles_asked(dossier, workplace)
    unnamed = tuple(kind for kind in asked if not holder_of(dossier, kind))
    missing = (Shortfall(Gap.NOBODY, len(unnamed), unnamed),) if unnamed else ()
    return Part(PartKind.ROLES, len(asked) - len(unnamed), len(asked), missing)


def _of_rows(
    kind: PartKind,
    rows: Iterable[Record],
    dossier: Dossier,
    workplace: Workplace,
    now: datetime,
) -> Part:
    found = [gaps_in(row, dossier, workplace, now) for row in rows]
    gaps = Counter(gap for gaps in found for gap in gaps)
    missing = tuple(Shortfall(gap, gaps[gap]) for gap in Gap if gaps[gap])
    if kind is PartKind.ROLLBACK and found:
        # One document in three parts: a trigger, who decides, what is done first (S-90 to S-92).
        return Part(kind, 3 - len(found[0]), 3, missing)
    return Part(kind, sum(not gaps for gaps in found), len(found), missing)
