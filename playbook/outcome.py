"""What a rule answers: the rows to write and the reply to show, as one value."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from playbook.by_hand import Adoption, Note
from playbook.fields import Who
from playbook.findings import Finding
from playbook.records import Phase, Record, Verdict, WaveState


class Reason(StrEnum):
    """Why a command is refused."""

    NOT_AN_APPROVER = "not an approver"
    NOT_YOUR_TURN = "not asked yet"
    NOT_NEEDED = "decided without them"
    DELEGATION_OVER = "no delegate any more"
    OWN_REQUEST = "their own request"
    """They were named to decide for somebody, and asked for the change themselves."""
    NOT_YOURS_TO_HAND_OVER = "not yours to hand over"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    LEFT = "left the organisation"
    NOTHING_TO_WITHDRAW = "no decision of theirs"
    RESTED_UPON = "something rests on it"
    REVIEW_OWED = "emergency not reviewed yet"
    NOT_YOURS_TO_REVIEW = "not theirs to review"
    NOTHING_TO_REVIEW = "no emergency to review"
    A_TEMPLATE = "nothing is rolled out from a template"
    BEFOREHAND = "approved beforehand"
    NOT_YOURS_TO_EDIT = "not yours to edit"
    NOT_YOURS_TO_MOVE = "not yours to move"
    VERSION_CHANGED = "version changed"
    BEING_REWORKED = "being reworked"
    NOT_WAITING = "not waiting for a decision"
    ALREADY_DECIDED = "already decided otherwise"
    REASON_MISSING = "reason missing"
    COMMENT_TOO_LONG = "comment too long"
    NO_SUCH_STEP = "no such step from here"
    NO_SUCH_RECORD = "no such record"
    NOT_YOURS_TO_RESOLVE = "not yours to resolve"
    NOT_YOURS_TO_SET_UP = "not yours to set up"
    NOT_IN_DOUBT = "not in doubt"
    OUTSIDER = "outsider"
    NOT_ACCEPTED = "not accepted by the lists"
    NOT_READY = "not ready"
    """A wave lacks something that must be there first; `lacks` says what."""
    NOT_YOURS_TO_PAUSE = "not yours to pause"
    NOT_FROM_HERE = "not from this state"
    """The wave has moved on since the card was drawn."""
    WAVE_GONE = "wave gone"
    TEXT_MISSING = "nothing was said"
    TEXT_TOO_LONG = "too long"
    NOT_YOURS_TO_ANSWER = "not yours to answer"
    ALREADY_ANSWERED = "already answered"
    SURVEY_NOT_OPEN = "survey not open yet"
    SURVEY_CLOSED = "survey closed"


class Missing(StrEnum):
    """What a wave lacks before it may be announced (S-78, S-113)."""

    TEMPLATE = "a change: this is a template"
    APPROVAL = "approval of this version"
    UNDER_WAY = "the change is paused or over"
    RISK_REVIEW = "a reviewed risk"
    ROLLBACK_TRIGGER = "rollback trigger"
    ROLLBACK_OWNER = "rollback decision owner"
    ROLLBACK_STEP = "first restoration step"
    MEASURE = "a measure with owner and baseline"
    CONDITION = "a condition of the approval"
    DEPENDENCY = "a dependency that is not settled"
    WORDS = "words and dates of the wave"
    PLACE = "a place that takes the announcement"
    DAYS = "days that are still to come"


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing, and who can mend it."""

    what: Missing
    who: tuple[Who, ...] = ()
    said: str = ""
    """The condition or dependency, in the words of whoever wrote it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing was changed; why, and who can act instead."""

    reason: Reason
    change: str = ""
    can_act: tuple[Who, ...] = ()
    phase: Phase | None = None
    limit: int = 0
    about: str = ""
    """Key of the wave, survey or other row of the change that it is about."""
    lacks: tuple[Lack, ...] = ()
    since: datetime | None = None
    """When a survey closed, or will open."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The form came back: what to mend in it. What was typed is with the caller."""

    findings: tuple[Finding, ...]
    overtaken: bool = False
    """Somebody else edited the request while this form was open."""


@dataclass(frozen=True, slots=True)
class Filed:
    """The change waits for its sponsor now."""

    change: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """The change is kept, and nobody was asked anything yet."""

    change: str


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision is on the record; `again` when it was before, so that this changed nothing.

    `approver` is whose decision it is, by Entra object id.
    """

    change: str
    verdict: Verdict
    again: bool = False
    approver: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Somebody decides in the person's place; both are told."""

    delegation: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class HandOverEnded:
    """The person decides themselves again; both are told."""

    delegation: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The decision does not count any more."""

    change: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What somebody says of an emergency is on the record."""

    change: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    change: str
    to: Phase
    again: bool = False


@dataclass(frozen=True, slots=True)
class RowKept:
    """A row of the plan is as the form had it."""

    change: str
    row: str


@dataclass(frozen=True, slots=True)
class RolesNamed:
    """Who answers for what is as the form had it."""

    change: str


@dataclass(frozen=True, slots=True)
class WaveMoved:
    change: str
    wave: str
    to: WaveState
    again: bool = False


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Somebody has read the announcement."""

    change: str
    wave: str


@dataclass(frozen=True, slots=True)
class Raised:
    """The question or problem is on the record, and on its way to whoever answers it."""

    change: str
    concern: str


@dataclass(frozen=True, slots=True)
class Answered:
    change: str
    concern: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class AdditionAsked:
    """The addition is on the record, and on its way to whoever runs the change."""

    change: str
    concern: str


@dataclass(frozen=True, slots=True)
class AdditionTaken:
    """The addition is in the request now, which goes before its approvers where one waits."""

    change: str
    concern: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Surveyed:
    """The answer is kept, and may be changed until the survey closes."""

    change: str
    survey: str
    changed: bool = False
    """It takes the place of another answer of this person."""


@dataclass(frozen=True, slots=True)
class ItemDone:
    change: str
    item: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class SetUpDone:
    pass


@dataclass(frozen=True, slots=True)
class PostResolved:
    post: str
    arrived: bool


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing to show."""


Reply = (
    Refusal | Unfinished | Filed | Drafted | Decided | Withdrawn | Reviewed | HandedOver
    | HandOverEnded | Moved | RowKept | RolesNamed | WaveMoved | Acknowledged | Raised | Answered
    | AdditionAsked | AdditionTaken | Surveyed | ItemDone | SetUpDone | PostResolved | Done
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """The rows to write and the reply to show.

    `facts` are new rows under unique keys, the deciding one first: everything else in the
    outcome depends on it. Claims of posts are among them. `edits` are whole new values of
    rows that exist, projections last.

    With `edit_decides` the first edit is the deciding row instead: it holds what somebody
    typed, which no fact could bring back. `rows` is the order to write in, either way.

    `later` are new rows that nobody waits for. They are written last, and what of them is not
    written in time follows from the facts: the agenda brings it.
    """

    reply: Reply = field(default_factory=Done)
    facts: tuple[Record, ...] = ()
    edits: tuple[Record, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    later: tuple[Record, ...] = ()
    notes: tuple[Note, ...] = ()
    """Written last, to rows as they stood; a row's own columns stay as they are."""
    edit_decides: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        rows = self.facts or self.edits or self.later
        return bool(rows or self.adoptions or self.notes)

    @property
    def rows(self) -> tuple[Record, ...]:
        """All rows, in the order to write them; the others depend on the first."""
        if self.edit_decides:
            return (*self.edits[:1], *self.facts, *self.edits[1:], *self.later)
        return (*self.facts, *self.edits, *self.later)
