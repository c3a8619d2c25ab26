"""What a language needs for it to be told whether a sentence starts with a tool (S-12)."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a language asks for a tool. All patterns are matched where a text has got to."""

    lead_in: re.Pattern[str]
    """What says nothing yet: "honestly,", "our goal is to"."""
    wish: re.Pattern[str]
    """Wanting a thing: "we need"."""
    acquiring: re.Pattern[str]
    """Getting, replacing or introducing one: "we want to buy", "the move to"."""
    promise: re.Pattern[str]
    """A new tool that is about to make things better: "a new CRM would"."""
    tool: re.Pattern[str]
    stop: frozenset[str]
    """Words that what is wanted comes before, so that a tool after them is another matter."""
    known: frozenset[str]
    """Words for what is there already: "we need the server to be up" asks for no tool."""
    new: frozenset[str]
    """Words for what is not there yet, whatever stands before them."""
    condition: re.Pattern[str]
    """What follows a tool that is there already and should do better: "to work"."""
    cost: re.Pattern[str]
    """What is said of a task that is a nuisance: "replacing a laptop takes two weeks"."""
