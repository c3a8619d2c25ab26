"""What a change waits for, and what each of these dependencies still lacks (S-24, S-86)."""

from playbook.dossier import Dossier
from playbook.fields import readable
from playbook.findings import Fault, Finding
from playbook.placeholders import placeholders
from playbook.records import ChangeRequest, Dependency, DependencyKind, Use
from playbook.standing import is_named
from playbook.steps import DEPENDENCIES


def gaps(row: Dependency) -> tuple[str, ...]:
    """The fields of a dependency that must be filled in before a sponsor decides.

    A vendor slips without asking anybody, so there is something else to do then (S-86).
    """
    needed = {"what": row.what, "owner": row.owner, "decide_by": row.decide_by}
    if row.kind is DependencyKind.VENDOR:
        needed["fallback"] = row.fallback
    return tuple(name for name, value in needed.items() if not _said(value))


def missing_in(row: Dependency) -> tuple[Finding, ...]:
    """What a dependency lacks, field by field; one that does not say what it is is none yet, since
    lists are filled in cell by cell.
    """
    if not is_named(row):
        return ()
    return tuple(
        Finding(name, Fault.NO_FALLBACK if name == "fallback" else Fault.MISSING)
        for name in gaps(row)
    )


def lacking(dossier: Dossier, change: ChangeRequest) -> tuple[Finding, ...]:
    """What keeps a request's dependencies from being put before its sponsor."""
    incomplete = tuple(row.what for row in dossier.dependencies if missing_in(row))
    if incomplete:
        return (Finding(DEPENDENCIES, Fault.INCOMPLETE, about=incomplete),)
    if change.use is Use.TEMPLATE:
        return ()
    texts = (text for row in dossier.dependencies for text in (row.what, row.fallback))
    left = tuple(found for text in texts for found in placeholders(text))
    return (Finding(DEPENDENCIES, Fault.PLACEHOLDER, about=left),) if left else ()


def _said(value: object) -> bool:
    return bool(readable(value).strip() if isinstance(value, str) else value)
