"""People of another organisation take part where they are named, by object id and tenant (S-3)."""

from playbook import guests
from playbook.commands import Acknowledge, Arrive, File, NameRoles, Step
from playbook.outcome import Reason, Refusal, RolesNamed
from playbook.records import Phase, Role, RoleKind
from tests.playbook.firm import (
    ALEX,
    DEV,
    JULIE,
    MARIE,
    STRANGER,
    Firm,
    form,
    somebody,
    stepped,
    waiting,
)

CHANGE = "CHG-0001"
GUEST = somebody("guest", tenant="brightwater")
STEP = Step(change=CHANGE, to=Phase.CANCELLED, ordinal=9, reason="So.")


def named(made: Firm | None = None) -> Firm:
    made = made or waiting()
    command = NameRoles(change=CHANGE, holders={RoleKind.PROVIDER: GUEST.who})
    assert isinstance(made.press(command, MARIE), RolesNamed)
    return made


def outsider(reply: object) -> bool:
    return isinstance(reply, Refusal) and reply.reason is Reason.OUTSIDER


def test_somebody_of_another_organisation_takes_part_once_a_role_names_them() -> None:
    made = waiting()
    assert outsider(made.press(STEP, GUEST))
    named(made)
    assert not outsider(made.press(STEP, GUEST))


def test_the_same_id_from_another_tenant_is_refused_on_the_record() -> None:
    made = named()
    made.put(GUEST)
    forged = GUEST.model_copy(update={"tenant": "elsewhere"})
    assert outsider(made.press(STEP, forged))
    (event,) = [one for one in made.audit() if one.result == "refused: outsider"]
    assert (event.by.id, event.tenant) == (GUEST.key, "elsewhere")


def test_one_of_our_own_from_another_tenant_is_refused_too() -> None:
    forged = MARIE.model_copy(update={"tenant": "elsewhere"})
    assert outsider(waiting().press(STEP, forged))


def test_a_row_in_people_alone_opens_nothing() -> None:
    made = waiting()
    made.put(STRANGER)
    assert outsider(made.press(STEP, STRANGER))
    assert outsider(made.press(File(entered=form(form="f9"), submit=False), STRANGER))
    assert not outsider(made.press(Arrive(conversation="a:s", kind="personal"), STRANGER))


def test_whoever_has_a_role_in_one_change_takes_no_part_in_another() -> None:
    made = named()
    made.press(File(entered=form(form="form-2"), submit=False), JULIE)
    workplace = made.workplace
    assert guests.takes_part(made.dossier(), workplace, GUEST)
    assert not guests.takes_part(made.dossier("CHG-0002"), workplace, GUEST)


def test_a_change_that_is_over_gives_nobody_a_place() -> None:
    made = named()
    assert guests.has_a_place([made.dossier()], made.workplace, GUEST)
    stepped(made, Phase.CANCELLED)
    assert not guests.has_a_place([made.dossier()], made.workplace, GUEST)


def test_the_first_request_of_whoever_has_a_role_tells_their_tenant() -> None:
    made = named()
    (role,) = made.all(Role)
    assert role.tenant == ""
    made.write(guests.recognised([made.dossier()], GUEST))
    (role,) = made.all(Role)
    assert role.tenant == "brightwater"
    assert not guests.recognised([made.dossier()], GUEST)
    forged = GUEST.model_copy(update={"tenant": "elsewhere"})
    assert outsider(made.press(STEP, forged))


def test_whoever_was_told_of_nothing_says_nothing_to_it() -> None:
    assert outsider(waiting().press(Acknowledge(wave=f"{CHANGE}/wave/1"), GUEST))


def test_the_it_providers_lead_goes_on_with_a_duty() -> None:
    assert waiting().workplace.admits(ALEX)
    assert waiting().workplace.admits(DEV)
