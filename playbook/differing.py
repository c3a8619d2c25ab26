"""How two versions of a scope differ: field by field, line by line, dependency by dependency."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import JsonValue, ValidationError

from playbook.dossier import Dossier
from playbook.fields import Kept, Kind, Who, asked_of
from playbook.records import ChangeRequest, Dependency
from playbook.standing import is_named, scope_fields

IN_SCOPE: tuple[str, ...] = tuple(
    name for name in ChangeRequest.model_fields if name.startswith("in_scope_")
)
"""The five lists of what is included (S-22)."""
DEPENDENCIES = "dependencies"
"""What a snapshot calls the rows that a change waits for."""
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Part:
    """One field that reads differently now; empty text where there was, or is, none.

    Where it is written in lines, `added` and `removed` are those that are not on both sides.
    """

    kept: Kept
    before: str
    after: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """All that reads differently between two versions."""

    parts: tuple[Part, ...] = ()
    added: tuple[Dependency, ...] = ()
    removed: tuple[Dependency, ...] = ()
    edited: tuple[tuple[Dependency, Dependency], ...] = ()
    """Dependencies as they were, and as they are."""

    def __bool__(self) -> bool:
        return bool(self.parts or self.added or self.removed or self.edited)


@dataclass(frozen=True, slots=True)
class Scope:
    """A snapshot, read back."""

    fields: dict[str, str]
    dependencies: tuple[Dependency, ...]


def snapshot(dossier: Dossier) -> str:
    """Everything that a sponsor approves, as one text."""
    told: dict[str, JsonValue] = {
        kept.name: _text(getattr(dossier.change, kept.name)) for kept in scope_fields()
    }
    told[DEPENDENCIES] = [_kept(row) for row in dossier.dependencies if is_named(row)]
    return json.dumps(told, ensure_ascii=False)


def read(snapshot: str) -> Scope | None:
    """The scope in a snapshot; None where none was kept, or nobody can read it any more."""
    try:
        told = json.loads(snapshot)
    except ValueError:
        return None
    if not isinstance(told, dict):
        return None
    fields = {kept.name: str(told.get(kept.name) or "") for kept in scope_fields()}
    rows = told.get(DEPENDENCIES)
    try:
        return Scope(fields, tuple(map(_row, rows)) if isinstance(rows, list) else ())
    except (ValidationError, TypeError, KeyError, AttributeError):
        return None


def between(before: str, now: str) -> Differences:
    """What differs between two snapshots; nothing where one of them was not kept."""
    asked, reads = read(before), read(now)
    if asked is None or reads is None:
        return Differences()
    parts = (
        _part(kept, asked.fields[kept.name], reads.fields[kept.name]) for kept in scope_fields()
    )
    old = {row.key: row for row in asked.dependencies}
    new = {row.key: row for row in reads.dependencies}
    return Differences(
        parts=tuple(part for part in parts if part.before.split() != part.after.split()),
        added=tuple(row for key, row in new.items() if key not in old),
        removed=tuple(row for key, row in old.items() if key not in new),
        edited=tuple(
            (old[key], row) for key, row in new.items() if key in old and not same(old[key], row)
        ),
    )


def same(one: Dependency, other: Dependency) -> bool:
    """Whether two dependencies say the same; a person is called by their name."""
    return in_words(one).split() == in_words(other).split()


def told(differences: Differences) -> str:
    """The differences as a row keeps them, a line each: what it is, before and after."""
    return "\n".join(_told(differences))


def _told(differences: Differences) -> Iterator[str]:
    for part in differences.parts:
        yield _line(part.kept.label, part.before, part.after)
    for row in differences.removed:
        yield _line(Dependency.CALLED, in_words(row), "")
    for row in differences.added:
        yield _line(Dependency.CALLED, "", in_words(row))
    for before, after in differences.edited:
        yield _line(Dependency.CALLED, in_words(before), in_words(after))


def _line(label: str, before: str, after: str) -> str:
    return f"{label}: {before or _NOTHING} → {after or _NOTHING}"


def in_words(row: Dependency) -> str:
    """A dependency in one line: what it is, and beside it all that is approved of it."""
    beside = (row.kind, row.owner.name, row.decide_by, row.fallback)
    return f"{row.what} ({'; '.join(str(one) for one in beside if one)})"


def lines_in(text: str) -> tuple[str, ...]:
    """The lines of a text that say anything, with single blanks between their words."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(line for line in lines if line)


def _part(kept: Kept, before: str, after: str) -> Part:
    if kept.kind is not Kind.LINES:
        return Part(kept, before, after)
    old, new = lines_in(before), lines_in(after)
    return Part(kept, before, after, _more(new, old), _more(old, new))


def _more(lines: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """The lines that there are more of than among the others."""
    left = Counter(lines) - Counter(others)
    return tuple(line for line in dict.fromkeys(lines) if line in left)


def _text(value: object) -> str:
    return value.name if isinstance(value, Who) else str(value or "")


def _kept(row: Dependency) -> dict[str, JsonValue]:
    told = {kept.name: _text(getattr(row, kept.name)) for kept in asked_of(Dependency)}
    return {"key": row.key, **told}


def _row(told: dict[str, str]) -> Dependency:
    """A dependency as a snapshot has it: its owner by name alone."""
    owner, decide_by = told.get("owner", ""), told.get("decide_by")
    return Dependency.model_validate(
        {
            **told,
            "change": told["key"].partition("/")[0],
            "owner": Who(name=owner),
            "decide_by": decide_by or None,
        }
    )
