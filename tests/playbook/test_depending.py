"""Typed dependencies: kept while a request is written, complete before it is sent (S-24, S-86)."""

from datetime import date

import pytest

from playbook.commands import File, KeepDependency
from playbook.findings import Fault, Finding
from playbook.outcome import Filed, Refusal, RowKept, Unfinished
from playbook.records import Dependency, DependencyKind
from playbook.steps import DEPENDENCIES
from tests.playbook.firm import ALEX, DEV, JULIE, Firm, firm, form

KEY = "CHG-0001/dependency/1"


def dependency(**values: object) -> Dependency:
    known: dict[str, object] = {
        "key": KEY,
        "change": "CHG-0001",
        "what": "Forty licences",
        "kind": DependencyKind.LICENCE,
        "owner": ALEX.who,
        "decide_by": date(2026, 3, 20),
    }
    return Dependency.model_validate(known | values)


def drafted() -> Firm:
    made = firm()
    made.press(File(entered=form(), submit=False), JULIE)
    return made


def kept(made: Firm, row: Dependency, *, draft: bool = True, base: str = "") -> object:
    return made.press(KeepDependency(row=row, draft=draft, base=base), JULIE)


@pytest.mark.parametrize(
    "values",
    [
        {"owner": ALEX.who.model_copy(update={"id": "", "name": ""})},
        {"decide_by": None},
        {"kind": DependencyKind.VENDOR},
    ],
)
def test_an_incomplete_one_is_kept_with_its_draft_and_stops_the_request(
    values: dict[str, object],
) -> None:
    made = drafted()
    assert kept(made, dependency(**values)) == RowKept("CHG-0001", KEY)
    reply = made.press(File(entered=form(key="CHG-0001"), submit=True), JULIE)
    incomplete = Finding(DEPENDENCIES, Fault.INCOMPLETE, about=("Forty licences",))
    assert reply == Unfinished((incomplete,))


def test_a_complete_one_goes_with_its_request() -> None:
    made = drafted()
    kept(made, dependency())
    assert made.press(File(entered=form(key="CHG-0001"), submit=True), JULIE) == Filed("CHG-0001")


def test_a_vendor_needs_a_fallback_and_nobody_else_does() -> None:
    made = drafted()
    vendor = dependency(kind=DependencyKind.VENDOR)
    reply = kept(made, vendor, draft=False)
    assert reply == Unfinished((Finding("fallback", Fault.NO_FALLBACK),))
    safe = vendor.model_copy(update={"fallback": "The old drive stays for a month."})
    assert kept(made, safe, draft=False) == RowKept("CHG-0001", KEY)


def test_one_that_says_nothing_is_not_kept_even_in_a_draft() -> None:
    reply = kept(drafted(), dependency(what=""))
    assert reply == Unfinished((Finding("what", Fault.MISSING),))


def test_the_same_block_twice_keeps_one_and_another_gets_a_key_of_its_own() -> None:
    made = drafted()
    kept(made, dependency())
    assert kept(made, dependency()) == RowKept("CHG-0001", KEY)
    another = kept(made, dependency(what="Two evenings"))
    assert another == RowKept("CHG-0001", "CHG-0001/dependency/2")
    assert len(made.all(Dependency)) == 2


def test_a_placeholder_in_one_stops_the_request() -> None:
    made = drafted()
    kept(made, dependency(what="Licences from [vendor]"))
    reply = made.press(File(entered=form(key="CHG-0001"), submit=True), JULIE)
    assert reply == Unfinished((Finding(DEPENDENCIES, Fault.PLACEHOLDER, about=("[vendor]",)),))


def test_only_those_who_run_the_change_keep_its_dependencies() -> None:
    made = drafted()
    assert isinstance(made.press(KeepDependency(row=dependency(), draft=True), DEV), Refusal)
    assert made.all(Dependency) == []
