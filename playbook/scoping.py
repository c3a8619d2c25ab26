"""The scope as it was put before its sponsor, and how it has changed since (S-22, S-27)."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from playbook import differing
from playbook.differing import Differences, snapshot
from playbook.dossier import Dossier
from playbook.fields import Who, field_of
from playbook.records import Dependency, Move, Phase, ScopeChange
from playbook.standing import approval_on, last_submission, scope_now, standing

_LIMIT = field_of(ScopeChange, "what").limit
EDITED_IN_LISTS = "Edited in the list"
"""The reason of a submission that nobody pressed a button for."""
ASKED = (Phase.SUBMITTED, Phase.APPROVED)
"""The phases in which the sponsor has a scope, or has approved it, and no work has begun."""
_NO_SCOPE_YET = (Phase.DRAFT, Phase.REOPENED, Phase.CANCELLED, Phase.CLOSED)


class Where(StrEnum):
    """Where a scope was changed."""

    TEAMS = "Teams"
    LISTS = "Lists"


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


def is_put_back(dossier: Dossier) -> bool:
    """Whether an addition waits for approval that is no more in the scope: it reads again as it was
    approved, so there is nothing to decide.
    """
    where = standing(dossier)
    waits = where.at_work is not None and where.edited
    return waits and where.approved.endswith(f".{scope_now(dossier)}")


def concerns_scope(dossier: Dossier, row: Dependency) -> bool:
    """Whether a dependency says something else than in the version that was submitted last."""
    before = last_submission(dossier)
    scope = differing.read(before.scope) if before is not None else None
    if scope is None:
        return before is not None
    stood = next((one for one in scope.dependencies if one.key == row.key), None)
    return stood is None or not differing.same(stood, row)


def owed(dossier: Dossier, now: datetime) -> tuple[ScopeChange, ...]:
    """The changes of scope that were never written down: between submissions, and since."""
    written = dossier.taken.union(fact.key for fact in dossier.scope_changes)
    drifts = drift(dossier, dossier.change.requester, now)
    since = (change for change in drifts if change.key not in written)
    return (*_between_submissions(dossier, written), *since)


def drift(
    dossier: Dossier, by: Who, at: datetime, where: Where = Where.LISTS
) -> tuple[ScopeChange, ...]:
    """How the scope differs from the version submitted last, edited under way.

    Its key names the scope as it reads now, so that it is kept once.
    """
    if not drifted(dossier) or (before := last_submission(dossier)) is None:
        return ()
    key = f"{dossier.change.key}/scope/{scope_now(dossier)}"
    return tuple(_change(key, before, snapshot(dossier), by, at, where))


def _between_submissions(dossier: Dossier, written: frozenset[str]) -> Iterator[ScopeChange]:
    for before, step in pairwise(submissions(dossier)):
        where = Where.LISTS if step.reason == EDITED_IN_LISTS else Where.TEAMS
        if (key := f"{step.key}/scope") not in written:
            yield from _change(key, before, step.scope, step.by, step.at, where)


def _change(
    key: str, before: Move, now: str, by: Who, at: datetime, where: Where
) -> Iterator[ScopeChange]:
    """One change of scope as a row; none where nothing differs, or nothing was kept."""
    if told := differing.told(differing.between(before.scope, now)):
        yield ScopeChange(
            key=key,
            change=before.change,
            version=before.version,
            what=told[:_LIMIT],
            by=by,
            at=at,
            where=where,
        )


def submissions(dossier: Dossier) -> tuple[Move, ...]:
    """The steps that put a version before its sponsor, in order."""
    return tuple(move for move in dossier.moves if move.to is Phase.SUBMITTED)


def approved(dossier: Dossier) -> tuple[Move, ...]:
    """The submissions whose version was approved, in order."""
    return tuple(move for move in submissions(dossier) if is_approved(dossier, move.version))


def is_approved(dossier: Dossier, version: str) -> bool:
    approval = approval_on(dossier, version)
    return approval is not None and approval.passed


def held_against(dossier: Dossier, version: str) -> Move | None:
    """The version that another one is read beside: the one approved last before it, since that is
    what its sponsor agreed to; where none was, the one they saw before.
    """
    before: list[Move] = []
    for move in submissions(dossier):
        if move.version == version:
            agreed = [one for one in before if is_approved(dossier, one.version)]
            return next(reversed(agreed or before), None)
        before.append(move)
    return None


def changed_in(dossier: Dossier, version: str) -> Differences:
    """What is new in a version, beside the one that it is held against."""
    before = held_against(dossier, version)
    step = next((move for move in submissions(dossier) if move.version == version), None)
    if before is None or step is None:
        return Differences()
    return differing.between(before.scope, step.scope)


def changed_since(dossier: Dossier) -> Differences:
    """How the scope reads differently now from the version that stands: the approved one while
    work is under way, the one submitted last before it.
    """
    where = standing(dossier)
    if not where.edited:
        return Differences()
    version = where.approved if drifted(dossier) and where.approved else where.version
    before = next((move for move in submissions(dossier) if move.version == version), None)
    return differing.between(before.scope, snapshot(dossier)) if before else Differences()
