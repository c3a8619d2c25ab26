"""Changes that get in each other's way are told, and others are not (S-28)."""

import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.dossier import Dossier
from playbook.records import Dependency, Phase, Use
from playbook.sequencing import Clash, ClashKind, clashes, load
from tests.playbook.firm import ALEX, DEV
from tests.playbook.sequence import MONDAY, NOW, PLACE, after, change, found, frozen

SYSTEM: dict[str, Any] = {"in_scope_systems": "Outlook"}
TEAM: dict[str, Any] = {"in_scope_teams": "Production"}


def kinds(clashes: tuple[Clash, ...]) -> list[ClashKind]:
    return [clash.kind for clash in clashes]


def test_the_same_system_on_the_same_days_is_told_with_those_days() -> None:
    one, other = change(1, (0, 4), **SYSTEM), change(2, (2, 9), in_scope_systems="Outlook and mail")
    assert found(one, other) == (
        Clash(ClashKind.SYSTEM, "Outlook", "CHG-0002", after(2), after(4)),
    )


def test_the_same_team_on_the_same_days_is_told() -> None:
    one, other = change(1, (0, 4), **TEAM), change(2, (2, 9), **TEAM)
    assert found(one, other) == (
        Clash(ClashKind.TEAM, "Production", "CHG-0002", after(2), after(4)),
    )


def test_two_changes_for_a_team_in_one_week_are_much_though_on_different_days() -> None:
    one, other = change(1, (0, 1), **TEAM), change(2, (3, 4), **TEAM)
    assert found(one, other) == (Clash(ClashKind.WEEK, "Production", "CHG-0002", MONDAY, after(6)),)
    assert found(one, change(2, (7, 8), **TEAM)) == ()


@pytest.mark.parametrize("as_what", ["lead", "wave owner", "dependency owner"])
def test_a_person_whom_both_need_is_told(as_what: str) -> None:
    one = change(1, waves=((0, 4),), owner=ALEX.who)
    other = change(2, (0, 4))
    if as_what == "lead":
        other = change(2, (0, 4), lead=ALEX.who)
    elif as_what == "wave owner":
        other = change(2, waves=((0, 4),), owner=ALEX.who)
    else:
        awaited = Dependency(key="CHG-0002/dependency/1", change="CHG-0002", owner=ALEX.who)
        other = replace(other, dependencies=(awaited,))
    (clash,) = found(one, other)
    assert (clash.kind, clash.what) == (ClashKind.PERSON, "Alex")


def test_what_is_settled_needs_nobody_any_more() -> None:
    settled = Dependency(
        key="CHG-0002/dependency/1", change="CHG-0002", owner=DEV.who, settled_on=MONDAY
    )
    other = replace(change(2, (0, 4)), dependencies=(settled,))
    assert found(change(1, (0, 4), lead=DEV.who), other) == ()


def test_an_owner_of_a_wave_is_needed_on_its_days_only() -> None:
    one = change(1, waves=((0, 4),), owner=DEV.who)
    other = change(2, waves=((7, 11),), owner=DEV.who, lead=ALEX.who)
    assert found(one, other) == ()


def test_once_a_wave_has_days_the_go_live_window_no_longer_counts() -> None:
    other = change(2, (0, 4), **SYSTEM)
    assert found(change(1, (0, 4), **SYSTEM), other)
    assert not found(change(1, (0, 4), waves=((14, 18),), **SYSTEM), other)


def test_a_wave_for_one_team_in_scope_leaves_the_others_in_peace() -> None:
    both: dict[str, Any] = {"in_scope_teams": "Production\nSales"}
    one = change(1, waves=((0, 4),), audience="Production team", **both)
    assert not found(one, change(2, (0, 4), in_scope_teams="Sales"))
    assert found(one, change(2, (0, 4), in_scope_teams="Production"))
    elsewhere = change(1, waves=((0, 4),), audience="Pilot users", **both)
    assert found(elsewhere, change(2, (0, 4), in_scope_teams="Sales"))


@pytest.mark.parametrize(
    ("systems", "told"),
    [("", True), ("Accounting\nOutlook", True), ("The production team", True), ("Payroll", False)],
)
def test_a_freeze_window_is_about_what_it_names_or_about_everything(
    systems: str, *, told: bool
) -> None:
    one = change(1, (0, 9), **SYSTEM, **TEAM)
    freeze = (Clash(ClashKind.FREEZE, "Month end", "", after(3), after(4)),)
    assert found(one, place=frozen(3, 4, systems)) == (freeze if told else ())


def test_a_freeze_window_of_one_day_needs_no_last_day_and_one_that_is_over_is_not_told() -> None:
    (clash,) = found(change(1, (-9, 9)), place=frozen(3))
    assert (clash.first, clash.last) == (after(3), after(3))
    assert found(change(1, (-9, 9)), place=frozen(-3, -1)) == ()


@pytest.mark.parametrize("phase", [None, Phase.CANCELLED])
def test_drafts_and_what_is_over_are_in_nobodys_way(phase: Phase | None) -> None:
    assert found(change(1, (0, 4), **SYSTEM), change(2, (0, 4), phase=phase, **SYSTEM)) == ()


