"""What a person says of a "why", having read it: the labels that the rule is held against."""

from dataclasses import dataclass
from typing import Literal

Length = Literal["", "empty", "too few", "too many"]
Kind = Literal["tool first", "jargon", "filler"]


@dataclass(frozen=True, slots=True)
class WhyText:
    """A text as somebody typed it, and how it reads: `sentences` counted by hand, `refused` for
    its length or not at all, and the kinds of advice that would help whoever wrote it.
    """

    text: str
    sentences: int
    refused: Length = ""
    advice: tuple[Kind, ...] = ()
