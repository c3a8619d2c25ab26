"""A pulse survey, and what people answered."""

from datetime import date, datetime
from typing import Annotated

from playbook.fields import Kept, Kind, Who
from playbook.records import lists
from playbook.records.record import PlanRow
from playbook.records.vocabulary import Feeling


class Survey(PlanRow, frozen=True):
    """A few questions where people are, open until the end of a day (S-127, S-140)."""

    KEPT_IN = lists.SURVEYS
    CALLED = "Survey"

    name: Annotated[
        str,
        Kept(
            "Survey",
            "A short name, such as “First week in Production”.",
            limit=120,
            required=True,
            asked=True,
            column="Title",
        ),
    ] = ""
    channel: Annotated[
        Who,
        Kept("Ask in", "A channel or group chat.", Kind.PERSON, required=True, asked=True),
    ] = Who()
    opens_on: Annotated[
        date | None,
        Kept(
            "Open on", "The day it is asked, in the morning.", Kind.DATE, required=True, asked=True
        ),
    ] = None
    closes_on: Annotated[
        date | None,
        Kept("Close on", "The last day for answers.", Kind.DATE, required=True, asked=True),
    ] = None
    by: Annotated[Who, Kept("Asked by", "Who asked for it.", Kind.PERSON, column="Person")] = Who()


class SurveyAnswer(PlanRow, frozen=True):
    """One person's answer, theirs to change until the survey closes. One scaled question, and the
    article's five in people's own words with the one it lacks (S-141 to S-145).
    """

    KEPT_IN = lists.ANSWERS
    CALLED = "Survey answer"
    FACT = True

    survey: Annotated[str, Kept("Survey", "Key of the survey.")]
    by: Annotated[Who, Kept("From", "Who answered.", Kind.PERSON, column="Person")]
    at: Annotated[datetime, Kept("At", "When.", Kind.MOMENT, column="Moment")]
    feeling: Annotated[
        Feeling,
        Kept(
            "How does the new way of working go for you?",
            "",
            Kind.CHOICE,
            required=True,
            asked=True,
            source="S-140",
        ),
    ]
    works: Annotated[
        str,
        Kept(
            "What part of the new process is working well?",
            "",
            Kind.LINES,
            600,
            asked=True,
            source="S-141",
        ),
    ] = ""
    losing_time: Annotated[
        str,
        Kept("Where are you losing time?", "", Kind.LINES, 600, asked=True, source="S-142"),
    ] = ""
    unclear: Annotated[
        str,
        Kept("What task still feels unclear?", "", Kind.LINES, 600, asked=True, source="S-143"),
    ] = ""
    workaround: Annotated[
        str,
        Kept(
            "What workaround are people using, if any?",
            "",
            Kind.LINES,
            600,
            asked=True,
            source="S-144",
        ),
    ] = ""
    missing: Annotated[
        str,
        Kept(
            "What support or documentation is still missing?",
            "",
            Kind.LINES,
            600,
            asked=True,
            source="S-145",
        ),
    ] = ""
    adjust: Annotated[
        str,
        Kept("What should be adjusted?", "", Kind.LINES, 600, asked=True, source="S-127"),
    ] = ""
