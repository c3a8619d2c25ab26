"""The records: every row that Cutover keeps, declared once. Each module has one subject."""

from playbook.records.change import ChangeRequest
from playbook.records.facts import AuditEvent, Decision, Move
from playbook.records.post import Post
from playbook.records.record import Record
from playbook.records.vocabulary import HELD_BY_CHANNELS, Duty, Phase, PostState, Purpose, Verdict
from playbook.records.workplace import Conversation, Person, Setting

RECORDS: tuple[type[Record], ...] = (
    ChangeRequest, Decision, Move, AuditEvent, Post, Person, Conversation, Setting,
)  # fmt: skip

__all__ = [
    "HELD_BY_CHANNELS",
    "RECORDS",
    "AuditEvent",
    "ChangeRequest",
    "Conversation",
    "Decision",
    "Duty",
    "Move",
    "Person",
    "Phase",
    "Post",
    "PostState",
    "Purpose",
    "Record",
    "Setting",
    "Verdict",
]
