"""A request is warned of weak engagement and of success that nobody can count; never refused."""

import pytest

from playbook.commands import File
from playbook.dossier import Dossier
from playbook.outcome import Filed
from playbook.records import (
    Dependency,
    Measure,
    Person,
    PlanRow,
    Review,
    Role,
    StakeholderGroup,
)
from playbook.warnings import Warned, warnings
from playbook.workplace import Workplace
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, NOW, firm, form

WORKPLACE = Workplace(people={DEV.key: Person(key=DEV.key, name="Dev Patel")})
GOOD = "Searches fall from 9 minutes to 1 by May. Owner: Dev Patel."


def dossier(told: str = GOOD, *rows: PlanRow) -> Dossier:
    change = form(key="CHG-0001", requester=JULIE.who, lead=ALEX.who, measures_of_success=told)
    return Dossier(change).after(rows)


def of(dossier: Dossier) -> tuple[Warned, ...]:
    return warnings(dossier, WORKPLACE)


def test_a_bare_request_is_warned_and_goes_to_its_sponsor_all_the_same() -> None:
    assert of(dossier()) == (Warned.NO_DEPENDENCY, Warned.NO_MANAGER)
    assert firm().press(File(entered=form(), submit=True), JULIE) == Filed("CHG-0001")


@pytest.mark.parametrize(
    "row",
    [
        StakeholderGroup(key="g", change="CHG-0001", owner=DEV.who),
        Role(key="r", change="CHG-0001", who=DEV.who),
        Dependency(key="d", change="CHG-0001", owner=DEV.who),
    ],
)
def test_somebody_else_who_has_a_part_in_it_was_consulted(row: PlanRow) -> None:
    assert Warned.NO_MANAGER not in of(dossier(GOOD, row))


@pytest.mark.parametrize("who", [JULIE, ALEX, MARIE])
def test_those_who_ask_run_and_decide_it_are_not_enough(who: Person) -> None:
    group = StakeholderGroup(key="g", change="CHG-0001", owner=who.who)
    assert Warned.NO_MANAGER in of(dossier(GOOD, group))


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        (GOOD, set()),
        ("People are happier.", {Warned.NO_NUMBER, Warned.NO_OWNER, Warned.NO_DAY}),
        ("Errors fall to 2 a week.", {Warned.NO_OWNER}),
        ("Half the calls by June.", {Warned.NO_OWNER}),
        ("Measured by Dev: fewer calls in June.", {Warned.NO_NUMBER}),
        ("Dev counts 40 calls instead of 90.", {Warned.NO_DAY}),
        ("Deux fois moins d’appels d’ici juin. Responsable : Anne.", set()),
        ("", set()),
    ],
)
def test_what_success_lacks_is_read_from_its_words(told: str, missing: set[Warned]) -> None:
    of_success = {Warned.NO_NUMBER, Warned.NO_OWNER, Warned.NO_DAY}
    assert set(of(dossier(told))) & of_success == missing


def test_rows_of_measures_and_reviews_say_what_the_words_do_not() -> None:
    measure = Measure(
        key="m", change="CHG-0001", name="Calls", owner=DEV.who, baseline="90", target="40"
    )
    review = Review(key="v", change="CHG-0001", due=NOW.date())
    found = of(dossier("People are happier.", measure, review))
    assert set(found) == {Warned.NO_DEPENDENCY, Warned.NO_MANAGER}
