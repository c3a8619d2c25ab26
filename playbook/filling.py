"""A change that has a type begins with a plan: the rows of its preset, and only once (S-1, S-148).

Two facts tell how far that is. The first, `CHG-0001/preset`, says which plan was begun, and from
which numbers; until the second is there, what is missing of it is brought. The second,
`CHG-0001/preset/audit`, is written once every row has been seen in its list: from then on a row
that is not there is a row that somebody deleted, and it stays away. Another type chosen later
begins nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from playbook.by_hand import HandEdit
from playbook.dossier import Dossier
from playbook.fields import NOBODY
from playbook.numbering import NAMES, numbers_given, row_key
from playbook.presets import PRESETS
from playbook.records import AuditEvent, ChangeRequest, PlanRow, ProjectType, Record, Rollback
from playbook.standing import OPEN_TO_EDITS, standing

_ACT = "fill in the plan"
_FROM = ": from "


def owed(dossier: Dossier, now: datetime) -> tuple[Record, ...]:
    """The rows that the change's type calls for and that are in no list yet, in their order."""
    key = f"{dossier.change.key}/preset"
    begun = _event_of(dossier, key)
    if _ever(dossier, f"{key}/audit") or (begun is None and _ever(dossier, key)):
        return ()
    if begun is None:
        return _to_begin(dossier, key, now)
    done = _event(dossier, f"{key}/audit", "done", now)
    return tuple(_missing(dossier, begun)) or (done,)


def reworded(dossier: Dossier, change: ChangeRequest) -> tuple[Rollback, ...]:
    """The way back as it follows from the request that reads like this now, while it stands as the
    preset made it: the plan begins with the form's first step, and the trigger comes in its last.
    """
    begun = _event_of(dossier, f"{dossier.change.key}/preset")
    stands = dossier.rollback
    if begun is None or stands is None:
        return ()
    chosen = ProjectType(begun.result.partition(_FROM)[0])
    row = next(row for row in PRESETS[chosen].rows if isinstance(row, Rollback))
    after = dossier.after((change,))
    if stands != _made(row, dossier, stands.key) or stands == _made(row, after, stands.key):
        return ()
    return (stands.model_copy(update={"trigger": change.rollback_trigger or row.trigger}),)


def _event_of(dossier: Dossier, key: str) -> AuditEvent | None:
    return next((event for event in dossier.audit if event.key == key), None)


def _ever(dossier: Dossier, key: str) -> bool:
    """Whether there is or was such a fact. One that was edited or removed by hand begins nothing
    anew: too much would come back with it.
    """
    facts = (*dossier.audit, *dossier.gone)
    return key in dossier.taken or any(fact.key == key for fact in facts)


def _to_begin(dossier: Dossier, key: str, now: datetime) -> tuple[Record, ...]:
    """The plan of the type that stands there now, while the request may still be edited."""
    chosen = dossier.change.project_type
    if chosen is None or standing(dossier).phase not in OPEN_TO_EDITS:
        return ()
    kinds = dict.fromkeys(type(row) for row in PRESETS[chosen].rows)
    first = " ".join(f"{NAMES[kind]}/{_first(dossier, chosen, kind)}" for kind in kinds)
    begun = _event(dossier, key, f"{chosen}{_FROM}{first}", now)
    return (begun, *_missing(dossier, begun))


def _first(dossier: Dossier, chosen: ProjectType, kind: type[PlanRow]) -> int:
    """The preset's rows follow those that somebody has planned before. There is one way back, and
    theirs counts.

    Rows may have come through while the fact that should have come before them did not: they are
    known by what they say, and are not brought a second time.
    """
    if kind is Rollback:
        return 1
    rows = [row for row in PRESETS[chosen].rows if type(row) is kind]
    given = numbers_given(dossier, kind)
    last = max(given, default=0)
    return next(
        first
        for first in range(max(1, last + 1 - len(rows)), last + 2)
        if all(_came_through(rows[n - first :], dossier, n) for n in given if n >= first)
    )


def _came_through(rows: Sequence[PlanRow], dossier: Dossier, number: int) -> bool:
    """Whether the first of these rows stands under that number, as it was written."""
    if not rows:
        return False
    key = row_key(dossier, type(rows[0]), number)
    return dossier.row(key) == _made(rows[0], dossier, key)


def _missing(dossier: Dossier, begun: AuditEvent) -> Iterator[PlanRow]:
    """The rows of the plan that was begun which are not there, and were not removed by hand."""
    gone = {row.key for row in dossier.gone}
    noticed = {event.key for event in dossier.audit}
    return (
        row
        for row in _rows(dossier, begun)
        if dossier.row(row.key) is None
        and row.key not in gone
        and row.key not in dossier.taken
        and HandEdit.removal(row).key not in noticed
    )


def _rows(dossier: Dossier, begun: AuditEvent) -> Iterator[PlanRow]:
    """Every row of the plan that was begun, under its key."""
    chosen, _, first = begun.result.partition(_FROM)
    parted = (one.partition("/") for one in first.split())
    numbers = {name: int(number) for name, _, number in parted}
    for row in PRESETS[ProjectType(chosen)].rows:
        name = NAMES[type(row)]
        yield _made(row, dossier, row_key(dossier, type(row), numbers[name]))
        numbers[name] += 1


def _made(row: PlanRow, dossier: Dossier, key: str) -> PlanRow:
    """The row as the change's own. What its request says of the way back counts before ours."""
    change = dossier.change
    known: dict[str, object] = {"key": key, "change": change.key}
    if isinstance(row, Rollback) and change.rollback_trigger:
        known["trigger"] = change.rollback_trigger
    return row.model_copy(update=known)


def _event(dossier: Dossier, key: str, result: str, now: datetime) -> AuditEvent:
    return AuditEvent(
        key=key, change=dossier.change.key, act=_ACT, result=result, by=NOBODY, at=now
    )
