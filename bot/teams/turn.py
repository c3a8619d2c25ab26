"""What the wire delivers to the bot, and what the bot answers.

These values are all that the rest of the bot knows of Teams: no activity, no framework type
and no HTTP status passes this point. Everything in them has been authenticated and validated.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import JsonValue

Json: TypeAlias = JsonValue
"""Any JSON value: the payload of a press, or a card."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it. `person` is empty only for an event that Teams reports without a person."""

    person: str
    """Entra object id."""
    tenant: str
    """The tenant the person acts from, as Teams reports it; may differ from the place's."""
    teams_id: str
    """The person's id towards this bot (`29:...`); no other bot can use it."""
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation, and what it takes to send there later (docs/platform.md#proactive)."""

    id: str
    """Conversation id without a thread suffix."""
    kind: Literal["personal", "group", "channel"]
    service_url: str
    tenant: str
    """The tenant that hosts the conversation."""
    team: str | None = None
    thread: str | None = None
    """Id of the message that began the thread; None outside channels."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message in words; the bot's own mention and all markup removed, white space folded."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button, or a card asking for its refresh (docs/platform.md#universal-actions)."""

    verb: str
    data: Mapping[str, Json]
    """The button's data merged with the card's inputs; not validated."""
    trigger: Literal["manual", "automatic"] = "manual"
    fallback: bool = False
    """Pressed in a client without Action.Execute: no card can be returned, the answer is sent."""


@dataclass(frozen=True, slots=True)
class DialogAsked:
    """A button that opens a dialog."""

    verb: str
    data: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class DialogSent:
    """A dialog's form was submitted."""

    verb: str
    data: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class AppAdded:
    """The bot was added to the place. Teams tells it twice, and both are passed on."""


@dataclass(frozen=True, slots=True)
class AppRemoved:
    """The bot was removed from the place. Teams may tell it twice."""


@dataclass(frozen=True, slots=True)
class ChannelsChanged:
    """A channel of the team was made, renamed, deleted or brought back."""


@dataclass(frozen=True, slots=True)
class Other:
    """Anything else that happened, by its Teams name (`messageReaction`, `teamRenamed`)."""

    name: str


Act: TypeAlias = (
    Said | Pressed | DialogAsked | DialogSent | AppAdded | AppRemoved | ChannelsChanged | Other
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One authenticated thing that happened."""

    actor: Actor
    place: Place
    activity: str
    """Id of the activity itself."""
    reply_to: str | None
    """Id of the message whose card was pressed."""
    locale: str | None
    """The person's language as their client reports it, such as `fr-CA`."""
    correlation: str
    """A GUID that follows this turn through every log line and request."""
    act: Act


@dataclass(frozen=True, slots=True)
class ShowCard:
    """A card: in place of the pressed one, or as a message where nothing can be replaced."""

    card: Mapping[str, Json]
    summary: str = ""
    """What the notification shows if the card has to be sent as a message."""


@dataclass(frozen=True, slots=True)
class ShowText:
    """A sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class ShowError:
    """A sentence about what went wrong; `status` is what Teams is told, 400 or 500."""

    code: str
    text: str
    status: int = 400


@dataclass(frozen=True, slots=True)
class OpenDialog:
    """A dialog, or the next page of an open one. Only an answer to a dialog act."""

    title: str
    card: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class CloseDialog:
    """Close the dialog, with a sentence or silently. Only an answer to a dialog act."""

    text: str | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing to show."""


Answer: TypeAlias = ShowCard | ShowText | ShowError | OpenDialog | CloseDialog | Nothing
Handler: TypeAlias = Callable[[Turn], Awaitable[Answer]]