def test_a_template_is_in_nobodys_way() -> None:
    template = change(2, (0, 4), use=Use.TEMPLATE, **SYSTEM)
    assert found(change(1, (0, 4), **SYSTEM), template) == ()
    assert found(template, change(1, (0, 4), **SYSTEM), place=frozen(0)) == ()


def test_whoever_writes_a_draft_is_warned() -> None:
    draft = change(1, (0, 4), phase=None, **SYSTEM)
    unkept = replace(draft, change=draft.change.model_copy(update={"key": ""}))
    for each in (draft, unkept):
        assert kinds(found(each, change(2, (0, 4), **SYSTEM))) == [ClashKind.SYSTEM]


def test_the_soonest_comes_first_and_the_same_pair_once_for_days_in_a_row() -> None:
    one = change(1, waves=((0, 4), (5, 6), (14, 18)), **SYSTEM)
    other, sooner = change(2, (0, 20), **SYSTEM), change(3, (-3, 0), **SYSTEM)
    assert [(c.other, c.first, c.last) for c in found(one, other, sooner)] == [
        ("CHG-0002", MONDAY, after(6)),
        ("CHG-0003", MONDAY, MONDAY),
        ("CHG-0002", after(14), after(18)),
    ]


def test_days_typed_the_wrong_way_round_are_no_days() -> None:
    assert found(change(1, (4, 0), **SYSTEM), change(2, (0, 9), **SYSTEM)) == ()


DAYS = st.tuples(st.integers(-10, 40), st.integers(0, 9)).map(lambda d: (d[0], d[0] + d[1]))
WAVES = st.lists(DAYS, max_size=3).map(tuple)
WORDS = st.sampled_from(["Outlook", "Outlook and mail", "Files", "All systems", "Teams\nFiles"])
TEAMS = st.sampled_from(["Production", "Production and Sales", "Everybody", "Office"])
LEADS = st.sampled_from([ALEX.who, DEV.who])


@st.composite
def anything(draw: st.DrawFn, number: int) -> Dossier:
    return change(
        number,
        draw(DAYS),
        waves=draw(WAVES),
        phase=draw(st.sampled_from([Phase.SUBMITTED, Phase.SUBMITTED, Phase.CANCELLED])),
        audience=draw(st.sampled_from(["", "Production", "Pilot users"])),
        lead=draw(LEADS),
        in_scope_systems=draw(WORDS),
        in_scope_teams=draw(TEAMS),
    )


@given(anything(1), anything(2))
def test_one_is_in_the_way_of_the_other_just_as_the_other_is_in_its_way(
    one: Dossier, other: Dossier
) -> None:
    there = [(c.kind, c.what, c.first, c.last) for c in found(one, other)]
    back = [(c.kind, c.what, c.first, c.last) for c in found(other, one)]
    assert there == back


def days(dossier: Dossier) -> set[int]:
    """The days of a change, counted from Monday, as the rules have them."""
    window = (dossier.change.go_live_from, dossier.change.go_live_to)
    spans = [wave.days for wave in dossier.waves] or [window]
    return {
        day
        for first, last in spans
        if first and last
        for day in range((first - MONDAY).days, (last - MONDAY).days + 1)
    }


@given(anything(1), anything(2))
def test_where_days_do_not_overlap_there_is_at_most_a_week_in_common(
    one: Dossier, other: Dossier
) -> None:
    if not days(one) & days(other):
        assert set(kinds(found(one, other))) <= {ClashKind.WEEK}
    if not {day // 7 for day in days(one)} & {day // 7 for day in days(other)}:
        assert found(one, other) == ()


@given(anything(1), anything(2))
def test_moving_a_change_away_removes_what_was_in_its_way(one: Dossier, other: Dossier) -> None:
    away = {"go_live_from": after(100), "go_live_to": after(101)}
    moved = replace(one, change=one.change.model_copy(update=away), waves=())
    assert found(moved, other) == ()


@given(st.lists(st.integers(1, 9).flatmap(anything), max_size=5))
def test_the_load_of_a_week_names_the_changes_that_have_days_in_it(changes: list[Dossier]) -> None:
    for each in load(changes, MONDAY, 8):
        assert each.monday.weekday() == 0
        assert each.changes
        for key in each.changes:
            week = (each.monday - MONDAY).days // 7
            its = [days(one) for one in changes if one.change.key == key]
            assert any(day // 7 == week for one in its for day in one)


def test_what_everybody_has_is_had_by_each_team_and_not_the_other_way_round() -> None:
    everybody, one = change(1, (0, 4), in_scope_teams="Everybody"), change(2, (0, 1), **TEAM)
    loads = {each.team: (each.changes, each.is_much) for each in load((everybody, one), MONDAY, 1)}
    assert loads == {
        "Everybody": (("CHG-0001",), False),
        "Production": (("CHG-0001", "CHG-0002"), True),
    }


def test_three_hundred_changes_are_looked_through_while_a_form_is_drawn() -> None:
    others = [change(n, (n % 40, n % 40 + 4), **SYSTEM) for n in range(2, 302)]
    one = change(1, (0, 40), **SYSTEM)
    began = time.process_time()
    assert clashes(one, others, PLACE, NOW)
    assert time.process_time() - began < 0.5
