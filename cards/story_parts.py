"""The rest of the sample plan: who hears what and learns what, and who answers for which part."""

from dataclasses import replace
from datetime import UTC, date, datetime

from cards import story
from cards import story_plan as told
from playbook.commands import AnyCommand, KeepGroup, KeepMessage, KeepTraining, NameRoles
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.records import (
    Communication,
    Condition,
    Dependency,
    DependencyKind,
    Means,
    Rating,
    RoleKind,
    Stage,
    StakeholderGroup,
    TrainingItem,
)

GROUP = StakeholderGroup(
    key=f"{told.CHANGE}/group/1",
    change=told.CHANGE,
    name="Production",
    influence=Rating.LOW,
    impact=Rating.HIGH,
    needs="The drawing they need, on the machine that they stand at.",
    before="What changes, on which day, and who stands beside them.",
    during="Where drawings are, and whom to call.",
    after="What was mended because they said so.",
    owner=story.DEV.who,
)
MESSAGE = Communication(
    key=f"{told.CHANGE}/message/1",
    change=told.CHANGE,
    audience="Department managers",
    message="Which week it is, what your people do differently, and what you reinforce.",
    stage=Stage.READINESS,
    on=date(2026, 3, 6),
    means=Means.BRIEFING,
    owner=story.JULIE.who,
    expected_response="Each names one person who tries it first.",
    follow_up="Julie calls whoever has named nobody by Tuesday.",
)
UNOWNED = Communication(
    key=f"{told.CHANGE}/message/2",
    change=told.CHANGE,
    audience="Production",
    message="What changes on Monday, and where the drawings are.",
    stage=Stage.ACTION,
    means=Means.MEETING,
)
TRAINING = TrainingItem(
    key=f"{told.CHANGE}/training/1",
    change=told.CHANGE,
    role="Machine operators",
    tasks="Open today’s drawing.\nPrint it.\nSay that it is wrong.",
    on=date(2026, 3, 13),
    contact=story.DEV.who,
    proof="Each opens and prints a drawing without help.",
)
LICENCES = Dependency(
    key=f"{told.CHANGE}/dependency/1",
    change=told.CHANGE,
    what="Licences for everybody in Production",
    kind=DependencyKind.LICENCE,
    owner=story.JULIE.who,
    decide_by=date(2026, 3, 11),
)
CONDITION = Condition(
    key=f"{told.CHANGE}/condition/1",
    change=told.CHANGE,
    version="1.aaaaaaaa",
    what="Production keeps paper copies for the first week.",
    owner=story.DEV.who,
    due=date(2026, 3, 13),
    by=story.MARIE.who,
    at=datetime(2026, 3, 2, 15, 0, tzinfo=UTC),
)
HOLDERS: dict[RoleKind, Who] = {
    RoleKind.SCOPE: story.MARIE.who,
    RoleKind.COMMUNICATION: story.JULIE.who,
    RoleKind.TRAINING: story.DEV.who,
    RoleKind.RISK: story.ALEX.who,
    RoleKind.MEASUREMENT: story.DEV.who,
    RoleKind.PROVIDER: story.ALEX.who,
}


def named() -> Dossier:
    """Everything is there that a wave needs, and Julie has said who answers for what."""
    name = NameRoles(change=told.CHANGE, holders=HOLDERS)
    return told.after(told.planned(), name, story.JULIE, told.PLANNED)


def filled() -> Dossier:
    """All of the plan has something in it; one message has neither an owner nor a day."""
    dossier = named()
    commands: tuple[AnyCommand, ...] = (
        KeepGroup(row=GROUP), KeepMessage(row=MESSAGE), KeepMessage(row=UNOWNED),
        KeepTraining(row=TRAINING),
    )  # fmt: skip
    for command in commands:
        dossier = told.after(dossier, command, story.JULIE, told.PLANNED)
    return replace(dossier, dependencies=(LICENCES,))


def complete() -> Dossier:
    """Nothing is missing any more."""
    mended = UNOWNED.model_copy(update={"owner": story.DEV.who, "on": date(2026, 3, 9)})
    dossier = filled()
    return replace(dossier, communications=(MESSAGE, mended))
