"""A change's plan, as one person sees it: of each part how much is done, what is missing, and the
way to it.
"""

from collections.abc import Iterator
from datetime import datetime

from cards import additions, build, differences, hindsight, part_words, wave_words
from cards.build import CardJson
from cards.elements import Action, Element
from cards.part_words import how_much, stands
from cards.payloads import (
    OpenRowForm,
    RowKind,
    ShowCalendar,
    ShowChange,
    ShowPart,
    ShowRoles,
    ShowRoute,
    ShowWave,
)
from cards.row_words import called
from cards.rowform import form_of, title_of
from cards.words import _, counted, speaking
from playbook.adding import may_be_asked
from playbook.completeness import Part, PartKind, parts
from playbook.digest import next_wave
from playbook.dossier import Dossier
from playbook.editors import is_editor
from playbook.readiness import lacks
from playbook.records import Person, Wave, WaveState
from playbook.standing import standing
from playbook.waves import state_of
from playbook.workplace import Workplace

_GO_ON = (PartKind.ITEMS, PartKind.SURVEYS)
"""Parts that are never whole: they go on for as long as a change does."""
_ONLY_WHERE_ANY = (PartKind.CONDITIONS, PartKind.CONCERNS)
_NEED_NOT_BE = (PartKind.DEPENDENCIES, *_ONLY_WHERE_ANY)
"""Parts that a change may well do without."""


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
        found = parts(dossier, workplace, now)
        runs = is_editor(change, workplace, person.key)
        return build.card(
            first,
            *opening,
            build.heading(first),
            build.text(_summary(found, runs=runs), close=True),
            *hindsight.owed(dossier, workplace, now, person.key),
            *_next(dossier, workplace, now),
            *(
                _line(part, dossier, person, runs=runs)
                for part in found
                if part.kind is not PartKind.SURVEYS
                and (part.whole or part.kind not in _ONLY_WHERE_ANY)
            ),
            *differences.meter(dossier),
            build.buttons(
                build.button(_("The change"), ShowChange(change=change.key)),
                build.button(_("Calendar"), ShowCalendar()),
                build.button(
                    part_words.called(PartKind.SURVEYS),
                    ShowPart(change=change.key, kind=PartKind.SURVEYS),
                    name=f"part-{PartKind.SURVEYS}",
                ),
            ),
            *_asking(dossier),
        )


def _asking(dossier: Dossier) -> Iterator[Element]:
    """The way to ask for something more, for everybody who looks at the plan (S-27)."""
    if may_be_asked(standing(dossier)):
        yield build.buttons(additions.button(dossier.change.key))


def _summary(found: tuple[Part, ...], *, runs: bool) -> str:
    """How many parts are done, in a sentence; what goes on for ever is not among them, nor what a
    change need not have.
    """
    counts = [
        part
        for part in found
        if part.kind not in _GO_ON and (part.whole or part.kind not in _NEED_NOT_BE)
    ]
    done = sum(part.complete for part in counts)
    if done == len(counts):
        return _("Complete: every part has all that it needs.")
    line = (
        _("Complete: {done} of {whole} parts. Press one to fill it.")
        if runs
        else _("Complete: {done} of {whole} parts. Press one to see it.")
    )
    return line.format(done=done, whole=len(counts))


def _next(dossier: Dossier, workplace: Workplace, now: datetime) -> Iterator[Element]:
    """The next wave, and how much stands in its way; or the last one, once all were announced."""
    wave = next_wave(dossier)
    told = [one for one in dossier.waves if state_of(dossier, one).announced_at is not None]
    if wave is not None:
        first = _("Next: {wave}").format(wave=wave.name)
        press = build.button(_("Show: {row}").format(row=wave.name), ShowWave(wave=wave.key))
        yield build.line(press, first, _before(dossier, wave, workplace, now))
    elif not dossier.waves:
        yield build.text(_("No wave is planned yet. A pilot with a small group comes first."))
    elif not any(one.announce_on for one in dossier.waves):
        line = _("Begin with “{wave}”: choose its owner, its days, and who is told where.")
        yield build.text(line.format(wave=dossier.waves[0].name))
    elif told:
        name = told[-1].name
        press = build.button(_("Show: {row}").format(row=name), ShowWave(wave=told[-1].key))
        where = state_of(dossier, told[-1])
        yield build.line(press, name, wave_words.stands(told[-1], where, workplace, now))


def _before(dossier: Dossier, wave: Wave, workplace: Workplace, now: datetime) -> str:
    missing = len(lacks(dossier, wave, workplace, now))
    if missing:
        return counted(
            "One thing is still missing before it can be announced.",
            "{n} things are still missing before it can be announced.",
            missing,
        )
    if state_of(dossier, wave).state is WaveState.SCHEDULED:
        return _("It is scheduled.")
    return _("Nothing is missing, so it can be scheduled.")


def _line(part: Part, dossier: Dossier, person: Person, *, runs: bool) -> Element:
    """One part: what it is, how much of it is done, what is missing, and the way there."""
    name, told = part_words.called(part.kind), stands(part, dossier, person.key)
    form = form_of(part.kind) if runs and not part.whole else None
    if form:
        told = _("{told} {add}.").format(told=told, add=title_of(form, new=True))
    much = how_much(part)
    spoken = much or told
    spoken = _("{part}: {stands}").format(part=name, stands=spoken)
    return build.line(_press(part, dossier, spoken, runs=runs), name, told, aside=much)


def _press(part: Part, dossier: Dossier, spoken: str, *, runs: bool) -> Action:
    """What a line opens: the form of the first row, where there is none yet; of the only one, where
    there is never another; and its rows otherwise.
    """
    change, name = dossier.change.key, f"part-{part.kind}"
    short = part_words.called(part.kind)
    match part.kind:
        case PartKind.APPROVAL:
            return build.button(spoken, ShowRoute(change=change), name=name, short=short)
        case PartKind.ROLES:
            return build.button(spoken, ShowRoles(change=change), name=name, short=short)
        case kind if runs and not part.whole and (form := form_of(kind)):
            return build.opener(title_of(form, new=True), OpenRowForm(kind=form, change=change))
        case PartKind.ROLLBACK if runs and dossier.rollback is not None:
            row = dossier.rollback
            edit = OpenRowForm(kind=RowKind.ROLLBACK, change=change, row=row.key)
            return build.opener(_("Edit: {row}").format(row=called(row)), edit)
        case kind:
            return build.button(spoken, ShowPart(change=change, kind=kind), name=name, short=short)
