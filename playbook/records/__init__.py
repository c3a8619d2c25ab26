"""The records: every row that Cutover keeps, declared once. Each module has one subject."""

from playbook.records.change import ChangeRequest
from playbook.records.facts import AuditEvent, Decision, Move
from playbook.records.plan import Measure, Risk, Rollback, Wave, WaveStep
from playbook.records.post import Post
from playbook.records.raised import ActionItem, Concern
from playbook.records.record import PlanRow, Record
from playbook.records.sheet import Addressee, Sheet
from playbook.records.survey import Survey, SurveyAnswer
from playbook.records.vocabulary import (
    HELD_BY_CHANNELS,
    ConcernKind,
    Duty,
    Feeling,
    MeasureKind,
    Phase,
    PostState,
    Purpose,
    Rating,
    RiskKind,
    SheetState,
    Verdict,
    WaveKind,
    WaveState,
)
from playbook.records.workplace import Conversation, Person, Setting

RECORDS: tuple[type[Record], ...] = (
    ChangeRequest, Decision, Move, AuditEvent, Wave, WaveStep, Risk, Rollback, Measure, Concern,
    ActionItem, Survey, SurveyAnswer, Post, Sheet, Person, Conversation, Setting,
)  # fmt: skip
"""At most twenty, so that one `$batch` brings the news of all (docs/platform.md#batch)."""

__all__ = [
    "HELD_BY_CHANNELS",
    "RECORDS",
    "ActionItem",
    "Addressee",
    "AuditEvent",
    "ChangeRequest",
    "Concern",
    "ConcernKind",
    "Conversation",
    "Decision",
    "Duty",
    "Feeling",
    "Measure",
    "MeasureKind",
    "Move",
    "Person",
    "Phase",
    "PlanRow",
    "Post",
    "PostState",
    "Purpose",
    "Rating",
    "Record",
    "Risk",
    "RiskKind",
    "Rollback",
    "Setting",
    "Sheet",
    "SheetState",
    "Survey",
    "SurveyAnswer",
    "Verdict",
    "Wave",
    "WaveKind",
    "WaveState",
    "WaveStep",
]
