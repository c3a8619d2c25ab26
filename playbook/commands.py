"""What a person can ask for. Parsed from cards and words by `cards`, decided by `decide`."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from playbook.fields import NOBODY, Who
from playbook.findings import Finding
from playbook.records import (
    ActionItem,
    ChangeRequest,
    Communication,
    ConcernKind,
    Dependency,
    Duty,
    Feeling,
    Hindsight,
    Measure,
    Phase,
    Risk,
    RoleKind,
    Rollback,
    StakeholderGroup,
    Survey,
    TrainingItem,
    Verdict,
    Wave,
    WaveState,
)


class Command(BaseModel, frozen=True, extra="forbid"):
    pass


class File(Command, frozen=True):
    """Keep a change request; with `submit`, ask its sponsor for a decision.

    `entered.key` names the change that is edited, and is empty for a new one, which is then
    recognised by `entered.form` if the same press comes twice.
    """

    do: Literal["file"] = "file"
    entered: ChangeRequest
    submit: bool
    base: str = ""
    """The scope that the form was opened on, as `scope_hash` names it; empty for a new change."""
    unread: tuple[Finding, ...] = ()
    """What could not be read as its field's type."""
    fields: frozenset[str] = frozenset()
    """The fields that the form's step asked: no other is touched. Empty for all of them."""


class Asked(BaseModel, frozen=True):
    """What an approver wants to be true besides: somebody sees to it by a day."""

    what: str
    owner: Who = NOBODY
    due: date | None = None


class Decide(Command, frozen=True):
    """An approver's word on one version."""

    do: Literal["decide"] = "decide"
    change: str
    version: str
    verdict: Verdict
    comment: str = ""
    approver: str = ""
    """On whose behalf, by Entra object id; empty for their own, or where it can only be one."""
    conditions: tuple[Asked, ...] = ()
    via: str = ""
    """Key of the post whose button was pressed."""


class Withdraw(Command, frozen=True):
    """A decision is taken back by whoever made it, or on whose behalf it was made."""

    do: Literal["withdraw"] = "withdraw"
    change: str
    version: str
    reason: str = ""
    via: str = ""


class ReviewEmergency(Command, frozen=True):
    """What somebody says of an emergency afterwards."""

    do: Literal["review emergency"] = "review emergency"
    change: str
    version: str
    right: Hindsight | None = None
    learned: str = ""
    via: str = ""


class Step(Command, frozen=True):
    """Move a change to another phase. `ordinal` is the step that the card offered."""

    do: Literal["step"] = "step"
    change: str
    to: Phase
    ordinal: int
    reason: str = ""


class _Keep(Command, frozen=True):
    """Keep one row of a change's plan. `row.key` is the row's, a new one's too: the form names it,
    so that a form that comes twice keeps one row.
    """

    base: str = ""
    """The row that the form was opened on, as `row_hash` names it; empty for a new one."""
    unread: tuple[Finding, ...] = ()
    """What could not be read as its field's type."""


class KeepWave(_Keep, frozen=True):
    do: Literal["keep wave"] = "keep wave"
    row: Wave
    members: int | None = None
    """How many people the audience has; None where nobody has looked."""


class KeepRisk(_Keep, frozen=True):
    do: Literal["keep risk"] = "keep risk"
    row: Risk


class KeepRollback(_Keep, frozen=True):
    do: Literal["keep rollback"] = "keep rollback"
    row: Rollback


class KeepMeasure(_Keep, frozen=True):
    do: Literal["keep measure"] = "keep measure"
    row: Measure


class KeepItem(_Keep, frozen=True):
    do: Literal["keep item"] = "keep item"
    row: ActionItem


class KeepDependency(_Keep, frozen=True):
    do: Literal["keep dependency"] = "keep dependency"
    row: Dependency
    draft: bool = False
    """Kept while its request is written: all but what it is may come later."""


class KeepSurvey(_Keep, frozen=True):
    do: Literal["keep survey"] = "keep survey"
    row: Survey


class KeepGroup(_Keep, frozen=True):
    do: Literal["keep group"] = "keep group"
    row: StakeholderGroup


class KeepMessage(_Keep, frozen=True):
    do: Literal["keep message"] = "keep message"
    row: Communication


class KeepTraining(_Keep, frozen=True):
    do: Literal["keep training"] = "keep training"
    row: TrainingItem


AnyKeep = (
    KeepWave | KeepRisk | KeepRollback | KeepMeasure | KeepItem | KeepDependency | KeepSurvey
    | KeepGroup | KeepMessage | KeepTraining
)  # fmt: skip


class NameRoles(Command, frozen=True):
    """Who answers for which part of a change (S-4). A part that is not among them stays as it is;
    one without a person is nobody's from now on.
    """

    do: Literal["name roles"] = "name roles"
    change: str
    holders: dict[RoleKind, Who]
    base: str = ""
    """The roles that the form was opened on, as `roles_hash` names them; empty: whatever stands."""
    unread: tuple[Finding, ...] = ()
    """What could not be read as a person."""


