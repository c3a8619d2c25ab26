"""The records: every row that Cutover keeps, declared once. Each module has one subject."""

from collections.abc import Mapping

from playbook.fields import ListOf
from playbook.records.calendar import FreezeWindow, Holiday
from playbook.records.change import ChangeRequest
from playbook.records.facts import (
    AuditEvent,
    Condition,
    Decision,
    EmergencyReview,
    Move,
    ScopeChange,
    Withdrawal,
)
from playbook.records.measure import Measure, Measurement, Review
from playbook.records.post import Post
from playbook.records.raised import ActionItem, Concern, Dependency
from playbook.records.record import PlanRow, Record
from playbook.records.risk import Notification, Risk, Rollback
from playbook.records.sheet import Addressee, Sheet
from playbook.records.stakeholders import Communication, Role, StakeholderGroup
from playbook.records.survey import Survey, SurveyAnswer
from playbook.records.training import TrainingItem
from playbook.records.vocabulary import (
    HELD_BY_CHANNELS,
    ConcernKind,
    Delivery,
    DependencyKind,
    Duty,
    Feeling,
    Goal,
    Hindsight,
    Improvement,
    Means,
    MeasureKind,
    Path,
    Phase,
    PostState,
    ProjectType,
    Purpose,
    Quorum,
    Rating,
    RiskKind,
    RiskState,
    RoleKind,
    SheetState,
    Stage,
    StillSo,
    Use,
    Verdict,
    WaveKind,
    WaveState,
)
from playbook.records.wave import Days, Wave, WaveStep
from playbook.records.workplace import ApprovalPolicy, Conversation, Delegation, Person, Setting

RECORDS: tuple[type[Record], ...] = (
    ChangeRequest, Decision, Withdrawal, Condition, ScopeChange, EmergencyReview,
    StakeholderGroup, Role, Communication, Wave, TrainingItem, Risk, Rollback, Measure, Concern,
    ActionItem, Dependency, Survey, SurveyAnswer, Review, Measurement, Holiday, FreezeWindow,
    Setting, Conversation, ApprovalPolicy, Delegation, Person, Move, WaveStep, AuditEvent, Post,
    Sheet,
)  # fmt: skip


def _by_list() -> Mapping[ListOf, tuple[type[Record], ...]]:
    lists = dict.fromkeys(record.KEPT_IN for record in RECORDS)
    return {one: tuple(kind for kind in RECORDS if kind.KEPT_IN is one) for one in lists}


LISTS: Mapping[ListOf, tuple[type[Record], ...]] = _by_list()
"""Every list with the types of record in it, in the order in which people meet them. At most
twenty, so that one `$batch` brings the news of all (docs/platform.md#batch).
"""

__all__ = [
    "HELD_BY_CHANNELS",
    "LISTS",
    "RECORDS",
    "ActionItem",
    "Addressee",
    "ApprovalPolicy",
    "AuditEvent",
    "ChangeRequest",
    "Communication",
    "Concern",
    "ConcernKind",
    "Condition",
    "Conversation",
    "Days",
    "Decision",
    "Delegation",
    "Delivery",
    "Dependency",
    "DependencyKind",
    "Duty",
    "EmergencyReview",
    "Feeling",
    "FreezeWindow",
    "Goal",
    "Hindsight",
    "Holiday",
    "Improvement",
    "Means",
    "Measure",
    "MeasureKind",
    "Measurement",
    "Move",
    "Notification",
    "Path",
    "Person",
    "Phase",
    "PlanRow",
    "Post",
    "PostState",
    "ProjectType",
    "Purpose",
    "Quorum",
    "Rating",
    "Record",
    "Review",
    "Risk",
    "RiskKind",
    "RiskState",
    "Role",
    "RoleKind",
    "Rollback",
    "ScopeChange",
    "Setting",
    "Sheet",
    "SheetState",
    "Stage",
    "StakeholderGroup",
    "StillSo",
    "Survey",
    "SurveyAnswer",
    "TrainingItem",
    "Use",
    "Verdict",
    "Wave",
    "WaveKind",
    "WaveState",
    "WaveStep",
    "Withdrawal",
]
