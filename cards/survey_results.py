"""What a survey brought: live counts without names, and the results for the project team."""

from collections.abc import Iterator
from datetime import datetime

from cards import build
from cards.build import CardJson
from cards.elements import Element
from cards.payloads import OpenRowForm, RowKind, ShowPlan
from cards.words import _, count, counted, moment, speaking, window
from playbook.dossier import Dossier
from playbook.editors import is_editor
from playbook.fields import asked_of
from playbook.records import Feeling, Person, Survey, SurveyAnswer
from playbook.surveys import Tally, closes_at, is_open, opens_at, tally
from playbook.workplace import Workplace

_COLOURS = {
    Feeling.WELL: "good",
    Feeling.MOSTLY: "categoricalTeal",
    Feeling.MIXED: "neutral",
    Feeling.HARDLY: "warning",
    Feeling.NOT: "attention",
}
_QUOTED = 3
"""Quotes under each question; the list has all of them."""
_LONG = 280
"""Characters of one quote."""


def counts(dossier: Dossier, survey: Survey, *, over: bool = False) -> CardJson:
    """How many chose what, so far: no names, since the whole channel reads it."""
    told = tally(dossier, survey)
    line = _("In the end: {answers}") if over else _("So far: {answers}")
    first = line.format(answers=_answers(told))
    return build.card(
        first,
        build.heading(first),
        build.facts(*((_(feeling), count(told.counts[feeling])) for feeling in Feeling)),
        build.text(
            _("Names are not shown here.") if over else _("This card counts along, without names."),
            small=True,
            subtle=True,
        ),
    )


def results(dossier: Dossier, survey: Survey, *, post: str = "") -> CardJson:
    """For the project team: the chart, the same in words, and what people wrote, with names."""
    told = tally(dossier, survey)
    first = _("Results: {survey}").format(survey=survey.name)
    item = OpenRowForm(
        kind=RowKind.ITEM, change=survey.change, source=survey.key, what="", post=post
    )
    return build.card(
        first,
        build.heading(first),
        build.text(
            _("{change}. {days}").format(
                change=dossier.change.project_name,
                days=window(survey.opens_on, survey.closes_on),
            ),
            small=True,
            subtle=True,
            close=True,
        ),
        *_drawn(told),
        *_in_words(told),
        build.buttons(
            build.opener(_("Add an action item"), item),
            build.button(_("Plan"), ShowPlan(change=survey.change, post=post)),
        ),
    )


def show(
    dossier: Dossier,
    survey: Survey,
    workplace: Workplace,
    person: Person,
    now: datetime,
    *,
    opening: tuple[Element, ...] = (),
) -> CardJson:
    """The survey as those who run the change find it in the plan."""
    told = tally(dossier, survey)
    with speaking(person.language):
        runs = is_editor(dossier.change, workplace, person.key)
        edit = OpenRowForm(kind=RowKind.SURVEY, change=survey.change, row=survey.key)
        place = workplace.conversations.get(survey.channel.id)
        return build.card(
            survey.name,
            *opening,
            build.heading(survey.name),
            build.text(_stands(survey, workplace, now)),
            build.facts((_("Asked in"), place.name if place else survey.channel.name)),
            *(_drawn(told) if told.answers else (build.text(_answers(told)),)),
            *(_in_words(told) if runs else ()),
            build.buttons(
                *([build.opener(_("Edit"), edit)] if runs else []),
                build.button(_("Plan"), ShowPlan(change=survey.change)),
            ),
        )


def _stands(survey: Survey, workplace: Workplace, now: datetime) -> str:
    opens, closes = opens_at(survey, workplace.office), closes_at(survey, workplace.office)
    if opens is None or closes is None:
        return _("Not complete yet: it has no days.")
    if is_open(survey, workplace.office, now):
        line, when = _("Open: on {when} it closes."), closes
    elif now < opens:
        line, when = _("On {when} it is asked."), opens
    else:
        line, when = _("On {when} it closed."), closes
    return line.format(when=moment(when, workplace.zone, now))


def _answers(told: Tally) -> str:
    if not told.answers:
        return _("No answers yet")
    return counted("One answer", "{n} answers", len(told.answers))


def _drawn(told: Tally) -> Iterator[Element]:
    """The chart, and all that it shows in one sentence."""
    if not told.answers:
        yield build.text(_("Nobody answered."))
        return
    named = "; ".join(
        _("{choice}: {number}").format(choice=_(feeling), number=count(number))
        for feeling, number in told.counts.items()
        if number
    )
    yield build.text(_("{answers}. {named}.").format(answers=_answers(told), named=named))
    yield build.chart(
        _("How it goes, by number of answers"),
        [(_(feeling), told.counts[feeling], _COLOURS[feeling]) for feeling in Feeling],
    )


def _in_words(told: Tally) -> Iterator[Element]:
    for kept in asked_of(SurveyAnswer):
        said = [
            answer for answer in told.answers if kept.name != "feeling" and _said(answer, kept.name)
        ]
        if not said:
            continue
        yield build.text(_(kept.label), bold=True)
        for answer in said[:_QUOTED]:
            quote = _("{who}: {words}").format(
                who=answer.by.name, words=_short(_said(answer, kept.name))
            )
            yield build.quoted(quote)
        if len(said) > _QUOTED:
            more = counted(
                "One more is in the list “Survey answers”.",
                "{n} more are in the list “Survey answers”.",
                len(said) - _QUOTED,
            )
            yield build.text(more, small=True, subtle=True, close=True)


def _said(answer: SurveyAnswer, field: str) -> str:
    return str(getattr(answer, field))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONG else words[:_LONG].rsplit(maxsplit=1)[0] + " …"
