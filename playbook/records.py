"""The records: every row that Cutover keeps, declared once."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel

from playbook.fields import Kept, Kind, ListOf, Who


class Phase(StrEnum):
    """Where a change stands. Going live never closes a change (S-98)."""

    DRAFT = "Draft"
    SUBMITTED = "Submitted"
    APPROVED = "Approved"
    PLANNING = "Planning"
    PILOT = "Pilot"
    ROLLING_OUT = "Rolling out"
    STABILISING = "Stabilising"
    REVIEWING = "Reviewing"
    CLOSED = "Closed"
    PAUSED = "Paused"
    ROLLED_BACK = "Rolled back"
    CANCELLED = "Cancelled"
    REOPENED = "Reopened"


class Verdict(StrEnum):
    APPROVED = "Approved"
    DECLINED = "Declined"


class PostState(StrEnum):
    CLAIMED = "claimed"
    SENT = "sent"
    UNKNOWN = "unknown"
    """It may have arrived; nobody but a person can tell. Never sent again by itself."""
    REFUSED = "refused"
    SUPERSEDED = "superseded"


class Purpose(StrEnum):
    """Why a post is made; with subject, receiver and ordinal it is the post's key."""

    HELLO = "hello"
    SET_UP = "set-up"
    APPROVAL = "approval"
    REMINDER = "reminder"
    DECIDED = "decided"
    UNREACHABLE = "unreachable"
    SAVED = "saved"


class Duty(StrEnum):
    """What somebody, or a channel, is for the whole organisation."""

    ANNOUNCEMENTS = "Announcements channel"
    PROJECT_TEAM = "Project team channel"
    SPONSOR = "Sponsor"
    LEAD = "Project lead"
    COORDINATOR = "Coordinator"
    SUPPORT = "Support contact"


class Record(BaseModel, frozen=True, extra="forbid"):
    """A row. `key` is unique in its list and never changes."""

    KEPT_IN: ClassVar[ListOf]
    key: Annotated[str, Kept("Key", indexed=True, unique=True)]


class ChangeRequest(Record, frozen=True):
    """The control document: a defined business decision, not a rough idea (S-7, S-20).

    The article gives three field lists; these fourteen are their union with the why and the
    cost of doing nothing, which its text requires (the window is one field of two dates).
    """

    KEPT_IN = ListOf(
        "Change requests",
        "One row for each change: what is asked, and where it stands.",
        fact=False,
    )

    project_name: Annotated[
        str,
        Kept(
            "Project name",
            "A short name that people will recognise.",
            limit=120,
            required=True,
            scope=True,
            column="Title",
            source="S-128",
        ),
    ] = ""
    sponsor: Annotated[
        Who,
        Kept(
            "Sponsor",
            "The person who decides, and who will explain why.",
            Kind.PERSON,
            required=True,
            scope=True,
            source="S-129",
        ),
    ] = Who()
    business_problem: Annotated[
        str,
        Kept(
            "Business problem",
            "What goes wrong today, and for whom?",
            Kind.LINES,
            1000,
            required=True,
            scope=True,
            source="S-130",
        ),
    ] = ""
    desired_outcome: Annotated[
        str,
        Kept(
            "Desired outcome",
            "What business outcome is expected after the change is live?",
            Kind.LINES,
            1000,
            required=True,
            scope=True,
            source="S-131",
        ),
    ] = ""
    why: Annotated[
        str,
        Kept(
            "Why",
            "Two or three plain sentences: why is it worth the disruption?",
            Kind.LINES,
            600,
            required=True,
            scope=True,
            source="S-19",
        ),
    ] = ""
    cost_of_doing_nothing: Annotated[
        str,
        Kept(
            "Cost of doing nothing",
            "What does it cost the business to leave things as they are?",
            Kind.LINES,
            600,
            required=True,
            scope=True,
            source="S-17",
        ),
    ] = ""
    systems_affected: Annotated[
        str,
        Kept(
            "Systems or processes affected",
            "Which systems and ways of working does it touch?",
            Kind.LINES,
            1000,
            required=True,
            scope=True,
            source="S-132",
        ),
    ] = ""
    in_scope: Annotated[
        str,
        Kept(
            "In scope",
            "Which systems, teams, sites, workflows and dates are included?",
            Kind.LINES,
            1000,
            required=True,
            scope=True,
            source="S-133",
        ),
    ] = ""
    out_of_scope: Annotated[
        str,
        Kept(
            "Out of scope",
            "What will not be touched in this phase?",
            Kind.LINES,
            1000,
            required=True,
            scope=True,
            source="S-133",
        ),
    ] = ""
    key_dependencies: Annotated[
        str,
        Kept(
            "Key dependencies",
            "Which approvals, vendors, licences or people does it need?",
            Kind.LINES,
            1000,
            required=True,
            scope=True,
            source="S-134",
        ),
    ] = ""
    operational_impact: Annotated[
        str,
        Kept(
            "Operational impact",
            "Who is disrupted, and what should managers expect during rollout?",
            Kind.LINES,
            1000,
            required=True,
            scope=True,
            source="S-25",
        ),
    ] = ""
    go_live_from: Annotated[
        date | None,
        Kept(
            "Target go-live window, first day",
            "The first day people could work the new way.",
            Kind.DATE,
            required=True,
            scope=True,
            source="S-135",
        ),
    ] = None
    go_live_to: Annotated[
        date | None,
        Kept(
            "Target go-live window, last day",
            "The last day of the window.",
            Kind.DATE,
            required=True,
            scope=True,
            source="S-135",
        ),
    ] = None
    rollback_trigger: Annotated[
        str,
        Kept(
            "Rollback trigger",
            "What exact condition would force a pause or a reversal?",
            Kind.LINES,
            600,
            required=True,
            scope=True,
            source="S-136",
        ),
    ] = ""
    measures_of_success: Annotated[
        str,
        Kept(
            "Measures of success",
            "How will leadership know that the change worked?",
            Kind.LINES,
            1000,
            required=True,
            scope=True,
            source="S-137",
        ),
    ] = ""

    requester: Annotated[Who, Kept("Requested by", "Who filed the change.", Kind.PERSON)] = Who()
    lead: Annotated[
        Who,
        Kept("Project lead", "Who runs the change, and hears what needs a person.", Kind.PERSON),
    ] = Who()
    filed_at: Annotated[datetime | None, Kept("Filed", "", Kind.MOMENT)] = None
    form: Annotated[
        str,
        Kept(
            "Form",
            "The form it was filed with: one form makes one change.",
            indexed=True,
            unique=True,
        ),
    ] = ""
    status: Annotated[
        Phase,
        Kept(
            "Status",
            "Computed from decisions and progress; a change made here by hand is put back.",
            Kind.CHOICE,
            projection=True,
            indexed=True,
        ),
    ] = Phase.DRAFT
    version: Annotated[
        str,
        Kept(
            "Version",
            "The version that stands for approval.",
            projection=True,
            column="ScopeVersion",
        ),
    ] = ""


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


