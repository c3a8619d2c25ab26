"""People of other organisations: who of them takes part, and in what (S-3).

Somebody of the organisation's own tenant takes part in everything. Somebody of another one takes
part where they are named, by Entra object id and tenant: in a change's roles, as its sponsor, its
requester or its lead, as an approver or their delegate, as the owner of something in its plan, or
with a duty for every change. Where no tenant of theirs is on record yet, their first signed request
tells it.
"""

from collections.abc import Iterable, Iterator

from playbook.commands import (
    Acknowledge,
    AnswerSurvey,
    AnyCommand,
    Arrive,
    EndHandOver,
    HandOver,
    Leave,
    Raise,
)
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.outcome import Outcome
from playbook.records import Person, Phase
from playbook.standing import standing
from playbook.workplace import Workplace

_OVER = (Phase.CLOSED, Phase.CANCELLED)
_SAID_BY_MANY = (Acknowledge, Raise, AnswerSurvey)
"""What whoever was told of a wave may say to it."""


def takes_part(dossier: Dossier, workplace: Workplace, person: Person) -> bool:
    """Whether somebody takes part in a change."""
    if workplace.admits(person):
        return True
    if not person.key or not is_genuine(person, workplace, dossier):
        return False
    return any(who.id == person.key for who in named_in(dossier, workplace))


def is_genuine(person: Person, workplace: Workplace, dossier: Dossier | None = None) -> bool:
    """Whether a request comes from the tenant that is on record for its person, if one is."""
    known = workplace.people.get(person.key)
    on_record = {known.tenant} if known else set()
    if dossier is not None:
        on_record |= {role.tenant for role in dossier.roles if role.who.id == person.key}
    return on_record <= {"", person.tenant}


def named_in(dossier: Dossier, workplace: Workplace) -> Iterator[Who]:
    """Everybody whom a change names: for its own sake, because its approval needs their word, and
    as the owners of what is in its plan.
    """
    change, approval = dossier.change, standing(dossier).approval
    for who in approval.route.approvers if approval else ():
        yield who
        yield from (one.to for one in workplace.delegations if one.of.id == who.id)
    yield from (change.sponsor, change.requester, change.lead)
    yield from (role.who for role in dossier.roles)
    yield from (rollback.decision_owner for rollback in dossier.rollbacks)
    yield from (item.contact for item in dossier.training)
    for rows in (
        dossier.waves, dossier.risks, dossier.measures, dossier.items, dossier.concerns,
        dossier.dependencies, dossier.conditions, dossier.groups, dossier.communications,
    ):  # fmt: skip
        yield from (row.owner for row in rows)


def was_told(dossier: Dossier, workplace: Workplace, person: Person) -> bool:
    """Whether somebody was told of one of the change's waves, one to one."""
    return is_genuine(person, workplace, dossier) and any(
        one.person.id == person.key for sheet in dossier.sheets for one in sheet.addressees
    )


def may_ask(
    command: AnyCommand, dossier: Dossier | None, workplace: Workplace, person: Person
) -> bool:
    """Whether somebody may ask for this at all; what they may do is decided after that."""
    if workplace.admits(person):
        return True
    if dossier is not None:
        told = isinstance(command, _SAID_BY_MANY) and was_told(dossier, workplace, person)
        return told or takes_part(dossier, workplace, person)
    # Whoever is expected may come, so that they can be reached, and may hand over what is theirs to
    # decide; that alone opens nothing.
    return isinstance(command, Arrive | Leave | HandOver | EndHandOver) and is_expected(
        person, workplace
    )


def is_expected(person: Person, workplace: Workplace) -> bool:
    """Whether somebody was named somewhere once, and the request can be theirs."""
    return person.key in workplace.people and is_genuine(person, workplace)


def has_a_place(dossiers: Iterable[Dossier], workplace: Workplace, person: Person) -> bool:
    """Whether somebody takes part in anything that is not over; else there is nothing to see."""
    return workplace.admits(person) or any(
        takes_part(dossier, workplace, person)
        for dossier in dossiers
        if standing(dossier).phase not in _OVER
    )


def recognised(dossiers: Iterable[Dossier], person: Person) -> Outcome:
    """Keep the tenant of somebody who has a role and from whom Cutover had not heard yet."""
    return Outcome(
        edits=tuple(
            role.model_copy(update={"tenant": person.tenant})
            for dossier in dossiers
            for role in dossier.roles
            if person.tenant and role.who.id == person.key and not role.tenant
        )
    )
