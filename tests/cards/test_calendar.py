"""The calendar says what is coming, and where it is too much; clashes are plain sentences."""

import json
from dataclasses import replace
from datetime import date

from cards import calendar, clashes, story, wave
from cards import story_plan as told
from cards.build import CardJson
from playbook.dossier import Dossier
from playbook.records import FreezeWindow, Holiday
from playbook.sequencing import Clash, ClashKind
from playbook.workplace import Workplace
from tests.cards.walking import button, inputs, said
from tests.playbook.sequence import NOW, PLACE, after, change, frozen

TODAY = date(2026, 3, 9)


def drawn(*dossiers: Dossier, place: Workplace = PLACE) -> CardJson:
    return calendar.draw(dossiers, place, story.DEV, NOW)


def told_of(clash: Clash, *dossiers: Dossier) -> str:
    (line,) = clashes.lines((clash,), dossiers, TODAY)
    return line


def test_a_week_shows_what_happens_and_on_which_days() -> None:
    words = said(drawn(change(1, waves=((7, 11),)), change(2, (7, 18))))
    assert "Week of March 16" in words
    assert "CHG-0001: Change 1\nWave 1, March 16 to March 20 (not approved yet)" in words
    assert "CHG-0002: Change 2\nGo-live window, March 16 to March 27 (not approved yet)" in words


def test_what_is_approved_is_shown_as_certain_and_what_is_paused_is_not() -> None:
    for dossier, line in (
        (told.scheduled(), "Pilot: Production, March 16 to March 20"),
        (told.paused(), "Pilot: Production, March 16 to March 20 (paused)"),
    ):
        card = calendar.draw((dossier,), told.WORKPLACE, story.DEV, told.ANNOUNCED)
        assert line in said(card).splitlines()


def test_weeks_with_nothing_on_them_share_a_line() -> None:
    words = said(drawn(change(1, (0, 4))))
    assert "This week\nCHG-0001" in words
    assert "March 16 to March 29\nNothing is planned." in words


def test_a_calendar_with_nothing_on_it_says_so_and_how_something_gets_there() -> None:
    card = drawn(change(1, (0, 4), phase=None))
    assert "No change has days in these weeks." in said(card)
    assert "Change 1" not in said(card)
    assert not inputs(card)


def test_the_provinces_holidays_and_the_offices_own_are_named() -> None:
    closing = Holiday(
        key="h", name="Summer closing", first_day=date(2026, 4, 20), last_day=date(2026, 4, 24)
    )
    words = said(drawn(place=replace(PLACE, closings=(closing,))))
    assert "Closed: Good Friday, April 3" in words
    assert "Closed: Summer closing, April 20 to April 24" in words


def test_a_freeze_window_is_shown_with_what_falls_into_it() -> None:
    words = said(drawn(change(1, (7, 11)), place=frozen(8, 9, "System1x\nAccounting")))
    assert "Freeze window: Month end, March 17 to March 18 (System1x, Accounting)" in words
    assert "Nothing is to be changed during “Month end”, yet it has days of CHG-0001." in words


def test_what_two_changes_both_change_is_said_and_for_whom_it_is_much() -> None:
    one, other = (
        change(n, (0, 4), in_scope_systems="Outlook\nFiles", in_scope_teams="Production")
        for n in (1, 2)
    )
    words = said(drawn(one, other))
    assert "CHG-0001 and CHG-0002 both change “Files”, “Outlook” from March 9 to March 13." in words
    assert "Much at once for “Production”: CHG-0001, CHG-0002." in words


def test_a_change_can_be_opened_from_it() -> None:
    card = drawn(change(1, (9, 9)), change(2, (0, 4)))
    (choice,) = inputs(card)
    assert [one["value"] for one in choice["choices"]] == ["CHG-0002", "CHG-0001"]
    assert button(card, "Show the change")["data"]["change"] == "CHG-0002"


def test_a_year_of_everything_at_once_fits_a_message() -> None:
    long = "W" * 120
    everything = [
        change(n, waves=((0, 60), (1, 59), (2, 58)), project_name=long, in_scope_systems=long,
               in_scope_teams=long)
        for n in range(1, 41)
    ]  # fmt: skip
    freezes = tuple(
        FreezeWindow(key=f"f{n}", name=long, first_day=after(n), last_day=after(n + 30))
        for n in range(20)
    )
    card = drawn(*everything, place=replace(PLACE, freezes=freezes))
    assert len(json.dumps(card).encode("utf-16-le")) < 64 * 1024
    assert "more are in the list" in said(card)


def test_a_clash_is_one_plain_sentence() -> None:
    phones = change(3, (0, 4), project_name="New phones")
    first, last = date(2026, 3, 9), date(2026, 3, 13)
    assert told_of(Clash(ClashKind.SYSTEM, "Outlook", "CHG-0003", first, last), phones) == (
        "“Outlook” is also changed by “New phones” (CHG-0003) from March 9 to March 13."
        " Move one of them, or say why both can go at once."
    )
    assert told_of(Clash(ClashKind.PERSON, "Dev Patel", "CHG-0003", first, first), phones) == (
        "Dev Patel is also needed for “New phones” (CHG-0003) on March 9."
        " Move one of them, or name somebody else."
    )
    assert "in the week of March 9" in told_of(
        Clash(ClashKind.WEEK, "Production", "CHG-0003", first, last), phones
    )
    assert "CHG-0003 from March 9" in told_of(
        Clash(ClashKind.TEAM, "Production", "CHG-0003", first, last)
    )
    assert told_of(Clash(ClashKind.FREEZE, "Month end", "", first, date(2027, 1, 2))).startswith(
        "Nothing is to be changed from March 9 to January 2, 2027: “Month end”."
    )


def test_of_many_clashes_the_first_are_told_and_the_others_counted() -> None:
    many = [Clash(ClashKind.SYSTEM, f"S{n}", "CHG-0003", TODAY, TODAY) for n in range(9)]
    lines = list(clashes.lines(many, (), TODAY))
    assert len(lines) == 7
    assert lines[-1] == "3 more things overlap."
    assert list(clashes.lines((), (), TODAY)) == []


def test_a_wave_in_a_freeze_window_is_warned_of_and_may_be_scheduled_all_the_same() -> None:
    first = told.WAVE.first_day
    assert first is not None
    row = FreezeWindow(key="freeze/1", name="Stocktaking", first_day=first)
    place = replace(told.WORKPLACE, freezes=(row,))
    card = wave.draw(told.planned(), told.WAVE, place, story.ALEX, told.PLANNED)
    assert "Nothing is to be changed on March 16: “Stocktaking”." in said(card)
    assert button(card, "Schedule")
    after_it = wave.draw(told.announced(), told.WAVE, place, story.ALEX, told.ANNOUNCED)
    assert "Stocktaking" not in said(after_it)
