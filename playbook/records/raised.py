"""What people raise while a change goes on, and what the team takes up from it."""

from datetime import date, datetime
from typing import Annotated

from playbook.fields import Kept, Kind, ListOf, Who
from playbook.records.record import PlanRow
from playbook.records.vocabulary import ConcernKind


class Concern(PlanRow, frozen=True):
    """A question or a problem raised on an announcement, and its answer (S-43, S-70)."""

    KEPT_IN = ListOf("Questions and problems", "What people asked and reported.", fact=False)

    kind: Annotated[ConcernKind, Kept("Kind", "", Kind.CHOICE)]
    wave: Annotated[str, Kept("Wave", "Key of the wave it is about.")] = ""
    text: Annotated[str, Kept("What was said", "", Kind.LINES, 2000, required=True)]
    by: Annotated[Who, Kept("From", "", Kind.PERSON, column="Person")]
    at: Annotated[datetime, Kept("At", "", Kind.MOMENT, column="Moment")]
    owner: Annotated[Who, Kept("Answers", "Who is asked to answer.", Kind.PERSON)] = Who()
    conversation: Annotated[str, Kept("Conversation", "Where it was raised.")] = ""
    thread: Annotated[str, Kept("Thread", "The announcement it was raised on, in a channel.")] = ""
    answer: Annotated[str, Kept("Answer", "", Kind.LINES, 2000)] = ""
    answered_by: Annotated[Who, Kept("Answered by", "", Kind.PERSON)] = Who()
    answered_at: Annotated[datetime | None, Kept("Answered", "", Kind.MOMENT)] = None


class ActionItem(PlanRow, frozen=True):
    """Something that somebody does by a day (S-44)."""

    KEPT_IN = ListOf("Action items", "Who does what by when.", fact=False)

    what: Annotated[
        str,
        Kept(
            "What",
            "What is to be done, in one line?",
            limit=200,
            required=True,
            asked=True,
            column="Title",
            source="S-44",
        ),
    ] = ""
    owner: Annotated[
        Who, Kept("Owner", "Does it.", Kind.PERSON, required=True, asked=True, source="S-49")
    ] = Who()
    due: Annotated[
        date | None, Kept("Due", "The last day for it.", Kind.DATE, required=True, asked=True)
    ] = None
    source: Annotated[str, Kept("Made from", "Key of the row it was made from.")] = ""
    done_at: Annotated[datetime | None, Kept("Done", "", Kind.MOMENT)] = None
    done_by: Annotated[Who, Kept("Done by", "", Kind.PERSON)] = Who()
