"""How many sentences a text has, however it was typed (S-19).

Nothing here refuses: a text is read in the way that a patient person reads it, with its lists,
abbreviations, amounts, addresses and missing full stops. Time grows with the text, not faster.
"""

import re
from collections.abc import Iterator, Sequence

from playbook.why.abbreviations import (
    ADDRESS_ENDINGS,
    BEFORE_NAMES,
    CLOCK,
    ELIDED,
    FASTENERS,
    LATE,
    NEVER,
    NUMBERED,
    OPENERS,
)

_MARKS = ".!?…"
_CLOSERS = "\"'”’»)]*_"
_OPENING = "\"'“‘«([¿¡*_"
_ITEM = re.compile(r"(?:[-*+•·‣▪◦–—>]\s*(?=[^\W\d_])|\(?(?:\d{1,2}[.)]|[a-zA-Z]\))\s+)")
_LETTERS = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"[^\W\d_](?:[.-]+[^\W\d_])*")
_SAID = re.compile(r"\w")


def sentences_in(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; what has no letter in it is none."""
    return tuple(
        sentence
        for piece in _pieces(text)
        for sentence in _split(piece)
        if any(map(str.isalpha, sentence))
    )


def _pieces(text: str) -> Iterator[str]:
    """The parts of a text that a line's end divides: paragraphs, items of lists, and lines that
    lack their full stop.
    """
    piece: list[str] = []
    apart = False
    for line in map(str.strip, text.splitlines()):
        if not line:
            apart = True
            continue
        item = _ITEM.match(line)
        said = line[item.end() :] if item else line
        # One word is no sentence: an item of one word goes on with what names the list.
        begins = (" " in said or said[-1] in _MARKS) if item else apart or not _goes_on(piece, said)
        if piece and begins and not piece[-1].endswith(":"):
            yield " ".join(piece)
            piece = []
        piece.append(said)
        apart = False
    if piece:
        yield " ".join(piece)


def _goes_on(piece: Sequence[str], line: str) -> bool:
    """Whether a line continues the one before it, as pasted text does in mid-sentence."""
    if not piece:
        return False
    last = piece[-1]
    if last[-1] in ",;(«–—-" or last[-1] in _MARKS + _CLOSERS:
        return True
    if last.rsplit(None, 1)[-1].lower() in FASTENERS:
        return True
    # Whoever begins without a capital shows nothing by beginning the next line without one.
    return line[0].islower() and not piece[0][0].islower()


def _split(piece: str) -> Iterator[str]:
    """The sentences of one part, divided by what ends a sentence."""
    words = _words(piece)
    sentence: list[str] = []
    for word, following in zip(words, _following(words), strict=True):
        *glued, last = _unglued(word)
        for part in glued:
            yield " ".join([*sentence, part])
            sentence = []
        sentence.append(last)
        first = len(sentence) == 1 or sentence[-2].endswith(":")
        if following and _ends(last, following, first=first):
            yield " ".join(sentence)
            sentence = []
    if sentence:
        yield " ".join(sentence)


def _words(piece: str) -> list[str]:
    """The words, each with the punctuation that French sets apart from it by a space."""
    grouped: list[list[str]] = []
    opened = False
    for token in piece.split():
        closes = not token.strip(_MARKS + _CLOSERS)
        if grouped and (opened or closes):
            grouped[-1].append(token)
        else:
            grouped.append([token])
        opened = not closes and not token.strip(_OPENING)
    return [" ".join(tokens) for tokens in grouped]


def _following(words: Sequence[str]) -> list[str]:
    """For each word the next one that says something, from its first letter or digit on."""
    following: list[str] = []
    said = ""
    for word in reversed(words):
        following.append(said)
        if (found := _SAID.search(word)) is not None:
            said = word[found.start() :]
    return following[::-1]


def _unglued(word: str) -> list[str]:
    """A word, divided where the space after a full stop is missing: "fails.Nobody"."""
    if "@" in word or "://" in word or "=" in word or word.lower().startswith("www."):
        return [word]
    parts = re.split(f"([{_MARKS}]+)", word)
    named = parts[-1].lower() in ADDRESS_ENDINGS
    divided = [parts[0]]
    for left, marks, right in zip(parts[0::2], parts[1::2], parts[2::2], strict=False):
        if _glued(left.strip(_OPENING + " "), marks, right, named=named):
            divided[-1] += marks
            divided.append(right)
        else:
            divided[-1] += marks + right
    return divided


def _glued(left: str, marks: str, right: str, *, named: bool) -> bool:
    """Whether a sentence ends between two words that no space divides."""
    initial = len(left) == 1 and left.isupper()
    if not left or initial or not right or not right[0].isupper():
        return False
    if _opens(right) or "!" in marks or "?" in marks:
        return True
    # "Microsoft.Graph" and "ASP.NET" are names; "p.Ex" is no end either.
    return not named and left[0].islower() and len(left) > 1 and right[1:2].islower()


def _ends(word: str, following: str, *, first: bool) -> bool:
    """Whether a sentence ends with this word. `first` says that it began with it, too, or that
    a list may have.
    """
    body = word.rstrip(_CLOSERS + " ")
    stem = body.rstrip(_MARKS + " ")
    marks = body[len(stem) :]
    if not marks.strip():
        return False
    capital = following[0].isupper()
    if body != word and not capital:
        return False  # It ended inside a quotation, and goes on after it.
    if "!" in marks or "?" in marks:
        return True
    if "…" in marks or marks.count(".") > 1:
        return capital
    return _stops(stem.strip(_OPENING + _CLOSERS + " "), following, first=first)


def _stops(stem: str, following: str, *, first: bool) -> bool:
    """Whether one full stop after this word ends a sentence."""
    known = stem.lower()
    capital = following[0].isupper()
    if known in NEVER or (first and (stem.isdigit() or len(stem) == 1)):
        return False
    if known in NUMBERED:
        return not following[0].isdigit()
    if known in LATE:
        timed = known in ("a.m", "p.m", "am", "pm")
        return capital and not (timed and _first_letters(following) in CLOCK)
    if known in BEFORE_NAMES or (stem.isupper() and _INITIALS.fullmatch(stem)):
        return _opens(following)
    if len(stem) == 1 and stem.islower():
        return capital
    return True


def _opens(word: str) -> bool:
    """Whether this is a word that often begins a sentence, and begins one here."""
    letters = _first_letters(word)
    follows = word[len(letters) : len(letters) + 1]
    if not word[0].isupper() or (len(letters) == 1 and follows == "."):
        return False
    return letters in OPENERS or (letters in ELIDED and follows in ("'", "’"))


def _first_letters(word: str) -> str:
    found = _LETTERS.match(word)
    return found.group().lower() if found else ""
