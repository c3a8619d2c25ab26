"""Whether a text is in English or in French."""

import re
from enum import StrEnum

from playbook.why.wording import words


class Language(StrEnum):
    ENGLISH = "en"
    FRENCH = "fr"


_WORD = re.compile(r"[^\W\d_]+'?")
_ENGLISH = words(
    """
    the we is are and of to our in it it' for that they with need at was from have has this be
    by would will us not but every its as who don' doesn' can' won' an or when their so should
    must
    """
)
_FRENCH = words(
    """
    le la les l' d' qu' n' c' j' s' des de du nous est et un une que qui pour pas dans sont il
    elle ça ils avec sur au aux ce cette nos notre parce à ont faut où leur être fait par plus
    depuis
    """
)
_ACCENTS = frozenset("àâçèéêëîïôùûœ")


def language_of(text: str, otherwise: Language = Language.ENGLISH) -> Language:
    """The language that more of the words belong to; `otherwise` where they do not tell.

    Words that both languages have ("on", "a") count for neither; an accent is a sign of French.
    """
    told = _WORD.findall(straight(text).lower())
    english = sum(word in _ENGLISH for word in told)
    french = sum(word in _FRENCH or not _ACCENTS.isdisjoint(word) for word in told)
    if english == french:
        return otherwise
    return Language.ENGLISH if english > french else Language.FRENCH


def straight(text: str) -> str:
    """The text with straight apostrophes, character for character."""
    return text.replace("’", "'")
