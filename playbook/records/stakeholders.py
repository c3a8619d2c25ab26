"""Who is affected by a change, and what each group hears of it."""

from datetime import date
from typing import Annotated

from playbook.fields import Kept, Kind, Who
from playbook.records import lists
from playbook.records.record import PlanRow
from playbook.records.vocabulary import Means, Rating, RoleKind, Stage


class StakeholderGroup(PlanRow, frozen=True):
    """One line of the stakeholder map, with what the group hears and when (S-30, S-33)."""

    KEPT_IN = lists.STAKEHOLDERS
    CALLED = "Stakeholder group"

    name: Annotated[
        str,
        Kept(
            "Stakeholder group",
            "Whom it is about, such as “Front-line users”.",
            limit=120,
            required=True,
            asked=True,
            column="Title",
            source="S-33",
        ),
    ] = ""
    influence: Annotated[
        Rating,
        Kept(
            "Influence on project",
            "How far they can help or stop it.",
            Kind.CHOICE,
            required=True,
            asked=True,
            source="S-33",
        ),
    ] = Rating.MEDIUM
    impact: Annotated[
        Rating,
        Kept(
            "Impact from change",
            "How much of their work it touches.",
            Kind.CHOICE,
            required=True,
            asked=True,
            source="S-33",
        ),
    ] = Rating.MEDIUM
    needs: Annotated[
        str,
        Kept(
            "What they need most",
            "What would help them most, in a line or two?",
            Kind.LINES,
            400,
            required=True,
            asked=True,
            source="S-33",
        ),
    ] = ""
    before: Annotated[
        str,
        Kept(
            "What they hear before", "Before rollout.", Kind.LINES, 600, asked=True, source="S-30"
        ),
    ] = ""
    during: Annotated[
        str,
        Kept(
            "What they hear during", "During rollout.", Kind.LINES, 600, asked=True, source="S-30"
        ),
    ] = ""
    after: Annotated[
        str,
        Kept("What they hear after", "After rollout.", Kind.LINES, 600, asked=True, source="S-30"),
    ] = ""
    owner: Annotated[
        Who,
        Kept(
            "Owner",
            "The one person who sees to it that they hear it.",
            Kind.PERSON,
            asked=True,
            source="S-49",
        ),
    ] = Who()


class Role(PlanRow, frozen=True):
    """Who answers for one part of a change, one person each (S-4).

    Somebody of another tenant, such as the IT provider's lead, takes part only where a role names
    them by object id and tenant (S-3).
    """

    KEPT_IN = lists.STAKEHOLDERS
    CALLED = "Role"

    kind: Annotated[
        RoleKind,
        Kept("Role", "What they answer for.", Kind.CHOICE, column="RoleKind", source="S-4"),
    ] = RoleKind.SCOPE
    who: Annotated[
        Who,
        Kept("Who", "The one person.", Kind.PERSON, column="RoleHolder", source="S-4"),
    ] = Who()
    tenant: Annotated[
        str,
        Kept("Person's tenant", "The organisation of that person; known once they have written."),
    ] = ""


class Communication(PlanRow, frozen=True):
    """One line of the communication matrix; both of the article's outlines (S-124, S-138)."""

    KEPT_IN = lists.COMMUNICATIONS
    CALLED = "Communication"

    audience: Annotated[
        str,
        Kept(
            "Audience",
            "Who is told, such as “Department managers”.",
            limit=120,
            required=True,
            asked=True,
            column="Title",
            source="S-138",
        ),
    ] = ""
    message: Annotated[
        str,
        Kept(
            "What they need to know",
            "In plain words, about their own day.",
            Kind.LINES,
            1000,
            required=True,
            asked=True,
            source="S-138",
        ),
    ] = ""
    stage: Annotated[
        Stage,
        Kept(
            "Stage",
            "Awareness, readiness, action, reinforcement: in this order.",
            Kind.CHOICE,
            required=True,
            asked=True,
            source="S-47",
        ),
    ] = Stage.AWARENESS
    on: Annotated[
        date | None,
        Kept(
            "When they need to know it",
            "The day by which they have heard it.",
            Kind.DATE,
            asked=True,
            column="NeededBy",
            source="S-138",
        ),
    ] = None
    means: Annotated[
        Means,
        Kept(
            "Channel used",
            "How it reaches them.",
            Kind.CHOICE,
            required=True,
            asked=True,
            source="S-138",
        ),
    ] = Means.CHANNEL
    owner: Annotated[
        Who,
        Kept("Owner", "The one person who tells them.", Kind.PERSON, asked=True, source="S-138"),
    ] = Who()
    expected_response: Annotated[
        str,
        Kept(
            "Expected response",
            "What they do once they have heard it.",
            Kind.LINES,
            400,
            asked=True,
            source="S-124",
        ),
    ] = ""
    follow_up: Annotated[
        str,
        Kept(
            "Follow-up required",
            "What happens if they do not.",
            Kind.LINES,
            400,
            asked=True,
            source="S-138",
        ),
    ] = ""
