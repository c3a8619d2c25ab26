"""A connector that remembers, for whatever sends."""

from collections.abc import Mapping

from bot.teams.connector import (
    Delivery,
    Leaving,
    Member,
    Message,
    NotSent,
    Refused,
    Sent,
    unnoticed,
)
from bot.teams.turn import Place


class RecordingConnector:
    """Answers `outcome`, or Sent under running numbers."""

    def __init__(self) -> None:
        self.sent: list[tuple[Place, Message]] = []
        self.updated: list[tuple[Place, str, Message]] = []
        self.deleted: list[tuple[Place, str]] = []
        self.rosters: dict[str, tuple[Member, ...]] = {}
        self.outcome: Delivery | None = None

    async def send(self, to: Place, message: Message, *, leaving: Leaving = unnoticed) -> Delivery:
        """See Connector.send."""
        await leaving()
        self.sent.append((to, message))
        return self.outcome or Sent(str(len(self.sent)))

    async def update(self, to: Place, message_id: str, message: Message) -> Delivery:
        """See Connector.update."""
        self.updated.append((to, message_id, message))
        return self.outcome or Sent(message_id)

    async def delete(self, to: Place, message_id: str) -> Delivery:
        """See Connector.delete."""
        self.deleted.append((to, message_id))
        return self.outcome or Sent(message_id)

    async def open_personal(
        self, service_url: str, tenant: str, teams_id: str
    ) -> Place | NotSent | Refused:
        """See Connector.open_personal."""
        return Place(f"a:{teams_id}", "personal", service_url, tenant)

    async def members(self, of: Place) -> tuple[Member, ...] | NotSent | Refused:
        """See Connector.members."""
        return self.rosters.get(of.id, ())

    async def channels(self, of: Place) -> Mapping[str, str] | NotSent | Refused:
        """See Connector.channels."""
        return {of.id: ""}
