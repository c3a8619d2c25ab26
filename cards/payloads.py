"""What a button sends back: typed, versioned, one model for each verb.

A card may be pressed months after it was drawn. A payload of another version is an OldCard,
and one that fits no model is Nonsense; both get a clear answer and change nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import AliasChoices, BaseModel, Field, JsonValue, StringConstraints, ValidationError

from playbook.records import Verdict

VERSION = 1
CHOSEN = "chosen"
"""Id of an input that chooses the change to show."""
CALLED = "called"
"""Id of an input that names a new change."""
FIRST_QUESTION = "business_problem"
"""Id of the input on a draft's card whose answer the form then begins with."""

Key = Annotated[str, StringConstraints(min_length=1, max_length=255)]
MaybeKey = Annotated[str, StringConstraints(max_length=255)]


class Payload(BaseModel, frozen=True, strict=True, extra="ignore"):
    """What every button sends. Inputs arrive beside these fields; `inputs_of` tells them apart."""

    VERB: ClassVar[str]

    v: Literal[1] = 1
    post: MaybeKey = ""
    """Key of the post whose card was pressed, which proves that it arrived; empty in replies."""


class ShowHome(Payload, frozen=True):
    VERB = "home"


class ShowHelp(Payload, frozen=True):
    VERB = "help"


class ShowChange(Payload, frozen=True):
    """One change as it stands: the button's own, or the one chosen from a list beside it."""

    VERB = "change.show"
    change: Key = Field(validation_alias=AliasChoices(CHOSEN, "change"))


class OpenForm(Payload, frozen=True):
    """Asks for the form's dialog: of a change, or a new one, which may have a name already."""

    VERB = "change.form"
    change: MaybeKey = ""
    name: Annotated[str, StringConstraints(max_length=2000)] = Field(
        "", validation_alias=AliasChoices(CALLED, "name")
    )


class FileChange(Payload, frozen=True):
    """The form, submitted. `form` names it, so that one form makes one change."""

    VERB = "change.file"
    change: MaybeKey = ""
    form: Key
    submit: bool
    base: MaybeKey = ""
    """The scope that the form was opened on."""


class DecideApproval(Payload, frozen=True):
    VERB = "approval.decide"
    change: Key
    version: Key
    verdict: Verdict = Field(strict=False)


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


CommandPayload = FileChange | DecideApproval | StepChange | ResolvePost | SaveSetUp
"""The payloads that ask for something to be written."""

PAYLOADS: Mapping[str, type[Payload]] = {
    model.VERB: model
    for model in (
        ShowHome, ShowHelp, ShowChange, OpenForm, FileChange, DecideApproval, StepChange,
        ResolvePost, RefreshPost, OpenSetUp, SaveSetUp,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OldCard:
    """The card was drawn by another version of Cutover; `change` is what it was about, if known."""

    change: str = ""


@dataclass(frozen=True, slots=True)
class Nonsense:
    """Nothing that a card of ours can send; `why` is for the log, never for a person."""

    why: str


def data_of(payload: Payload) -> dict[str, JsonValue]:
    """What a button carries as its data."""
    return payload.model_dump(mode="json")


def parse(verb: str, data: Mapping[str, JsonValue]) -> Payload | OldCard | Nonsense:
    """The payload of a press; `data` holds the card's inputs too, which are ignored here."""
    model = PAYLOADS.get(verb)
    if model is None:
        return Nonsense("unknown verb")
    version = data.get("v")
    if isinstance(version, int) and not isinstance(version, bool) and version != VERSION:
        change = data.get("change")
        return OldCard(change if isinstance(change, str) and len(change) <= 255 else "")
    try:
        return model.model_validate(data)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False, include_context=False)[0]
        return Nonsense(f"{verb}: {'.'.join(map(str, first['loc']))}: {first['type']}")


def inputs_of(payload: Payload, data: Mapping[str, JsonValue]) -> dict[str, str]:
    """What was typed and chosen on the card, by input id; numbers become text, the rest is left."""
    fields = type(payload).model_fields
    return {
        name: value if isinstance(value, str) else str(value)
        for name, value in data.items()
        if name not in fields and isinstance(value, str | int | float)
    }
