"""What tells whether the business runs better: agreed before launch, measured, looked at again."""

from datetime import date, datetime
from typing import Annotated

from playbook.fields import Kept, Kind, Who
from playbook.records import lists
from playbook.records.record import PlanRow
from playbook.records.vocabulary import Improvement, MeasureKind, StillSo


class Measure(PlanRow, frozen=True):
    """A pair: the business outcome, agreed before launch, and the adoption that it rests on.

    No adoption measure stands alone (S-57, S-106, S-107, S-113).
    """

    KEPT_IN = lists.MEASURES
    CALLED = "Measure"

    name: Annotated[
        str,
        Kept(
            "Measure",
            "The business outcome that is counted or timed: why the change is made.",
            limit=200,
            required=True,
            asked=True,
            column="Title",
            source="S-26",
        ),
    ] = ""
    kind: Annotated[
        MeasureKind,
        Kept(
            "Kind",
            "What kind of number it is.",
            Kind.CHOICE,
            required=True,
            asked=True,
            source="S-57",
        ),
    ] = MeasureKind.TIME
    owner: Annotated[
        Who,
        Kept(
            "Owner", "Does the measuring.", Kind.PERSON, required=True, asked=True, source="S-113"
        ),
    ] = Who()
    baseline: Annotated[
        str,
        Kept(
            "Baseline",
            "Where it stands today, such as “40 minutes”.",
            limit=120,
            required=True,
            asked=True,
            source="S-113",
        ),
    ] = ""
    target: Annotated[
        str, Kept("Target", "Where it should be.", limit=120, asked=True, source="S-113")
    ] = ""
    adoption: Annotated[
        str,
        Kept(
            "Adoption measure",
            "Its pair: how we see that people work the new way. An early signal only.",
            limit=200,
            asked=True,
            source="S-106",
        ),
    ] = ""


class Measurement(PlanRow, frozen=True):
    """What a measure came to on a day (S-119)."""

    KEPT_IN = lists.REVIEWS
    CALLED = "Measurement"

    measure: Annotated[str, Kept("Measure", "Key of the measure.", required=True)] = ""
    on: Annotated[
        date | None,
        Kept("On", "The day it was measured on.", Kind.DATE, required=True, column="MeasuredOn"),
    ] = None
    value: Annotated[
        str,
        Kept(
            "Business outcome",
            "What was measured, such as “25 minutes”.",
            limit=120,
            required=True,
            column="Outcome",
            source="S-106",
        ),
    ] = ""
    adoption: Annotated[
        str,
        Kept(
            "Adoption",
            "How far people use the new way; an early signal only.",
            limit=120,
            source="S-104",
        ),
    ] = ""
    by: Annotated[Who, Kept("Measured by", "Who measured it.", Kind.PERSON, column="Person")] = (
        Who()
    )


class Review(PlanRow, frozen=True):
    """A look back, in the first weeks and again once habits return (S-114 to S-120)."""

    KEPT_IN = lists.REVIEWS
    CALLED = "Review"

    due: Annotated[
        date | None,
        Kept("Due", "The day on which to look again.", Kind.DATE, required=True, source="S-114"),
    ] = None
    owner: Annotated[
        Who, Kept("Owner", "Who looks.", Kind.PERSON, required=True, source="S-119")
    ] = Who()
    intended_process: Annotated[
        StillSo | None,
        Kept(
            "Are people still using the intended process?",
            "As seen in their work, not as reported.",
            Kind.CHOICE,
            source="S-115",
        ),
    ] = None
    fewer_errors: Annotated[
        StillSo | None,
        Kept(
            "Have error or rework patterns improved?",
            "Compared with before the change.",
            Kind.CHOICE,
            source="S-116",
        ),
    ] = None
    old_workarounds: Annotated[
        StillSo | None,
        Kept(
            "Have managers started reintroducing old workarounds?",
            "Yes is a reason to act.",
            Kind.CHOICE,
            source="S-117",
        ),
    ] = None
    outcome_improved: Annotated[
        StillSo | None,
        Kept(
            "Has the business outcome improved?",
            "In the area that justified the project.",
            Kind.CHOICE,
            source="S-118",
        ),
    ] = None
    verdict: Annotated[
        Improvement | None,
        Kept(
            "Did the business operate better after the change?",
            "The final question.",
            Kind.CHOICE,
            column="Verdict",
            source="S-120",
        ),
    ] = None
    found: Annotated[
        str, Kept("What was found", "In a few sentences.", Kind.LINES, 2000, source="S-118")
    ] = ""
    done_at: Annotated[datetime | None, Kept("Done", "When the review was held.", Kind.MOMENT)] = (
        None
    )
