"""The plan of an approved change: its waves, risks, the way back, and what is measured."""

from datetime import date, datetime
from typing import Annotated

from playbook.fields import Kept, Kind, ListOf, Who
from playbook.records.record import PlanRow
from playbook.records.vocabulary import MeasureKind, Rating, RiskKind, WaveKind, WaveState


class Wave(PlanRow, frozen=True):
    """One controlled stage, and what its people are told (S-59 to S-63, S-67 to S-70)."""

    KEPT_IN = ListOf("Waves", "Who changes when, and what they are told.", fact=False)

    name: Annotated[
        str,
        Kept(
            "Wave",
            "A short name, such as “Pilot: Production”.",
            limit=120,
            required=True,
            asked=True,
            column="Title",
            source="S-62",
        ),
    ] = ""
    kind: Annotated[
        WaveKind,
        Kept("Kind", "", Kind.CHOICE, required=True, asked=True, source="S-59"),
    ] = WaveKind.PILOT
    owner: Annotated[
        Who,
        Kept(
            "Owner",
            "Answers questions about this wave.",
            Kind.PERSON,
            required=True,
            asked=True,
            source="S-52",
        ),
    ] = Who()
    first_day: Annotated[
        date | None,
        Kept("First day", "The first day of the new way.", Kind.DATE, required=True, asked=True),
    ] = None
    last_day: Annotated[
        date | None,
        Kept("Last day", "The last day of this wave.", Kind.DATE, required=True, asked=True),
    ] = None
    announce_on: Annotated[
        date | None,
        Kept(
            "Announce on",
            "The day on which people are told, in the morning.",
            Kind.DATE,
            required=True,
            asked=True,
            source="S-45",
        ),
    ] = None
    channel: Annotated[
        Who,
        Kept("Announce in", "A channel or group chat that Cutover is in.", Kind.PERSON, asked=True),
    ] = Who()
    audience: Annotated[
        Who,
        Kept(
            "Tell each member of",
            "A Microsoft 365 group; each of its members is told in their own chat.",
            Kind.PERSON,
            asked=True,
        ),
    ] = Who()
    what_changes: Annotated[
        str,
        Kept(
            "What changes for you",
            "What changes in people's own work?",
            Kind.LINES,
            600,
            required=True,
            asked=True,
            source="S-67",
        ),
    ] = ""
    what_stays: Annotated[
        str,
        Kept(
            "What stays the same",
            "What can people keep doing as before?",
            Kind.LINES,
            600,
            required=True,
            asked=True,
            source="S-68",
        ),
    ] = ""
    day_one: Annotated[
        str,
        Kept(
            "What to do on day one",
            "What do people do differently on the first day?",
            Kind.LINES,
            600,
            required=True,
            asked=True,
            source="S-69",
        ),
    ] = ""
    help: Annotated[
        str,
        Kept(
            "Where to get help",
            "Whom to call or where to go if something fails?",
            Kind.LINES,
            400,
            required=True,
            asked=True,
            source="S-70",
        ),
    ] = ""
    status: Annotated[
        WaveState,
        Kept(
            "Status",
            "Computed from the wave's steps; a change made here by hand is put back.",
            Kind.CHOICE,
            projection=True,
        ),
    ] = WaveState.PLANNED


class WaveStep(PlanRow, frozen=True):
    """One step of a wave from state to state. `key` ends in the step's ordinal."""

    KEPT_IN = ListOf("Wave progress", "Every step of every wave, in order.", fact=True)

    wave: Annotated[str, Kept("Wave", "Key of the wave.")]
    ordinal: Annotated[int, Kept("Step", "", Kind.NUMBER)]
    to: Annotated[WaveState, Kept("Moved to", "", Kind.CHOICE, column="MovedTo")]
    version: Annotated[str, Kept("Version", column="ScopeVersion")] = ""
    by: Annotated[
        Who, Kept("By", "Empty where the date brought it.", Kind.PERSON, column="Person")
    ] = Who()
    at: Annotated[datetime, Kept("At", "", Kind.MOMENT, column="Moment")]
    reason: Annotated[str, Kept("Reason", "", Kind.LINES, 600)] = ""


class Risk(PlanRow, frozen=True):
    """One of the handful of conditions that would disrupt the business (S-88, S-139)."""

    KEPT_IN = ListOf("Risks", "What could disrupt the business, and what is done.", fact=False)

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
        RiskKind, Kept("Risk type", "", Kind.CHOICE, required=True, asked=True, source="S-82")
    ] = RiskKind.OPERATIONAL
    impact: Annotated[
        Rating, Kept("Impact", "", Kind.CHOICE, required=True, asked=True, source="S-139")
    ] = Rating.MEDIUM
    likelihood: Annotated[
        Rating, Kept("Likelihood", "", Kind.CHOICE, required=True, asked=True, source="S-139")
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
    owner: Annotated[
        Who,
        Kept(
            "Owner", "Keeps an eye on it.", Kind.PERSON, required=True, asked=True, source="S-139"
        ),
    ] = Who()
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


class Rollback(PlanRow, frozen=True):
    """The way back, decided before anything starts, and short (S-90 to S-96). One for a change."""

    KEPT_IN = ListOf("Rollback plans", "When and how each change is taken back.", fact=False)

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
            "Who needs to know, in which order, and how fast?",
            Kind.LINES,
            600,
            asked=True,
            source="S-93",
        ),
    ] = ""


class Measure(PlanRow, frozen=True):
    """What tells whether the business runs better, agreed before launch (S-57, S-113)."""

    KEPT_IN = ListOf("Measures", "What is measured, by whom, and from where it began.", fact=False)

    name: Annotated[
        str,
        Kept(
            "Measure",
            "What is counted or timed?",
            limit=200,
            required=True,
            asked=True,
            column="Title",
            source="S-26",
        ),
    ] = ""
    kind: Annotated[
        MeasureKind, Kept("Kind", "", Kind.CHOICE, required=True, asked=True, source="S-57")
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
