"""The stand-up digest: one line for each thing, and every line can be pressed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from cards import build, wave_words
from cards.build import CardJson
from cards.elements import Element
from cards.payloads import OpenLine
from cards.row_words import called
from cards.words import _, counted, day, moment
from playbook.asking import lead_of
from playbook.digest import Line, LineKind, lines
from playbook.dossier import Dossier, Workplace
from playbook.records import ActionItem, Concern, ConcernKind, Verdict, Wave
from playbook.standing import standing
from playbook.waves import announce_at, state_of

_NEEDS = (
    LineKind.PROBLEM, LineKind.QUESTION, LineKind.OVERDUE, LineKind.DUE, LineKind.WAITING,
    LineKind.UNDELIVERED,
)  # fmt: skip
_MOVED = (LineKind.MOVED, LineKind.WAVE, LineKind.DECIDED)
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
    needs = [line for line in found if line.kind in _NEEDS]
    first = _headline(morning, len(needs))
    return build.card(
        first,
        build.heading(first),
        *_part(_("Needs somebody"), needs, known, workplace, as_of, post),
        *_part(
            _("What moved"),
            [line for line in found if line.kind in _MOVED],
            known,
            workplace,
            as_of,
            post,
        ),
        *_part(
            _("What comes next"),
            [line for line in found if line.kind is LineKind.NEXT_WAVE],
            known,
            workplace,
            as_of,
            post,
        ),
    )


def _headline(morning: date, needs: int) -> str:
    told = (
        counted("one thing needs somebody", "{n} things need somebody", needs)
        if needs
        else _("nothing waits for anybody")
    )
    return _("{day}: {what}").format(day=day(morning, morning), what=told)


def _part(
    title: str,
    found: Sequence[Line],
    known: dict[str, Dossier],
    workplace: Workplace,
    as_of: datetime,
    post: str,
) -> Iterator[Element]:
    if not found:
        return
    yield build.text(title, bold=True, subtle=True, small=True)
    for line in found[:_MOST]:
        first, second = _told(line, known[line.change], workplace, as_of)
        open_ = OpenLine(kind=line.kind, change=line.change, row=line.row, post=post)
        press = build.opener(_("Open: {line}").format(line=first), open_)
        yield build.line(press, first, second, alert=line.kind in _ALERT)
    if len(found) > _MOST:
        more = counted("One more.", "{n} more.", len(found) - _MOST)
        yield build.text(more, small=True, subtle=True, close=True)


def _told(line: Line, dossier: Dossier, workplace: Workplace, as_of: datetime) -> tuple[str, str]:
    """What the line says, and under it who and when."""
    match dossier.row(line.row):
        case Concern() as concern:
            return _concern(concern, dossier)
        case ActionItem() as item:
            return _item(line.kind, item, dossier, workplace, as_of)
        case Wave() as wave if line.kind is LineKind.NEXT_WAVE:
            return _next_wave(line, wave, dossier, workplace, as_of)
        case Wave() as wave:
            where = state_of(dossier, wave)
            told = wave_words.stands(wave, where, workplace, as_of)
            return wave.name, _("{told} {change}").format(told=told, change=_name(dossier))
        case _:
            return _change(line.kind, dossier, workplace, as_of)


def _concern(concern: Concern, dossier: Dossier) -> tuple[str, str]:
    problem = concern.kind is ConcernKind.PROBLEM
    line = _("Problem: {words}") if problem else _("Question: {words}")
    under = _("From {by}. {who} answers. {change}").format(
        by=concern.by.name, who=concern.owner.name or _("Nobody yet"), change=_name(dossier)
    )
    return line.format(words=called(concern)), under


def _item(
    kind: LineKind, item: ActionItem, dossier: Dossier, workplace: Workplace, as_of: datetime
) -> tuple[str, str]:
    due = day(item.due, workplace.today(as_of)) if item.due else ""
    line = _("Overdue: {what}") if kind is LineKind.OVERDUE else _("Due today: {what}")
    under = _("{who}, by {day}. {change}") if kind is LineKind.OVERDUE else _("{who}. {change}")
    return line.format(what=item.what), under.format(
        who=item.owner.name, day=due, change=_name(dossier)
    )


def _next_wave(
    line: Line, wave: Wave, dossier: Dossier, workplace: Workplace, as_of: datetime
) -> tuple[str, str]:
    due = announce_at(wave, workplace.office)
    told = (
        _("On {when}, people are told.").format(when=moment(due, workplace.zone, as_of))
        if due
        else _("No day is chosen on which people are told.")
    )
    lacks = (
        _("It still lacks: {what}.").format(what=wave_words.lacking(line.lacks))
        if line.lacks
        else _("It lacks nothing.")
    )
    return _("Next wave: {wave}").format(wave=wave.name), _("{told} {lacks} {change}").format(
        told=told, lacks=lacks, change=_name(dossier)
    )


def _change(
    kind: LineKind, dossier: Dossier, workplace: Workplace, as_of: datetime
) -> tuple[str, str]:
    where, name = standing(dossier), _name(dossier)
    match kind:
        case LineKind.WAITING:
            asked = moment(where.asked_at or as_of, workplace.zone, as_of)
            return _("Waits for a decision: {change}").format(change=name), _(
                "{who}, since {when}"
            ).format(who=dossier.change.sponsor.name, when=asked)
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
