"""What was typed and chosen, as the value of the field it was meant for.

What cannot be read comes back as a finding, and the text stays with whoever holds the form.
"""

import re
import unicodedata
from datetime import date

from playbook.fields import Kept, Kind, Who
from playbook.findings import Fault, Finding

_ID = re.compile(r"[A-Za-z0-9._@#:-]{1,128}")
_BLANK_LINES = re.compile(r"\n{3,}")
_INVISIBLE = frozenset("\u200b\u2060\ufeff\u061c\u200e\u200f")
_BIDI = range(0x202A, 0x202F), range(0x2066, 0x206A)


def line_of(typed: str) -> str:
    """One line: white space folded, what cannot be seen removed."""
    return " ".join(_visible(typed).split())


def lines_of(typed: str) -> str:
    """Lines as typed, without what cannot be seen; at most one blank line between two."""
    lines = _visible(typed.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return _BLANK_LINES.sub("\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()


def _visible(typed: str) -> str:
    return "".join(sign for sign in typed if sign in "\n\t" or not _unseen(sign))


def _unseen(sign: str) -> bool:
    """Control characters, halves of broken pairs, and marks that hide or turn the text."""
    return (
        unicodedata.category(sign) in ("Cc", "Cs")
        or sign in _INVISIBLE
        or any(ord(sign) in signs for signs in _BIDI)
    )


def value_of(kept: Kept, typed: str) -> tuple[object, Finding | None]:
    """The value of a field, and what is wrong with it where it could not be read."""
    match kept.kind:
        case Kind.DATE:
            return _date(kept.name, typed)
        case Kind.PERSON:
            return person_of(kept.name, typed)
        case Kind.CHOICE:
            return _choice(kept, typed)
        case Kind.LINES:
            return lines_of(typed), None
        case _:
            return line_of(typed), None


def _date(field: str, typed: str) -> tuple[date | None, Finding | None]:
    plain = line_of(typed)
    if not plain:
        return None, None
    try:
        return date.fromisoformat(plain), None
    except ValueError:
        return None, Finding(field, Fault.NOT_A_DATE)


def person_of(field: str, typed: str) -> tuple[Who, Finding | None]:
    """Whoever, or whatever channel, was picked; the first where a client sends several."""
    chosen = line_of(typed).partition(",")[0]
    if not chosen:
        return Who(), None
    if not _ID.fullmatch(chosen):
        return Who(), Finding(field, Fault.UNKNOWN_PERSON)
    return Who(id=chosen), None


def _choice(kept: Kept, typed: str) -> tuple[str | None, Finding | None]:
    """One of the choices; None where nothing was chosen, so that the field's own default stands."""
    chosen = line_of(typed)
    if not chosen:
        return None, None
    if chosen not in kept.choices:
        return None, Finding(kept.name, Fault.NOT_A_CHOICE)
    return chosen, None
