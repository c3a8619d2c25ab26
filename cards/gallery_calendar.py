"""Specimens of the calendar, and of a wave in a freeze window."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cards import calendar, story, wave
from cards import story_plan as told
from cards.gallery_replies import Specimen
from playbook.dossier import Dossier
from playbook.records import FreezeWindow, Holiday

_MONTH_END = FreezeWindow(
    key="freeze/1",
    name="Month end",
    first_day=date(2026, 3, 30),
    last_day=date(2026, 4, 1),
    systems="Accounting",
)
_STOCKTAKING = FreezeWindow(
    key="freeze/2", name="Stocktaking", first_day=date(2026, 3, 19), last_day=date(2026, 3, 20)
)
_CLOSING = Holiday(
    key="holiday/1", name="Spring break", first_day=date(2026, 4, 6), last_day=date(2026, 4, 7)
)
_PLACE = replace(told.WORKPLACE, freezes=(_MONTH_END, _STOCKTAKING), closings=(_CLOSING,))


def phones() -> Dossier:
    """Another change of the same firm, in the same weeks and for the same people."""
    asked = story.submitted()
    other = asked.change.model_copy(
        update={
            "key": "CHG-0003",
            "project_name": "New phones in production",
            "lead": story.JULIE.who,
            "in_scope_systems": "Desk phones\nOffice and production files",
            "in_scope_teams": "Production",
            "go_live_from": date(2026, 3, 18),
            "go_live_to": date(2026, 3, 24),
        }
    )
    return replace(
        asked,
        change=other,
        moves=tuple(move.model_copy(update={"change": other.key}) for move in asked.moves),
    )


def specimens() -> Iterator[Specimen]:
    """Each card of this subject."""
    now, both = told.PLANNED, (told.scheduled(), phones())
    for name, dossiers, place in (
        ("calendar", both, _PLACE),
        ("calendar of one change", both[:1], told.WORKPLACE),
        ("calendar with nothing on it", (story.drafted(),), told.WORKPLACE),
    ):
        yield Specimen(name, calendar.draw(dossiers, place, story.DEV, now))
    frozen = wave.draw(told.planned(), told.WAVE, _PLACE, story.ALEX, now)
    yield Specimen("wave in a freeze window", frozen)
