"""What people raise while a change goes on, and what the team takes up from it."""

from datetime import date, datetime
from typing import Annotated

from playbook.fields import Kept, Kind, Who
from playbook.records import lists
from playbook.records.record import PlanRow
from playbook.records.vocabulary import ConcernKind, DependencyKind


class Concern(PlanRow, frozen=True):
    """A question or a problem raised on an announcement, or an addition asked for, and its answer
    (S-43, S-70, S-27).
    """

    KEPT_IN = lists.CONCERNS
    CALLED = "Question or problem"

    kind: Annotated[
        ConcernKind, Kept("Kind", "A question, a problem, or an addition.", Kind.CHOICE)
    ]
    wave: Annotated[str, Kept("Wave", "Key of the wave it is about; none for an addition.")] = ""
    version: Annotated[
        str,
        Kept(
            "Version",
            "The version that an approver asked about before they decide; empty for others.",
            column="ScopeVersion",
        ),
    ] = ""
    text: Annotated[
        str, Kept("What was said", "In the person's own words.", Kind.LINES, 2000, required=True)
    ]
    why: Annotated[
        str, Kept("Why", "What an addition is needed for.", Kind.LINES, 600, source="S-27")
    ] = ""
    by: Annotated[Who, Kept("From", "Who said it.", Kind.PERSON, column="Person")]
    at: Annotated[datetime, Kept("At", "When.", Kind.MOMENT, column="Moment")]
    owner: Annotated[Who, Kept("Answers", "Who is asked to answer.", Kind.PERSON)] = Who()
    conversation: Annotated[str, Kept("Conversation", "Where it was raised.")] = ""
    thread: Annotated[str, Kept("Thread", "The announcement it was raised on, in a channel.")] = ""
    answer: Annotated[str, Kept("Answer", "What they were told.", Kind.LINES, 2000)] = ""
    answered_by: Annotated[Who, Kept("Answered by", "Who answered.", Kind.PERSON)] = Who()
    answered_at: Annotated[datetime | None, Kept("Answered", "When.", Kind.MOMENT)] = None
    taken_into: Annotated[
        str,
        Kept(
            "Taken up in",
            "The part of the scope that an addition was taken up in; empty where it was not.",
            source="S-27",
        ),
    ] = ""


class ActionItem(PlanRow, frozen=True):
    """Something that somebody does by a day (S-44)."""

    KEPT_IN = lists.ITEMS
    CALLED = "Action item"

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
    done_at: Annotated[
        datetime | None, Kept("Done", "When it was done; empty while it is open.", Kind.MOMENT)
    ] = None
    done_by: Annotated[Who, Kept("Done by", "Who did it.", Kind.PERSON)] = Who()
    dropped_at: Annotated[
        datetime | None,
        Kept(
            "Not needed since",
            "When what it was made for fell away; empty where it did not.",
            Kind.MOMENT,
        ),
    ] = None

    @property
    def is_open(self) -> bool:
        """Whether somebody is still to do it."""
        return self.done_at is None and self.dropped_at is None


class Dependency(PlanRow, frozen=True):
    """What a change waits for: who sees to it, and by when it is decided (S-24, S-86).

    Part of what is approved: another one, or an edit of one, makes a new version.
    """

    KEPT_IN = lists.ITEMS
    CALLED = "Dependency"

    what: Annotated[
        str,
        Kept(
            "What",
            "What must be there, such as “Licences for forty people”.",
            limit=200,
            required=True,
            asked=True,
            column="Title",
            source="S-24",
        ),
    ] = ""
    kind: Annotated[
        DependencyKind,
        Kept(
            "Kind of dependency",
            "An approval, a vendor, a licence, or people of your own.",
            Kind.CHOICE,
            required=True,
            asked=True,
            column="DependencyKind",
            source="S-24",
        ),
    ] = DependencyKind.APPROVAL
    owner: Annotated[
        Who,
        Kept("Owner", "Sees to it.", Kind.PERSON, required=True, asked=True, source="S-24"),
    ] = Who()
    decide_by: Annotated[
        date | None,
        Kept(
            "Decision date",
            "The day by which it is decided.",
            Kind.DATE,
            required=True,
            asked=True,
            source="S-86",
        ),
    ] = None
    fallback: Annotated[
        str,
        Kept(
            "Fallback",
            "What you do if it slips. A vendor always needs one.",
            Kind.LINES,
            600,
            asked=True,
            source="S-86",
        ),
    ] = ""
    settled_on: Annotated[
        date | None,
        Kept("Settled on", "The day it was there; empty while it is open.", Kind.DATE),
    ] = None
