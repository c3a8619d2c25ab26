"""The waves of a change: controlled stages, and how far each has come."""

from datetime import date, datetime
from typing import Annotated

from playbook.fields import Kept, Kind, Who
from playbook.records import lists
from playbook.records.record import PlanRow
from playbook.records.vocabulary import WaveKind, WaveState

Days = tuple[date | None, date | None]
"""The first and the last day of a wave."""


class Wave(PlanRow, frozen=True):
    """One controlled stage, and what its people are told (S-59 to S-63, S-67 to S-70)."""

    KEPT_IN = lists.WAVES
    CALLED = "Wave"

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
        Kept(
            "Kind",
            "Which of the five steps of a rollout it is.",
            Kind.CHOICE,
            required=True,
            asked=True,
            source="S-59",
        ),
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

    @property
    def days(self) -> Days:
        """When it goes, as planned now."""
        return self.first_day, self.last_day


class WaveStep(PlanRow, frozen=True):
    """One step of a wave from state to state. `key` ends in the step's ordinal."""

    KEPT_IN = lists.HISTORY
    CALLED = "Wave step"
    FACT = True

    wave: Annotated[str, Kept("Wave", "Key of the wave.")]
    ordinal: Annotated[int, Kept("Step", "Counts the steps from 1.", Kind.NUMBER)]
    to: Annotated[
        WaveState, Kept("Moved to", "Where it stands from then on.", Kind.CHOICE, column="MovedTo")
    ]
    version: Annotated[str, Kept("Version", "The version it holds for.", column="ScopeVersion")] = (
        ""
    )
    by: Annotated[
        Who,
        Kept("By", "Who did it; empty where the date brought it.", Kind.PERSON, column="Person"),
    ] = Who()
    at: Annotated[datetime, Kept("At", "When.", Kind.MOMENT, column="Moment")]
    reason: Annotated[
        str, Kept("Reason", "Why, where a reason was asked for.", Kind.LINES, 600)
    ] = ""
    first_day: Annotated[
        date | None, Kept("First day as told", "What people were told with it.", Kind.DATE)
    ] = None
    last_day: Annotated[
        date | None, Kept("Last day as told", "What people were told with it.", Kind.DATE)
    ] = None

    @property
    def days(self) -> Days:
        """When it goes, as people were told with this step."""
        return self.first_day, self.last_day
