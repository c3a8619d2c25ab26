"""Who runs a change, and who sees to what is made of it."""

from playbook.fields import Who
from playbook.records import ActionItem, ChangeRequest, Duty
from playbook.workplace import Workplace


def editors_of(change: ChangeRequest, workplace: Workplace) -> tuple[Who, ...]:
    """Who may edit and move a change: its requester, its lead, the coordinator (S-53)."""
    editors = (change.requester, change.lead, workplace.holder(Duty.COORDINATOR))
    return tuple({who.id: who for who in editors if who}.values())


def is_editor(change: ChangeRequest, workplace: Workplace, person: str) -> bool:
    """Whether somebody, by Entra object id, is one of those who may edit and move a change."""
    return any(who.id == person for who in editors_of(change, workplace))


def doers_of(item: ActionItem, change: ChangeRequest, workplace: Workplace) -> tuple[Who, ...]:
    """Who may edit and finish an action item: its owner, and those who run the change."""
    people = (item.owner, *editors_of(change, workplace))
    return tuple({who.id: who for who in people if who}.values())
