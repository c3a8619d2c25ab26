"""How fast the bot may send (docs/platform.md#rates), as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

BURST = 6
"""Requests to one conversation at once, after a rest."""
GAP = 2.05
"""Seconds per request to one conversation in the long run: 6 and then one every 2.05 s is at
most 6 in 1 s and in 2 s, 20 in 30 s and 1,762 in an hour; published are 7, 8, 60 and 1,800."""
ORGANISATION_BURST = 3
ORGANISATION_GAP = 1 / 47
"""3 at once and then 47 a second: at most 50 in any one second, which is what is published."""

_TICK = 1e-6


@dataclass(frozen=True, slots=True)
class Pace:
    """What one organisation's bot has sent lately; instants are seconds of one clock.

    For the organisation and for each conversation it keeps one instant: when all that was sent
    will have been made up for, at the long-run rate (a leaky bucket in its virtual form).
    """

    organisation: float = float("-inf")
    conversations: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def wait_in(self, conversation: str, now: float) -> float:
        """Seconds until `conversation` itself has room; 0 now."""
        until = _owed(self.conversations.get(conversation, now), now, BURST * GAP)
        return _wait(until - (BURST - 1) * GAP - now)

    def next(self, conversation: str, now: float) -> tuple[float, "Pace"]:
        """Whether one request to `conversation` may go now.

        Returns:
            0 and the pace with that request counted, or the seconds to wait before asking
            again and the pace as it was.
        """
        until = _owed(self.organisation, now, ORGANISATION_BURST * ORGANISATION_GAP)
        wait = max(
            self.wait_in(conversation, now),
            _wait(until - (ORGANISATION_BURST - 1) * ORGANISATION_GAP - now),
        )
        if wait:
            return wait, self
        owed = {
            name: made_up_for
            for name, made_up_for in self.conversations.items()
            if now < _owed(made_up_for, now, BURST * GAP)
        }
        owed[conversation] = owed.get(conversation, now) + GAP
        return 0.0, Pace(until + ORGANISATION_GAP, MappingProxyType(owed))


def _owed(until: float, now: float, most: float) -> float:
    """`until`, or now where it has passed or no sending can have led there: a clock moved back."""
    return until if now < until <= now + most + _TICK else now


def _wait(seconds: float) -> float:
    return seconds if seconds > _TICK else 0.0
