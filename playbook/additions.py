"""Whether something that is asked for halfway is in scope: the written scope is the one reference
point for client and provider (S-27).

It is told by words, so that everybody can see why: the words of the addition are looked for in
the lines of the request, and the line that is quoted is the one that shares most of them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from playbook.differing import IN_SCOPE, lines_in
from playbook.fields import Kept, field_of
from playbook.records import ChangeRequest

_INCLUDED = (*IN_SCOPE, "systems_affected")
_EXCLUDED = ("out_of_scope",)
_WORD = re.compile(r"[a-z0-9]+")
_PHRASES = re.compile(r"[,;:.()]|\band\b|\bor\b|\bet\b|\bou\b", re.IGNORECASE)
_ENOUGH = 0.5
"""Of the words of the shorter side, more than this part are on the other one too."""
_ENGLISH = """
    a about add added adding addition all already also an and any are as at be been being but by
    can could do does for from get had has have i if in included including into is it its just let
    like make may more my need needed needs new no not of off on one only or other our out over
    please same should since so some still than that the their them then there these they this
    those to too up us want was we were what when where which while who will with would you your
"""
_FRENCH = """
    afin ajouter ajout au aussi autre aux avec avoir ce ces cette comme dans de des devrait doit du
    elle en encore est et etre faire faut il ils je la le les leur lors mais meme mes moi mon ne
    nos notre nous on ont ou par pas pendant plus pour que qui sa sans se ses si son sont sur ta
    tous tout toute toutes un une vos votre vous y
"""
_STOP_WORDS = frozenset((_ENGLISH + _FRENCH).split())


class Judgement(StrEnum):
    """How something that is asked for lies to the written scope."""

    COVERED = "in scope"
    EXCLUDED = "out of scope"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement, and the line of the request that it rests on."""

    judgement: Judgement
    line: str = ""
    kept: Kept | None = None
    """The part of the request that the line stands in."""


def judged(text: str, change: ChangeRequest) -> Judged:
    """How an addition lies to the scope. Where two lines share as many of its words, one that says
    that it is out of scope counts: what was left out on purpose is not taken in by a likeness.
    """
    wanted = words_of(text)
    out = _best(wanted, change, _EXCLUDED)
    inside = _best(wanted, change, _INCLUDED)
    if out.shares >= inside.shares and out.line:
        return Judged(Judgement.EXCLUDED, out.line, out.kept)
    if inside.line:
        return Judged(Judgement.COVERED, inside.line, inside.kept)
    return Judged(Judgement.NEITHER)


def words_of(text: str) -> frozenset[str]:
    """The words that say something, without accents, in the singular; English and French."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return frozenset(_singular(word) for word in _WORD.findall(plain) if word not in _STOP_WORDS)


@dataclass(frozen=True, slots=True)
class _Likeness:
    """A line, what part of the shorter side's words it shares, and how many words those are."""

    shares: tuple[float, int] = (0.0, 0)
    line: str = ""
    kept: Kept | None = None


def _best(wanted: frozenset[str], change: ChangeRequest, names: tuple[str, ...]) -> _Likeness:
    """The line of these fields that is most like it; the first of them, where several are."""
    found = (
        _Likeness(max(_shares(wanted, phrase) for phrase in _phrases(line)), line, kept)
        for kept in (field_of(ChangeRequest, name) for name in names)
        for line in lines_in(getattr(change, kept.name))
    )
    enough = (one for one in found if one.shares[0] > _ENOUGH)
    return max(enough, key=lambda one: one.shares, default=_Likeness())


def _phrases(line: str) -> Iterator[str]:
    """The line itself, and each thing in it: people write several on one."""
    yield line
    yield from _PHRASES.split(line)


def _shares(wanted: frozenset[str], phrase: str) -> tuple[float, int]:
    reads = words_of(phrase)
    both = len(wanted & reads)
    return (both / min(len(wanted), len(reads)), both) if both else (0.0, 0)


def _singular(word: str) -> str:
    """Near enough to its singular that one and several are the same word."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith("eaux"):
        return word[:-1]
    if len(word) > 4 and word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
