"""Whom a row of the approval policy names: duties, roles of the change, and people by their names.

Somebody who has left the organisation is nobody here: their word is not asked for any more.
"""

from playbook.dossier import Dossier
from playbook.fields import NOBODY, Who
from playbook.records import HELD_BY_CHANNELS, ApprovalPolicy, Duty, Person, RoleKind
from playbook.workplace import Workplace

_DUTIES = {duty.casefold(): duty for duty in Duty if duty not in HELD_BY_CHANNELS}
"""The duties of people, by what somebody types; a channel approves nothing."""
_ROLES = {kind.casefold(): kind for kind in RoleKind}


def named_in(policy: ApprovalPolicy) -> tuple[str, ...]:
    """Whom a policy row names, one a line, as typed; each once."""
    lines = (" ".join(line.split()) for line in policy.approvers.splitlines())
    return tuple({line.casefold(): line for line in lines if line}.values())


def is_for_any_change(line: str) -> bool:
    """Whether a line names a duty or a role, whoever holds it on the day."""
    wanted = line.casefold()
    return wanted in _DUTIES or wanted in _ROLES


def people_named(line: str, workplace: Workplace) -> tuple[Person, ...]:
    """The people whom a line means, by name or Entra id; several where they share a name."""
    wanted = line.casefold()
    return tuple(
        person
        for person in workplace.people.values()
        if wanted in (" ".join(person.name.split()).casefold(), person.key.casefold())
    )


def holder(line: str, dossier: Dossier, workplace: Workplace) -> Who:
    """Who decides on this change where a policy says this; NOBODY where nobody does today."""
    who = _holder(line.casefold(), dossier, workplace)
    return who if not has_left(who, workplace) else NOBODY


def _holder(wanted: str, dossier: Dossier, workplace: Workplace) -> Who:
    match _DUTIES.get(wanted):
        case Duty.SPONSOR:
            return dossier.change.sponsor
        case Duty.LEAD:
            return dossier.change.lead or workplace.holder(Duty.LEAD)
        case Duty() as duty:
            return workplace.holder(duty)
    if kind := _ROLES.get(wanted):
        return role_of(dossier, kind)
    named = [person for person in people_named(wanted, workplace) if person.left_on is None]
    return named[0].who if len(named) == 1 else NOBODY


def role_of(dossier: Dossier, kind: RoleKind) -> Who:
    """Who answers for a part of the change; the oldest row counts."""
    return next((role.who for role in dossier.roles if role.kind is kind and role.who), NOBODY)


def has_left(who: Who, workplace: Workplace) -> bool:
    """Whether somebody has left the organisation, and so decides nothing any more."""
    return workplace.person(who).left_on is not None
