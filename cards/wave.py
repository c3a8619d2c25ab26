"""A wave as those who run the change see it: what, when, where, what it lacks, who was told."""

from collections.abc import Iterator
from datetime import datetime

from cards import build, clashes, wave_words
from cards.build import CardJson
from cards.elements import Action, Element
from cards.lacking import lack_lines
from cards.payloads import MoveWave, OpenRowForm, RowKind, ShowPlan
from cards.words import _, day, speaking
from playbook import commands
from playbook.dossier import Dossier
from playbook.editors import is_editor
from playbook.hours import working_day_from
from playbook.readiness import lacks
from playbook.records import Person, Wave, WaveState
from playbook.sequencing import frozen
from playbook.waves import Waving, open_moves, state_of
from playbook.workplace import Workplace

_BEFORE = (WaveState.PLANNED, WaveState.SCHEDULED, WaveState.HELD)


def draw(
    dossier: Dossier,
    wave: Wave,
    workplace: Workplace,
    person: Person,
    now: datetime,
    *,
    opening: tuple[Element, ...] = (),
    move: commands.MoveWave | None = None,
) -> CardJson:
    """The wave for one person. `opening` stands at the top: what just happened. `move` is one
    that was not accepted as it was; what was typed is kept on the card.
    """
    where = state_of(dossier, wave)
    with speaking(person.language):
        title = wave.name or _("A wave without a name yet")
        return build.card(
            title,
            *opening,
            build.heading(title),
            build.text(wave_words.stands(wave, where, workplace, now)),
            *_why_paused(where),
            _facts(dossier, wave, workplace, now),
            *_frozen(dossier, wave, where, workplace, now),
            *_lacks(dossier, wave, where, workplace, person, now),
            *_reach(dossier, wave, where),
            *_buttons(dossier, wave, where, workplace, person),
            *_pause(dossier, wave, where, workplace, person, move),
        )


def _why_paused(where: Waving) -> Iterator[Element]:
    if where.state is WaveState.PAUSED and where.reason:
        yield from build.labelled(_("Reason"), where.reason)


def _facts(dossier: Dossier, wave: Wave, workplace: Workplace, now: datetime) -> Element:
    place = workplace.conversations.get(wave.channel.id)
    morning = working_day_from(wave.announce_on, workplace.office) if wave.announce_on else None
    told_on = day(morning, workplace.today(now)) if morning else ""
    return build.facts(
        (_("Change"), dossier.change.project_name or dossier.change.key),
        (_("Kind"), _(wave.kind)),
        (_("Days"), wave_words.days(wave)),
        (_("People are told on"), told_on or _("No day chosen yet")),
        (_("In the channel"), place.name if place and place.name else wave.channel.name),
        (_("One by one"), wave.audience.name),
        (_("Owner"), wave.owner.name or _("nobody yet")),
    )


def _frozen(
    dossier: Dossier, wave: Wave, where: Waving, workplace: Workplace, now: datetime
) -> Iterator[Element]:
    """A warning, which holds nothing up: whoever schedules it may know better (S-28)."""
    if where.state in _BEFORE:
        found = frozen(dossier, wave, workplace, now)
        for told in clashes.lines(found, (), workplace.today(now)):
            yield build.text(told)


def _lacks(
    dossier: Dossier,
    wave: Wave,
    where: Waving,
    workplace: Workplace,
    person: Person,
    now: datetime,
) -> Iterator[Element]:
    """What is missing before anybody is told; nothing once everybody was."""
    if where.state not in _BEFORE:
        return
    missing = lacks(dossier, wave, workplace, now)
    if missing:
        yield build.text(_("Still missing before anybody is told:"), bold=True)
    elif where.state is not WaveState.SCHEDULED:
        yield build.text(_("Everything is there, so it can be scheduled."))
    yield from lack_lines(missing, dossier, wave.key, person)


def _reach(dossier: Dossier, wave: Wave, where: Waving) -> Iterator[Element]:
    if where.announced_at is None:
        return
    if told := wave_words.reached(dossier, wave):
        yield build.text(told)
    yield build.text(wave_words.read_by(dossier, wave), close=bool(told))


def _buttons(
    dossier: Dossier, wave: Wave, where: Waving, workplace: Workplace, person: Person
) -> Iterator[Element]:
    actions: list[Action] = []
    moves = open_moves(dossier, workplace, wave, person)
    for to in moves:
        if to is WaveState.PAUSED:
            actions.append(build.toggle(_("Pause"), "pause"))
        elif where.state is not WaveState.HELD or to is WaveState.SCHEDULED:
            step = MoveWave(wave=wave.key, to=to, ordinal=where.ordinal + 1)
            forward = to is WaveState.SCHEDULED or where.state is WaveState.PAUSED
            actions.append(
                build.button(_title(where, to), step, name=f"to-{to.lower()}", primary=forward)
            )
    if is_editor(dossier.change, workplace, person.key):
        form = OpenRowForm(kind=RowKind.WAVE, change=wave.change, row=wave.key)
        actions.append(build.opener(_("Edit"), form))
    yield build.buttons(*actions, build.button(_("Plan"), ShowPlan(change=wave.change)))


def _title(where: Waving, to: WaveState) -> str:
    if where.state is WaveState.PAUSED:
        return _("Take up again")
    if to is WaveState.PLANNED:
        return _("Unschedule")
    return _("Schedule again") if where.state is WaveState.HELD else _("Schedule")


def _pause(
    dossier: Dossier,
    wave: Wave,
    where: Waving,
    workplace: Workplace,
    person: Person,
    tried: commands.MoveWave | None,
) -> Iterator[Element]:
    if WaveState.PAUSED not in open_moves(dossier, workplace, wave, person):
        return
    step = MoveWave(wave=wave.key, to=WaveState.PAUSED, ordinal=where.ordinal + 1)
    yield build.hidden(
        "pause",
        build.lines_input(
            "reason",
            _("Why? Those who run the change and its sponsor read it."),
            value=tried.reason if tried else "",
        ),
        build.buttons(build.button(_("Pause this wave"), step, name="pause-wave")),
        shown=tried is not None,
    )
