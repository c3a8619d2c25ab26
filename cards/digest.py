"""The stand-up digest: one line for each thing, and every line can be pressed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from cards import build, wave_words
from cards.build import CardJson
from cards.elements import Element
from cards.payloads import OpenLine
from cards.phases import asked_names
from cards.row_words import called
from cards.words import _, counted, day, moment
from playbook.asking import lead_of
from playbook.digest import Line, LineKind, lines
from playbook.dossier import Dossier
from playbook.records import ActionItem, Concern, ConcernKind, Verdict, Wave
from playbook.standing import standing
from playbook.waves import announce_at, state_of
from playbook.workplace import Workplace

_NEEDS = (
    LineKind.PROBLEM, LineKind.QUESTION, LineKind.ADDITION, LineKind.OVERDUE, LineKind.DUE,
    LineKind.WAITING, LineKind.UNDELIVERED,
)  # fmt: skip
_MOVED = (LineKind.SOLVED, LineKind.MOVED, LineKind.WAVE, LineKind.DECIDED)
_ALERT = (LineKind.PROBLEM, LineKind.OVERDUE)
_MOST = 8
"""Lines of one part: a stand-up is short, and the lists hold the rest."""


def draw(
    dossiers: Sequence[Dossier],
    workplace: Workplace,
    morning: date,
    as_of: datetime,
    *,
    post: str = "",
) -> CardJson:
    """The digest of one morning, as things stood at `as_of`."""
    known = {dossier.change.key: dossier for dossier in dossiers}
    found = [line for line in lines(dossiers, workplace, morning, as_of) if line.change in known]
    first = _headline(morning, sum(line.kind in _NEEDS or bool(line.lacks) for line in found))
    several = len({line.change for line in found}) > 1
    parts: list[Element] = []
    for title, kinds in (
        (_("Needs somebody"), _NEEDS),
        (_("What moved"), _MOVED),
        (_("What comes next"), (LineKind.NEXT_WAVE,)),
    ):
        drawn = [
            _line(line, known[line.change], workplace, as_of, post, named=several)
            for line in found
            if line.kind in kinds
        ]
        parts.extend(_part(title, drawn))
    return build.card(first, build.heading(first), *_about(found, known, several), *parts)


def _headline(morning: date, needs: int) -> str:
    told = (
        counted("one thing needs somebody", "{n} things need somebody", needs)
        if needs
        else _("nothing waits for anybody")
    )
    return _("{day}: {what}").format(day=day(morning, morning), what=told)


def _about(found: Sequence[Line], known: dict[str, Dossier], several: bool) -> Iterator[Element]:
    """The change, where all lines are about one, so that no line has to repeat it."""
    if found and not several:
        name = _name(known[found[0].change])
        yield build.text(name, small=True, subtle=True, close=True)


def _part(title: str, drawn: Sequence[Element]) -> Iterator[Element]:
    if not drawn:
        return
    yield build.text(title, bold=True, subtle=True, small=True)
    yield from drawn[:_MOST]
    if len(drawn) > _MOST:
        more = counted("One more.", "{n} more.", len(drawn) - _MOST)
        yield build.text(more, small=True, subtle=True, close=True)


def _line(
    line: Line,
    dossier: Dossier,
    workplace: Workplace,
    as_of: datetime,
    post: str,
    *,
    named: bool,
) -> Element:
    """One line; `named` adds which change it is about, unless its first words tell."""
    first, second = _told(line, dossier, workplace, as_of)
    if named and line.row != line.change:
        second = _("{told} · {change}").format(told=second, change=_name(dossier))
    open_ = OpenLine(kind=line.kind, change=line.change, row=line.row, post=post)
    press = build.opener(_("Open: {line}").format(line=first), open_)
    return build.line(press, first, second, alert=line.kind in _ALERT)


def _told(line: Line, dossier: Dossier, workplace: Workplace, as_of: datetime) -> tuple[str, str]:
    """What the line says, and under it who and when."""
    match dossier.row(line.row):
        case Concern() as concern:
            return _concern(line.kind, concern)
        case ActionItem() as item:
            return _item(line.kind, item, workplace, as_of)
        case Wave() as wave if line.kind is LineKind.NEXT_WAVE:
            return _next_wave(line, wave, workplace, as_of)
        case Wave() as wave:
            where = state_of(dossier, wave)
            return wave.name, wave_words.stands(wave, where, workplace, as_of)
        case _:
            return _change(line.kind, dossier, workplace, as_of)


def _concern(kind: LineKind, concern: Concern) -> tuple[str, str]:
    if kind is LineKind.SOLVED:
        under = _("From {by}. {who} answered").format(
            by=concern.by.name, who=concern.answered_by.name
        )
        return _("Problem answered: {words}").format(words=called(concern)), under
    line = {
        ConcernKind.PROBLEM: _("Problem: {words}"),
        ConcernKind.QUESTION: _("Question: {words}"),
        ConcernKind.ADDITION: _("Asked to be added: {words}"),
    }[concern.kind]
    under = _("From {by}. {who} answers").format(
        by=concern.by.name, who=concern.owner.name or _("Nobody yet")
    )
    return line.format(words=called(concern)), under


def _item(
    kind: LineKind, item: ActionItem, workplace: Workplace, as_of: datetime
) -> tuple[str, str]:
    if kind is not LineKind.OVERDUE:
        return _("Due today: {what}").format(what=item.what), item.owner.name
    due = day(item.due, workplace.today(as_of)) if item.due else ""
    under = _("{who}, by {day}").format(who=item.owner.name, day=due)
    return _("Overdue: {what}").format(what=item.what), under


def _next_wave(line: Line, wave: Wave, workplace: Workplace, as_of: datetime) -> tuple[str, str]:
    due = announce_at(wave, workplace.office)
    told = _("No day is chosen on which people are told.")
    if due is not None:
        passed = due < as_of
        told = (
            _("On {when}, people were to be told.") if passed else _("On {when}, people are told.")
        )
        told = told.format(when=moment(due, workplace.zone, as_of))
    lacks = (
        _("It still lacks: {what}.").format(what=wave_words.lacking(line.lacks))
        if line.lacks
        else _("It lacks nothing.")
    )
    under = _("{told} {lacks}").format(told=told, lacks=lacks)
    return _("Next wave: {wave}").format(wave=wave.name), under


def _change(
    kind: LineKind, dossier: Dossier, workplace: Workplace, as_of: datetime
) -> tuple[str, str]:
    where, name = standing(dossier), _name(dossier)
    match kind:
        case LineKind.WAITING:
            asked = moment(where.asked_at or as_of, workplace.zone, as_of)
            return _("Waits for a decision: {change}").format(change=name), _(
                "{who}, since {when}"
            ).format(who=asked_names(dossier, where), when=asked)
        case LineKind.UNDELIVERED:
            return _("A message may not have arrived: {change}").format(change=name), _(
                "{who} says whether it did"
            ).format(who=lead_of(dossier).name)
        case LineKind.DECIDED if where.decision is not None:
            approved = where.decision.verdict is Verdict.APPROVED
            line = _("Approved: {change}") if approved else _("Declined: {change}")
            return line.format(change=name), _("By {who} on {when}").format(
                who=where.decision.by.name, when=moment(where.decision.at, workplace.zone, as_of)
            )
        case _:
            return name, _("It stands at “{phase}” now").format(phase=_(where.phase))


def _name(dossier: Dossier) -> str:
    return dossier.change.project_name or dossier.change.key
