"""Payloads about a request as a whole, the overview, set-up and posts."""

from enum import StrEnum
from typing import Annotated

from pydantic import AliasChoices, Field, StringConstraints

from cards.payloads.payload import Key, MaybeKey, Payload
from playbook.records import Verdict
from playbook.steps import FormStep

CHOSEN = "chosen"
"""Id of an input that chooses the change to show."""
CALLED = "called"
"""Id of an input that names a new change."""
FIRST_QUESTION = "business_problem"
"""Id of the input on a draft's card whose answer the form then begins with."""

StepNumber = Annotated[int, Field(ge=0, le=len(FormStep))]
"""A step of the request's form; 0 for none."""


RIGHT = "right"
"""Id of the input that says whether an emergency was right."""
LEARNED = "learned"
"""Id of the input that says what should change so that the next one is none."""


class AnswerPage(StrEnum):
    """The pages of an approval's dialog."""

    MENU = "menu"
    CONDITIONS = "conditions"
    QUESTION = "question"
    WITHDRAW = "withdraw"


class ShowHome(Payload, frozen=True):
    VERB = "home"


class ShowHelp(Payload, frozen=True):
    VERB = "help"


class ShowChange(Payload, frozen=True):
    """One change as it stands: the button's own, or the one chosen from a list beside it."""

    VERB = "change.show"
    change: Key = Field(validation_alias=AliasChoices(CHOSEN, "change"))


class OpenForm(Payload, frozen=True):
    """Asks for the form's dialog: of a change, or a new one, which may have a name already.

    `step` is the one to open; without one, the first that lacks something.
    """

    VERB = "change.form"
    change: MaybeKey = ""
    step: StepNumber = 0
    name: Annotated[str, StringConstraints(max_length=2000)] = Field(
        "", validation_alias=AliasChoices(CALLED, "name")
    )


class Then(StrEnum):
    """What comes once a step of the form is kept."""

    NEXT = "next"
    BACK = "back"
    CLOSE = "close"
    ROW = "row"
    """The same step again, for another dependency."""
    SEND = "send"


class FileChange(Payload, frozen=True):
    """A step of the form, submitted. `form` names the form, so that one form makes one change.

    Without `step` it is the whole form at once, as earlier versions of Cutover drew it.
    """

    VERB = "change.file"
    change: MaybeKey = ""
    form: Key
    submit: bool
    base: MaybeKey = ""
    """The scope that the step was opened on."""
    step: StepNumber = 0
    then: Then = Field(Then.CLOSE, strict=False)
    mending: bool = False
    """It was sent before it was complete: each step tells what is to mend in it."""
    shown: Annotated[str, StringConstraints(max_length=2000)] = ""
    """Marks of what the step said is worth a thought: whatever else there is comes up first."""
    row: MaybeKey = ""
    """Key of the dependency in the step's block; empty for a new one."""
    row_base: MaybeKey = ""
    """That dependency as the step was opened on it, as `row_hash` names it."""
    next_row: MaybeKey = ""
    """Key of the dependency that the block is to show next."""


class DecideApproval(Payload, frozen=True):
    """An approver's word; `approver` is on whose behalf, by Entra id, empty for one's own."""

    VERB = "approval.decide"
    change: Key
    version: Key
    verdict: Verdict = Field(strict=False)
    approver: MaybeKey = ""


class OpenAnswer(Payload, frozen=True):
    """Asks for the dialog with the answers that need more than a press, or one page of it."""

    VERB = "approval.form"
    change: Key
    version: Key
    approver: MaybeKey = ""
    page: AnswerPage = Field(AnswerPage.MENU, strict=False)


class WithdrawDecision(Payload, frozen=True):
    """One's decision is taken back."""

    VERB = "approval.withdraw"
    change: Key
    version: Key


class ShowRoute(Payload, frozen=True):
    """How a change is approved: whose word it needs, and how far that has come."""

    VERB = "approval.route"
    change: Key


class OpenReview(Payload, frozen=True):
    """Asks for the form in which somebody looks back at an emergency."""

    VERB = "review.form"
    change: Key
    version: Key


class SaveReview(Payload, frozen=True):
    """What somebody says of an emergency afterwards."""

    VERB = "review.save"
    change: Key
    version: Key


class StepChange(Payload, frozen=True):
    """Moves a change along; `ordinal` is the step that the card offered."""

    VERB = "change.step"
    change: Key
    ordinal: int


class ResolvePost(Payload, frozen=True):
    """A person's word on another post, which may or may not have arrived."""

    VERB = "post.resolve"
    doubted: Key
    arrived: bool


class RefreshPost(Payload, frozen=True):
    """Sent by Teams itself when somebody sees a posted card in a shared place."""

    VERB = "post.refresh"
    post: Key


class OpenSetUp(Payload, frozen=True):
    VERB = "setup.form"


class SaveSetUp(Payload, frozen=True):
    VERB = "setup.save"
