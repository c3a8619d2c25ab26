"""The rows of a plan in words: what each is called, and what to know of it at a glance."""

from datetime import date, datetime

from cards import wave_words
from cards.words import _, day, window
from playbook.dossier import Dossier
from playbook.records import (
    ActionItem,
    Communication,
    Concern,
    ConcernKind,
    Dependency,
    Measure,
    PlanRow,
    Risk,
    Role,
    Rollback,
    StakeholderGroup,
    Survey,
    TrainingItem,
    Wave,
)
from playbook.waves import state_of
from playbook.workplace import Workplace

_KNOWN_BY = 120
"""Characters of what somebody said, to know it by."""


def called(row: PlanRow) -> str:
    """What people call a row."""
    match row:
        case Wave(name=name) | Measure(name=name) | Survey(name=name) | StakeholderGroup(name=name):
            return name
        case Communication(audience=audience, stage=stage):
            return _("{stage}: {audience}").format(stage=_(stage), audience=audience)
        case TrainingItem(role=role, delivery=delivery):
            return _("{role}: {delivery}").format(role=role, delivery=_(delivery))
        case Role(kind=kind):
            return _(kind)
        case Risk(description=description):
            return description
        case ActionItem(what=what) | Dependency(what=what):
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
        case ActionItem(dropped_at=dropped) if dropped is not None:
            return _("Not needed any more")
        case ActionItem(owner=owner, due=due):
            return _("{who}, by {day}").format(
                who=owner.name or _("Nobody yet"), day=day(due, today) if due else _("no day")
            )
        case Concern():
            return _concern(row)
        case Communication(on=on, means=means, owner=owner):
            return _held(owner.name, _by(on, today), _(means))
        case TrainingItem(done_on=done_on) if done_on is not None:
            return _("Done on {day}").format(day=day(done_on, today))
        case TrainingItem(on=on, contact=contact):
            return _held(contact.name, _by(on, today))
        case StakeholderGroup(influence=influence, impact=impact, owner=owner):
            rated = (
                _("Influence: {influence}. Impact: {impact}. {who} tells them")
                if owner.name
                else _("Influence: {influence}. Impact: {impact}")
            )
            return rated.format(influence=_(influence), impact=_(impact), who=owner.name)
        case Dependency(settled_on=settled_on) if settled_on is not None:
            return _("Settled on {day}").format(day=day(settled_on, today))
        case Dependency(kind=kind, decide_by=decide_by, owner=owner):
            return _held(owner.name, _by(decide_by, today), _(kind))
        case Role(who=who):
            return who.name or _("Nobody yet")
        case _:
            return ""


def _held(who: str, when: str, what: str = "") -> str:
    """Who sees to something, by when, and what it is; as far as it is known."""
    both = _("{who}, {when}").format(who=who, when=when) if who and when else who or when
    return _("{first}. {second}").format(first=both, second=what) if both and what else both or what


def _by(when: date | None, today: date) -> str:
    return _("by {day}").format(day=day(when, today)) if when else ""


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
