"""What a person can ask for. Parsed from cards and words by `cards`, decided by `decide`."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from playbook.fields import Who
from playbook.outcome import Finding
from playbook.records import ChangeRequest, Duty, Phase, Verdict


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


class Decide(Command, frozen=True):
    """The sponsor's word on one version."""

    do: Literal["decide"] = "decide"
    change: str
    version: str
    verdict: Verdict
    comment: str = ""
    via: str = ""
    """Key of the post whose button was pressed."""


class Step(Command, frozen=True):
    """Move a change to another phase. `ordinal` is the step that the card offered."""

    do: Literal["step"] = "step"
    change: str
    to: Phase
    ordinal: int
    reason: str = ""


class Resolve(Command, frozen=True):
    """A person's word on a post that may or may not have arrived."""

    do: Literal["resolve"] = "resolve"
    post: str
    arrived: bool


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


class Leave(Command, frozen=True):
    """Cutover was removed from a chat or channel."""

    do: Literal["leave"] = "leave"
    conversation: str
    kind: Literal["personal", "group", "channel"]


AnyCommand = Annotated[
    File | Decide | Step | Resolve | SetUp | Arrive | Leave, Field(discriminator="do")
]
