"""What belongs to the whole organisation: its people, its places, and who does what."""

from datetime import date, datetime
from typing import Annotated

from playbook.fields import Kept, Kind, Who
from playbook.records import lists
from playbook.records.record import Record
from playbook.records.vocabulary import Duty, Path, ProjectType, Quorum, Rating


class Person(Record, frozen=True):
    """Somebody Cutover talks to. `key` is the Entra object id."""

    KEPT_IN = lists.PEOPLE
    CALLED = "Person"

    name: Annotated[str, Kept("Name", "The name people read.", column="Title")] = ""
    tenant: Annotated[str, Kept("Tenant", "The organisation the person belongs to.")] = ""
    teams: Annotated[str, Kept("Teams name", "Teams' own name for the person.")] = ""
    conversation: Annotated[str, Kept("Conversation", "The chat with Cutover.")] = ""
    service: Annotated[str, Kept("Service address", "Where Teams takes messages for the chat.")] = (
        ""
    )
    installed: Annotated[
        str, Kept("App", "Whether the person has the app: yes, no, or why not.")
    ] = ""
    zone: Annotated[str, Kept("Time zone", "An IANA name, such as America/Halifax.")] = ""
    province: Annotated[str, Kept("Province", "Two letters; its holidays are kept.")] = ""
    language: Annotated[str, Kept("Language", "Such as en-CA or fr-CA.")] = ""
    begins: Annotated[str, Kept("Begins work", "Local time, such as 08:30.")] = ""
    ends: Annotated[str, Kept("Ends work", "Local time, such as 16:30.")] = ""
    manager: Annotated[
        Who,
        Kept("Manager", "Hears of it when a decision does not come.", Kind.PERSON),
    ] = Who()
    left_on: Annotated[
        date | None,
        Kept(
            "Left on",
            "The day the person left the organisation; decides nothing any more.",
            Kind.DATE,
        ),
    ] = None
    roles: Annotated[
        str,
        Kept("Roles", "What the person does every day, such as “Finance”.", source="S-66"),
    ] = ""

    @property
    def who(self) -> Who:
        return Who(id=self.key, name=self.name)


class Conversation(Record, frozen=True):
    """A channel or group chat that Cutover was added to. `key` is Teams' conversation id."""

    KEPT_IN = lists.SETTINGS
    CALLED = "Conversation"

    name: Annotated[str, Kept("Name", "The name of the channel or chat.", column="Title")] = ""
    kind: Annotated[str, Kept("Kind", "Channel or group.")] = ""
    team: Annotated[str, Kept("Team", "The team the channel is in.")] = ""
    service: Annotated[str, Kept("Service address", "Where Teams takes messages for it.")] = ""
    present: Annotated[str, Kept("Present", "Yes, or no once Cutover was removed.")] = "yes"


class Setting(Record, frozen=True):
    """Who, or which channel, does something for the whole organisation."""

    KEPT_IN = lists.SETTINGS
    CALLED = "Duty"

    duty: Annotated[Duty, Kept("Duty", "What they are for every change.", Kind.CHOICE)]
    holder: Annotated[Who, Kept("Who or where", "The person, or the channel.", Kind.PERSON)] = Who()


class Delegation(Record, frozen=True):
    """Somebody decides in the place of somebody else: between two days, or, without days, whenever
    no answer has come for a while.
    """

    KEPT_IN = lists.SETTINGS
    CALLED = "Delegation"

    of: Annotated[
        Who,
        Kept(
            "Approver",
            "Whose decisions they are.",
            Kind.PERSON,
            column="DelegationOf",
        ),
    ] = Who()
    to: Annotated[
        Who,
        Kept("Decides instead", "Who decides on their behalf.", Kind.PERSON, column="DelegateTo"),
    ] = Who()
    first_day: Annotated[
        date | None,
        Kept("First day", "From this day on. Without days: when no answer comes.", Kind.DATE),
    ] = None
    last_day: Annotated[date | None, Kept("Last day", "The last day of it.", Kind.DATE)] = None
    ended_at: Annotated[
        datetime | None, Kept("Ended", "When it was ended before its last day.", Kind.MOMENT)
    ] = None


class ApprovalPolicy(Record, frozen=True):
    """Whose approval a change needs: one row for each stage, read from the first stage on."""

    KEPT_IN = lists.SETTINGS
    CALLED = "Approval policy"

    name: Annotated[
        str,
        Kept("Name", "What the stage is called, such as “Sponsor”.", limit=120, column="Title"),
    ] = ""
    stage: Annotated[int, Kept("Stage", "Stages are asked one after the other.", Kind.NUMBER)] = 1
    path: Annotated[
        Path | None, Kept("For path", "Empty for every path.", Kind.CHOICE, column="ForPath")
    ] = None
    project_type: Annotated[
        ProjectType | None,
        Kept("For project type", "Empty for every type.", Kind.CHOICE, column="ForProjectType"),
    ] = None
    risk: Annotated[
        Rating | None,
        Kept(
            "From risk",
            "Only where a risk of the change is rated so, or higher; empty for every change.",
            Kind.CHOICE,
            column="FromRisk",
        ),
    ] = None
    approvers: Annotated[
        str,
        Kept(
            "Approvers",
            "One duty, role or person's name a line, such as “Sponsor”.",
            Kind.LINES,
            1000,
        ),
    ] = ""
    quorum: Annotated[Quorum, Kept("How many", "How many must agree.", Kind.CHOICE)] = Quorum.ANY
    needed: Annotated[
        int | None, Kept("So many", "The number, where it is so many of them.", Kind.NUMBER)
    ] = None
    veto: Annotated[
        Who, Kept("Veto", "The one person whose no ends it, if there is one.", Kind.PERSON)
    ] = Who()
