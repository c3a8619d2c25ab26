"""Naming who answers for what in a change (S-3, S-4)."""

from datetime import datetime

from playbook import recording
from playbook.commands import NameRoles
from playbook.completing import completed
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.outcome import Outcome, Reason, Refusal, RolesNamed, Unfinished
from playbook.records import Person, Record, Role, RoleKind
from playbook.roles import holder_of, namers_of, role_key, role_of, roles_hash
from playbook.workplace import Workplace


def name_roles(
    dossier: Dossier, workplace: Workplace, command: NameRoles, person: Person, now: datetime
) -> Outcome:
    """Keep who answers for what: a row for each kind that somebody is named for, once."""
    change = dossier.change
    namers = namers_of(change, workplace)
    if person.key not in {who.id for who in namers}:
        refusal = Refusal(Reason.NOT_YOURS_TO_EDIT, change.key, namers)
        return recording.refused(dossier, command.do, refusal, person, now)
    if command.unread:
        return Outcome(Unfinished(command.unread))
    named = {
        kind: who for kind, who in command.holders.items() if who.id != holder_of(dossier, kind).id
    }
    if named and command.base not in ("", roles_hash(dossier)):
        return Outcome(Unfinished((), overtaken=True))
    facts: list[Record] = []
    edits: list[Record] = []
    for kind, who in named.items():
        stands = role_of(dossier, kind)
        row = _row(dossier, workplace, kind, who, stands)
        (facts if stands is None else edits).append(row)
    if facts:
        facts.append(recording.done(dossier, command.do, facts[0].key, person, now))
    outcome = Outcome(
        RolesNamed(change.key),
        facts=tuple(facts),
        edits=tuple(edits),
        edit_decides=bool(edits and not facts),
    )
    return completed(outcome, dossier, workplace, now) if outcome else outcome


def _row(
    dossier: Dossier, workplace: Workplace, kind: RoleKind, who: Who, stands: Role | None
) -> Role:
    """The role's row. Whoever Cutover has not heard from yet has no tenant on record: their first
    request tells it.
    """
    new = Role(key=dossier.free(role_key(dossier, kind)), change=dossier.change.key, kind=kind)
    known = workplace.people.get(who.id)
    told = {"who": who, "tenant": known.tenant if known else ""}
    return (stands or new).model_copy(update=told)
