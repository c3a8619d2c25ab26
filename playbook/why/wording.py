"""Phrases that say little, and what reads better: how such a list is written down and searched."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

END = r"(?:(?<=')|(?!\w))"
"""Where a phrase ends: with its last word, or with an apostrophe."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a text: where it stands, and what reads better; nothing where it can go."""

    start: int
    end: int
    better: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A list of phrases, searched in one pass from left to right.

    Of phrases that begin at the same place, the one that is listed first is found.
    """

    pattern: re.Pattern[str]
    better: tuple[str, ...]

    def found_in(self, text: str) -> Iterator[Found]:
        """The phrases in a text, in order; none overlaps another."""
        for match in self.pattern.finditer(text):
            yield Found(match.start(), match.end(), self.better[int(match.lastindex or 1) - 1])


def wording(phrases: Sequence[tuple[str, str]]) -> Wording:
    """A list of phrases, as pairs of a pattern and what reads better.

    A space in a pattern stands for any white space; a pattern may end in an apostrophe, with its
    word going on. It has no groups that capture, and repeats nothing without a bound, so that
    time grows with the text, not faster.
    """
    either = "|".join(f"({phrase})" for phrase, _better in phrases)
    return Wording(
        spaced(rf"(?<!\w)(?:{either}){END}"), tuple(better for _phrase, better in phrases)
    )


def spaced(told: str) -> re.Pattern[str]:
    """A pattern in which a space stands for any white space, and capitals do not matter."""
    return re.compile(told.replace(" ", r"(?:\s{1,9})"), re.IGNORECASE)


def words(told: str) -> frozenset[str]:
    """Words that white space divides, as a set."""
    return frozenset(told.split())
