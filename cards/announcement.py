"""A wave's announcement, as the people read it whose work changes."""

from collections.abc import Iterator
from enum import Enum, auto

from cards import build
from cards.build import CardJson
from cards.elements import Element
from cards.payloads import GotIt, OpenConcern
from cards.words import _, day, window
from playbook.concerns import owner_of
from playbook.dossier import Dossier
from playbook.fields import Who, field_of
from playbook.records import ConcernKind, Phase, Wave, WaveState
from playbook.standing import standing
from playbook.waves import state_of
from playbook.workplace import Workplace

_TOLD = ("what_changes", "what_stays", "day_one", "help")


def draw(
    dossier: Dossier, wave: Wave, workplace: Workplace, *, post: str = "", read: bool = False
) -> CardJson:
    """What changes, what stays, what to do on the first day, and where to get help.

    `post` is the key of the post that carries it. With `read` it is the view of somebody who
    has pressed "Got it".
    """
    halt = _halt(dossier, wave)
    first = _headline(dossier, wave, halt)
    return build.card(
        first,
        build.heading(first),
        build.text(
            _("{wave}. {days}").format(wave=wave.name, days=window(wave.first_day, wave.last_day)),
            small=True,
            subtle=True,
            close=True,
        ),
        *(_instead(halt) if halt else _noted(read=read)),
        *_told(wave),
        *_buttons(wave, post, read=read or bool(halt)),
        build.text(_who_hears(dossier, wave, workplace), small=True, subtle=True),
    )


def has_read(dossier: Dossier, wave: Wave, who: Who) -> bool:
    """Whether somebody has pressed "Got it" on this wave's announcement."""
    return any(
        one.got_it and one.person.id == who.id
        for sheet in dossier.sheets
        if sheet.about == wave.key
        for one in sheet.addressees
    )


class Halt(Enum):
    """Why people are not to do what an announcement says, or not yet."""

    PAUSED = auto()
    CALLED_OFF = auto()


def _halt(dossier: Dossier, wave: Wave) -> Halt | None:
    phase = standing(dossier).phase
    if phase in (Phase.CANCELLED, Phase.ROLLED_BACK):
        return Halt.CALLED_OFF
    paused = phase is Phase.PAUSED or state_of(dossier, wave).state is WaveState.PAUSED
    return Halt.PAUSED if paused else None


def _headline(dossier: Dossier, wave: Wave, halt: Halt | None) -> str:
    change, first = dossier.change.project_name, wave.first_day
    match halt:
        case Halt.PAUSED:
            return _("Paused for now: {change}").format(change=change)
        case Halt.CALLED_OFF:
            return _("Called off: {change}").format(change=change)
        case None:
            line = _("From {day}: {change}")
            return line.format(day=day(first, first) if first else "", change=change)


def _instead(halt: Halt) -> Iterator[Element]:
    """What to do in place of what was announced."""
    if halt is Halt.CALLED_OFF:
        yield build.text(_("This does not go on. Work as you did before."), bold=True)
        told = _("If something is still in your way, press “Something isn’t working”.")
    else:
        yield build.text(
            _("Do not start with this yet. Go on working as you did before."), bold=True
        )
        told = _(
            "If you have changed over already and something is in your way, press “Something isn’t"
            " working”. You hear here as soon as it goes on."
        )
    yield build.text(told, close=True)


def _noted(*, read: bool) -> Iterator[Element]:
    if read:
        yield build.text(
            _("Noted that you have read this. There is nothing else to do before the first day."),
            bold=True,
        )


def _told(wave: Wave) -> Iterator[Element]:
    for name in _TOLD:
        yield from build.labelled(_(field_of(Wave, name).label), getattr(wave, name))


def _buttons(wave: Wave, post: str, *, read: bool) -> Iterator[Element]:
    """Two rows, since the three titles do not fit beside each other on a phone."""
    question = build.opener(
        _("I have a question"), OpenConcern(kind=ConcernKind.QUESTION, wave=wave.key, post=post)
    )
    problem = build.opener(
        _("Something isn’t working"),
        OpenConcern(kind=ConcernKind.PROBLEM, wave=wave.key, post=post),
    )
    if read:
        yield build.buttons(question)
    else:
        got_it = build.button(
            _("Got it"), GotIt(wave=wave.key, post=post), name="got-it", primary=True
        )
        yield build.buttons(got_it, question)
    yield build.buttons(problem)


def _who_hears(dossier: Dossier, wave: Wave, workplace: Workplace) -> str:
    asked = owner_of(ConcernKind.QUESTION, wave, dossier, workplace).name
    told = owner_of(ConcernKind.PROBLEM, wave, dossier, workplace).name
    if asked == told:
        return _("{who} answers questions, and hears at once what is not working.").format(
            who=asked
        )
    return _("{who} answers questions. {support} hears at once what is not working.").format(
        who=asked, support=told
    )
