"""A change's plan, as one person sees it: what is there, what is missing, and the way to each."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from cards import additions, build, differences, plan_counts
from cards.build import CardJson
from cards.elements import Action, Element
from cards.lacking import lack_lines
from cards.payloads import (
    OpenLine,
    OpenRowForm,
    Payload,
    RowKind,
    ShowCalendar,
    ShowChange,
    ShowRow,
    ShowSurvey,
    ShowWave,
)
from cards.row_words import at_a_glance, called, in_a_line
from cards.words import _, counted, speaking
from playbook.adding import may_be_asked
from playbook.concerns import waiting
from playbook.digest import next_wave
from playbook.dossier import Dossier, Workplace
from playbook.editors import is_editor
from playbook.readiness import lacks
from playbook.records import Person, PlanRow, Survey, Wave, WaveState
from playbook.standing import standing
from playbook.waves import state_of

_LISTED = 3
"""Rows of a kind with a line of their own; the list has all."""
_NAMED = 80
"""Characters of a row's name on its line."""


def draw(
    dossier: Dossier,
    workplace: Workplace,
    person: Person,
    now: datetime,
    *,
    opening: tuple[Element, ...] = (),
) -> CardJson:
    """The plan for one person. `opening` stands at the top: what just happened."""
    change = dossier.change
    with speaking(person.language):
        first = _("Plan: {change}").format(change=change.project_name or change.key)
        return build.card(
            first,
            *opening,
            build.heading(first),
            *_next(dossier, workplace, person, now),
            *_concerns(dossier, workplace, now),
            *_parts(dossier, workplace, person, now),
            *plan_counts.draw(dossier),
            *differences.meter(dossier),
            build.buttons(
                build.button(_("Show the change"), ShowChange(change=change.key)),
                build.button(_("Calendar"), ShowCalendar()),
            ),
            *_asking(dossier),
        )


def _asking(dossier: Dossier) -> Iterator[Element]:
    """The way to ask for something more, for everybody who looks at the plan (S-27)."""
    if may_be_asked(standing(dossier)):
        yield build.buttons(additions.button(dossier.change.key))


def _next(
    dossier: Dossier, workplace: Workplace, person: Person, now: datetime
) -> Iterator[Element]:
    """The next wave, and all that stands in its way."""
    wave = next_wave(dossier)
    if wave is None:
        if not dossier.waves:
            yield build.text(_("No wave is planned yet. A pilot with a small group comes first."))
        elif not any(one.announce_on for one in dossier.waves):
            line = _("Begin with “{wave}”: choose its owner, its days, and who is told where.")
            yield build.text(line.format(wave=dossier.waves[0].name), bold=True)
        return
    missing = lacks(dossier, wave, workplace, now)
    if not missing:
        scheduled = state_of(dossier, wave).state is WaveState.SCHEDULED
        line = _("Next: {wave} is scheduled.") if scheduled else _("Next: {wave} can be scheduled.")
        yield build.text(line.format(wave=wave.name), bold=True)
        return
    yield build.text(
        _("Still missing before “{wave}” can be announced:").format(wave=wave.name), bold=True
    )
    yield from lack_lines(missing, dossier, wave.key, person)


def _parts(
    dossier: Dossier, workplace: Workplace, person: Person, now: datetime
) -> Iterator[Element]:
    """Every kind of row: its newest, and for those who run the change the way to one more."""
    runs = is_editor(dossier.change, workplace, person.key)
    open_items = [item for item in dossier.items if item.done_at is None]
    for kind, title, rows, add in (
        (RowKind.WAVE, _("Waves"), dossier.waves, _("Add a wave")),
        (RowKind.ROLLBACK, _("The way back"), dossier.rollbacks[:1], _("Write the rollback plan")),
        (RowKind.RISK, _("Risks"), dossier.risks, _("Add a risk")),
        (RowKind.MEASURE, _("Measures"), dossier.measures, _("Add a measure")),
        (RowKind.SURVEY, _("Surveys"), dossier.surveys, _("Add a survey")),
        (RowKind.ITEM, _("Action items still open"), open_items, _("Add an action item")),
    ):
        may_add = runs and not (kind is RowKind.ROLLBACK and rows)
        if not rows and not may_add:
            continue
        if rows:
            yield build.text(title, bold=True, subtle=True, small=True)
        for row in _in_sight(rows, dossier):
            yield _line(row, kind, dossier, workplace, now, runs=runs)
        yield from _unlisted(rows)
        if may_add:
            form = OpenRowForm(kind=kind, change=dossier.change.key)
            yield build.adding(build.opener(add, form))


def _line(
    row: PlanRow,
    kind: RowKind,
    dossier: Dossier,
    workplace: Workplace,
    now: datetime,
    *,
    runs: bool,
) -> Element:
    """Rows that are worked with have a card of their own; the others open their form at once."""
    name = in_a_line(called(row) or row.key, _NAMED)
    press: Action
    if kind in (RowKind.WAVE, RowKind.SURVEY, RowKind.ITEM) or not runs:
        press = build.button(_("Show: {row}").format(row=name), _show(row))
    else:
        form = OpenRowForm(kind=kind, change=row.change, row=row.key)
        press = build.opener(_("Edit: {row}").format(row=name), form)
    return build.line(press, name, at_a_glance(row, dossier, workplace, now))


def _show(row: PlanRow) -> Payload:
    match row:
        case Wave():
            return ShowWave(wave=row.key)
        case Survey():
            return ShowSurvey(survey=row.key)
        case _:
            return ShowRow(row=row.key)


def _in_sight(rows: Sequence[PlanRow], dossier: Dossier) -> Sequence[PlanRow]:
    """The newest of a kind; but of many waves those that come next, the pilot before the others."""
    to_come = [row for row in rows if isinstance(row, Wave) and _is_to_come(row, dossier)]
    return to_come[:_LISTED] if len(to_come) > _LISTED else rows[-_LISTED:]


def _is_to_come(wave: Wave, dossier: Dossier) -> bool:
    return state_of(dossier, wave).announced_at is None


def _unlisted(rows: Sequence[PlanRow]) -> Iterator[Element]:
    if len(rows) > _LISTED:
        more = counted(
            "One more is in the list.",
            "{n} more are in the list.",
            len(rows) - _LISTED,
        )
        yield build.text(more, small=True, subtle=True, close=True)


def _concerns(dossier: Dossier, workplace: Workplace, now: datetime) -> Iterator[Element]:
    unanswered = waiting(dossier)
    if not dossier.concerns:
        return
    title = _("Questions and problems that wait for an answer")
    yield build.text(title, bold=True, subtle=True, small=True)
    if not unanswered:
        yield build.text(_("All were answered."), close=True)
    for concern in unanswered[:_LISTED]:
        name = in_a_line(called(concern), _NAMED)
        press = build.opener(
            _("Open: {row}").format(row=name),
            OpenLine(kind=concern.kind.lower(), change=concern.change, row=concern.key),
        )
        yield build.line(press, name, at_a_glance(concern, dossier, workplace, now))
    if len(unanswered) > _LISTED:
        more = counted("One more waits.", "{n} more wait.", len(unanswered) - _LISTED)
        yield build.text(more, small=True, subtle=True, close=True)
