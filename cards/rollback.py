"""The card of whoever decides on a rollback: agreed before anything began, so that it is short."""

from collections.abc import Iterator
from datetime import datetime

from cards import build, wave_words
from cards.build import CardJson
from cards.elements import Element
from cards.payloads import MoveWave, ShowWave
from cards.words import _
from playbook.dossier import Dossier
from playbook.fields import field_of
from playbook.records import Person, Rollback, Wave, WaveState
from playbook.waves import Waving, open_moves, state_of
from playbook.workplace import Workplace


def draw(
    dossier: Dossier,
    wave: Wave,
    workplace: Workplace,
    reader: Person,
    now: datetime,
    *,
    post: str = "",
) -> CardJson:
    """The trigger, the first steps, and the one button that stops the wave."""
    where = state_of(dossier, wave)
    paused = where.state is WaveState.PAUSED
    first = (
        _("Paused: {wave}") if paused else _("{wave} is announced, and you can pause it")
    ).format(wave=wave.name)
    return build.card(
        first,
        build.heading(first),
        build.text(
            _("{change}. {days}").format(
                change=dossier.change.project_name, days=wave_words.days(wave)
            ),
            small=True,
            subtle=True,
            close=True,
        ),
        *(_paused(wave, where, workplace, now) if paused else _awake()),
        *_agreed(dossier.rollback),
        *_buttons(dossier, wave, where, workplace, reader, post),
    )


def _awake() -> Iterator[Element]:
    yield build.text(
        _(
            "This was agreed beforehand. Pausing stops everything that is still to be sent for this"
            " wave, and says so under its announcement."
        )
    )


def _paused(wave: Wave, where: Waving, workplace: Workplace, now: datetime) -> Iterator[Element]:
    yield build.text(wave_words.stands(wave, where, workplace, now), bold=True)
    if where.reason:
        yield from build.labelled(_("Reason"), where.reason)
    yield build.text(_("Nothing more is sent for this wave until it is taken up again."))


def _agreed(rollback: Rollback | None) -> Iterator[Element]:
    """The trigger, what is put back, and who is told, each in its order (S-90, S-92, S-93)."""
    if rollback is None:
        return
    if rollback.trigger:
        yield from build.labelled(_(field_of(Rollback, "trigger").label), rollback.trigger)
    told = (f"{one.who}: {one.within}" if one.within else one.who for one in rollback.notices)
    yield from _numbered(_(field_of(Rollback, "steps").label), rollback.restoration)
    yield from _numbered(_(field_of(Rollback, "tells").label), tuple(told))


def _numbered(label: str, lines: tuple[str, ...]) -> Iterator[Element]:
    """A heading, and under it what is done or who is told, in order."""
    if not lines:
        return
    first, *others = (
        _("{number}. {line}").format(number=number, line=line)
        for number, line in enumerate(lines, start=1)
    )
    yield from build.labelled(label, first)
    yield from (build.quoted(line) for line in others)


def _buttons(
    dossier: Dossier,
    wave: Wave,
    where: Waving,
    workplace: Workplace,
    reader: Person,
    post: str,
) -> Iterator[Element]:
    show = build.button(_("Show the wave"), ShowWave(wave=wave.key, post=post))
    moves = open_moves(dossier, workplace, wave, reader)
    if where.state is WaveState.PAUSED and moves:
        step = MoveWave(wave=wave.key, to=moves[0], ordinal=where.ordinal + 1, post=post)
        title = _("Take up again")
        yield build.buttons(build.button(title, step, name="take-up", primary=True), show)
    elif WaveState.PAUSED in moves:
        step = MoveWave(wave=wave.key, to=WaveState.PAUSED, ordinal=where.ordinal + 1, post=post)
        yield build.lines_input(
            "reason", _("Why? Those who run the change and its sponsor read it.")
        )
        yield build.buttons(build.button(_("Pause this wave"), step, name="pause-wave"), show)
    else:
        yield build.buttons(show)
