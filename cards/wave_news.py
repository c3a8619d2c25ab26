"""News of a wave: that it was held back, that it was paused, that it goes on."""

from collections.abc import Iterator
from datetime import datetime

from cards import build, wave_words
from cards.build import CardJson
from cards.elements import Element
from cards.lacking import lack_lines
from cards.payloads import OpenConcern, ShowWave
from cards.phases import names_of
from cards.words import _, moment, window
from playbook.correcting import told_before
from playbook.dossier import Dossier
from playbook.readiness import lacks
from playbook.records import ConcernKind, Person, Wave, WaveState
from playbook.waves import pausers, state_of
from playbook.workplace import Workplace


def held(
    dossier: Dossier,
    wave: Wave,
    workplace: Workplace,
    reader: Person,
    now: datetime,
    *,
    post: str = "",
) -> CardJson:
    """To the lead: the wave's day came, and something was missing."""
    first = _("Not announced: {wave}").format(wave=wave.name)
    missing = lacks(dossier, wave, workplace, now)
    return build.card(
        first,
        build.heading(first),
        build.text(
            _(
                "Its day came, and something was missing, so nobody has been told of “{change}”."
            ).format(change=dossier.change.project_name)
        ),
        *lack_lines(missing, dossier, wave.key, reader),
        build.text(
            _(
                "Next: once it is there, schedule the wave again. If its day has passed by then,"
                " people are told on the next working morning."
            )
        ),
        _show(wave, post),
    )


def paused(
    dossier: Dossier, wave: Wave, workplace: Workplace, now: datetime, *, post: str = ""
) -> CardJson:
    """To those who run the change and its sponsor: who paused it, why, and what follows."""
    where = state_of(dossier, wave)
    if where.state is not WaveState.PAUSED:
        first = _("Taken up again: {wave}").format(wave=wave.name)
        told: tuple[Element, ...] = (build.text(_goes_on(dossier, wave, workplace, now)),)
    else:
        first = _("Paused: {wave}").format(wave=wave.name)
        told = tuple(_stopped(dossier, wave, workplace, now))
    return build.card(
        first,
        build.heading(first),
        build.text(dossier.change.project_name, small=True, subtle=True, close=True),
        *told,
        _show(wave, post),
    )


def _goes_on(dossier: Dossier, wave: Wave, workplace: Workplace, now: datetime) -> str:
    step = state_of(dossier, wave).resumed
    if step is None:
        return _("It had been paused, and goes on now.")
    return _("It had been paused. On {when}, {who} took it up again, and it goes on.").format(
        when=moment(step.at, workplace.zone, now), who=step.by.name
    )


def _stopped(
    dossier: Dossier, wave: Wave, workplace: Workplace, now: datetime
) -> Iterator[Element]:
    where = state_of(dossier, wave)
    yield build.text(wave_words.stands(wave, where, workplace, now))
    if where.reason:
        yield from build.labelled(_("Reason"), where.reason)
    yield build.text(
        _(
            "Nothing more is sent for this wave. Whoever read of it in a channel is told there that"
            " it is paused."
        )
    )
    yield build.text(
        _("Next: {who} can take it up again.").format(
            who=names_of(pausers(dossier, workplace)) or _("the coordinator")
        )
    )


def paused_for_all(dossier: Dossier, wave: Wave) -> CardJson:
    """Under the announcement, where everybody reads it: what a pause means for them."""
    change = dossier.change.project_name
    if state_of(dossier, wave).state is not WaveState.PAUSED:
        first = _("This goes on again: {change}").format(change=change)
        told = _("The announcement above counts as it stands.")
    else:
        first = _("This is paused for now: {change}").format(change=change)
        told = _(
            "Do not start with it yet. Go on working as before; you hear here when it goes on."
        )
    return build.card(first, build.text(first, bold=True), build.text(told, close=True))


def moved(dossier: Dossier, wave: Wave, *, in_thread: bool = False, post: str = "") -> CardJson:
    """To everybody who had heard other days: the days that count now, and that the rest stays."""
    where = state_of(dossier, wave)
    before = told_before(dossier, post) or (where.moved_from.days if where.moved_from else None)
    first = _("New days: {change}").format(change=dossier.change.project_name)
    now_days = window(*where.days_told) if where.days_told else ""
    old_days = window(*before) if before else ""
    rest = (
        _("Everything else in the announcement above stays as it is.")
        if in_thread
        else _("Everything else that you were told stays as it is.")
    )
    question = OpenConcern(kind=ConcernKind.QUESTION, wave=wave.key, post=post)
    return build.card(
        first,
        build.heading(first),
        build.text(_("{wave}: {days}").format(wave=wave.name, days=now_days), bold=True),
        build.text(_("You were told: {days}.").format(days=old_days), close=True),
        build.text(rest),
        build.buttons(build.opener(_("I have a question"), question)),
    )


def _show(wave: Wave, post: str) -> Element:
    return build.buttons(
        build.button(_("Show the wave"), ShowWave(wave=wave.key, post=post), primary=True)
    )
