"""Who said “Got it”, on their own card or in a channel, is kept once."""

from playbook import mailing
from playbook.acknowledging import acknowledged
from playbook.commands import Acknowledge
from playbook.outcome import Acknowledged, Reason, Refusal
from playbook.records import Person, Sheet, SheetState, Wave
from tests.playbook.firm import DEV, Firm
from tests.playbook.rollout import (
    AARON,
    PILOT,
    WAVE,
    addressed,
    announced,
)
from tests.playbook.sheets import FOR_ALL, named, sheet_of, told


def got_it(made: Firm, person: Person, post: str) -> object:
    return made.press(Acknowledge(wave=WAVE, post=post), person)


def test_got_it_is_kept_on_the_sheet_of_who_was_told_there() -> None:
    made = announced(FOR_ALL)
    (sheet,) = addressed(made, [AARON, DEV])
    told(sheet, made)
    assert got_it(made, AARON, f"{WAVE}/sheet/1/aaron") == Acknowledged("CHG-0001", WAVE)
    assert [one.got_it for one in sheet_of(made).addressees] == [True, False]
    assert len(made.all(Sheet)) == 1


def test_got_it_in_a_channel_is_kept_once_a_person() -> None:
    made = announced()
    for person in (AARON, DEV, AARON):
        got_it(made, person, "announcement/CHG-0001/wave/1/all/1")
    (sheet,) = made.all(Sheet)
    assert (named(sheet), sheet.acknowledged) == (["aaron", "dev"], 2)
    assert sheet.state is SheetState.DONE
    assert mailing.sheets_of(made.dossier(), PILOT) == ()


def test_nobody_acknowledges_for_somebody_else() -> None:
    made = announced(FOR_ALL)
    (sheet,) = addressed(made, [AARON])
    told(sheet, made)
    got_it(made, DEV, f"{WAVE}/sheet/1/aaron")
    assert not sheet_of(made).addressees[0].got_it


def test_got_it_pressed_while_the_sheet_is_worked_on_is_kept() -> None:
    made = announced(FOR_ALL)
    addressed(made, [AARON, DEV])
    got_it(made, AARON, f"{WAVE}/sheet/1/aaron")
    done = told(sheet_of(made), made)
    blank = tuple(one.model_copy(update={"got_it": False}) for one in done.addressees)
    again = mailing.told(made.dossier(), done, blank)
    assert [one.got_it for one in again.addressees] == [True, False]


def test_got_it_on_a_wave_that_is_gone_says_so() -> None:
    made = announced()
    del made.rows[Wave, WAVE]
    assert got_it(made, AARON, "x") == Refusal(Reason.WAVE_GONE, "CHG-0001", about=WAVE)


def test_many_who_press_at_once_are_one_edit() -> None:
    made = announced(FOR_ALL)
    (sheet,) = addressed(made, [AARON, DEV])
    told(sheet, made)
    presses = {f"{WAVE}/sheet/1/{one.key}": one.who for one in (AARON, DEV)}
    outcome = acknowledged(made.dossier(), FOR_ALL, presses, made.now)
    assert [type(row) for row in outcome.rows] == [Sheet]
    made.write(outcome)
    assert sheet_of(made).acknowledged == 2
