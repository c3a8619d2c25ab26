"""People of the tenant, found by any of the names the services use for them."""

from collections.abc import Collection

from sandbox.newcomers import FIRST_POSITION
from sandbox.sample import Person
from sandbox.store import Row, Store

_COLUMNS = (
    "p.id, p.aad_id, p.teams_id, p.tenant_id, p.name, p.role, p.mail,"
    " p.user_principal_name, p.zone, p.language, p.department"
)


def person_of(row: Row) -> Person:
    """A row of tenant_people as a person."""
    return Person(**{name: row[name] for name in Person.__slots__})


def person(store: Store, slug: str) -> Person | None:
    """By the control API's short name."""
    return _found(store, "p.id = ?", (slug,))


def by_member_id(store: Store, member_id: str) -> Person | None:
    """By a Teams id (`29:...`) or an Entra object id, as the connector takes both."""
    return _found(store, "p.teams_id = ?1 OR p.aad_id = ?1", (member_id,))


def by_directory_id(store: Store, directory_id: str) -> Person | None:
    """By an Entra object id or a user principal name, as Graph takes both."""
    return _found(store, "p.aad_id = ?1 OR p.user_principal_name = ?1", (directory_id,))


def everybody(store: Store) -> list[tuple[Person, bool]]:
    """All people, the cast of the story first, each with whether they are newcomers."""
    rows = store.all(
        f"SELECT {_COLUMNS}, p.position FROM tenant_people p ORDER BY p.position"  # noqa: S608
    )
    return [(person_of(row), row["position"] >= FIRST_POSITION) for row in rows]


def names(store: Store, slugs: Collection[str]) -> dict[str, str]:
    """The names of people by their short names."""
    marks = ", ".join("?" * len(slugs))
    rows = store.all(f"SELECT id, name FROM tenant_people WHERE id IN ({marks})", [*slugs])  # noqa: S608 - marks only
    return {row["id"]: row["name"] for row in rows}


def members(store: Store, conversation: str, skip: int = 0, limit: int = -1) -> list[Person]:
    """The people in a conversation, in the directory's order."""
    rows = store.all(
        f"SELECT {_COLUMNS} FROM tenant_people p JOIN teams_members m ON m.person = p.id"  # noqa: S608
        " WHERE m.conversation = ? ORDER BY p.position LIMIT ? OFFSET ?",
        (conversation, limit, skip),
    )
    return [person_of(row) for row in rows]


def _found(store: Store, condition: str, values: tuple[str, ...]) -> Person | None:
    row = store.one(f"SELECT {_COLUMNS} FROM tenant_people p WHERE {condition}", values)  # noqa: S608
    return None if row is None else person_of(row)
