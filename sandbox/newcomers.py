"""More people than the sample has: made-up names from all over Canada, the same at every reset."""

from collections.abc import Iterator, Sequence

from sandbox.registration import Registration
from sandbox.sample import Person, made
from sandbox.store import Store

FIRST_POSITION = 1000
"""Newcomers stand behind the sample in the directory, from this position on."""

_ENGLISH = (
    "Noah", "Harpreet", "Ava", "Oliver", "Simran", "Ethan", "Maya", "Logan", "Priya", "Wyatt",
    "Aisha", "Hudson", "Nadia", "Owen", "Leila", "Colton", "Ingrid", "Theo", "Kateri", "Arjun",
    "Bronwyn", "Callum", "Delia", "Emeka", "Freya", "Gurdeep", "Hana", "Imran", "Jocelyn", "Kofi",
    "Lorna", "Malik", "Nora", "Oksana", "Patrick", "Quinn", "Rohan", "Saoirse", "Tariq",
)  # fmt: skip
_FRENCH = (
    "Aurélie", "Benoît", "Camille", "Denis", "Émilie", "Félix", "Geneviève", "Hugo", "Josée",
    "Laurent", "Maude", "Nathalie", "Olivier", "Pascale",
)  # fmt: skip
_LAST = (
    "MacDonald", "Singh", "Bergeron", "Leblanc", "Okeke", "Fontaine", "Sutherland", "Gauthier",
    "Dhillon", "Cardinal", "Morin", "Hayes", "Nowak", "Pelletier", "Ferreira", "Kaur", "Thibault",
    "McKenzie", "Arsenault", "Bélanger", "Cheung", "Desjardins", "Eriksen", "Friesen", "Girard",
    "Hossain", "Iqbal", "Jacobs", "Klassen", "Lachance", "Mercier", "Nakamura", "Oduya", "Paquette",
    "Qureshi", "Rasmussen", "Santos", "Tanaka", "Usman", "Vachon", "Whitford", "Yeung", "Zhao",
    "Boudreau", "Chartrand", "Dubois", "Elias", "Forsyth", "Gosselin", "Hoang", "Ibrahim",
    "Johansen", "Kelly", "Lalonde", "Marchand", "Nadeau", "Ouellet", "Poitras", "Reyes",
)  # fmt: skip
_ROLES = ("Team lead", "Technician", "Clerk", "Driver", "Planner", "Analyst", "Supervisor")
_PLAIN = str.maketrans("éèêëâàîïôûùçÉ", "eeeeaaiiouucE")


def recruited(
    store: Store, registration: Registration, count: int, department: str, zones: Sequence[str]
) -> list[Person]:
    """`count` people who are not in the tenant yet, spread over `zones`; they are not written."""
    taken = {str(row["id"]) for row in store.all("SELECT id FROM tenant_people")}
    found: list[Person] = []
    for at, (name, language) in enumerate(_names()):
        if len(found) == count:
            break
        slug = name.translate(_PLAIN).lower().replace(". ", ".").replace(" ", ".")
        if slug in taken:
            continue
        found.append(
            made(
                registration.tenant_id, slug, name, _ROLES[at % len(_ROLES)], department,
                f"{slug}@mapleridge.example", f"{slug}@mapleridge.example", language,
                zones[len(found) % len(zones)],
            )
        )  # fmt: skip
    return found


def next_position(store: Store) -> int:
    """Where the next newcomers stand in the directory."""
    row = store.one("SELECT MAX(position) + 1 AS next FROM tenant_people")
    return max(FIRST_POSITION, int(row["next"] or 0) if row else 0)


def _names() -> Iterator[tuple[str, str]]:
    """Names with their language, none twice.

    The two lists' lengths share no factor, so going round both meets every pair once; after
    that, initials tell people apart.
    """
    first = [(name, "en-CA") for name in _ENGLISH] + [(name, "fr-CA") for name in _FRENCH]
    initials = ["", *(f"{chr(letter)}. " for letter in range(ord("A"), ord("Z") + 1))]
    for initial in initials:
        for at in range(len(first) * len(_LAST)):
            name, language = first[at % len(first)]
            yield f"{name} {initial}{_LAST[at % len(_LAST)]}", language
