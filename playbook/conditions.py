"""What an approver wants to be true besides: each becomes an action item that later gates check."""

from collections.abc import Iterator, Sequence
from datetime import date

from playbook.commands import Asked
from playbook.dossier import Dossier
from playbook.fields import field_of
from playbook.findings import Fault, Finding
from playbook.numbering import next_row_key
from playbook.records import ActionItem, Condition, Decision
from playbook.standing import standing

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
        if any(item.source == condition.key for item in (*dossier.items, *items)):
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


def standing_conditions(dossier: Dossier) -> tuple[Condition, ...]:
    """The conditions of the approval that stands; those of a withdrawn decision do not count."""
    where = standing(dossier)
    given = where.approval.given if where.approval else ()
    return tuple(
        condition
        for condition in dossier.conditions
        if any(condition.key.startswith(f"{one.key}/condition/") for one in given)
    )


def unmet(dossier: Dossier) -> tuple[Condition, ...]:
    """The conditions of the approval that stands whose action item is not done."""
    done = {item.source for item in dossier.items if item.done_at is not None}
    return tuple(one for one in standing_conditions(dossier) if one.key not in done)


def _in_a_line(what: str) -> str:
    line = " ".join(what.split())
    return line if len(line) <= _TITLE else f"{line[: _TITLE - 1]}…"
