"""Who answers for what in a change: one person for each part of it (S-4)."""

import hashlib

from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.fields import NOBODY, Who
from playbook.records import ChangeRequest, Role, RoleKind
from playbook.workplace import Workplace

_BUSINESS = tuple(kind for kind in RoleKind if kind is not RoleKind.PROVIDER)


def role_of(dossier: Dossier, kind: RoleKind) -> Role | None:
    """The row of one kind; the oldest counts, should somebody add another by hand."""
    rows = sorted(dossier.roles, key=lambda role: role.key)
    return next((role for role in rows if role.kind is kind), None)


def holder_of(dossier: Dossier, kind: RoleKind) -> Who:
    """Who answers for it; nobody where nobody is named."""
    role = role_of(dossier, kind)
    return role.who if role else NOBODY


def roles_asked(dossier: Dossier, workplace: Workplace) -> tuple[RoleKind, ...]:
    """The kinds that this change needs somebody for: somebody signs for the IT provider only where
    one takes part (S-3).
    """
    return (*_BUSINESS, RoleKind.PROVIDER) if _with_provider(dossier, workplace) else _BUSINESS


def _with_provider(dossier: Dossier, workplace: Workplace) -> bool:
    if holder_of(dossier, RoleKind.PROVIDER):
        return True
    people = (dossier.change.lead, *(role.who for role in dossier.roles))
    tenants = {workplace.person(who).tenant for who in people if who}
    return bool(tenants - {"", workplace.tenant})


def namers_of(change: ChangeRequest, workplace: Workplace) -> tuple[Who, ...]:
    """Who may say who answers for what: those who run the change, and its sponsor."""
    people = (*editors_of(change, workplace), change.sponsor)
    return tuple({who.id: who for who in people if who}.values())


def role_key(dossier: Dossier, kind: RoleKind) -> str:
    """The key of the row of one kind: each kind has its number."""
    number = 1 + list(RoleKind).index(kind)
    return f"{dossier.change.key}/role/{number}"


def roles_hash(dossier: Dossier) -> str:
    """Eight hexadecimal digits over who answers for what."""
    told = "\x1e".join(f"{kind}\x1f{holder_of(dossier, kind).id}" for kind in RoleKind)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]
