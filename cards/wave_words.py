"""A wave in words: how far it has come, when it is, what it lacks, and how many were told."""

from datetime import datetime

from cards.phases import names_of
from cards.words import _, count, counted, moment, window
from playbook.dossier import Dossier
from playbook.mailing import sheets_of
from playbook.outcome import Lack, Missing
from playbook.records import Wave, WaveState
from playbook.waves import Waving, announce_at
from playbook.workplace import Workplace


def stands(wave: Wave, where: Waving, workplace: Workplace, now: datetime) -> str:
    """How far the wave has come, in one sentence."""
    at = where.announced_at if where.state is WaveState.ANNOUNCED else where.since
    since = moment(at, workplace.zone, now) if at else ""
    match where.state:
        case WaveState.PLANNED:
            return _("Planned. Nobody has been told yet.")
        case WaveState.SCHEDULED:
            due = announce_at(wave, workplace.office)
            if due is None:
                return _("Scheduled, but no day is chosen on which people are told.")
            return _("Scheduled: on {when}, people are told.").format(
                when=moment(due, workplace.zone, now)
            )
        case WaveState.ANNOUNCED:
            return _("On {when}, people were told.").format(when=since)
        case WaveState.HELD:
            return _("Held back: on {when} its day came, and something was missing.").format(
                when=since
            )
        case WaveState.PAUSED:
            return _("Paused on {when} by {who}.").format(when=since, who=where.by.name)


def days(wave: Wave) -> str:
    """From when to when the wave goes."""
    return window(*wave.days) or _("No days chosen yet")


def told_to_mend(lack: Lack, reader: str = "") -> str:
    """What is missing, and who can mend it, as a sentence; `reader` reads it."""
    line = {
        Missing.TEMPLATE: _("Nothing is rolled out from a template: {who} can begin a change."),
        Missing.APPROVAL: _("This version of the request is not approved: {who} can see to it."),
        Missing.UNDER_WAY: _("The change is paused or over: {who} can take it up again."),
        Missing.RISK_REVIEW: _("No risk has been reviewed yet: {who} can do that."),
        Missing.ROLLBACK_TRIGGER: _("The rollback plan has no trigger: {who} can add it."),
        Missing.ROLLBACK_OWNER: _("Nobody is named to decide on a rollback: {who} can do that."),
        Missing.ROLLBACK_STEP: _("The rollback plan has no first step: {who} can add it."),
        Missing.CONDITION: _("A condition of the approval is open: “{said}”. {who} sees to it."),
        Missing.DEPENDENCY: _("The day for “{said}” is over, and it is open: {who} sees to it."),
        Missing.MEASURE: _("No measure has an owner and a baseline: {who} can add one."),
        Missing.WORDS: _("Words or days of the wave are missing: {who} can fill them in."),
        Missing.PLACE: _("No channel or group takes the announcement: {who} can choose one."),
        Missing.DAYS: _("The last day of the wave has passed: {who} can choose other days."),
    }[lack.what]
    return line.format(who=names_of(lack.who, reader) or _("the coordinator"), said=lack.said)


def lacking(lacks: tuple[Lack, ...]) -> str:
    """What is missing, as a short list: "a rollback decision owner; a measure"."""
    named = {
        Missing.TEMPLATE: _("a change instead of a template"),
        Missing.APPROVAL: _("approval of this version"),
        Missing.UNDER_WAY: _("a change that is under way"),
        Missing.RISK_REVIEW: _("a reviewed risk"),
        Missing.ROLLBACK_TRIGGER: _("a rollback trigger"),
        Missing.ROLLBACK_OWNER: _("a rollback decision owner"),
        Missing.ROLLBACK_STEP: _("a first restoration step"),
        Missing.CONDITION: _("a condition of the approval"),
        Missing.DEPENDENCY: _("a dependency that is settled"),
        Missing.MEASURE: _("a measure with owner and baseline"),
        Missing.WORDS: _("words or days"),
        Missing.PLACE: _("a channel or group"),
        Missing.DAYS: _("days to come"),
    }
    return "; ".join(named[lack.what] for lack in lacks)


def reached(dossier: Dossier, wave: Wave) -> str:
    """How many were told one by one, and what became of the others; empty where nobody was."""
    sheets = sheets_of(dossier, wave)
    people = sum(len(sheet.addressees) for sheet in sheets)
    if not people:
        return ""
    told, doubt = sum(s.told for s in sheets), sum(s.in_doubt for s in sheets)
    refused = sum(sheet.refused for sheet in sheets)
    waiting = people - told - doubt - refused
    parts = [
        _("Told one by one: {told} of {people}.").format(told=count(told), people=count(people))
    ]
    if waiting:
        parts.append(counted("One is still to be told.", "{n} are still to be told.", waiting))
    if refused:
        parts.append(counted("One could not be told.", "{n} could not be told.", refused))
    if doubt:
        parts.append(
            counted(
                "One message may not have arrived.", "{n} messages may not have arrived.", doubt
            )
        )
    return " ".join(parts)


def read_by(dossier: Dossier, wave: Wave) -> str:
    """How many said "Got it", in a channel or in their own chat."""
    number = sum(sheet.acknowledged for sheet in dossier.sheets if sheet.about == wave.key)
    if not number:
        return _("Nobody has pressed “Got it” yet.")
    return counted("One person pressed “Got it”.", "{n} people pressed “Got it”.", number)
