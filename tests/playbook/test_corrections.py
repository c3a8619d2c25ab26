"""Days move after people were told one to one: whoever heard others hears those that count."""

from datetime import date, timedelta

from playbook import mailing
from playbook.correcting import told_before
from playbook.records import Addressee, PostState, Purpose, Sheet, SheetState, Wave
from tests.playbook.firm import DEV, Firm
from tests.playbook.rollout import AARON, PILOT, WAVE, addressed, announced, at
from tests.playbook.sheets import FOR_ALL, WEST, named, sheet_of, told

AN_HOUR = timedelta(hours=1)
FIRST, SECOND, THIRD = date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 18)


def moved_to(made: Firm, first_day: date) -> None:
    """Somebody gives the wave another first day; an hour later that is settled."""
    wave = made.rows[Wave, WAVE]
    made.put(wave.model_copy(update={"first_day": first_day}))
    made.now += AN_HOUR
    made.tick()


def here_and_west() -> Firm:
    """At nine in Toronto: Aaron has been told, and Vancouver sleeps."""
    made = announced(FOR_ALL)
    made.put(WEST)
    addressed(made, [AARON, WEST])
    told(sheet_of(made, 1), made)
    return made


def corrections(made: Firm) -> list[Sheet]:
    return [sheet for sheet in made.all(Sheet) if sheet.purpose is Purpose.CORRECTION]


def due(made: Firm) -> list[str]:
    return [sheet.key for sheet in mailing.due_sheets(made.dossier(), made.now)]


def heard_before(made: Firm, sheet: Sheet) -> list[date | None]:
    """The first days that the cards of a sheet say its people were told."""
    before = (
        told_before(made.dossier(), mailing.post_key(sheet, who)) or (None, None)
        for who in named(sheet)
    )
    return [first for first, _last in before]


def test_whoever_was_told_the_days_before_they_moved_hears_that_they_did() -> None:
    made = here_and_west()
    moved_to(made, SECOND)
    (sheet,) = corrections(made)
    assert named(sheet) == ["aaron"]
    assert heard_before(made, sheet) == [FIRST]
    assert due(made) == [sheet.key]


def test_whoever_is_told_only_after_the_days_moved_hears_of_no_move() -> None:
    made = here_and_west()
    moved_to(made, SECOND)
    at(made, 12, 12)
    told(sheet_of(made, 2), made)
    made.tick()
    assert [named(sheet) for sheet in corrections(made)] == [["aaron"]]


def test_a_sheet_that_was_held_up_until_the_days_had_moved_told_the_right_ones() -> None:
    made = announced(FOR_ALL)
    addressed(made, [AARON])
    moved_to(made, SECOND)
    told(sheet_of(made), made)
    made.tick()
    assert corrections(made) == []


def test_a_sheet_under_way_when_the_days_moved_is_corrected_once_it_is_done() -> None:
    made = announced(FOR_ALL)
    addressed(made, [AARON, DEV])
    told_days = FIRST, PILOT.last_day
    aaron, dev = sheet_of(made).addressees
    moved_to(made, SECOND)
    assert corrections(made) == []
    sent = {"state": PostState.SENT}
    people = (
        aaron.model_copy(update={**sent, "days": told_days}),
        dev.model_copy(update={**sent, "days": (SECOND, PILOT.last_day)}),
    )
    made.put(mailing.told(made.dossier(), sheet_of(made), people))
    made.tick()
    assert [named(sheet) for sheet in corrections(made)] == [["aaron"]]


def test_days_that_nobody_settled_yet_may_be_told_and_are_not_called_wrong() -> None:
    made = here_and_west()
    moved_to(made, SECOND)
    told(corrections(made)[0], made)
    wave = made.rows[Wave, WAVE]
    at(made, 12, 18)
    made.put(wave.model_copy(update={"first_day": THIRD}))
    told(sheet_of(made, 2), made)
    made.tick()
    assert len(corrections(made)) == 1
    at(made, 13, 9)
    made.tick()
    assert [named(sheet) for sheet in corrections(made)[1:]] == [["aaron"]]


def test_a_correction_that_waits_gives_way_to_the_next_which_says_what_was_heard() -> None:
    made = here_and_west()
    moved_to(made, SECOND)
    moved_to(made, THIRD)
    first, second = corrections(made)
    assert due(made) == [second.key]
    assert heard_before(made, second) == [FIRST]
    made.put(mailing.told(made.dossier(), first, first.addressees))
    assert made.rows[Sheet, first.key] == first.model_copy(update={"state": SheetState.STOPPED})
    made.tick()
    assert due(made) == [second.key]


def test_a_correction_that_was_told_is_what_people_heard_before_the_next() -> None:
    made = here_and_west()
    moved_to(made, SECOND)
    first = told(corrections(made)[0], made)
    moved_to(made, THIRD)
    _, second = corrections(made)
    assert heard_before(made, second) == [SECOND]
    assert heard_before(made, first) == [FIRST]


def test_days_moved_back_before_anybody_heard_trouble_nobody() -> None:
    made = here_and_west()
    moved_to(made, SECOND)
    moved_to(made, FIRST)
    assert due(made) == []
    assert len(corrections(made)) == 1


def test_the_days_that_somebody_was_told_come_back_from_a_sheet_as_they_were() -> None:
    one = Addressee(person=AARON.who, days=(FIRST, None))
    sheet = Sheet(key="s", change="c", about="w", due=announced().now)
    assert sheet.with_people((one,)).addressees == (one,)
