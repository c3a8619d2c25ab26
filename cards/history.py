"""What was done to a change, as people read it: who, what, when, and on which version."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cards import build, tried
from cards.elements import Element
from cards.words import _, moment
from playbook.chaining import TOLD, Told, is_told, name_of
from playbook.dossier import HOLDS, Dossier
from playbook.recording import is_refusal, key_about, subject_of
from playbook.records import (
    ActionItem,
    AuditEvent,
    ConcernKind,
    Condition,
    Decision,
    EmergencyReview,
    Move,
    Phase,
    ScopeChange,
    Verdict,
    WaveStep,
    Withdrawal,
)
from playbook.routing import route_of
from playbook.standing import number
from playbook.taking_up import REMOVED
from playbook.workplace import Workplace

LAST = 8
"""Acts on the card; the lists hold all of them."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One act: when it was, its place in the chain, 0 while it has none, and what to say of it."""

    at: datetime
    link: int
    told: str


def draw(dossier: Dossier, workplace: Workplace, now: datetime) -> Iterator[Element]:
    """The last acts, the newest at the end, and how far the record goes."""
    yield build.text(_("History"), bold=True, small=True, subtle=True)
    entries = sorted(_entries(dossier, workplace), key=lambda entry: (entry.at, entry.link))
    if not entries:
        yield build.text(_("Nothing has happened yet."), close=True)
    for entry in entries[-LAST:]:
        when = moment(entry.at, workplace.zone, now)
        yield build.text(_("{when} – {what}").format(when=when, what=entry.told), small=True)
    if newest := max((event.link for event in dossier.audit), default=0):
        name = name_of(dossier.change.key, newest)
        yield build.text(_("Record up to {link}").format(link=name), small=True, subtle=True)


def _entries(dossier: Dossier, workplace: Workplace) -> Iterator[_Entry]:
    """Facts tell more than the acts that made them; what has left no fact, its act tells."""
    places = {event.key: event.link for event in dossier.audit}
    facts = [fact for kind in TOLD for fact in getattr(dossier, HOLDS[kind]) if is_told(fact)]
    for fact in facts:
        link = places.get(key_about(fact.key), 0)
        yield _Entry(fact.at, link, told_of(fact, dossier))
    known = {fact.key for fact in facts}
    for event in dossier.audit:
        if subject_of(event) not in known and (told := _told(event, dossier, workplace)):
            yield _Entry(event.at, event.link, told)


def told_of(fact: Told, dossier: Dossier) -> str:
    """A fact in one sentence, with what was said along with it."""
    match fact:
        case Decision():
            return _with(_decided(fact), fact.comment)
        case Withdrawal():
            told = _("{who} took back the decision on version {number}.")
            return _with(_filled(told, fact), fact.reason)
        case Condition():
            told = _("{who} set a condition on version {number}.")
            return _with(_filled(told, fact), fact.what)
        case ScopeChange():
            return _filled(_("{who} changed what version {number} covers."), fact)
        case EmergencyReview():
            told = _("{who} looked back at version {number}: {right}.")
            return _with(_filled(told, fact, right=_(fact.right)), fact.learned)
        case WaveStep():
            return _with(_waved(fact, dossier), fact.reason)
        case Move(to=Phase.SUBMITTED) if route_of(fact, dossier.change).basis is not None:
            told = _("{who} sent version {number}, which its template had approved beforehand.")
            return _filled(told, fact)
        case Move(to=Phase.SUBMITTED):
            line = (
                _("{who} sent version {number} for approval.")
                if len(route_of(fact, dossier.change).approvers) > 1
                else _("{who} sent version {number} to the sponsor.")
            )
            return _filled(line, fact)
        case Move():
            line = (
                _("{who} moved version {number} to “{phase}”.")
                if fact.version
                else _("{who} moved it to “{phase}”.")
            )
            return _with(_filled(line, fact, phase=_(fact.to)), fact.reason)


def _decided(decision: Decision) -> str:
    approved = decision.verdict is Verdict.APPROVED
    if decision.approver and decision.approver.id != decision.by.id:
        line = (
            _("{who} approved version {number} on behalf of {approver}.")
            if approved
            else _("{who} declined version {number} on behalf of {approver}.")
        )
        return _filled(line, decision, approver=decision.approver.name)
    line = (
        _("{who} approved version {number}.") if approved else _("{who} declined version {number}.")
    )
    return _filled(line, decision)


def _waved(step: WaveStep, dossier: Dossier) -> str:
    wave = dossier.wave(step.wave)
    line = (
        _("{who} moved “{wave}” to “{state}”, on version {number}.")
        if step.version
        else _("{who} moved “{wave}” to “{state}”.")
    )
    return _filled(line, step, wave=wave.name if wave else step.wave, state=_(step.to))


def _filled(line: str, fact: Told, **words: str) -> str:
    who = fact.by.name or _("Cutover")
    return line.format(who=who, number=number(fact.version) if fact.version else "", **words)


def _told(event: AuditEvent, dossier: Dossier, workplace: Workplace) -> str:
    """An act that left no fact, in one sentence; empty where there is nothing to read in it."""
    who = event.by.name
    if is_refusal(event):
        return tried.told_of(event, dossier, workplace)
    if event.key.startswith("hand/"):
        return _by_hand(event)
    match event.act.split():
        case ["draft"]:
            return _("{who} began the request.").format(who=who)
        case ["raise", ConcernKind.ADDITION]:
            return _("{who} asked for an addition.").format(who=who)
        case ["take", "up"]:
            return _("{who} took up an addition.").format(who=who)
        case ["raise", ConcernKind.PROBLEM]:
            return _("{who} reported a problem.").format(who=who)
        case ["raise", *_any]:
            return _("{who} asked a question.").format(who=who)
        case ["answer", *_any]:
            return _("{who} answered a question.").format(who=who)
        case ["finish", "item"]:
            item = dossier.row(subject_of(event).removesuffix("/done"))
            what = item.what if isinstance(item, ActionItem) else ""
            return _with(_("{who} finished an action item.").format(who=who), what)
        case ["keep", *_any]:
            return _("{who} added to the plan.").format(who=who)
        case ["fill", *_any] if not event.key.endswith(key_about("")):
            return _("Cutover began the plan.")
        case _:
            return ""


def _by_hand(event: AuditEvent) -> str:
    """An edit in Lists: in which list, and what became of it."""
    name = _(event.key.split("/")[1])
    if event.act == REMOVED:
        return _("Somebody removed a row from “{list}”.").format(list=name)
    return _("{who} edited a row in “{list}” by hand: {became}.").format(
        who=event.by.name or _("Somebody"), list=name, became=_(event.result)
    )


def _with(told: str, words: str) -> str:
    return _("{told} “{words}”").format(told=told, words=words) if words else told