class MoveWave(Command, frozen=True):
    """Schedule, pause or take up a wave. `ordinal` is the step that the card offered."""

    do: Literal["move wave"] = "move wave"
    wave: str
    to: WaveState
    ordinal: int
    reason: str = ""


class Acknowledge(Command, frozen=True):
    """Somebody has read a wave's announcement; `post` is the card whose button was pressed."""

    do: Literal["acknowledge"] = "acknowledge"
    wave: str
    post: str = ""


class Raise(Command, frozen=True):
    """A question or a problem with a wave. `form` names it, so that it is raised only once."""

    do: Literal["raise"] = "raise"
    wave: str
    kind: ConcernKind
    text: str
    form: str
    post: str = ""
    conversation: str = ""
    """Where it was raised, as the signed request tells."""


class AnswerConcern(Command, frozen=True):
    """The answer to a question or a problem."""

    do: Literal["answer concern"] = "answer concern"
    concern: str
    text: str


class AskAddition(Command, frozen=True):
    """Something more that a change should bring, and why. `form` names it, so that it is asked for
    only once.
    """

    do: Literal["ask addition"] = "ask addition"
    change: str
    text: str
    why: str
    form: str
    post: str = ""


class TakeAddition(Command, frozen=True):
    """An addition is taken up: `text` is its line in the list of what is in scope, `into`."""

    do: Literal["take addition"] = "take addition"
    addition: str
    into: str
    text: str


class AnswerSurvey(Command, frozen=True):
    """One person's answer to a survey. What is None stays as they had answered it before."""

    do: Literal["answer survey"] = "answer survey"
    survey: str
    feeling: Feeling | None = None
    told: dict[str, str] | None = None
    """The answers in words, by field of SurveyAnswer."""


class FinishItem(Command, frozen=True):
    """An action item is done."""

    do: Literal["finish item"] = "finish item"
    item: str


class Resolve(Command, frozen=True):
    """A person's word on a post that may or may not have arrived."""

    do: Literal["resolve"] = "resolve"
    post: str
    arrived: bool


class HandOver(Command, frozen=True):
    """Somebody else decides in one's own place: between two days, or, without days, whenever no
    answer comes. `form` names it, so that it is kept only once.
    """

    do: Literal["hand over"] = "hand over"
    to: Who = NOBODY
    first_day: date | None = None
    last_day: date | None = None
    form: str
    unread: tuple[Finding, ...] = ()
    """What could not be read as its field's type."""


class EndHandOver(Command, frozen=True):
    """One decides oneself again, from now on."""

    do: Literal["end hand-over"] = "end hand-over"
    delegation: str


class AskFirst(Command, frozen=True):
    """An approver asks something before they decide. `form` names it, so that it is asked once."""

    do: Literal["ask first"] = "ask first"
    change: str
    version: str
    text: str
    form: str
    approver: str = ""
    """On whose behalf, as for Decide."""
    via: str = ""


class SetUp(Command, frozen=True):
    """Who, and which channel, does what for the organisation."""

    do: Literal["set up"] = "set up"
    holders: dict[Duty, Who]


class Arrive(Command, frozen=True):
    """Cutover was added to a chat, or to a team's channel."""

    do: Literal["arrive"] = "arrive"
    conversation: str
    kind: Literal["personal", "group", "channel"]
    name: str = ""
    team: str = ""
    service: str = ""
    channels: dict[str, str] = {}
    """The team's channels, by conversation id, with their names."""
    awaited: bool = False
    """Cutover brought itself here, because it has something to ask: that is greeting enough."""


class KnowChannels(Command, frozen=True):
    """A team's channels are these now: one was made, renamed or deleted."""

    do: Literal["know channels"] = "know channels"
    team: str
    service: str = ""
    channels: dict[str, str]
    """By conversation id, with their names."""


class Leave(Command, frozen=True):
    """Cutover was removed from a chat, or from a team with all of its channels."""

    do: Literal["leave"] = "leave"
    conversation: str
    kind: Literal["personal", "group", "channel"]
    team: str = ""


NewsOfPlaces = Arrive | KnowChannels | Leave
"""What Teams tells of where Cutover is; nobody asked for anything."""


PlanCommand = (
    AnyKeep | NameRoles | MoveWave | Acknowledge | Raise | AnswerConcern | AskAddition
    | TakeAddition | AnswerSurvey | FinishItem
)  # fmt: skip
"""Commands about the plan of a change that exists."""

AnyCommand = Annotated[
    File
    | Decide
    | Withdraw
    | ReviewEmergency
    | AskFirst
    | Step
    | PlanCommand
    | Resolve
    | SetUp
    | HandOver
    | EndHandOver
    | NewsOfPlaces,
    Field(discriminator="do"),
]
