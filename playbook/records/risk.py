"""What could go wrong with a change, and the way back from it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import BaseModel

from playbook.fields import Kept, Kind, Who
from playbook.records import lists
from playbook.records.record import PlanRow
from playbook.records.vocabulary import Rating, RiskKind, RiskState


class Risk(PlanRow, frozen=True):
    """One of the handful of conditions that would disrupt the business (S-88, S-139)."""

    KEPT_IN = lists.RISKS
    CALLED = "Risk"

    description: Annotated[
        str,
        Kept(
            "Risk",
            "What could go wrong, in one line?",
            limit=200,
            required=True,
            asked=True,
            column="Title",
            source="S-139",
        ),
    ] = ""
    kind: Annotated[
        RiskKind,
        Kept(
            "Risk type",
            "Where it comes from.",
            Kind.CHOICE,
            required=True,
            asked=True,
            source="S-82",
        ),
    ] = RiskKind.OPERATIONAL
    impact: Annotated[
        Rating,
        Kept(
            "Impact",
            "How much it would cost the business.",
            Kind.CHOICE,
            required=True,
            asked=True,
            source="S-139",
        ),
    ] = Rating.MEDIUM
    likelihood: Annotated[
        Rating,
        Kept(
            "Likelihood",
            "How likely it is.",
            Kind.CHOICE,
            required=True,
            asked=True,
            source="S-139",
        ),
    ] = Rating.MEDIUM
    mitigation: Annotated[
        str,
        Kept(
            "Mitigation plan",
            "What is done so that it does not happen?",
            Kind.LINES,
            600,
            required=True,
            asked=True,
            source="S-139",
        ),
    ] = ""
    contingency: Annotated[
        str,
        Kept(
            "Rollback or contingency",
            "What is done if it happens all the same?",
            Kind.LINES,
            600,
            asked=True,
            source="S-139",
        ),
    ] = ""
    response: Annotated[
        str,
        Kept(
            "Response",
            "What is decided, in a few words: mitigate, prepare, or watch.",
            Kind.LINES,
            400,
            asked=True,
            source="S-82",
        ),
    ] = ""
    owner: Annotated[
        Who,
        Kept(
            "Owner", "Keeps an eye on it.", Kind.PERSON, required=True, asked=True, source="S-139"
        ),
    ] = Who()
    status: Annotated[
        RiskState,
        Kept("Current status", "Where it stands.", Kind.CHOICE, asked=True, source="S-139"),
    ] = RiskState.OPEN
    reviewed_on: Annotated[
        date | None,
        Kept(
            "Reviewed on",
            "The day on which it was last looked at; no wave is announced before that.",
            Kind.DATE,
            asked=True,
            source="S-78",
        ),
    ] = None


class Notification(BaseModel, frozen=True):
    """Somebody who is told of a rollback, and how fast (S-93)."""

    who: str
    within: str = ""


# What people put before the lines of a list: "1.", "2)", "-", "•".
_BULLET = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•–])\s+")


class Rollback(PlanRow, frozen=True):
    """The way back, decided before anything starts, and short (S-90 to S-96). One for a change."""

    KEPT_IN = lists.ROLLBACKS
    CALLED = "Rollback plan"

    trigger: Annotated[
        str,
        Kept(
            "Trigger",
            "What exact condition forces a pause or a reversal?",
            Kind.LINES,
            600,
            required=True,
            asked=True,
            source="S-90",
        ),
    ] = ""
    decision_owner: Annotated[
        Who,
        Kept(
            "Decision owner",
            "The one person who decides on a rollback; no wave is announced before it is said who.",
            Kind.PERSON,
            asked=True,
            source="S-91",
        ),
    ] = Who()
    steps: Annotated[
        str,
        Kept(
            "Restoration steps",
            "What is put back, in which order? One step a line.",
            Kind.LINES,
            1000,
            required=True,
            asked=True,
            source="S-92",
        ),
    ] = ""
    tells: Annotated[
        str,
        Kept(
            "Who is told",
            "Who needs to know, in which order, and how fast? One line each: who, a colon, when.",
            Kind.LINES,
            600,
            asked=True,
            source="S-93",
        ),
    ] = ""

    @property
    def restoration(self) -> tuple[str, ...]:
        """What is put back, in order; numbers and dashes that somebody typed are not part of it."""
        return tuple(_listed(self.steps))

    @property
    def notices(self) -> tuple[Notification, ...]:
        """Who is told, in order."""
        parted = (line.partition(":") for line in _listed(self.tells))
        return tuple(
            Notification(who=who.strip(), within=within.strip()) for who, _, within in parted
        )


def _listed(text: str) -> Iterator[str]:
    lines = (_BULLET.sub("", line).strip() for line in text.split("\n"))
    return (line for line in lines if line)