class Post(Record, frozen=True):
    """One message to one conversation, claimed before it is sent."""

    KEPT_IN = ListOf("Posts", "Every message that Cutover sent or means to send.", fact=False)

    purpose: Annotated[Purpose, Kept("Purpose", "", Kind.CHOICE)]
    subject: Annotated[
        str, Kept("About", "The change, or whatever the post is about.", indexed=True)
    ]
    version: Annotated[str, Kept("Version", column="ScopeVersion")] = ""
    receiver: Annotated[
        Who, Kept("To", "The person, for a post to a person.", Kind.PERSON, column="Receiver")
    ] = Who()
    conversation: Annotated[
        str, Kept("Conversation", "Where it is sent; empty until the person's chat is known.")
    ] = ""
    says: Annotated[
        str, Kept("Says", "What it tells beyond the change itself: the result of a late command.")
    ] = ""
    state: Annotated[PostState, Kept("State", "", Kind.CHOICE, indexed=True)] = PostState.CLAIMED
    message: Annotated[str, Kept("Message", "Teams' own name for the message.")] = ""
    content: Annotated[str, Kept("Content", "A hash of what the message shows now.")] = ""
    claimed_at: Annotated[datetime, Kept("Claimed", "", Kind.MOMENT)]
    settled_at: Annotated[datetime | None, Kept("Settled", "", Kind.MOMENT)] = None
    detail: Annotated[str, Kept("Detail", "What Teams answered, where it refused.")] = ""


class Person(Record, frozen=True):
    """Somebody Cutover talks to. `key` is the Entra object id."""

    KEPT_IN = ListOf("People", "Everybody whom Cutover talks to, and where.", fact=False)

    name: Annotated[str, Kept("Name", column="Title")] = ""
    tenant: Annotated[str, Kept("Tenant", "The organisation the person belongs to.")] = ""
    teams: Annotated[str, Kept("Teams name", "Teams' own name for the person.")] = ""
    conversation: Annotated[str, Kept("Conversation", "The chat with Cutover.")] = ""
    service: Annotated[str, Kept("Service address", "Where Teams takes messages for the chat.")] = (
        ""
    )
    installed: Annotated[
        str, Kept("App", "Whether the person has the app: yes, no, or why not.")
    ] = ""
    zone: Annotated[str, Kept("Time zone")] = ""
    language: Annotated[str, Kept("Language")] = ""

    @property
    def who(self) -> Who:
        return Who(id=self.key, name=self.name)


class Conversation(Record, frozen=True):
    """A channel or group chat that Cutover was added to. `key` is Teams' conversation id."""

    KEPT_IN = ListOf("Conversations", "The channels and group chats Cutover is in.", fact=False)

    name: Annotated[str, Kept("Name", column="Title")] = ""
    kind: Annotated[str, Kept("Kind", "channel or group")] = ""
    team: Annotated[str, Kept("Team", "The team the channel is in.")] = ""
    service: Annotated[str, Kept("Service address")] = ""
    present: Annotated[str, Kept("Present", "yes, or no once Cutover was removed")] = "yes"


class Setting(Record, frozen=True):
    """Who, or which channel, does something for the whole organisation."""

    KEPT_IN = ListOf("Settings", "Who and which channel does what, for every change.", fact=False)

    duty: Annotated[Duty, Kept("Duty", "", Kind.CHOICE)]
    holder: Annotated[Who, Kept("Who or where", "", Kind.PERSON)] = Who()


RECORDS: tuple[type[Record], ...] = (
    ChangeRequest, Decision, Move, AuditEvent, Post, Person, Conversation, Setting,
)  # fmt: skip
