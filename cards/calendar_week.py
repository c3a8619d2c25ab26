"""One week of the calendar: when nothing goes, what happens, and where it is too much."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from cards import build
from cards.clashes import when
from cards.elements import Element
from cards.row_words import in_a_line
from cards.words import _, counted, days
from playbook.coming import Between, Happening, Week
from playbook.footprint import Span, days_of
from playbook.records import FreezeWindow, Phase, WaveState
from playbook.sequencing import ClashKind, Load
from playbook.standing import standing
from playbook.waves import state_of

_LISTED = 5
"""Of each week, waves and warnings with a line of their own: the whole card must fit a message."""
_NAMED = 60
_FEW = 3


def draw(week: Week, public_holidays: Sequence[tuple[date, str]], today: date) -> Iterator[Element]:
    """What stands under the week's title. Warnings go by the changes' keys, with which the lines
    above them begin.
    """
    yield from _closed(week, public_holidays, today)
    yield from _happenings(week, today)
    warnings = [
        *_much(week.much),
        *_at_once(week.clashes, today),
        *_frozen(week.clashes),
    ]
    for line in warnings[:_LISTED]:
        yield build.text(line, alert=True)
    if len(warnings) > _LISTED:
        more = counted("One more overlap.", "{n} more overlaps.", len(warnings) - _LISTED)
        yield build.text(more, small=True, close=True)


def _happenings(week: Week, today: date) -> Iterator[Element]:
    by_change: dict[str, list[Happening]] = {}
    for happening in week.happenings[:_LISTED]:
        by_change.setdefault(happening.dossier.change.key, []).append(happening)
    for key, its in by_change.items():
        name = in_a_line(its[0].dossier.change.project_name, _NAMED)
        yield build.text(_("{change}: {title}").format(change=key, title=name), bold=True)
        for happening in its:
            yield build.text(_what(happening, today), small=True, close=True)
    if len(week.happenings) > _LISTED:
        more = counted(
            "One more is in the list.",
            "{n} more are in the list.",
            len(week.happenings) - _LISTED,
        )
        yield build.text(more, small=True, subtle=True, close=True)
    if not by_change:
        yield build.text(_("No change is planned."), subtle=True)


def _what(happening: Happening, today: date) -> str:
    """What happens of a change, when, and whether it is certain: "Pilot, March 9 to March 13"."""
    wave, phase = happening.stretch.wave, standing(happening.dossier).phase
    what = _("Go-live window")
    if wave is not None:
        what = in_a_line(wave.name, _NAMED) or _("A wave without a name yet")
    told = _("{what}, {days}").format(what=what, days=days(*happening.stretch.span, today))
    if phase is Phase.SUBMITTED:
        return _("{what} (not approved yet)").format(what=told)
    held_up = wave is not None and state_of(happening.dossier, wave).state is WaveState.PAUSED
    if held_up or phase is Phase.PAUSED:
        return _("{what} (paused)").format(what=told)
    return told


def _closed(
    week: Week, public_holidays: Sequence[tuple[date, str]], today: date
) -> Iterator[Element]:
    """The days on which nobody works, and those on which nothing is to be changed."""
    shut = [((day, day), name) for day, name in public_holidays]
    shut += [(span, row.name) for row in week.closings if (span := days_of(row))]
    told = [_shut(name, span, today) for span, name in sorted(shut)]
    told += [_freeze(row, today) for row in week.freezes]
    for line in told[:_LISTED]:
        yield build.text(line, small=True, close=True)
    if len(told) > _LISTED:
        more = counted("One more is in the list.", "{n} more are in the list.", len(told) - _LISTED)
        yield build.text(more, small=True, subtle=True, close=True)


def _shut(name: str, span: Span, today: date) -> str:
    line = _("Closed: {name}, {days}") if name else _("Closed: {days}")
    return line.format(name=in_a_line(name, _NAMED), days=days(*span, today))


def _freeze(row: FreezeWindow, today: date) -> str:
    """A freeze window, and what it is about: "Freeze window: Month end, March 30 (Accounting)"."""
    span = days_of(row)
    told = _("Freeze window: {name}, {days}").format(
        name=in_a_line(row.name, _NAMED) or _("no name yet"),
        days=days(*span, today) if span else "",
    )
    about = in_a_line(", ".join(line for line in row.systems.splitlines() if line.strip()), _NAMED)
    return _("{window} ({systems})").format(window=told, systems=about) if about else told


def _much(loads: Sequence[Load]) -> Iterator[str]:
    """Where it is much for a team; the same changes are told once, however many teams have them."""
    for changes, its in groupby(sorted(loads, key=_changes_of), _changes_of):
        teams = [f"“{in_a_line(each.team, _NAMED)}”" for each in its]
        yield _("Much at once for {teams}: {changes}.").format(
            teams=_few(teams), changes=_few(changes)
        )


def _changes_of(load: Load) -> tuple[str, ...]:
    return load.changes


def _few(named: Sequence[str]) -> str:
    """The first names of a list, and how many more there are."""
    first = ", ".join(named[:_FEW])
    if len(named) <= _FEW:
        return first
    more = counted("one more", "{n} more", len(named) - _FEW)
    return _("{names} and {more}").format(names=first, more=more)


def _frozen(clashes: Sequence[Between]) -> Iterator[str]:
    """Which changes fall into each freeze window."""
    caught: dict[str, dict[str, None]] = {}
    for each in clashes:
        if each.clash.kind is ClashKind.FREEZE:
            caught.setdefault(each.clash.what, {})[each.change] = None
    for what, changes in caught.items():
        name = in_a_line(what, _NAMED) or _("no name yet")
        yield _("Nothing is to be changed during “{name}”, yet it has days of {changes}.").format(
            name=name, changes=_few(list(changes))
        )


def _at_once(clashes: Sequence[Between], today: date) -> Iterator[str]:
    """What two changes both change on the same days."""
    both: dict[tuple[str, str, date, date], list[str]] = {}
    for each in clashes:
        clash = each.clash
        if clash.kind is ClashKind.SYSTEM:
            pair = (each.change, clash.other, clash.first, clash.last)
            both.setdefault(pair, []).append(f"“{in_a_line(clash.what, _NAMED)}”")
    for (one, other, first, last), systems in both.items():
        yield _("{one} and {other} both change {systems} {when}.").format(
            one=one, other=other, systems=_few(systems), when=when(first, last, today)
        )
