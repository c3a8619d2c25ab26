"""Any row of a plan by its key, as the card that is its own."""

from datetime import datetime

from cards import build, concerns, items, plan, survey_results, wave
from cards.build import CardJson
from cards.elements import Element
from cards.payloads import ShowPlan
from cards.row_words import at_a_glance, called
from cards.words import _, speaking
from playbook.dossier import Dossier
from playbook.fields import Kind, Who, asked_of
from playbook.records import ActionItem, Concern, Person, PlanRow, Survey, Wave
from playbook.workplace import Workplace

_AT_A_GLANCE = (Kind.CHOICE, Kind.DATE)
"""What stands in the line under a row's name already."""


def draw(
    dossier: Dossier,
    key: str,
    workplace: Workplace,
    person: Person,
    now: datetime,
    *,
    opening: tuple[Element, ...] = (),
) -> CardJson:
    """The row for one person; the plan, which says so, where it is gone."""
    match dossier.row(key):
        case Wave() as row:
            return wave.draw(dossier, row, workplace, person, now, opening=opening)
        case Survey() as row:
            return survey_results.show(dossier, row, workplace, person, now, opening=opening)
        case ActionItem() as row:
            return items.draw(dossier, row, workplace, person, now, opening=opening)
        case Concern() as row:
            return concerns.card(dossier, row, workplace, person, now, opening=opening)
        case None:
            with speaking(person.language):
                gone = build.text(_("This is not in the list any more."), bold=True)
            return plan.draw(dossier, workplace, person, now, opening=(*opening, gone))
        case row:
            return _plainly(row, dossier, workplace, person, now, opening)


def _plainly(
    row: PlanRow,
    dossier: Dossier,
    workplace: Workplace,
    person: Person,
    now: datetime,
    opening: tuple[Element, ...],
) -> CardJson:
    """A risk, a measure or the way back, to read."""
    with speaking(person.language):
        fields = [(kept, getattr(row, kept.name)) for kept in asked_of(type(row))]
        return build.card(
            called(row),
            *opening,
            build.heading(called(row)),
            build.text(at_a_glance(row, dossier, workplace, now), small=True, close=True),
            *(
                element
                for kept, value in fields
                if value and kept.column != "Title" and kept.kind not in _AT_A_GLANCE
                for element in build.labelled(_(kept.label), _shown(value))
            ),
            build.buttons(build.button(_("Plan"), ShowPlan(change=row.change))),
        )


def _shown(value: object) -> str:
    return value.name if isinstance(value, Who) else str(value)
