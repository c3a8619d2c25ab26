"""The scope as it was put before its sponsor, and how it has changed since (S-22, S-27)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from playbook.dossier import Dossier
from playbook.fields import Kept, Who, field_of
from playbook.records import ChangeRequest, Move, ScopeChange
from playbook.standing import last_submission, scope_fields

_LIMIT = field_of(ScopeChange, "what").limit
_NOTHING = "–"


class Where(StrEnum):
    """Where a scope was changed."""

    TEAMS = "Teams"
    LISTS = "Lists"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a scope that reads differently now; empty text where there was, or is, none."""

    kept: Kept
    before: str
    now: str


def snapshot(change: ChangeRequest) -> str:
    """Everything that a sponsor approves, as one text."""
    told = {kept.name: _text(change, kept) for kept in scope_fields()}
    return json.dumps(told, ensure_ascii=False)


def parts_changed(submission: Move, change: ChangeRequest) -> tuple[Part, ...]:
    """What reads differently from what was submitted; nothing where that was not kept."""
    try:
        asked = json.loads(submission.scope)
    except ValueError:
        return ()
    return tuple(_differing(asked, change)) if isinstance(asked, dict) else ()


def scope_changes(dossier: Dossier, step: Move, where: Where) -> tuple[ScopeChange, ...]:
    """What a submission changes of the version before it; none for the first."""
    return drift(dossier, f"{step.key}/scope", step.by, step.at, where)


def drift(
    dossier: Dossier, key: str, by: Who, at: datetime, where: Where
) -> tuple[ScopeChange, ...]:
    """How the scope differs from the version submitted last, under that key."""
    before = last_submission(dossier)
    parts = parts_changed(before, dossier.change) if before is not None else ()
    if before is None or not parts:
        return ()
    what = "\n".join(
        f"{part.kept.label}: {part.before or _NOTHING} → {part.now or _NOTHING}" for part in parts
    )
    changed = ScopeChange(
        key=key,
        change=dossier.change.key,
        version=before.version,
        what=what[:_LIMIT],
        by=by,
        at=at,
        where=where,
    )
    return (changed,)


def _differing(asked: dict[str, object], change: ChangeRequest) -> Iterator[Part]:
    for kept in scope_fields():
        before, now = str(asked.get(kept.name) or ""), _text(change, kept)
        if before.split() != now.split():
            yield Part(kept, before, now)


def _text(change: ChangeRequest, kept: Kept) -> str:
    value = getattr(change, kept.name)
    return value.name if isinstance(value, Who) else str(value or "")
