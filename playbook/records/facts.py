"""Rows that are only ever appended: what was done to a change, by whom, and when."""

from datetime import date, datetime
from typing import Annotated

from playbook.fields import Kept, Kind, Who
from playbook.records import lists
from playbook.records.record import Record
from playbook.records.vocabulary import Hindsight, Phase, Verdict


class Move(Record, frozen=True):
    """One step of a change from phase to phase. `key` ends in the step's ordinal."""

    KEPT_IN = lists.HISTORY
    CALLED = "Step"
    FACT = True

    change: Annotated[str, Kept("Change", "Key of the change.", indexed=True)]
    ordinal: Annotated[int, Kept("Step", "Counts the steps from 1.", Kind.NUMBER)]
    to: Annotated[
        Phase, Kept("Moved to", "Where it stands from then on.", Kind.CHOICE, column="MovedTo")
    ]
    version: Annotated[str, Kept("Version", "The version it holds for.", column="ScopeVersion")] = (
        ""
    )
    by: Annotated[
        Who,
        Kept("By", "Who did it; empty where the date brought it.", Kind.PERSON, column="Person"),
    ]
    at: Annotated[datetime, Kept("At", "When.", Kind.MOMENT, column="Moment")]
    reason: Annotated[
        str, Kept("Reason", "Why, where a reason was asked for.", Kind.LINES, 600)
    ] = ""
    scope: Annotated[
        str,
        Kept(
            "Scope as submitted",
            "What was put before the sponsor, so that a later version can be held against it.",
            Kind.LINES,
            60_000,
            column="ScopeAsked",
        ),
    ] = ""
    asked: Annotated[Who, Kept("Asked", "The sponsor who was asked to decide.", Kind.PERSON)] = (
        Who()
    )
    route: Annotated[
        str,
        Kept(
            "Route",
            "Whose approval it needs, stage by stage, as the policy was on that day.",
            Kind.LINES,
            20_000,
            column="ApprovalRoute",
        ),
    ] = ""


class Decision(Record, frozen=True):
    """One approver's word on one version. At most one that counts for each approver and version.

    `by` decided, for themselves or on behalf of `approver`, whose delegate they are.
    """

    KEPT_IN = lists.DECISIONS
    CALLED = "Decision"
    FACT = True

    change: Annotated[str, Kept("Change", "Key of the change.", indexed=True)]
    version: Annotated[
        str, Kept("Version", "The version that was decided on.", column="ScopeVersion")
    ]
    verdict: Annotated[
        Verdict, Kept("Decision", "Approved or declined.", Kind.CHOICE, column="Verdict")
    ]
    by: Annotated[Who, Kept("By", "Who decided.", Kind.PERSON, column="Person")]
    tenant: Annotated[str, Kept("Person's tenant", "The organisation of whoever decided.")]
    approver: Annotated[
        Who, Kept("On behalf of", "Whose decision it is; empty where it is their own.", Kind.PERSON)
    ] = Who()
    at: Annotated[datetime, Kept("At", "When it was decided.", Kind.MOMENT, column="Moment")]
    comment: Annotated[str, Kept("Comment", "What was said with it.", Kind.LINES, 600)] = ""
    via: Annotated[str, Kept("Card", "The post whose button was pressed.")] = ""


class Withdrawal(Record, frozen=True):
    """A decision taken back by whoever made it, before anything rested on it."""

    KEPT_IN = lists.DECISIONS
    CALLED = "Withdrawal"
    FACT = True

    change: Annotated[str, Kept("Change", "Key of the change.", indexed=True)]
    version: Annotated[
        str, Kept("Version", "The version that was decided on.", column="ScopeVersion")
    ]
    decision: Annotated[str, Kept("Withdrawn", "Key of the decision.", column="WithdrawnDecision")]
    reason: Annotated[str, Kept("Reason", "Why it was taken back.", Kind.LINES, 600)]
    by: Annotated[Who, Kept("By", "Who took it back.", Kind.PERSON, column="Person")]
    at: Annotated[datetime, Kept("At", "When.", Kind.MOMENT, column="Moment")]
    via: Annotated[str, Kept("Card", "The post whose button was pressed.")] = ""


