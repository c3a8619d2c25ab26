"""What an approver wants to be true besides: each becomes an action item that later gates check."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from playbook.commands import Asked
from playbook.dossier import Dossier
from playbook.fields import field_of
from playbook.findings import Fault, Finding
from playbook.numbering import next_row_key
from playbook.records import ActionItem, Condition, Decision
from playbook.standing import approval_on, standing

_WHAT = field_of(Condition, "what").limit
_TITLE = field_of(ActionItem, "what").limit


def faults(asked: Sequence[Asked], today: date) -> Iterator[Finding]:
    """What is wrong with conditions as they were typed; fields are numbered from 1."""
    for number, one in enumerate(asked, start=1):
        if not one.what.strip():
            yield Finding(f"what_{number}", Fault.MISSING)
        elif len(one.what) > _WHAT:
            yield Finding(f"what_{number}", Fault.TOO_LONG, limit=_WHAT, actual=len(one.what))
        if not one.owner:
            yield Finding(f"owner_{number}", Fault.MISSING)
        if one.due is None:
            yield Finding(f"due_{number}", Fault.MISSING)
        elif one.due < today:
            yield Finding(f"due_{number}", Fault.IN_THE_PAST)


def asked_for(asked: Sequence[Asked], decision: Decision) -> tuple[Condition, ...]:
    """The conditions of a decision as facts; whoever typed them has filled in every field."""
    return tuple(
        Condition(
            key=f"{decision.key}/condition/{number}",
            change=decision.change,
            version=decision.version,
            what=one.what.strip(),
            owner=one.owner,
            due=one.due,
            by=decision.by,
            at=decision.at,
        )
        for number, one in enumerate(asked, start=1)
        if one.due is not None
    )


def owed(dossier: Dossier) -> tuple[ActionItem, ...]:
    """The action items that conditions call for and that are in no list yet."""
    items: list[ActionItem] = []
    for condition in dossier.conditions:
        made = (item for item in dossier.items if item.source == condition.key)
        if any(item.dropped_at is None for item in made) or not _holds(dossier, condition):
            continue
        item = ActionItem(
            key=next_row_key(dossier, ActionItem),
            change=condition.change,
            what=_in_a_line(condition.what),
            owner=condition.owner,
            due=condition.due,
            source=condition.key,
        )
        items.append(item)
        dossier = dossier.after((item,))
    return tuple(items)


def dropped(dossier: Dossier, now: datetime) -> tuple[ActionItem, ...]:
    """The open items of conditions that hold no more, closed: nobody is to do them."""
    fallen = {one.key for one in dossier.conditions if not _holds(dossier, one)}
    return tuple(
        item.model_copy(update={"dropped_at": now})
        for item in dossier.items
        if item.is_open and item.source in fallen
    )


def set_on(dossier: Dossier, version: str) -> tuple[Condition, ...]:
    """The conditions of the decisions that count on a version."""
    return tuple(
        one for one in dossier.conditions if one.version == version and _counts(dossier, one)
    )


def unmet(dossier: Dossier) -> tuple[Condition, ...]:
    """The conditions whose action item is not done, of the version that was approved last, which
    work goes by; before there is one, of the version that waits.
    """
    where = standing(dossier)
    done = {item.source for item in dossier.items if item.done_at is not None}
    held = set_on(dossier, where.approved or where.version)
    return tuple(one for one in held if one.key not in done)


def _holds(dossier: Dossier, condition: Condition) -> bool:
    """Whether a condition still asks something of somebody: its decision was not taken back, its
    version not declined by others, and no other version approved in its place.
    """
    where = standing(dossier)
    if condition.version not in (where.approved, where.version):
        return False
    approval = approval_on(dossier, condition.version)
    ended = approval is not None and not approval.passed and approval.decision is not None
    return not ended and _counts(dossier, condition)


def _counts(dossier: Dossier, condition: Condition) -> bool:
    approval = approval_on(dossier, condition.version)
    given = approval.given if approval else ()
    return any(condition.key.startswith(f"{one.key}/condition/") for one in given)


def _in_a_line(what: str) -> str:
    line = " ".join(what.split())
    return line if len(line) <= _TITLE else f"{line[: _TITLE - 1]}…"
