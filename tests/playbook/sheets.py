"""Sheets to try mailings on: who is on them, and what became of each."""

from playbook import mailing
from playbook.correcting import days_in
from playbook.records import Person, PostState, Sheet
from tests.playbook.firm import Firm, somebody
from tests.playbook.rollout import GROUP, PILOT, WAVE

FOR_ALL = PILOT.model_copy(update={"audience": GROUP})


def living(person: Person, zone: str, province: str) -> Person:
    return person.model_copy(update={"zone": zone, "province": province})


WEST = living(somebody("west"), "America/Vancouver", "BC")
EAST = living(somebody("east"), "America/St_Johns", "NL")


def named(sheet: Sheet) -> list[str]:
    return [one.person.id for one in sheet.addressees]


def told(sheet: Sheet, made: Firm, state: PostState = PostState.SENT) -> Sheet:
    """The sheet's job has ended: Teams took all of it, or nobody knows."""
    days = days_in(made.dossier(), sheet)
    people = tuple(
        one.model_copy(update={"state": state, "days": days}) for one in sheet.addressees
    )
    done = mailing.told(made.dossier(), sheet, people)
    made.put(done)
    return done


def sheet_of(made: Firm, number: int = 1) -> Sheet:
    row = made.rows[Sheet, f"{WAVE}/sheet/{number}"]
    assert isinstance(row, Sheet)
    return row
