"""The change request: what is asked, and where it stands."""

from datetime import date, datetime
from typing import Annotated

from playbook.fields import Kept, Kind, Who
from playbook.records import lists
from playbook.records.record import Record
from playbook.records.vocabulary import Goal, Path, Phase, ProjectType, Use


class ChangeRequest(Record, frozen=True):
    """The control document: a defined business decision, not a rough idea (S-7, S-20).

    The article gives three field lists; these are their union with the goal, the why and the cost
    of doing nothing, which its text requires. In scope is five lists (S-22), the window two dates.
    """

    KEPT_IN = lists.CHANGE_REQUESTS
    CALLED = "Change request"

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
    goal: Annotated[
        Goal | None,
        Kept(
            "Business goal",
            "What the business gains: never a tool for its own sake.",
            Kind.CHOICE,
            required=True,
            scope=True,
            source="S-12",
        ),
    ] = None
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
    in_scope_systems: Annotated[
        str,
        Kept(
            "In scope: systems",
            "Which systems are included, one a line?",
            Kind.LINES,
            1000,
            required=True,
            scope=True,
            source="S-22",
        ),
    ] = ""
    in_scope_teams: Annotated[
        str,
        Kept(
            "In scope: teams",
            "Which teams are included, one a line?",
            Kind.LINES,
            1000,
            required=True,
            scope=True,
            source="S-22",
        ),
    ] = ""
    in_scope_sites: Annotated[
        str,
        Kept(
            "In scope: sites",
            "Which sites are included, one a line?",
            Kind.LINES,
            1000,
            required=True,
            scope=True,
            source="S-22",
        ),
    ] = ""
    in_scope_workflows: Annotated[
        str,
        Kept(
            "In scope: workflows",
            "Which workflows are included, one a line?",
            Kind.LINES,
            1000,
            required=True,
            scope=True,
            source="S-22",
        ),
    ] = ""
    in_scope_dates: Annotated[
        str,
        Kept(
            "In scope: dates",
            "Which dates are included, such as a training day or a weekend?",
            Kind.LINES,
            1000,
            required=True,
            scope=True,
            source="S-22",
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
    cost: Annotated[
        str,
        Kept(
            "Cost",
            "What it is expected to cost, in money and in hours of your people.",
            limit=255,
            scope=True,
            source="S-27",
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

    path: Annotated[
        Path,
        Kept(
            "Path",
            "How it is approved: as usual; at once, with a review afterwards; or with a template"
            " that was approved beforehand.",
            Kind.CHOICE,
            scope=True,
            column="ApprovalPath",
            source="S-7",
        ),
    ] = Path.NORMAL
    use: Annotated[
        Use,
        Kept(
            "Use",
            "One change; or a template, which others like it begin from. Once a template is"
            " approved, changes that follow it to the letter need no further approval.",
            Kind.CHOICE,
            scope=True,
            source="S-148",
        ),
    ] = Use.ONCE
    decide_by: Annotated[
        date | None,
        Kept(
            "Decide by",
            "The last day for a decision; empty where there is none. Nothing ends unannounced.",
            Kind.DATE,
        ),
    ] = None

    project_type: Annotated[
        ProjectType | None,
        Kept(
            "Project type",
            "What kind of change it is; its plan begins with what such a change needs.",
            Kind.CHOICE,
            source="S-107",
        ),
    ] = None
    begun_from: Annotated[
        str,
        Kept("Begun from", "Key of the template, or the change, that it was begun from."),
    ] = ""
    requester: Annotated[Who, Kept("Requested by", "Who filed the change.", Kind.PERSON)] = Who()
    lead: Annotated[
        Who,
        Kept("Project lead", "Who runs the change, and hears what needs a person.", Kind.PERSON),
    ] = Who()
    filed_at: Annotated[datetime | None, Kept("Filed", "When it was filed.", Kind.MOMENT)] = None
    form: Annotated[
        str,
        Kept(
            "Form",
            "The form it was filed with: one form makes one change.",
            indexed=True,
            unique=True,
        ),
    ] = ""
    version: Annotated[
        str,
        Kept(
            "Version",
            "The version that stands for approval.",
            projection=True,
            column="ScopeVersion",
        ),
    ] = ""
