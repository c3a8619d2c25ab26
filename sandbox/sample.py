"""The sample: Maple Ridge Millwork, forty people in Barrie, Ontario."""

import base64
import hashlib
import uuid
from dataclasses import dataclass

from sandbox.registration import Registration
from sandbox.store import Store

FIRM = "Maple Ridge Millwork"
_NAMESPACE = uuid.UUID("6f0ff3a6-4d5f-4b0c-9d0f-6a4d3f0c7a11")

_TABLES = """
CREATE TABLE IF NOT EXISTS tenant_people (
    id TEXT PRIMARY KEY, aad_id TEXT NOT NULL UNIQUE, teams_id TEXT NOT NULL UNIQUE,
    tenant_id TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, mail TEXT NOT NULL,
    user_principal_name TEXT NOT NULL, zone TEXT NOT NULL, language TEXT NOT NULL,
    department TEXT NOT NULL, position INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS tenant_groups (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, mail TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS tenant_group_members (
    group_id TEXT NOT NULL, person TEXT NOT NULL, owner INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (group_id, person)
);
"""

_CAST = [
    ("marie", "Marie Tremblay", "Owner", "Office"),
    ("dev", "Dev Patel", "Production manager", "Production"),
    ("sam", "Sam Okafor", "Reception", "Office"),
    ("julie", "Julie Chen", "Office coordinator", "Office"),
    ("alex", "Alex Novak", "IT lead at Brightwater IT", "Brightwater IT"),
]
_STAFF = {
    "Production": [
        "Aaron Whitfield", "Bianca Rossi", "Carlos Mendes", "Dmitri Volkov", "Elena Popescu",
        "Farid Haddad", "Grace Adeyemi", "Hank Lindqvist", "Isabelle Gagnon", "Jamal Wright",
        "Kenji Watanabe", "Luc Bouchard", "Mei Lin", "Nolan Fraser",
    ],
    "Finance": ["Olivia Grant", "Peter Kowalski", "Ruth Campbell", "Sandeep Gill"],
    "Sales": [
        "Tara McLeod", "Uma Krishnan", "Victor Silva", "Wendy Clarke", "Xavier Roy", "Yasmin Aziz",
    ],
    "Shipping": [
        "Zack Turner", "Amelia Stone", "Brian O’Leary", "Chantal Lavoie", "Daniel Nguyen",
        "Erin Walsh",
    ],
    "Office": ["Fiona Hart", "George Papadakis", "Hannah Berg", "Ivan Petrov", "Joan Sinclair"],
}  # fmt: skip
_FRENCH = {"Isabelle Gagnon", "Luc Bouchard", "Chantal Lavoie"}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the tenant; `id` is the short name that the control API uses."""

    id: str
    aad_id: str
    teams_id: str
    tenant_id: str
    name: str
    role: str
    mail: str
    user_principal_name: str
    zone: str
    language: str
    department: str


def stable_id(kind: str, name: str) -> str:
    """A GUID that is the same at every reset, so that links into the sample keep working."""
    return str(uuid.uuid5(_NAMESPACE, f"{kind}:{name}"))


def declare(store: Store) -> None:
    """The tables of people and groups; they may stay empty."""
    store.declare(_TABLES)


def fill(store: Store, registration: Registration) -> None:
    """Write the sample's people and groups into empty tables."""
    people = [*_cast(registration), *_staff(registration)]
    with store.together():
        write(store, people, 0)
        staff = [person for person in people if person.id != "alex"]
        write_group(store, "All staff", staff)
        write_group(store, FIRM, people)
        for department in _STAFF:
            write_group(store, department, [one for one in staff if one.department == department])


def _cast(registration: Registration) -> list[Person]:
    people = [
        _person(registration.tenant_id, slug, name, role, department)
        for slug, name, role, department in _CAST[:-1]
    ]
    slug, name, role, department = _CAST[-1]
    home = stable_id("tenant", "brightwater.example")
    return [*people, _guest(home, slug, name, role, department)]


def _staff(registration: Registration) -> list[Person]:
    return [
        _person(registration.tenant_id, _slug(name), name, f"{department} staff", department)
        for department, names in _STAFF.items()
        for name in names
    ]


def _person(tenant_id: str, slug: str, name: str, role: str, department: str) -> Person:
    mail = f"{_slug(name)}@mapleridge.example"
    language = "fr-CA" if name in _FRENCH else "en-CA"
    return made(tenant_id, slug, name, role, department, mail, mail, language)


def _guest(tenant_id: str, slug: str, name: str, role: str, department: str) -> Person:
    mail = f"{_slug(name)}@brightwater.example"
    principal = f"{mail.replace('@', '_')}#EXT#@mapleridge.example"
    return made(tenant_id, slug, name, role, department, mail, principal, "en-CA")


def made(
    tenant_id: str, slug: str, name: str, role: str, department: str,
    mail: str, principal: str, language: str, zone: str = "America/Toronto",
) -> Person:  # fmt: skip
    """A person whose ids follow from the short name, and so are the same at every reset."""
    digest = hashlib.sha256(f"{tenant_id}:{slug}".encode()).digest()
    return Person(
        id=slug,
        aad_id=stable_id("person", slug),
        teams_id="29:1" + base64.urlsafe_b64encode(digest).decode().rstrip("="),
        tenant_id=tenant_id,
        name=name,
        role=role,
        mail=mail,
        user_principal_name=principal,
        zone=zone,
        language=language,
        department=department,
    )


def _slug(name: str) -> str:
    return name.lower().replace("’", "").replace(" ", ".")


def write(store: Store, people: list[Person], position: int) -> None:
    """Add people to the directory, in their order from `position` on."""
    store.run_all(
        f"INSERT INTO tenant_people VALUES ({', '.join('?' * 12)})",  # noqa: S608 - marks only
        [
            (
                person.id, person.aad_id, person.teams_id, person.tenant_id, person.name,
                person.role, person.mail, person.user_principal_name, person.zone,
                person.language, person.department, at,
            )
            for at, person in enumerate(people, position)
        ],
    )  # fmt: skip


def write_group(store: Store, name: str, members: list[Person]) -> str:
    """Found a group, owned by the firm's owner where she is in it; answers its id."""
    group_id = stable_id("group", name)
    mail = f"{_slug(name)}@mapleridge.example"
    store.run("INSERT INTO tenant_groups VALUES (?, ?, ?)", (group_id, name, mail))
    store.run_all(
        "INSERT INTO tenant_group_members VALUES (?, ?, ?)",
        [(group_id, member.id, int(member.id == "marie")) for member in members],
    )
    return group_id
