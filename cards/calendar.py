"""The calendar: what is coming in the next weeks, and where it is too much at once (S-28).

Everybody of the organisation may see it. Drafts are not on it, nor who does what.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from cards import build, calendar_week
from cards.build import CardJson
from cards.elements import Element
from cards.payloads import CHOSEN, ShowChange, ShowHome
from cards.row_words import in_a_line
from cards.words import _, days, language, speaking
from playbook.coming import Week, weeks_from
from playbook.dossier import Dossier
from playbook.hours import public_holidays
from playbook.records import Person
from playbook.workplace import Workplace

WEEKS = 8
_CHOICES = 25
"""Changes to choose from; the number of any other can be said."""
_NAMED = 80
_SPELT_HERE = {"Labor Day": "Labour Day"}
"""The library of holidays spells it as in the United States."""


def draw(
    dossiers: Sequence[Dossier], workplace: Workplace, person: Person, now: datetime
) -> CardJson:
    """The next eight weeks. `dossiers` are all changes."""
    today = workplace.today(now)
    with speaking(person.language):
        first = _("The next eight weeks")
        weeks = weeks_from(dossiers, workplace, now, WEEKS)
        return build.card(
            first,
            build.heading(first),
            *_empty(weeks),
            *_weeks(weeks, workplace, today),
            *_buttons(weeks),
        )


def _empty(weeks: Sequence[Week]) -> Iterator[Element]:
    if not any(week.happenings for week in weeks):
        yield build.text(
            _(
                "No change has days in these weeks. A change comes up here once it was sent for"
                " approval and has a go-live window, or a wave with days."
            )
        )


def _weeks(weeks: Sequence[Week], workplace: Workplace, today: date) -> Iterator[Element]:
    """A section a week; weeks in a row without anything share one, as room that is left."""
    closed = _public_holidays(weeks, workplace)
    for empty, run in groupby(weeks, lambda week: week.is_empty and not closed[week.monday]):
        if not empty:
            for week in run:
                yield build.section(_title(week, today))
                yield from calendar_week.draw(week, closed[week.monday], today)
            continue
        first, *more = run
        title = days(first.monday, more[-1].span[1], today) if more else _title(first, today)
        yield build.section(title)
        yield build.text(_("Nothing is planned."), subtle=True, close=True)


def _title(week: Week, today: date) -> str:
    first, last = week.span
    if first <= today <= last:
        return _("This week")
    return _("Week of {monday}").format(monday=days(first, first, today))


def _public_holidays(
    weeks: Sequence[Week], workplace: Workplace
) -> Mapping[date, list[tuple[date, str]]]:
    """The public holidays of each week, by its Monday: those of the office's province."""
    years = range(weeks[0].span[0].year, weeks[-1].span[1].year + 1)
    named = [
        (day, _SPELT_HERE.get(name, name))
        for year in years
        for day, name in public_holidays(workplace.office.province, year, language()).items()
    ]
    return {
        week.monday: sorted(each for each in named if week.span[0] <= each[0] <= week.span[1])
        for week in weeks
    }


def _buttons(weeks: Sequence[Week]) -> Iterator[Element]:
    coming = {
        happening.dossier.change.key: happening.dossier.change.project_name
        for week in weeks
        for happening in week.happenings
    }
    home = build.button(_("My overview"), ShowHome())
    if not coming:
        yield build.buttons(home)
        return
    choices = [
        (key, _("{change}: {title}").format(change=key, title=in_a_line(name, _NAMED)))
        for key, name in list(coming.items())[:_CHOICES]
    ]
    soonest = choices[0][0]
    if len(choices) > 1:
        yield build.choice_input(CHOSEN, _("Which change?"), choices, value=soonest)
    yield build.buttons(build.button(_("Show the change"), ShowChange(change=soonest)), home)
