"""What is coming is told by week, and drafts are nobody else's business (S-28)."""

from datetime import date

from playbook.coming import Week, weeks_from
from playbook.dossier import Dossier
from playbook.records import Use
from playbook.workplace import Workplace
from tests.playbook.sequence import MONDAY, NOW, PLACE, after, change, frozen


def weeks(*dossiers: Dossier, place: Workplace = PLACE, number: int = 8) -> tuple[Week, ...]:
    return weeks_from(dossiers, place, NOW, number)


def happening(week: Week) -> list[tuple[str, date]]:
    return [(each.dossier.change.key, each.stretch.first) for each in week.happenings]


def test_a_change_is_in_every_week_that_it_has_days_in() -> None:
    first, second, third = weeks(change(1, (4, 9)), number=3)
    assert happening(first) == happening(second) == [("CHG-0001", after(4))]
    assert third.is_empty


def test_the_weeks_begin_with_this_one_and_what_is_over_is_not_coming() -> None:
    (week,) = weeks(change(1, (-9, -1)), number=1)
    assert (week.monday, week.is_empty) == (MONDAY, True)


def test_drafts_and_templates_are_not_on_it() -> None:
    draft, template = change(1, (0, 4), phase=None), change(2, (0, 4), use=Use.TEMPLATE)
    assert all(week.is_empty for week in weeks(draft, template))


def test_a_clash_is_told_once_in_its_first_week() -> None:
    one, other = (change(n, (0, 20), in_scope_systems="Outlook") for n in (1, 2))
    told = [[(c.change, c.clash.other) for c in week.clashes] for week in weeks(one, other)]
    assert told == [[("CHG-0001", "CHG-0002")], *[[]] * 7]


def test_a_freeze_window_is_in_its_week_and_what_falls_into_it_is_told() -> None:
    first, second, *_ = weeks(change(1, (0, 20)), place=frozen(8, 9))
    assert not first.freezes
    assert [row.name for row in second.freezes] == ["Month end"]
    assert [(c.change, c.clash.what) for c in second.clashes] == [("CHG-0001", "Month end")]


def test_two_changes_of_a_team_in_a_week_are_much_and_one_is_not() -> None:
    one = change(1, (0, 10), in_scope_teams="Production")
    other = change(2, (3, 4), in_scope_teams="Production")
    first, second, *_ = weeks(one, other)
    assert [load.team for load in first.much] == ["Production"]
    assert not second.much
