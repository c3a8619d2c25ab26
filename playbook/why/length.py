"""Whether a why is two or three sentences: the one thing about it that refuses (S-19)."""

from dataclasses import dataclass
from enum import StrEnum

from playbook.why.sentences import sentences_in

FEWEST = 2
MOST = 3


class Length(StrEnum):
    EMPTY = "empty"
    """Nothing, or marks only."""
    TOO_FEW = "too few"
    TOO_MANY = "too many"


@dataclass(frozen=True, slots=True)
class WhyFault:
    """Why a why cannot be sent as it is, and how many sentences it has."""

    length: Length
    sentences: int


def refused(text: str) -> WhyFault | None:
    """What is wrong with the length of a why; None where it has two or three sentences."""
    sentences = len(sentences_in(text))
    if FEWEST <= sentences <= MOST:
        return None
    if not sentences:
        return WhyFault(Length.EMPTY, sentences)
    return WhyFault(Length.TOO_FEW if sentences < FEWEST else Length.TOO_MANY, sentences)
