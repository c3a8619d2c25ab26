"""The scope as it was put before its sponsor, and how it has changed since (S-22, S-27)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from playbook.dossier import Dossier
from playbook.fields import Kept, Who, field_of
from playbook.records import ChangeRequest, Move, Phase, ScopeChange
from playbook.standing import last_submission, scope_fields, scope_hash, standing

_LIMIT = field_of(ScopeChange, "what").limit
_NOTHING = "–"
EDITED_IN_LISTS = "Edited in the list"
"""The reason of a submission that nobody pressed a button for."""
ASKED = (Phase.SUBMITTED, Phase.APPROVED)
"""The phases in which the sponsor has a scope, or has approved it, and no work has begun."""
_NO_SCOPE_YET = (Phase.DRAFT, Phase.REOPENED, Phase.CANCELLED, Phase.CLOSED)


class Where(StrEnum):
    """Where a scope was changed."""

    TEAMS = "Teams"
    LISTS = "Lists"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a scope that reads differently now; empty text where there was, or is, none."""

    kept: Kept
    before: str
    after: str


def snapshot(change: ChangeRequest) -> str:
    """Everything that a sponsor approves, as one text."""
    told = {kept.name: _text(change, kept) for kept in scope_fields()}
    return json.dumps(told, ensure_ascii=False)


def asks_anew(dossier: Dossier) -> bool:
    """Whether the scope reads differently from what its sponsor has, or has approved, so that it
    goes before them as a new version.
    """
    where = standing(dossier)
    return where.edited and where.phase in ASKED


def drifted(dossier: Dossier) -> bool:
    """Whether the scope reads differently from what was approved, while work on it is under way."""
    where = standing(dossier)
    return where.edited and where.phase not in (*ASKED, *_NO_SCOPE_YET)


def owed(dossier: Dossier, now: datetime) -> tuple[ScopeChange, ...]:
    """The changes of scope that were never written down: between submissions, and since."""
    written = dossier.taken.union(fact.key for fact in dossier.scope_changes)
    drifts = drift(dossier, dossier.change.requester, now)
    since = (change for change in drifts if change.key not in written)
    return (*_between_submissions(dossier, written), *since)


def drift(dossier: Dossier, by: Who, at: datetime) -> tuple[ScopeChange, ...]:
    """How the scope differs from the version submitted last, edited in its list under way.

    Its key names the scope as it reads now, so that it is kept once.
    """
    if not drifted(dossier) or (before := last_submission(dossier)) is None:
        return ()
    key = f"{dossier.change.key}/scope/{scope_hash(dossier.change)}"
    return tuple(_change(key, before, snapshot(dossier.change), by, at, Where.LISTS))


def _between_submissions(dossier: Dossier, written: frozenset[str]) -> Iterator[ScopeChange]:
    submitted = [move for move in dossier.moves if move.to is Phase.SUBMITTED]
    for before, step in pairwise(submitted):
        where = Where.LISTS if step.reason == EDITED_IN_LISTS else Where.TEAMS
        if (key := f"{step.key}/scope") not in written:
            yield from _change(key, before, step.scope, step.by, step.at, where)


def _change(
    key: str, before: Move, now: str, by: Who, at: datetime, where: Where
) -> Iterator[ScopeChange]:
    """One change of scope as a row; none where nothing differs, or nothing was kept."""
    told = "\n".join(
        f"{part.kept.label}: {part.before or _NOTHING} → {part.after or _NOTHING}"
        for part in parts_changed(before.scope, now)
    )
    if told:
        yield ScopeChange(
            key=key,
            change=before.change,
            version=before.version,
            what=told[:_LIMIT],
            by=by,
            at=at,
            where=where,
        )


def parts_changed(before: str, now: str) -> tuple[Part, ...]:
    """What differs between two snapshots; nothing where one of them was not kept."""
    try:
        asked, reads = json.loads(before), json.loads(now)
    except ValueError:
        return ()
    if not isinstance(asked, dict) or not isinstance(reads, dict):
        return ()
    parts = (
        Part(kept, str(asked.get(kept.name) or ""), str(reads.get(kept.name) or ""))
        for kept in scope_fields()
    )
    return tuple(part for part in parts if part.before.split() != part.after.split())


def _text(change: ChangeRequest, kept: Kept) -> str:
    value = getattr(change, kept.name)
    return value.name if isinstance(value, Who) else str(value or "")
