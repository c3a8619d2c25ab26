"""One part of a change's plan: its rows with what each still lacks, and the way to one more."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from cards import build, part_words
from cards.build import CardJson
from cards.elements import Action, Element
from cards.part_words import how_much, stands
from cards.payloads import OpenLine, OpenRowForm, Payload, ShowPlan, ShowRow, ShowWave
from cards.payloads import ShowSurvey as ShowTheSurvey
from cards.row_words import at_a_glance, called, in_a_line
from cards.rowform import form_of, has_form, kind_of, title_of
from cards.words import _, counted, day, speaking
from playbook.completeness import Part, PartKind, parts, rows_of
from playbook.concerns import waiting
from playbook.dossier import Dossier
from playbook.editors import is_editor
from playbook.gaps import Gap, gaps_in
from playbook.records import (
    ActionItem,
    Communication,
    Concern,
    Condition,
    Dependency,
    Measure,
    Person,
    PlanRow,
    Record,
    Risk,
    Rollback,
    Survey,
    TrainingItem,
    Wave,
)
from playbook.waves import state_of
from playbook.workplace import Workplace

_LISTED = 12
"""Rows with a line of their own; the list has all."""
_NAMED = 80
"""Characters of a row's name on its line."""
_AT_A_GLANCE: Mapping[type[PlanRow], tuple[Gap, ...]] = {
    Wave: (Gap.DAY,),
    Risk: (Gap.REVIEW,),
    Rollback: (Gap.DECIDER,),
    Measure: (Gap.OWNER, Gap.BASELINE),
    Survey: (Gap.DAY,),
    ActionItem: (Gap.OPEN, Gap.LATE),
    Concern: (Gap.OPEN,),
}
"""What the line under a row's name tells anyway."""


def draw(
    dossier: Dossier, kind: PartKind, workplace: Workplace, person: Person, now: datetime
) -> CardJson:
    """The rows of one part for one person."""
    change = dossier.change
    with speaking(person.language):
        first = part_words.called(kind)
        runs = is_editor(change, workplace, person.key)
        part = next(part for part in parts(dossier, workplace, now) if part.kind is kind)
        rows = _ordered(rows_of(dossier, kind), dossier, workplace, now)
        return build.card(
            _("{part}: {change}").format(part=first, change=change.project_name or change.key),
            build.heading(first),
            build.text(
                _("{change}: {title}").format(change=change.key, title=change.project_name),
                small=True,
                subtle=True,
                close=True,
            ),
            build.text(_sentence(part, dossier, person)),
            *(_line(row, dossier, workplace, now, runs=runs) for row in rows[:_LISTED]),
            *_unlisted(rows),
            *_add(kind, dossier, runs=runs),
            build.buttons(build.button(_("Plan"), ShowPlan(change=change.key))),
        )


def _sentence(part: Part, dossier: Dossier, person: Person) -> str:
    told, much = stands(part, dossier, person.key), how_much(part)
    return _("{much} done. {told}").format(much=much, told=told) if much else told


def _ordered(
    rows: Sequence[Record], dossier: Dossier, workplace: Workplace, now: datetime
) -> Sequence[Record]:
    """What is missing something first, and what is over last; between them what comes next before
    the rest, or where nothing has a day, the newest.
    """
    dated = any(isinstance(row, Wave | Communication | TrainingItem) for row in rows)
    given = tuple(rows) if dated else tuple(reversed(rows))
    return sorted(
        given,
        key=lambda row: (
            _is_over(row, dossier),
            not gaps_in(row, dossier, workplace, now),
            _day_of(row),
        ),
    )


def _day_of(row: Record) -> date:
    match row:
        case Communication(on=on) | TrainingItem(on=on):
            return on or date.max
        case Wave(announce_on=on) | Dependency(decide_by=on) | ActionItem(due=on):
            return on or date.max
        case _:
            return date.max


def _is_over(row: Record, dossier: Dossier) -> bool:
    match row:
        case Wave():
            return state_of(dossier, row).announced_at is not None
        case ActionItem():
            return not row.is_open
        case Concern():
            return all(one.key != row.key for one in waiting(dossier))
        case _:
            return False


def _line(
    row: Record, dossier: Dossier, workplace: Workplace, now: datetime, *, runs: bool
) -> Element:
    """Rows that are worked with have a card of their own; the others open their form at once."""
    if not isinstance(row, PlanRow):
        return _plainly(row, workplace, now)
    name = in_a_line(called(row) or row.key, _NAMED)
    known = _AT_A_GLANCE.get(type(row), ())
    gaps = [gap for gap in gaps_in(row, dossier, workplace, now) if gap not in known]
    lacks = "; ".join(part_words.lack(gap) for gap in gaps)
    told = at_a_glance(row, dossier, workplace, now)
    if lacks:
        missing = _("Missing: {what}.").format(what=lacks)
        told = _("{told}. {missing}").format(told=told, missing=missing) if told else missing
    return build.line(_press(row, name, runs=runs), name, told)


def _press(row: PlanRow, name: str, *, runs: bool) -> Action:
    if isinstance(row, Concern):
        shown = OpenLine(kind=row.kind.lower(), change=row.change, row=row.key)
        return build.opener(_("Open: {row}").format(row=name), shown)
    if runs and has_form(row) and not isinstance(row, Wave | Survey | ActionItem):
        form = OpenRowForm(kind=kind_of(row), change=row.change, row=row.key)
        return build.opener(_("Edit: {row}").format(row=name), form)
    return build.button(_("Show: {row}").format(row=name), _show(row))


def _show(row: PlanRow) -> Payload:
    match row:
        case Wave():
            return ShowWave(wave=row.key)
        case Survey():
            return ShowTheSurvey(survey=row.key)
        case _:
            return ShowRow(row=row.key)


def _plainly(row: Record, workplace: Workplace, now: datetime) -> Element:
    """A condition, which has no card of its own."""
    if not isinstance(row, Condition):
        return build.text(row.key)
    by = _("{who}, by {day}").format(who=row.owner.name, day=day(row.due, workplace.today(now)))
    return build.group(build.text(in_a_line(row.what)), build.text(by, small=True, close=True))


def _unlisted(rows: Sequence[Record]) -> Iterator[Element]:
    if len(rows) > _LISTED:
        more = counted("One more is in the list.", "{n} more are in the list.", len(rows) - _LISTED)
        yield build.text(more, small=True, subtle=True)


def _add(kind: PartKind, dossier: Dossier, *, runs: bool) -> Iterator[Element]:
    """The way to one more, for those who run the change; there is one way back."""
    form = form_of(kind)
    only_one = kind is PartKind.ROLLBACK and dossier.rollback is not None
    if runs and form and not only_one:
        payload = OpenRowForm(kind=form, change=dossier.change.key)
        yield build.adding(build.opener(title_of(form, new=True), payload))
