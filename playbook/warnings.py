"""What a request is warned of before it is sent, and never refused for (S-11).

Weak early engagement and success that nobody can count are the first signs that a change will
fail; both can be seen before its sponsor is asked.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.workplace import Workplace

_NUMBER = re.compile(
    r"\d|%|\b(?:zero|no|none|half|twice|double|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|zéro|aucune?|moitié|deux|trois|quatre|cinq|sept|huit|neuf|dix)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"\b(?:owners?|owned|measured by|measures it|responsables?|mesurée? par|propriétaires?)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b\d{4}-\d\d-\d\d\b|\b(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre"
    r"|novembre|décembre|(?:mon|tues|wednes|thurs|fri)day|(?:lun|mar|mercre|jeu|vendre)di"
    r"|(?:day|week|month|quarter|year)s?|jours?|semaines?|mois|trimestres?|ans?|années?)\b",
    re.IGNORECASE,
)


class Warned(StrEnum):
    """What may be missing."""

    NO_MANAGER = "no manager was consulted"
    NO_NUMBER = "success has no number"
    NO_OWNER = "success has no owner"
    NO_DAY = "success has no day"
    NO_DEPENDENCY = "no dependency is named"


def warnings(dossier: Dossier, workplace: Workplace) -> tuple[Warned, ...]:
    """What a request may lack that nobody has to fill in, in the order of its form."""
    return tuple(_warnings(dossier, workplace))


def _warnings(dossier: Dossier, workplace: Workplace) -> Iterator[Warned]:
    if not dossier.dependencies:
        yield Warned.NO_DEPENDENCY
    if not _consulted(dossier):
        yield Warned.NO_MANAGER
    if dossier.change.measures_of_success.strip() or dossier.measures:
        yield from _of_success(dossier, workplace)


def _consulted(dossier: Dossier) -> bool:
    """Whether anybody has a part in it besides those who ask, run and decide it."""
    change = dossier.change
    its_own = {change.requester.id, change.lead.id, change.sponsor.id, ""}
    named: list[Who] = [
        *(group.owner for group in dossier.groups),
        *(message.owner for message in dossier.communications),
        *(role.who for role in dossier.roles),
        *(row.owner for row in dossier.dependencies),
    ]
    return any(who.id not in its_own for who in named)


def _of_success(dossier: Dossier, workplace: Workplace) -> Iterator[Warned]:
    """What the measures lack, as they are told in words and as they are kept as rows."""
    told, rows = dossier.change.measures_of_success, dossier.measures
    counted = (f"{row.baseline} {row.target}" for row in rows)
    if not any(_NUMBER.search(text) for text in (told, *counted)):
        yield Warned.NO_NUMBER
    if not (_OWNER.search(told) or _names_somebody(told, workplace) or any(r.owner for r in rows)):
        yield Warned.NO_OWNER
    if not _DAY.search(told) and not any(review.due for review in dossier.reviews):
        yield Warned.NO_DAY


def _names_somebody(told: str, workplace: Workplace) -> bool:
    """Whether a text names one of the organisation's people, by first name or whole."""
    words = set(re.findall(r"[^\W\d_]{3,}", told))
    first = (name for one in workplace.people.values() for name in one.name.split()[:1])
    return any(name in words for name in first)
