"""One person answers for each part of a change, named by those who run or sponsor it (S-4)."""

from playbook.commands import NameRoles
from playbook.completeness import PartKind, parts
from playbook.fields import Who
from playbook.outcome import Reason, Refusal, RolesNamed, Unfinished
from playbook.records import Role, RoleKind
from playbook.roles import holder_of, roles_hash
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, SAM, waiting

CHANGE = "CHG-0001"


def naming(base: str = "", **holders: Who) -> NameRoles:
    named = {RoleKind[kind.upper()]: who for kind, who in holders.items()}
    return NameRoles(change=CHANGE, holders=named, base=base)


def test_those_who_run_the_change_and_its_sponsor_name_roles_and_nobody_else() -> None:
    for person in (JULIE, ALEX, SAM, MARIE):
        assert isinstance(waiting().press(naming(scope=DEV.who), person), RolesNamed)
    reply = waiting().press(naming(scope=DEV.who), DEV)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_YOURS_TO_EDIT
    assert MARIE.who in reply.can_act


def test_each_kind_has_one_row_of_its_own_number_with_its_persons_tenant() -> None:
    made = waiting()
    made.press(naming(training=DEV.who, provider=ALEX.who), JULIE)
    made.press(naming(training=DEV.who, provider=ALEX.who), JULIE)
    rows = {role.key: role for role in made.all(Role)}
    assert set(rows) == {f"{CHANGE}/role/3", f"{CHANGE}/role/6"}
    assert rows[f"{CHANGE}/role/6"].tenant == ALEX.tenant


def test_a_role_passes_on_and_is_taken_back() -> None:
    made = waiting()
    made.press(naming(risk=DEV.who), JULIE)
    made.press(naming(risk=SAM.who), JULIE)
    assert holder_of(made.dossier(), RoleKind.RISK) == SAM.who
    made.press(naming(risk=Who()), JULIE)
    assert not holder_of(made.dossier(), RoleKind.RISK)
    assert len(made.all(Role)) == 1


def test_a_form_that_was_overtaken_puts_nothing_back_unasked() -> None:
    made = waiting()
    base = roles_hash(made.dossier())
    made.press(naming(scope=DEV.who), JULIE)
    reply = made.press(naming(base, scope=SAM.who), ALEX)
    assert isinstance(reply, Unfinished)
    assert reply.overtaken
    assert holder_of(made.dossier(), RoleKind.SCOPE) == DEV.who


def test_a_provider_is_asked_for_only_where_one_takes_part() -> None:
    inside = waiting(lead=DEV)
    part = next(
        one
        for one in parts(inside.dossier(), inside.workplace, inside.now)
        if one.kind is PartKind.ROLES
    )
    assert part.whole == 5
    outside = waiting()
    part = next(
        one
        for one in parts(outside.dossier(), outside.workplace, outside.now)
        if one.kind is PartKind.ROLES
    )
    assert part.whole == 6
