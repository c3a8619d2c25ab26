"""Rows that are only ever appended: what was done to a change, by whom, and when."""

from datetime import datetime
from typing import Annotated

from playbook.fields import Kept, Kind, ListOf, Who
from playbook.records.record import Record
from playbook.records.vocabulary import Phase, Verdict


class Move(Record, frozen=True):
    """One step of a change from phase to phase. `key` ends in the step's ordinal."""

    KEPT_IN = ListOf("Progress", "Every step of every change, in order.", fact=True)

    change: Annotated[str, Kept("Change", indexed=True)]
    ordinal: Annotated[int, Kept("Step", "", Kind.NUMBER)]
    to: Annotated[Phase, Kept("Moved to", "", Kind.CHOICE, column="MovedTo")]
    version: Annotated[str, Kept("Version", column="ScopeVersion")] = ""
    by: Annotated[Who, Kept("By", "", Kind.PERSON, column="Person")]
    at: Annotated[datetime, Kept("At", "", Kind.MOMENT, column="Moment")]
    reason: Annotated[str, Kept("Reason", "", Kind.LINES, 600)] = ""
    asked: Annotated[Who, Kept("Asked", "The sponsor who was asked to decide.", Kind.PERSON)] = (
        Who()
    )


class Decision(Record, frozen=True):
    """One approver's word on one version. Exactly one for each approver and version."""

    KEPT_IN = ListOf("Decisions", "Who approved or declined which version, and why.", fact=True)

    change: Annotated[str, Kept("Change", indexed=True)]
    version: Annotated[str, Kept("Version", column="ScopeVersion")]
    verdict: Annotated[Verdict, Kept("Decision", "", Kind.CHOICE, column="Verdict")]
    by: Annotated[Who, Kept("By", "", Kind.PERSON, column="Person")]
    tenant: Annotated[str, Kept("Person's tenant")]
    at: Annotated[datetime, Kept("At", "", Kind.MOMENT, column="Moment")]
    comment: Annotated[str, Kept("Comment", "", Kind.LINES, 600)] = ""
    via: Annotated[str, Kept("Card", "The post whose button was pressed.")] = ""


class AuditEvent(Record, frozen=True):
    """What somebody did, or tried to do, and what came of it."""

    KEPT_IN = ListOf(
        "Audit trail", "What was done or tried, by whom, and what came of it.", fact=True
    )

    change: Annotated[str, Kept("Change", indexed=True)]
    act: Annotated[str, Kept("Act")]
    result: Annotated[str, Kept("Result")]
    version: Annotated[str, Kept("Version", column="ScopeVersion")] = ""
    by: Annotated[Who, Kept("By", "", Kind.PERSON, column="Person")]
    tenant: Annotated[str, Kept("Person's tenant")] = ""
    at: Annotated[datetime, Kept("At", "", Kind.MOMENT, column="Moment")]
    via: Annotated[str, Kept("Card", "The post whose button was pressed.")] = ""
