"""Whether a request comes from Teams: its token, and what the token vouches for."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Rejected:
    """Not from Teams; the reason is for the log alone."""

    status: Literal[401, 403]
    reason: str
