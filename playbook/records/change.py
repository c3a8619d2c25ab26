"""The change request: what is asked, and where it stands."""

from datetime import date, datetime
from typing import Annotated

from playbook.fields import Kept, Kind, Who
from playbook.records import lists
from playbook.records.record import Record
from playbook.records.vocabulary import Phase, ProjectType


class ChangeRequest(Record, frozen=True):
    """The control document: a defined business decision, not a rough idea (S-7, S-20).

    The article gives three field lists; these fourteen are their union with the why and the
    cost of doing nothing, which its text requires (the window is one field of two dates).
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

    project_type: Annotated[
        ProjectType | None,
        Kept(
            "Project type",
            "What kind of change it is; its plan begins with what such a change needs.",
            Kind.CHOICE,
            source="S-107",
        ),
    ] = None
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
