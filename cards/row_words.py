"""The rows of a plan in words: what each is called, and what to know of it at a glance."""

from datetime import date, datetime

from cards import wave_words
from cards.words import _, day, window
from playbook.dossier import Dossier, Workplace
from playbook.records import (
    ActionItem,
    Concern,
    ConcernKind,
    Measure,
    PlanRow,
    Risk,
    Rollback,
    Survey,
    Wave,
)
from playbook.waves import state_of

_KNOWN_BY = 120
"""Characters of what somebody said, to know it by."""


def called(row: PlanRow) -> str:
    """What people call a row."""
    match row:
        case Wave(name=name) | Measure(name=name) | Survey(name=name):
            return name
        case Risk(description=description):
            return description
        case ActionItem(what=what):
            return what
        case Concern(text=text):
            return in_a_line(text)
        case Rollback():
            return _("Rollback plan")
        case _:
            return row.key


def in_a_line(text: str, limit: int = _KNOWN_BY) -> str:
    """The beginning of what somebody said, to know it by."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 2].rsplit(maxsplit=1)[0] + " …"


def at_a_glance(row: PlanRow, dossier: Dossier, workplace: Workplace, now: datetime) -> str:
    """The line under a row's name."""
    today = workplace.today(now)
    match row:
        case Wave():
            where = state_of(dossier, row)
            return _("{state}. {days}").format(state=_(where.state), days=wave_words.days(row))
        case Risk():
            return _risk(row, today)
        case Rollback(decision_owner=owner):
            line = _("{who} decides") if owner.name else _("Nobody is named to decide yet")
            return line.format(who=owner.name)
        case Measure(owner=owner, baseline=baseline):
            return _("{who}. Today: {baseline}").format(
                who=owner.name or _("No owner yet"), baseline=baseline or _("not measured yet")
            )
        case Survey():
            return window(row.opens_on, row.closes_on) or _("No days chosen yet")
        case ActionItem(done_at=done) if done is not None:
            return _("Done by {who}").format(who=row.done_by.name)
        case ActionItem(owner=owner, due=due):
            return _("{who}, by {day}").format(
                who=owner.name or _("Nobody yet"), day=day(due, today) if due else _("no day")
            )
        case Concern():
            return _concern(row)
        case _:
            return ""


def _risk(risk: Risk, today: date) -> str:
    line = (
        _("{kind}. Impact: {impact}. Likelihood: {likelihood}. Reviewed on {day}")
        if risk.reviewed_on
        else _("{kind}. Impact: {impact}. Likelihood: {likelihood}. Not reviewed yet")
    )
    return line.format(
        kind=_(risk.kind),
        impact=_(risk.impact),
        likelihood=_(risk.likelihood),
        day=day(risk.reviewed_on, today) if risk.reviewed_on else "",
    )


def _concern(concern: Concern) -> str:
    if concern.answered_at is not None:
        line = _("Taken up by {who}") if concern.taken_into else _("Answered by {who}")
        return line.format(who=concern.answered_by.name)
    line = {
        ConcernKind.PROBLEM: _("Problem from {by}. {who} answers"),
        ConcernKind.QUESTION: _("Question from {by}. {who} answers"),
        ConcernKind.ADDITION: _("Addition asked for by {by}. {who} answers"),
    }[concern.kind]
    return line.format(by=concern.by.name, who=concern.owner.name or _("Nobody yet"))
