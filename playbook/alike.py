"""Whether two changes name the same system or team: people type names as they like (S-28).

A warning that comes for nothing is not read the next time. So a name must be within the other
one, word for word; sharing any word is not enough: “Microsoft Teams” is “Teams”, and is not
“Microsoft Outlook”.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_APART = re.compile(r"[\n,;|•]+")
_LISTED = re.compile(r"\s+(?:and|et|&|\+)\s+|\s*/\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_MAIL = re.compile(r"\b(?:e-?mails?|courriels?)\b")
_365 = re.compile(r"\b(?:microsoft|office|ms|m|o)\W*365\b")
_LONGEST_NAME = 4
"""Words of a name; more are a sentence, in which a single word says little."""

_SMALL = frozenset((
    "a", "an", "the", "our", "my", "your", "their", "its", "of", "for", "on", "in", "at", "to",
    "by", "with", "from", "and", "or", "new", "old", "current", "le", "la", "les", "l", "un",
    "une", "des", "du", "de", "d", "au", "aux", "et", "ou", "nos", "notre", "leur", "sur", "pour",
    "avec", "dans", "s",
))  # fmt: skip
_ALL = frozenset((
    "all", "every", "everyone", "everybody", "everything", "whole", "entire", "tou", "toute",
    "tout", "monde",
))  # fmt: skip
_NUMBERS = frozenset((
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    "hundred", "deux", "troi", "quatre", "cinq", "sept", "huit", "neuf", "dix", "vingt", "trente",
    "quarante", "cinquante", "soixante", "cent",
))  # fmt: skip
_OF_SYSTEMS = frozenset((
    "system", "software", "application", "app", "program", "tool", "microsoft", "systeme",
    "logiciel", "outil",
))  # fmt: skip
_OF_TEAMS = frozenset((
    "team", "department", "dept", "staff", "employee", "people", "person", "user", "group",
    "member", "worker", "crew", "company", "business", "equipe", "service", "departement",
    "employe", "personnel", "personne", "utilisateur", "groupe", "membre", "entreprise",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """One system or team, as it was typed and by the words that tell it from others."""

    text: str
    words: frozenset[str]
    everything: bool = False
    """All of them are meant."""
    part: bool = False
    """Cut out of “this and that”, where a word may belong to what comes after: “office and
    production files”. So it is the same only as a name of just these words.
    """


@lru_cache(maxsize=4096)
def systems_in(text: str) -> tuple[Name, ...]:
    """The systems that a text names: one a line, or with commas between them."""
    return tuple(_names(text, _OF_SYSTEMS, parts=True))


@lru_cache(maxsize=4096)
def teams_in(text: str) -> tuple[Name, ...]:
    """The teams that a text names; “Production and Sales” are two."""
    return tuple(_names(text, _OF_TEAMS, parts=False))


def alike(one: Name, other: Name) -> bool:
    """Whether both mean the same, or one of them something within the other."""
    if one.everything or other.everything:
        return True
    if one.part or other.part:
        return one.words == other.words
    few, many = sorted((one.words, other.words), key=len)
    return few <= many and (len(few) > 1 or len(many) <= _LONGEST_NAME)


@lru_cache(maxsize=4096)
def shared(ours: tuple[Name, ...], theirs: tuple[Name, ...]) -> tuple[str, ...]:
    """What both name, each as it was typed shortest; the same whichever way round one asks."""
    found: dict[frozenset[str], str] = {}
    parts: dict[frozenset[str], str] = {}
    for one in ours:
        for other in theirs:
            if alike(one, other):
                name, kept = min(one, other, key=_plainest), found
                if one.part and other.part:
                    kept = parts
                text = kept.get(name.words, name.text)
                kept[name.words] = min(text, name.text, key=lambda text: (len(text), text))
    # Where both say “this and that”, its parts are not said again.
    whole = tuple(found)
    found |= {words: t for words, t in parts.items() if not any(words <= all_ for all_ in whole)}
    # What is within another name that both have is said with that one; and everything is all.
    least = (words for words in found if not any(words > fewer for fewer in found))
    return tuple(sorted(found[words] for words in least))


def _plainest(name: Name) -> tuple[bool, int, int, str]:
    return name.everything, len(name.words), len(name.text), name.text


def _names(text: str, usual: frozenset[str], *, parts: bool) -> Iterator[Name]:
    """The names in a text. `usual` are words that say nothing, unless a name has no others."""
    for piece in _APART.split(text):
        listed = [each for each in _LISTED.split(piece) if each.strip()]
        whole = [piece] if parts or len(listed) < 2 else []
        cut = listed if len(listed) > 1 else []
        yield from (name for each in whole if (name := _name(each, usual, part=False)))
        yield from (name for each in cut if (name := _name(each, usual, part=parts)))


def _name(piece: str, usual: frozenset[str], *, part: bool) -> Name | None:
    text = " ".join(piece.split()).strip(" .:!?-–—·*()“”\"'")
    said = [word for word in _words(text) if word not in _SMALL]
    told = frozenset(said) - _ALL - usual
    if told == frozenset(said) - usual:
        words = told or frozenset(said)
        return Name(text, words, part=part) if words else None
    # "All forty people" are all of them; "all Production staff" are Production.
    told = frozenset(word for word in told - _NUMBERS if not word.isdecimal())
    return Name(text, told, everything=not told, part=part and bool(told))


def _words(text: str) -> Iterator[str]:
    """The words without case, accents, signs, and the s of a plural."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    for word in _WORD.findall(_365.sub("365", _MAIL.sub("mail", plain))):
        plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
        yield word[:-1] if plural else word
