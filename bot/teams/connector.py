"""The port to Teams' connector: messages out, and what became of each.

What happened to a send is a value, because what to do next depends on it: Teams has no
idempotency key for a new message, so only what was certainly not sent may be sent again.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from bot.teams.turn import Json, Place


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in a text message; `<at>name</at>` must occur in its text."""

    name: str
    teams_id: str


@dataclass(frozen=True, slots=True)
class Message:
    """One card or one text; Teams splits the two and names neither (docs/platform.md#size).

    Raises:
        ValueError: neither or both of card and text, or mentions without a text (a card
            carries its own mentions).
    """

    summary: str
    """What the notification shows."""
    card: Mapping[str, Json] | None = None
    text: str | None = None
    mentions: tuple[Mention, ...] = ()

    def __post_init__(self) -> None:
        if (self.card is None) == (self.text is None):
            raise ValueError("a message is either a card or a text")
        if self.mentions and self.text is None:
            raise ValueError("mentions belong to a text; a card names its own")


@dataclass(frozen=True, slots=True)
class Sent:
    """Teams has it, under this id."""

    message_id: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """Certainly not done, or safe to repeat: try later, not before `retry_after` seconds."""

    reason: str
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Teams will not do it, now or later (docs/platform.md#errors)."""

    code: str
    reason: str
    forget: Literal["place", "message"] | None = None
    """Which stored id no longer leads anywhere."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A new message that may or may not have arrived: never to be repeated by itself."""

    reason: str


Delivery: TypeAlias = Sent | NotSent | Refused | Unknown


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a conversation, as the roster tells it."""

    person: str
    """Entra object id; empty for someone who has none, such as an anonymous guest."""
    teams_id: str
    name: str
    tenant: str | None = None
    mail: str | None = None
    user_principal_name: str | None = None


Leaving: TypeAlias = Callable[[], Awaitable[None]]
"""Called when a message is about to leave, after any wait for its turn."""


async def unnoticed() -> None:
    """Nobody has to know that a message leaves."""


class Connector(Protocol):
    """Sends to Teams. No method raises for what Teams or the network did."""

    async def send(self, to: Place, message: Message, *, leaving: Leaving = unnoticed) -> Delivery:
        """Send a new message: into the thread where `to` has one, else as a new one.

        Until `leaving` was called nothing has been sent, whatever becomes of this process.
        """

    async def update(self, to: Place, message_id: str, message: Message) -> Delivery:
        """Replace a message that was sent before. May be repeated, so never Unknown."""

    async def delete(self, to: Place, message_id: str) -> Delivery:
        """Take a message back. May be repeated, so never Unknown."""

    async def open_personal(
        self, service_url: str, tenant: str, teams_id: str
    ) -> Place | NotSent | Refused:
        """The bot's chat with one person; repeating finds the same chat."""

    async def members(self, of: Place) -> tuple[Member, ...] | NotSent | Refused:
        """Everyone in the conversation, all pages."""

    async def channels(self, of: Place) -> Mapping[str, str] | NotSent | Refused:
        """The channels of the team that the place is in: conversation id to name.

        Teams leaves out the name of General, so that each client writes it in its language.
        """