class AuditEvent(Record, frozen=True):
    """What somebody did, or tried to do, and what came of it: a link of its change's chain.

    Rows that were written before there was a chain have no seal.
    """

    KEPT_IN = lists.HISTORY
    CALLED = "Act"
    FACT = True

    change: Annotated[str, Kept("Change", "Key of the change.", indexed=True)]
    act: Annotated[str, Kept("Act", "What was done or tried.")]
    result: Annotated[str, Kept("Result", "What came of it.")]
    version: Annotated[str, Kept("Version", "The version it holds for.", column="ScopeVersion")] = (
        ""
    )
    by: Annotated[
        Who,
        Kept("By", "Who did it; empty where the date brought it.", Kind.PERSON, column="Person"),
    ]
    tenant: Annotated[str, Kept("Person's tenant", "The organisation of whoever did it.")] = ""
    at: Annotated[datetime, Kept("At", "When.", Kind.MOMENT, column="Moment")]
    via: Annotated[str, Kept("Card", "The post whose button was pressed.")] = ""
    link: Annotated[
        int,
        Kept(
            "Link", "Its place in the chain of its change, from 1.", Kind.NUMBER, column="ChainLink"
        ),
    ] = 0
    before: Annotated[
        str,
        Kept(
            "Comes after", "The links before it, each with its seal; the first has none.",
            Kind.LINES, 20_000, column="ChainBefore",
        ),
    ] = ""  # fmt: skip
    tells: Annotated[
        str,
        Kept("Tells of", "A hash over the decision or step that it tells of.", column="ChainTells"),
    ] = ""
    seal: Annotated[
        str, Kept("Seal", "A hash over the whole row but this column.", column="ChainSeal")
    ] = ""


class Condition(Record, frozen=True):
    """What an approver wants to be true besides: somebody sees to it by a day."""

    KEPT_IN = lists.DECISIONS
    CALLED = "Condition"
    FACT = True

    change: Annotated[str, Kept("Change", "Key of the change.", indexed=True)]
    version: Annotated[str, Kept("Version", "The version it was set on.", column="ScopeVersion")]
    what: Annotated[str, Kept("Condition", "What must be true.", Kind.LINES, 600)]
    owner: Annotated[Who, Kept("Owner", "Sees to it.", Kind.PERSON)]
    due: Annotated[date, Kept("Due", "The last day for it.", Kind.DATE)]
    by: Annotated[Who, Kept("By", "Who decided.", Kind.PERSON, column="Person")]
    at: Annotated[datetime, Kept("At", "When.", Kind.MOMENT, column="Moment")]


class ScopeChange(Record, frozen=True):
    """What was added to, or taken from, a scope that had been put before its sponsor (S-27)."""

    KEPT_IN = lists.DECISIONS
    CALLED = "Scope change"
    FACT = True

    change: Annotated[str, Kept("Change", "Key of the change.", indexed=True)]
    version: Annotated[
        str, Kept("Version", "The version that it takes the place of.", column="ScopeVersion")
    ]
    what: Annotated[
        str,
        Kept(
            "What changed", "Each part of the scope, before and after.", Kind.LINES, 20_000,
            column="WhatChanged",
        ),
    ]  # fmt: skip
    by: Annotated[Who, Kept("By", "Who changed it.", Kind.PERSON, column="Person")]
    at: Annotated[datetime, Kept("At", "When.", Kind.MOMENT, column="Moment")]
    where: Annotated[
        str, Kept("Changed in", "In Teams, or in the list.", column="ChangedWhere")
    ] = ""


class EmergencyReview(Record, frozen=True):
    """What somebody who would have decided says of an emergency afterwards.

    `key` is `CHG-0001/decision/<version>/<Entra id>/review`.
    """

    KEPT_IN = lists.DECISIONS
    CALLED = "Emergency review"
    FACT = True

    change: Annotated[str, Kept("Change", "Key of the change.", indexed=True)]
    version: Annotated[
        str, Kept("Version", "The version that was decided on.", column="ScopeVersion")
    ]
    right: Annotated[
        Hindsight,
        Kept(
            "In hindsight", "Was it right to go ahead at once?", Kind.CHOICE, column="InHindsight"
        ),
    ]
    learned: Annotated[
        str,
        Kept(
            "Learned",
            "What should change so that it need not be an emergency next time?",
            Kind.LINES,
            1000,
            required=True,
        ),
    ]
    by: Annotated[Who, Kept("By", "Who looked back at it.", Kind.PERSON, column="Person")]
    at: Annotated[datetime, Kept("At", "When.", Kind.MOMENT, column="Moment")]
    via: Annotated[str, Kept("Card", "The post whose button was pressed.")] = ""
