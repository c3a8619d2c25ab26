"""The records: every row that Cutover keeps, declared once. Each module has one subject."""

from collections.abc import Mapping

from playbook.fields import ListOf
from playbook.records.calendar import FreezeWindow, Holiday
from playbook.records.change import ChangeRequest
from playbook.records.facts import AuditEvent, Condition, Decision, Move, ScopeChange
from playbook.records.measure import Measure, Measurement, Review
from playbook.records.post import Post
from playbook.records.raised import ActionItem, Concern
from playbook.records.record import PlanRow, Record
from playbook.records.risk import Notification, Risk, Rollback
from playbook.records.sheet import Addressee, Sheet
from playbook.records.stakeholders import Communication, StakeholderGroup
from playbook.records.survey import Survey, SurveyAnswer
from playbook.records.training import TrainingItem
from playbook.records.vocabulary import (
    HELD_BY_CHANNELS,
    ConcernKind,
    Delivery,
    Duty,
    Feeling,
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
    SheetState,
    Stage,
    StillSo,
    Verdict,
    WaveKind,
    WaveState,
)
from playbook.records.wave import Days, Wave, WaveStep
from playbook.records.workplace import ApprovalPolicy, Conversation, Person, Setting

RECORDS: tuple[type[Record], ...] = (
    ChangeRequest, Decision, Condition, ScopeChange, StakeholderGroup, Communication, Wave,
    TrainingItem, Risk, Rollback, Measure, Concern, ActionItem, Survey, SurveyAnswer, Review,
    Measurement, Holiday, FreezeWindow, Setting, Conversation, ApprovalPolicy, Person, Move,
    WaveStep, AuditEvent, Post, Sheet,
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
    "Delivery",
    "Duty",
    "Feeling",
    "FreezeWindow",
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
    "Verdict",
    "Wave",
    "WaveKind",
    "WaveState",
    "WaveStep",
]
